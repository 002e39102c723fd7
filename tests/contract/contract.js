// The tests of the JavaScript contract. The file is the body of a function that is given the
// package and returns its tests by name.

const { Optimizer, Schedule, Surface, Descent, Training, catalog, movingAverage } = downhill;

function check(condition, message) {
  if (!condition) throw new Error(message);
}

function equal(actual, expected, message = "") {
  const [a, b] = [actual, expected].map((value) => JSON.stringify(value, (_, x) =>
    ArrayBuffer.isView(x) ? Array.from(x) : x));
  check(a === b, `${message} ${a} instead of ${b}`);
}

function close(actual, expected, tolerance = 1e-12) {
  check(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)),
    `${actual} instead of ${expected}`);
}

/** Checks that a call throws an Error whose message holds all of these. */
function refuses(call, ...words) {
  let thrown;
  try {
    call();
  } catch (error) {
    thrown = error;
  }
  check(thrown instanceof Error, `not refused: ${call}`);
  for (const word of words) {
    check(thrown.message.includes(word), `"${thrown.message}" does not say "${word}"`);
  }
}

const ravine = (...runs) => ({ surface: "bowl", start: [-4, 1], runs });
const circle = (...runs) => ({ data: { dataset: "circle", points: 200, seed: 3 }, batch: 10, runs,
  network: { hidden: [4, 2], activation: "tanh", loss: "cross_entropy" } });
const sgd = (rate) => ({ optimizer: "sgd", hyperparameters: { learning_rate: rate } });

