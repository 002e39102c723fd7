// @ts-check
// Schedules worth comparing, with what to look for in each. Every sentence is true of the experiment
// as it stands at its last step; the numbers in them were read off it.

/** @typedef {import("../schedules/decay.js").Experiment} Experiment */
/** @typedef {import("../../downhill.js").RunConfig} RunConfig */

const GROUND = {
  surface: "bowl",
  surfaceParameters: { elongation: 4 },
  window: /** @type {[number, number, number, number]} */ ([-2.2, 2.2, -1.3, 1.3]),
  start: /** @type {[number, number]} */ ([-2, 1]),
  noise: 1,
};

/** @param {number} rate @param {RunConfig["schedule"]} [schedule] @param {boolean} [hidden] @returns {RunConfig} */
const sgd = (rate, schedule, hidden) => ({
  optimizer: "sgd",
  hyperparameters: { learning_rate: rate },
  ...(schedule && { schedule }),
  ...(hidden && { hidden }),
});

/** @type {import("../story.js").Preset<Experiment>[]} */
export const presets = [
  {
    id: "constant_or_decayed",
    label: "Constant beside decayed",
    look:
      "Soon all three are near the minimum. There the constant rate keeps its run in a ball: over the last quarter of the steps its root mean square distance is 0.48, where theory expects 0.52 (dashed). The other two end at rates of 0.014 and 0.0003 and in balls of 0.08 and 0.05; their circles shrink with their rates. Pale are the other schedules there are: show any with its eye.",
    links: [
      { label: "How the radius follows the rate", preset: "radius" },
      { label: "Draw a schedule by hand", preset: "table" },
    ],
    experiment: {
      ...GROUND,
      runs: [
        sgd(0.3),
        sgd(0.3, { id: "time_based", period: 50 }),
        sgd(0.3, { id: "linear", period: 1000, floor: 0.003 }, true),
        sgd(0.3, { id: "exponential", factor: 0.5, period: 100 }),
        sgd(0.3, { id: "inverse_sqrt" }, true),
        sgd(0.3, { id: "step", factor: 0.5, every: 200 }, true),
        sgd(0.3, { id: "piecewise", boundaries: [300, 600], rates: [0.3, 0.1, 0.03] }, true),
        sgd(0.3, { id: "cosine", period: 1000 }, true),
        sgd(0.3, { id: "warmup", steps: 200 }, true),
        sgd(0.3, { id: "one_cycle", steps: 1000 }, true),
      ],
    },
  },
  {
    id: "radius",
    label: "A smaller rate, a smaller ball",
    look:
      "Three constant rates. By theory the variance along an axis of curvature λ is ασ²/(λ(2−αλ)), so that the radius goes about with √α: 0.707, 0.261 and 0.079 for α = 0.4, 0.1 and 0.01. Measured over the last 2,000 steps it is 0.716, 0.258 and 0.095: at the smallest rate one step is so like the last that even 2,000 are few.",
    links: [{ label: "Then why not begin with a small one?", preset: "too_soon" }],
    experiment: { ...GROUND, steps: 8000, runs: [sgd(0.4), sgd(0.1), sgd(0.01)] },
  },
  {
    id: "too_soon",
    label: "Decayed too soon",
    look:
      "Halved every 10 steps, a rate has no way left to go: its run stops 0.32 from the minimum, for ever. At a constant 0.002 the run is on its way for hundreds of steps. The rates that fall as 1/√t and as 1/t sum without bound, so that they arrive, and settle: balls of 0.019 and 0.015.",
    links: [{ label: "Draw a schedule by hand", preset: "table" }],
    experiment: {
      ...GROUND,
      steps: 2000,
      runs: [
        sgd(0.002),
        sgd(0.1, { id: "exponential", factor: 0.5, period: 10 }),
        sgd(0.1, { id: "inverse_sqrt" }),
        sgd(0.1, { id: "time_based", period: 20 }),
      ],
    },
  },
  {
    id: "table",
    label: "A table, drawn by hand",
    look:
      "0.3 for 300 steps, 0.1 for the next 300, then 0.03. Drag a rate up and down or a boundary to and fro, or give them the arrow keys: what the runs do follows at once. In the end the ball is 0.107 wide, against 0.479 at the constant rate. On a log scale equal factors are equal heights.",
    links: [{ label: "Up, then down", preset: "cycle" }],
    experiment: {
      ...GROUND,
      runs: [sgd(0.3), sgd(0.3, { id: "piecewise", boundaries: [300, 600], rates: [0.3, 0.1, 0.03] })],
      scale: "log",
    },
  },
  {
    id: "cycle",
    label: "Up, then down",
    look:
      "The warm-up rises for 200 steps and stays at 0.3, and so does its ball, 0.48. The cosine falls to 0, one cycle rises for 300 steps first and then falls to almost nothing: they end 0.037 and 0.031 from the minimum, at rest.",
    links: [{ label: "Constant beside decayed", preset: "constant_or_decayed" }],
    experiment: {
      ...GROUND,
      runs: [
        sgd(0.3, { id: "warmup", steps: 200 }),
        sgd(0.3, { id: "cosine", period: 1000 }),
        sgd(0.3, { id: "one_cycle", steps: 1000 }),
      ],
    },
  },
  {
    id: "momentum",
    label: "Averaging as well",
    look:
      "At the same rate the averaged momentum is shaken less: its ball measures 0.443, that of gradient descent 0.518, since the average evens part of the noise out. Theory has 0.520 for gradient descent; for momentum none is given here, only what is measured.",
    links: [{ label: "What such an average is", lab: "averages", experiment: { series: "temperature", averages: [{ beta: 0.9 }, { beta: 0.98 }] } }],
    experiment: {
      ...GROUND,
      steps: 4000,
      runs: [sgd(0.3), { optimizer: "momentum", hyperparameters: { learning_rate: 0.3 } }],
    },
  },
];

/**
 * The experiment in which these runs train a network.
 * @param {RunConfig[]} runs
 */
export function inNetworks(runs) {
  return {
    data: { dataset: "circle" },
    network: { hidden: [6], activation: "tanh", loss: "cross_entropy" },
    batch: 16,
    runs,
  };
}
