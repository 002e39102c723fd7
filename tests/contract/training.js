// Races of networks.

return {
  the_ledger_of_a_network_is_of_one_parameter_and_of_all() {
    const race = new Training(circle({ optimizer: "adam", hyperparameters: { learning_rate: 0.01 } }, sgd(1e30)));
    race.advance(12);
    const ledger = race.ledger(0, 5);
    equal(ledger.t, 13);
    equal(ledger.known.find(({ symbol }) => symbol === "w").values, [race.parameters(0)[5]]);
    const { norm, min, median, max } = ledger.summaries.find(({ symbol }) => symbol === "η");
    check(0 < min && min <= median && median <= max && max < norm, [min, median, max, norm].join());
    race.advance(1);
    close(ledger.lines.at(-1).term.values[0], race.parameters(0)[5], 1e-6);
    equal(race.status(1), "diverged");
    equal(race.ledger(1, 0), undefined);
    refuses(() => race.ledger(2, 0), "run is 2");
    refuses(() => race.ledger(0, 25), "parameter is 25", "24");
  },

  a_training_advances_and_records() {
    const training = new Training(circle(
      { optimizer: "adam", hyperparameters: { learning_rate: 0.01 } }, { optimizer: "sgd", batch: "all" }));
    equal([training.runCount, training.parameters(0).length], [2, 25]);
    equal(training.parameters(0), training.parameters(1), "one initial network");
    training.advance(200);
    equal(Array.from(training.recordedUpdates(0)), Array.from({ length: 21 }, (_, i) => 10 * i));
    equal(Array.from(training.recordedUpdates(1, "test")), Array.from({ length: 201 }, (_, i) => i));
    equal(Array.from(training.recordedUpdates(0, "batch")), Array.from({ length: 200 }, (_, i) => i));
    for (const set of ["train", "test", "batch"]) {
      equal(training.losses(0, set).length, training.recordedUpdates(0, set).length, set);
    }
    const losses = training.losses(0, "train");
    check(losses[20] < 0.8 * losses[0], `it learns: ${losses}`);
    equal(training.predict(0, new Float32Array([0, 0, 5, 5])).length, 2);
    equal([training.status(0), training.status(1)], ["running", "running"]);
    let made = 0;
    while (made === 0) made = training.advanceFor(50); // 0 while a slice is not done
    check(training.losses(0, "batch").length >= 200 + made, "time makes updates");
    const values = new Float32Array(25).fill(0.1);
    training.setParameters(0, values);
    equal(training.parameters(0), values);
    equal([training.losses(0, "train").length, training.losses(0, "batch").length], [1, 0]);
    const given = { data: { inputs: [[0, 0], [1, 1]], targets: [0, 1] }, batch: "all",
      network: { hidden: [], activation: "tanh", loss: "cross_entropy" }, runs: [{ optimizer: "sgd" }] };
    equal(new Training(given).losses(0, "test").length, 0, "no test set, no test losses");
  },

  a_training_is_the_same_however_it_is_cut() {
    const run = { optimizer: "adam", hyperparameters: { learning_rate: 0.01 } };
    const [once, often] = [new Training(circle(run)), new Training(circle(run))];
    once.advance(137);
    for (let i = 0; i < 137; i++) often.advance(1);
    equal(once.parameters(0), often.parameters(0));
    equal(once.losses(0, "batch"), often.losses(0, "batch"));
  },

  // As with races on surfaces: computed once, found again by every engine.
  trained_weights_have_the_same_bits_everywhere() {
    const { network, ...rest } = circle({ optimizer: "sgd", hyperparameters: { learning_rate: 0.03 } },
      { optimizer: "adam", hyperparameters: { learning_rate: 0.005 } },
      { optimizer: "rmsprop", schedule: { id: "cosine" }, batch: 32 });
    let hash = 0n;
    for (const activation of ["tanh", "gelu"]) {
      const training = new Training({ ...rest, network: { ...network, hidden: [8, 4], activation } });
      training.advance(1000); // a build for tests is slow, and a browser waits for it
      for (let run = 0; run < 3; run++) {
        const weights = training.parameters(run);
        check(weights.every(Number.isFinite), activation);
        for (const word of new Uint32Array(weights.buffer, weights.byteOffset, weights.length)) {
          hash = BigInt.asUintN(64, (hash ^ BigInt(word)) * 1099511628211n);
        }
      }
    }
    equal(hash.toString(), "12123663200337593472");
  },

  a_training_measures_its_gradient_noise() {
    const training = new Training(circle(sgd(0.1), { ...sgd(0.1), batch: "all" }));
    training.advance(5);
    const before = training.parameters(0);
    equal([training.probeFor(10), training.gradientNoise()], [0, undefined]);
    training.probeNoise(0, 10, 20, 1);
    equal(training.gradientNoise(), undefined);
    for (let done = 0; done < 1;) {
      const next = training.probeFor(5);
      check(next >= done && next <= 1, `${done} ${next}`);
      done = next;
    }
    const noise = training.gradientNoise();
    equal([noise.batch, noise.gradients.length, noise.full[1]], [10, 20, 0]);
    check(noise.full[0] > 0 && noise.scatter > 0 && noise.noiseScale > 0 && noise.shown > 0 && noise.shown <= 1,
      JSON.stringify(noise));
    equal(training.parameters(0), before, "the run is left alone");
    training.probeNoise(1, "all");
    while (training.probeFor(5) < 1);
    const none = training.gradientNoise();
    equal([none.batch, none.noiseScale], [100, undefined]);
    check(none.scatter < 1e-6 * none.full[0], `all samples do not scatter: ${none.scatter}`);
    training.replace(circle(sgd(0.2)));
    equal(training.probeFor(1), 0, "another configuration drops it");
    refuses(() => training.probeNoise(5, 10), "run is 5");
    refuses(() => training.probeNoise(0, 0), "batch", "0", "at least 1");
    refuses(() => training.probeNoise(0, 10, 1), "draws is 1", "from 2 to 128");
    refuses(() => training.probeNoise(0, 10, 20, -1), "seed", "-1");
    refuses(() => training.probeFor("5"), 'milliseconds is "5"');
    equal(training.gradientNoise(), undefined);
  },

  a_training_counts_its_weights_and_gradients() {
    const training = new Training(circle(sgd(0.1)));
    equal(training.histograms(0, "gradients"), [], "no update, no gradient");
    const layers = training.histograms(0, "weights");
    equal(layers.map(({ counts }) => counts.length), [31, 31, 31]);
    equal(layers.map(({ counts }) => counts.reduce((sum, count) => sum + count)), [8, 8, 2], "no biases");
    const parameters = Array.from(training.parameters(0));
    const weights = training.layers().map(({ weights, biases }) => parameters.slice(weights, biases));
    layers.forEach(({ range: [low, high], counts, mean, deviation, notFinite }, layer) => {
      equal([low, high, notFinite], [-layers[0].range[1], layers[0].range[1], 0]);
      const width = (high - low) / 31;
      const inside = (bin) => weights[layer].filter((w) => Math.min(30, Math.floor((w - low) / width)) === bin).length;
      equal(counts, counts.map((_, bin) => inside(bin)));
      close(mean, weights[layer].reduce((sum, w) => sum + w) / weights[layer].length);
      check(deviation > 0 && deviation < high, `${deviation}`);
    });
    training.advance(1);
    // Plain descent: what the weights moved by is the gradient, times the rate.
    const moved = Array.from(training.parameters(0)).slice(0, 8).map((w, place) => (parameters[place] - w) / 0.1);
    const [first] = training.histograms(0, "gradients", 2);
    close(first.mean, moved.reduce((sum, g) => sum + g) / 8, 1e-5);
    equal(first.counts.length, 2);
    refuses(() => training.histograms(1, "weights"), "run is 1");
    refuses(() => training.histograms(0, "biases"), '"biases"', '"weights"', '"gradients"');
    refuses(() => training.histograms(0), "of is nothing");
    refuses(() => training.histograms(0, "weights", 0), "bins is 0", "from 1 to 1000");
    refuses(() => training.histograms(0, "weights", 1e6), "bins is 1000000");
    refuses(() => training.histograms(0, "weights", "9"), 'bins is "9"');
  },

  a_training_gives_its_samples_as_the_network_reads_them() {
    const given = { data: { inputs: [[1, 2], [3, 4], [5, 6], [7, 8]], targets: [0, 1, 0, 1], trainFraction: 0.75 }, batch: "all",
      network: { hidden: [], activation: "tanh", loss: "cross_entropy" }, runs: [sgd(0.1)] };
    const training = new Training(given);
    const [train, test] = ["train", "test"].map((set) => training.samples(set));
    equal([train.targets.length, test.targets.length], [3, 1]);
    const rows = [train, test].flatMap(({ inputs, targets }) => targets.map((t, row) => [inputs[2 * row], inputs[2 * row + 1], t]));
    equal(rows.sort(([a], [b]) => a - b), [[1, 2, 0], [3, 4, 1], [5, 6, 0], [7, 8, 1]]);
    const squares = new Training({ ...circle(sgd(0.1)), features: ["x", "x_squared", "y"] }).samples("train");
    equal(squares.inputs.length, 3 * squares.targets.length);
    close(squares.inputs[1], squares.inputs[0] ** 2, 1e-6);
    refuses(() => training.samples("all"), '"all"', '"train"');
    refuses(() => training.samples(), "set is nothing");
  },

  a_training_is_followed_while_it_catches_up() {
    const training = new Training(circle(sgd(0.1), { ...sgd(0.1), batch: "all" }));
    equal([training.updates, training.trainingSamples], [0, 100]);
    training.ask(30);
    while (!training.catchUp(5));
    equal(training.updates, 30);
    const { updates, epochs, samples, recorded, train, testAccuracy } = training.reading(0);
    equal([updates, epochs, samples, recorded], [30, 3, 300, 30]);
    check(train > 0 && testAccuracy >= 0 && testAccuracy <= 1, `${train} ${testAccuracy}`);
    equal(training.layers(), [{ inputs: 2, outputs: 4, weights: 0, biases: 8 }, { inputs: 4, outputs: 2, weights: 12, biases: 20 },
      { inputs: 2, outputs: 1, weights: 22, biases: 24 }]);
    check(training.batchAdvice(0).includes("100 samples"), training.batchAdvice(0));
    close(training.learningRate(1, 7), 0.1);
    const changed = training.withRateFrom(0, 30, 0.01);
    equal(changed, { ...sgd(0.1), schedule: { id: "piecewise", boundaries: [30], rates: [0.1, 0.01] } });
    training.replace(circle(changed, { ...sgd(0.1), batch: "all" }));
    equal(training.reading(0).updates, 0, "the changed run starts anew");
    equal(training.reading(1).updates, 30, "the other one is kept");
    training.stayBehind();
    check(training.catchUp(0), "nothing is left to do");
    equal(training.reading(0).updates, 0);
    const run = training.config().runs[0];
    equal(run, changed);
    refuses(() => training.ask(-1), "updates is -1");
    refuses(() => training.catchUp(NaN), "milliseconds is NaN");
    refuses(() => training.reading(2), "run is 2");
    refuses(() => training.learningRate(0, 0.5), "updates is 0.5");
    refuses(() => training.withRateFrom(0, 3, -1), "rate", "-1");
  },

  a_training_refuses_bad_input_and_goes_on() {
    const run = { optimizer: "sgd" };
    const with_ = (field, part) => ({ ...circle(run), [field]: { ...circle(run)[field], ...part } });
    refuses(() => new Training(), "config: nothing was given");
    refuses(() => new Training(circle()), "number of runs is 0");
    refuses(() => new Training(with_("data", { dataset: "cirle" })), '"cirle"', "circle");
    refuses(() => new Training(with_("data", { points: 0 })), "points is 0", "from 1 to 50000");
    refuses(() => new Training(with_("data", { points: 1e9 })), "points", "50000");
    refuses(() => new Training(with_("data", { trainFraction: 0 })), "trainFraction", "0");
    refuses(() => new Training(with_("network", { hidden: [0] })), "hidden", "0");
    refuses(() => new Training(with_("network", { hidden: [1, 1, 1, 1, 1, 1, 1] })), "hidden", "6");
    refuses(() => new Training(with_("network", { activation: "tnh" })), '"tnh"', "tanh");
    refuses(() => new Training(with_("network", { l2: -1 })), "l2", "-1");
    refuses(() => new Training({ ...circle(run), batch: 0 }), "batch: 0");
    refuses(() => new Training({ ...circle(run), features: ["z"] }), '"z"', "x_squared");
    refuses(() => new Training({ ...circle(run), data: { inputs: [[1, 2], [3]], targets: [0, 1] } }), "inputs[1]");
    refuses(() => new Training({ ...circle(run), data: { inputs: [[1, 2]], targets: [0.5] } }), "cross_entropy", "squared_error");
    refuses(() => new Training({ ...circle(run), data: { inputs: [[1, NaN]], targets: [0] } }), "inputs", "NaN");
    const training = new Training(circle(run));
    refuses(() => training.advance(0.5), "updates is 0.5");
    refuses(() => training.losses(0, "all"), '"all"', '"train"');
    refuses(() => training.losses(1, "train"), "run is 1");
    refuses(() => training.setParameters(0, new Float32Array(3)), "3", "25");
    refuses(() => training.setParameters(0, new Float32Array(25).fill(NaN)), "values[0] is NaN");
    refuses(() => training.predict(0, new Float32Array(3)), "inputs", "3");
    refuses(() => training.predict(0, [1, 2]), "inputs is a list", "Float32Array");
    training.advance(10);
    equal(training.losses(0, "train").length, 2);
  },
};
