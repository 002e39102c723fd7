// Values that are not what they seem: detached, proxies, getters that throw, huge. Each is refused, and
// what was at work goes on.

const thrower = (trap) => new Proxy({}, { [trap]() { throw new Error("thrown inside"); } });

/** An array whose numbers are gone. */
function detached(Type = Float64Array) {
  const array = new Type(2);
  structuredClone(array.buffer, { transfer: [array.buffer] });
  return array;
}

function revoked() {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  return proxy;
}

class Longer extends Float64Array {
  get length() { return 9; }
}

const noArrays = () => [detached(), new Proxy(new Float64Array(2), {}), Object.create(Float64Array.prototype),
  revoked(), thrower("getPrototypeOf"), new Longer(2), [1, 2], new Float32Array(2), new DataView(new ArrayBuffer(16)), null, undefined];

return {
  what_is_no_array_of_numbers_is_refused() {
    const adam = new Optimizer("adam");
    const good = () => new Float64Array(2);
    for (const bad of noArrays()) {
      refuses(() => adam.step(bad, good()), "parameters");
      refuses(() => adam.step(good(), bad), "gradients");
      refuses(() => movingAverage(bad, 0.9, true), "series");
    }
    equal(adam.stepCount, 0);
    adam.step(good(), good());
    equal(adam.stepCount, 1);
    const training = new Training(circle({ optimizer: "sgd" }));
    const before = training.parameters(0);
    for (const bad of [detached(Float32Array), new Proxy(before, {}), new Float64Array(before.length), null]) {
      refuses(() => training.setParameters(0, bad), "values");
      refuses(() => training.predict(0, bad), "inputs");
    }
    equal(training.parameters(0), before);
  },

  what_is_no_plain_value_is_refused() {
    const given = (hyperparameters) => () => new Optimizer("sgd", hyperparameters);
    class Own {
      learning_rate = 1;
    }
    for (const bad of [new Map(), new Set(), new Date(), /x/, new Number(3), Promise.resolve(), new Own(),
      Object.create({ learning_rate: 1 }), () => 1, 1n, Symbol("x"), null]) {
      refuses(given(bad), "hyperparameters", "a plain object");
    }
    refuses(given([]), "hyperparameters", "an object");
    equal(new Optimizer("sgd", Object.assign(Object.create(null), { learning_rate: 3 })).learningRate, 3);
    equal(new Optimizer("sgd", new Proxy({ learning_rate: 3 }, {})).learningRate, 3);
    equal(new Optimizer("sgd", { learning_rate: undefined }).learningRate, 0.01);
    refuses(given({ learning_rate: null }), "hyperparameters.learning_rate is null", "left out");
    refuses(given({ bogus: null }), "hyperparameters.bogus is null");
    refuses(() => new Descent({ ...ravine(sgd(1)), noise: null }), "config.noise is null");
    const hidden = new DataView(new ArrayBuffer(8));
    refuses(() => new Training({ ...circle(sgd(1)), network: { ...circle().network, hidden } }), "hidden", "a list");
  },

  whatever_throws_inside_locks_nothing() {
    const [adam, descent, training] = [new Optimizer("adam"), new Descent(ravine(sgd(0.01))), new Training(circle(sgd(1)))];
    const getter = { get noise() { throw new Error("thrown inside"); } };
    const items = Object.defineProperty([1], 0, { get() { throw new Error("thrown inside"); } });
    // Often, since what is left behind by each would add up.
    for (let time = 0; time < 1500; time++) {
      for (const trap of ["ownKeys", "getPrototypeOf"]) {
        refuses(() => new Optimizer("sgd", thrower(trap)), "hyperparameters cannot be read: thrown inside");
        refuses(() => descent.replace(thrower(trap)), "config cannot be read");
        refuses(() => training.replace(thrower(trap)), "config cannot be read");
      }
      refuses(() => { adam.learningRate = thrower("ownKeys"); }, "learningRate");
      refuses(() => { adam.learningRate = items; }, "learningRate");
      refuses(() => descent.replace({ ...ravine(), runs: items }), "config.runs cannot be read: thrown inside");
      refuses(() => descent.replace(getter), "config.noise cannot be read: thrown inside");
      refuses(() => descent.replace(revoked()), "config cannot be read");
      refuses(() => adam.step(detached(), detached()), "detached");
      refuses(() => movingAverage(detached(), 0.9, true), "detached");
    }
    adam.learningRate = 0.5;
    equal([adam.learningRate, adam.stepCount], [0.5, 0]);
    descent.advance(1);
    training.advance(1);
    equal([descent.steps, training.losses(0, "batch").length], [1, 1]);
  },

  huge_lengths_are_refused_at_once() {
    const huge = new Float64Array(2 ** 24 + 1);
    refuses(() => movingAverage(huge, 0.9, true), "length of series is 16777217", "at most 16777216");
    refuses(() => new Optimizer("adam").step(huge, huge), "length of parameters");
    for (const runs of [new Array(1e8), new Array(2 ** 32 - 1)]) {
      refuses(() => new Descent({ ...ravine(), runs }), "length of config.runs", "at most 1000000");
    }
    refuses(() => new Descent({ ...ravine(sgd(1)), start: new Float32Array(1e7) }), "length of config.start");
  },
};