return {
  the_catalog_describes_everything() {
    const all = catalog();
    for (const family of ["optimizers", "schedules", "surfaces", "datasets", "activations", "losses",
      "initializations"]) {
      check(all[family].length > 0, family);
      for (const entry of all[family]) {
        for (const field of ["id", "label", "summary", "formula", "reference"]) {
          check(typeof entry[field] === "string" && entry[field], `${entry.id}.${field}`);
        }
        for (const parameter of entry.parameters) {
          check(typeof parameter.default === "number" || Array.isArray(parameter.default),
            `${entry.id}.${parameter.id}`);
          check(["linear", "log"].includes(parameter.scale), `${entry.id}.${parameter.id}`);
          check(parameter.min < parameter.max, `${entry.id}.${parameter.id}`);
        }
      }
    }
    const bowl = all.surfaces.find(({ id }) => id === "bowl");
    equal(bowl.window, [-5, 5, -2.5, 2.5]);
    equal(bowl.start, [-4, 1]);
    equal(bowl.criticalPoints, [{ x: 0, y: 0, value: 0, kind: "minimum", eigenvalues: [1, 100], global: true }]);
  },

  optimizers_step_in_place() {
    const optimizer = new Optimizer("momentum", { learning_rate: 0.1, beta: 0.8 });
    const parameters = new Float64Array([1, -2]);
    optimizer.step(parameters, new Float64Array([0.5, -1]));
    close(parameters[0], 0.99);
    close(parameters[1], -1.98);
    equal(optimizer.stepCount, 1);
    close(optimizer.state().v[0], 0.1);
    optimizer.learningRate = 0.2;
    equal(optimizer.learningRate, 0.2);
    optimizer.reset();
    equal([optimizer.stepCount, optimizer.learningRate], [0, 0.2]);
    equal(optimizer.state(), { v: [] });
    for (const { id, parameters: [rate] } of catalog().optimizers) {
      equal(rate.id, "learning_rate", id);
      const weights = new Float64Array(3);
      const one = new Optimizer(id);
      one.step(weights, new Float64Array([1, -2, 0]));
      check(weights[0] < 0 && weights[1] > 0 && weights[2] === 0, `${id}: ${weights}`);
    }
  },

  an_optimizer_refuses_bad_input_and_goes_on() {
    refuses(() => new Optimizer("admm"), 'unknown optimizer "admm"', "adam");
    refuses(() => new Optimizer(), "id is nothing");
    refuses(() => new Optimizer(3), "id is 3");
    refuses(() => new Optimizer("adam", { beta: 0.9 }), 'no parameter "beta"', "beta1");
    refuses(() => new Optimizer("adam", { beta1: 1 }), "beta1 is 1", "below 1");
    refuses(() => new Optimizer("adam", { beta1: -0.1 }), "beta1 is -0.1");
    refuses(() => new Optimizer("adam", { epsilon: -1e-8 }), "epsilon");
    refuses(() => new Optimizer("adam", { learning_rate: "0.1" }), "learning_rate", '"0.1"', "number");
    refuses(() => new Optimizer("adam", { learning_rate: NaN }), "learning_rate is NaN");
    refuses(() => new Optimizer("adam", { learning_rate: Infinity }), "learning_rate is inf");
    refuses(() => new Optimizer("adam", { learning_rate: 0 }), "learning_rate is 0", "above 0");
    refuses(() => new Optimizer("adam", { learning_rate: [0.1] }), "learning_rate is [0.1]");
    refuses(() => new Optimizer("adam", 7), "hyperparameters", "7");
    refuses(() => new Optimizer("adam", null), "hyperparameters");
    const optimizer = new Optimizer("adam");
    const parameters = new Float64Array([1, 2]);
    refuses(() => optimizer.step(parameters, new Float64Array(3)), "length of gradients is 3", "2");
    refuses(() => optimizer.step([1, 2], new Float64Array(2)), "parameters is a list", "Float64Array");
    refuses(() => optimizer.step(parameters, new Float32Array(2)), "gradients", "Float64Array");
    refuses(() => optimizer.step(parameters, new Float64Array([0, NaN])), "gradients[1] is NaN");
    refuses(() => { optimizer.learningRate = -1; }, "learning_rate is -1", "above 0");
    refuses(() => { optimizer.learningRate = "0.1"; }, '"0.1"', "number");
    equal(parameters, [1, 2]);
    equal([optimizer.stepCount, optimizer.learningRate], [0, 0.001]);
    optimizer.step(parameters, new Float64Array([1, 1]));
    close(parameters[0], 1 - 0.001 / (1 + 1e-8));
    refuses(() => optimizer.step(new Float64Array(1), new Float64Array(1)), "length of parameters is 1", "2");
  },

  schedules_give_rates() {
    equal(new Schedule("constant").rate(0.1, 1e9), 0.1);
    close(new Schedule("exponential", { factor: 0.5, period: 10 }).rate(0.1, 20), 0.025);
    const table = new Schedule("piecewise", { boundaries: [1000, 2000], rates: [0.01, 0.001, 0.0001] });
    equal([0, 999, 1000, 2000].map((t) => table.rate(0.5, t)), [0.01, 0.01, 0.001, 0.0001]);
    refuses(() => new Schedule("piecewise", { boundaries: [1], rates: [1] }), "rates");
    refuses(() => new Schedule("piecewise", { boundaries: [2, 1], rates: [1, 1, 1] }), "boundaries is [2, 1]");
    refuses(() => new Schedule("nothing"), 'unknown schedule "nothing"', "cosine");
    refuses(() => new Schedule("exponential", { factor: -1 }), "factor is -1");
    refuses(() => table.rate(0.1, -1), "t is -1");
    refuses(() => table.rate(0.1, 0.5), "t is 0.5", "whole number");
    refuses(() => table.rate(0, 1), "learningRate is 0");
    refuses(() => table.rate("1", 1), "learningRate", "number");
  },

  surfaces_have_exact_derivatives() {
    const bowl = new Surface("bowl", { elongation: 10 });
    equal(bowl.value(1, 2), 20.5);
    check(bowl.gradient(1, 2) instanceof Float64Array, "gradient is a Float64Array");
    equal(bowl.gradient(1, 2), [1, 20]);
    equal(bowl.hessian(1, 2), [1, 0, 10]);
    const typed = new Surface("x^2*y + sin(x)");
    close(typed.value(1, 2), 2 + Math.sin(1));
    close(typed.gradient(1, 2)[0], 4 + Math.cos(1));
    close(typed.hessian(1, 2)[1], 2);
    refuses(() => new Surface("rosenbrok"), '"rosenbrok"', "rosenbrock");
    refuses(() => new Surface("bowl", { elongation: 0 }), "elongation is 0");
    refuses(() => new Surface("booth", { elongation: 5 }), 'no parameter "elongation"');
    refuses(() => bowl.value("1", 2), 'x is "1"');
    refuses(() => bowl.gradient(1), "y is nothing");
    refuses(() => bowl.hessian(NaN, 0), "x is NaN");
  },

  moving_averages() {
    equal(movingAverage(new Float64Array([1, 1, 1]), 0.5, false), [0.5, 0.75, 0.875]);
    equal(movingAverage(new Float64Array([1, 1, 1]), 0.5, true), [1, 1, 1]);
    equal(movingAverage(new Float64Array(), 0.5, true), []);
    refuses(() => movingAverage([1, 2], 0.5, true), "series is a list", "Float64Array");
    refuses(() => movingAverage(new Float64Array([1, NaN]), 0.5, true), "series[1]", "NaN");
    refuses(() => movingAverage(new Float64Array(1), 1, true), "beta is 1");
    refuses(() => movingAverage(new Float64Array(1), 0.5, 1), "correctBias is 1", "true or false");
  },

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
    refuses(() => new Descent({}), "surface is missing");
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

  a_training_refuses_bad_input_and_goes_on() {
    const run = { optimizer: "sgd" };
    const with_ = (field, part) => ({ ...circle(run), [field]: { ...circle(run)[field], ...part } });
    refuses(() => new Training(), "config: nothing was given");
    refuses(() => new Training(circle()), "number of runs is 0");
    refuses(() => new Training(with_("data", { dataset: "cirle" })), '"cirle"', "circle");
    refuses(() => new Training(with_("data", { points: 0 })), "points is 0");
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

  malformed_formulas_are_refused() {
    refuses(() => new Surface(""), "formula");
    refuses(() => new Surface("x +"), "formula", "character");
    refuses(() => new Surface("2x"), "*");
    refuses(() => new Surface("x".repeat(100000)), "");
    refuses(() => new Surface("x+".repeat(50000) + "x"), "formula");
    refuses(() => new Surface("(".repeat(50000)), "formula");
    refuses(() => new Surface("x; alert(1)"), "formula", ";");
    equal(new Surface("-x^2").value(3, 0), -9);
  },
};
