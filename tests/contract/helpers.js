// What the tests of the JavaScript contract share. It stands before each file of tests, and together
// they are the body of a function that is given the package and returns its tests by name.

const { Optimizer, Schedule, Surface, Descent, Training, BasinMap, RateSweep, TunedRace, SeedBand, Landscape, Averaging,
  Criticality, catalog, mostRuns, movingAverage } = downhill;

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
