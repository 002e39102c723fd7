// Races on a surface.

return {
  a_descent_advances_and_records() {
    const descent = new Descent(ravine(sgd(0.01), sgd(0.021)));
    descent.advance(2000);
    const path = descent.path(0);
    check(path instanceof Float64Array && path.length === 3 * 2001, "every step is there");
    equal(path.slice(0, 3), [-4, 1, 58]);
    check(descent.recordedSteps(0) instanceof Uint32Array, "steps are whole numbers");
    equal(Array.from(descent.recordedSteps(0)), Array.from({ length: 2001 }, (_, i) => i));
    equal([descent.status(0), descent.status(1)], ["minimum", "diverged"]);
    check(descent.describe(1).includes("α = 0.021 is above 2/λ_max = 0.02"), descent.describe(1));
    equal(descent.bound(0, 0), { formula: "2/λ_max", value: 0.02, largestCurvature: 100, exact: true });
    equal(new Descent(ravine({ optimizer: "adam" })).bound(0, 0), undefined);
    equal(Array.from(descent.row(0, 1)), [1, ...descent.path(0).slice(3, 6)]);
    check(descent.path(1).every(Number.isFinite), "the last row of a diverged run is finite");
    let made = 0;
    while (made === 0) made = descent.advanceFor(20); // 0 when the machine was busy elsewhere
    equal(descent.steps, 2000 + made, "time makes steps");
    equal(descent.facts().quadratic, true);
  },

  a_descent_measures_its_ball() {
    const noisy = { ...ravine(sgd(0.3), { optimizer: "momentum" }), surfaceParameters: { elongation: 4 }, noise: 1 };
    const descent = new Descent(noisy);
    descent.advance(400);
    const { from, to, distance, measured, expected, stationary } = descent.ball(0, 400);
    equal([from, to], [300, 400]);
    close(distance, Math.hypot(...descent.row(0, 400).slice(1, 3)));
    check(measured > 0 && expected > 0 && Math.abs(measured / expected - 1) < 0.5, `${measured} ${expected}`);
    close(stationary, Math.sqrt(0.3 / (2 - 0.3) + 0.3 / (4 * (2 - 1.2))));
    const other = descent.ball(1, 400);
    check(other.measured > 0 && other.expected === undefined && other.stationary === undefined, "theory is of sgd");
    equal(new Descent({ ...ravine(sgd(0.1)), surface: "x + y" }).ball(0, 0), undefined);
    refuses(() => descent.ball(2, 0), "run is 2");
    refuses(() => descent.ball(0, -1), "step is -1");
  },

  a_descent_is_the_same_however_it_is_cut() {
    for (const { id } of catalog().optimizers) {
      const config = { surface: "rosenbrock", start: [-1.2, 1], noise: 0.1, seed: 7,
        runs: [{ optimizer: id, hyperparameters: { learning_rate: 0.0005 } }] };
      const [once, often] = [new Descent(config), new Descent(config)];
      once.advance(300);
      for (let i = 0; i < 300; i++) often.advance(1);
      equal(once.path(0), often.path(0), id);
    }
  },

  a_descent_restarts() {
    const config = { ...ravine(sgd(0.01), { optimizer: "adam" }), noise: 0.2 };
    const [again, once] = [new Descent(config), new Descent(config)];
    again.advance(50);
    again.restart();
    equal([again.steps, again.path(1)], [0, once.path(1)]);
    again.advance(80);
    once.advance(80);
    equal([again.path(0), again.path(1)], [once.path(0), once.path(1)]);
  },

  // The number was computed once; that every engine finds it again is the promise of equal bits.
  the_same_experiment_gives_the_same_bits_everywhere() {
    let hash = 0n;
    for (const { id } of catalog().optimizers) {
      for (const surface of ["rosenbrock", "ackley", "sin(3*x)*exp(-y^2/4)+log(1+x^2+y^2)"]) {
        const schedule = { id: "exponential", factor: 0.9, period: 37 };
        const run = { optimizer: id, hyperparameters: { learning_rate: 0.0005 }, schedule };
        const descent = new Descent({ surface, start: [-1.2, 1], noise: 0.1, seed: 7, runs: [run] });
        descent.advance(300);
        const path = descent.path(0);
        for (const word of new Uint32Array(path.buffer, path.byteOffset, path.length * 2)) {
          hash = BigInt.asUintN(64, (hash ^ BigInt(word)) * 1099511628211n);
        }
      }
    }
    equal(hash.toString(), "16508872668703913124");
  },

  a_descent_takes_batches_of_samples() {
    for (const surface of catalog().surfaces.filter(({ samples }) => samples > 0)) {
      const config = { surface: surface.id, surfaceParameters: { samples: 50, seed: 2 }, start: surface.start, seed: 4,
        runs: ["all", 50, 8, 1].map((batch) => ({ ...sgd(0.05), batch })) };
      const descent = new Descent(config);
      equal(descent.config(), config);
      equal(descent.facts().samples, 50);
      descent.advance(100);
      const [all, fifty, eight, one] = [0, 1, 2, 3].map((run) => descent.path(run));
      equal(all, fifty, surface.id);
      check(new Set([all, eight, one].map((path) => path[6])).size === 3, `${surface.id}: batches differ`);
      const again = new Descent(config);
      for (let i = 0; i < 100; i++) again.advance(1);
      equal(eight, again.path(2), surface.id);
      equal(one, again.path(3), surface.id);
    }
    refuses(() => new Descent(ravine({ ...sgd(0.01), batch: 8 })), "runs[0]", "batch is 8", "samples");
    equal(new Descent(ravine({ ...sgd(0.01), batch: "all" })).status(0), "running");
    const neurons = { surface: "linear_neuron", start: [0, 0], runs: [sgd(0.1)] };
    refuses(() => new Descent({ ...neurons, surfaceParameters: { samples: 9 } }), "samples is 9", "from 10 to 1000");
    refuses(() => new Descent({ ...neurons, surfaceParameters: { samples: 10.5 } }), "samples is 10.5");
    refuses(() => new Descent({ ...neurons, runs: [{ ...sgd(0.1), batch: 0 }] }), "runs[0].batch: 0");
  },

  a_descent_takes_another_configuration() {
    const descent = new Descent(ravine(sgd(0.01), { optimizer: "momentum" }));
    descent.advance(100);
    const momentum = descent.path(1);
    descent.replace(ravine(sgd(0.015), { optimizer: "momentum", style: 3, hidden: true }));
    equal(descent.path(1), momentum);
    equal(descent.path(0).length, 3);
    equal(descent.catchUp(1000), true);
    equal(descent.path(0).length, 303);
    equal(descent.config(), ravine(sgd(0.015), { optimizer: "momentum", style: 3, hidden: true }));
    const changed = descent.withRateFrom(0, 100, 0.001);
    equal(changed.schedule, { id: "piecewise", boundaries: [100], rates: [0.015, 0.001] });
    descent.replace(ravine(changed));
    equal([descent.runCount, descent.steps], [1, 100]);
    equal([descent.learningRate(0, 99), descent.learningRate(0, 100)], [0.015, 0.001]);
  },

  a_descent_refuses_bad_input_and_goes_on() {
    refuses(() => new Descent(), "config: nothing was given");
    refuses(() => new Descent({}), "config.surface: nothing was given, but must be a text");
    refuses(() => new Descent("bowl"), 'config: "bowl"', "object");
    refuses(() => new Descent(ravine()), "the number of runs is 0");
    refuses(() => new Descent({ ...ravine(sgd(1)), surface: "bowel" }), "surface", '"bowel"', "bowl");
    refuses(() => new Descent({ ...ravine(sgd(1)), start: [0, NaN] }), "start[1] is NaN");
    refuses(() => new Descent({ ...ravine(sgd(1)), start: [0] }), "config.start");
    refuses(() => new Descent({ ...ravine(sgd(1)), noise: -1 }), "noise is -1");
    refuses(() => new Descent({ ...ravine(sgd(1)), seed: 0.5 }), "seed: 0.5", "whole number");
    refuses(() => new Descent({ ...ravine(sgd(1)), nose: 1 }), 'unknown field "nose"', "noise");
    refuses(() => new Descent(ravine(sgd(1), sgd(-1))), "runs[1]", "learning_rate is -1");
    refuses(() => new Descent(ravine({ ...sgd(1), batch: "some" })), "batch", '"some"', '"all"');
    refuses(() => new Descent(ravine({ ...sgd(1), schedule: "step" })), "schedule", '"step"');
    refuses(() => new Descent(ravine({ ...sgd(1), schedule: { id: "step", evry: 5 } })), "evry", "every");
    refuses(() => new Descent(ravine({ optimizer: () => 1 })), "optimizer", "function");
    const loop = ravine(sgd(1));
    loop.runs.push(loop);
    refuses(() => new Descent(loop), "nested");
    const descent = new Descent(ravine(sgd(0.01)));
    descent.advance(10);
    refuses(() => descent.advance(-1), "steps is -1");
    refuses(() => descent.advance("3"), 'steps is "3"');
    refuses(() => descent.advance(2 ** 32), "steps is 4294967296");
    refuses(() => descent.advanceFor(NaN), "milliseconds is NaN");
    refuses(() => descent.path(1), "run is 1", "from 0 to 0");
    refuses(() => descent.status(-1), "run is -1");
    refuses(() => descent.replace(ravine()), "number of runs");
    refuses(() => descent.withRateFrom(0, 5, 0), "learning_rate is 0");
    equal(descent.steps, 10);
    descent.advance(5);
    equal(descent.path(0).length, 48);
  },
};
