// @ts-check
// Series worth averaging, with what to look for in each. Every sentence is true of the experiment as
// it stands, on whatever day and for whichever of its averages; the numbers in them were read off it.

/** The average at work: what the links open in another lab. */
const RAVINE = { surface: "bowl", start: [-4, 1] };

/** @type {import("../story.js").Preset<import("../averages/bench.js").Experiment>[]} */
export const presets = [
  {
    id: "temperature",
    label: "Two years of weather",
    look:
      "Each dot is a day. The average with β = 0.9 remembers about 10 days and follows the weather; with β = 0.98 it remembers about 50, is smoother, and turns weeks later than the season does. Point at a day, or move along with the arrow keys: below, its average is written out as the weighted sum it is.",
    links: [
      { label: "Four values of β", preset: "betas" },
      { label: "Why it starts too low", preset: "bias" },
    ],
    experiment: { series: "temperature", averages: [{ beta: 0.9 }, { beta: 0.98 }] },
  },
  {
    id: "betas",
    label: "Four values of β",
    look:
      "From β = 0.5, which remembers 2 days, to β = 0.999, which remembers 1,000: more than there are here, so that it has not even learnt the mean. On the slider the memory grows evenly in its logarithm: 0.9, 0.98 and 0.999 lie as far apart as they differ. Choose an average by its name to see its weights.",
    links: [{ label: "Correct the slow one", preset: "slow" }],
    experiment: {
      series: "temperature",
      averages: [{ beta: 0.5 }, { beta: 0.9 }, { beta: 0.98 }, { beta: 0.999 }],
    },
  },
  {
    id: "bias",
    label: "The bias of the first days",
    look:
      "A southern summer, about 25 °C at the start. The average starts from V₀ = 0, so that its first value is (1−β) x₁: 0.23 °C with β = 0.99. On an early day, the weights of days before the first are missing (pale bars); those that are there sum to 1−βᵗ. Divided by that, the corrected average (dashed) is right from the first day, and the two meet as t grows.",
    links: [
      {
        label: "The same correction in Adam, switched off and on",
        lab: "surfaces",
        experiment: {
          ...RAVINE,
          surfaceParameters: { elongation: 20 },
          runs: [
            { optimizer: "adam", hyperparameters: { learning_rate: 0.1 } },
            { optimizer: "adam", hyperparameters: { learning_rate: 0.1, bias_correction: 0 } },
          ],
        },
      },
    ],
    experiment: {
      series: "temperature",
      seriesParameters: { mean: 16, season: -9, length: 365 },
      averages: [{ beta: 0.99 }],
      curves: ["raw", "averaged", "corrected"],
      day: 20,
    },
  },
  {
    id: "slow",
    label: "Two years in one number",
    look:
      "β = 0.999 remembers 1,000 days, and there are 730. Uncorrected, after two years its weights sum to 0.518 only, and so it shows half of what it should. Corrected, it ends at 11.2 °C, near the mean of the two years, 11.0, and keeps one number.",
    links: [{ label: "Back to two years of weather", preset: "temperature" }],
    experiment: {
      series: "temperature",
      averages: [{ beta: 0.999 }],
      curves: ["raw", "averaged", "corrected"],
    },
  },
  {
    id: "window",
    label: "Against a sliding window",
    look:
      "Dotted, the mean of the last 1/(1−β) days: 10 and 50. It behaves much like the average, but has to keep those 10 or 50 numbers, where the average keeps one. Its weights are equal, outlined over the bars: it forgets a day all at once.",
    links: [{ label: "Forgetting, on a single spike", preset: "spike" }],
    experiment: {
      series: "temperature",
      averages: [{ beta: 0.9 }, { beta: 0.98 }],
      curves: ["raw", "averaged", "sliding"],
    },
  },
  {
    id: "spike",
    label: "A spike draws the weights",
    look:
      "One value of 1 on day 50, the rest 0: after it the average is its own weights, (1−β)βᵏ. It jumps to 1−β and falls to 1/e of that in about 1/(1−β) days, 0.35 of it with β = 0.9 and 0.36 with β = 0.98. The sliding window drops it at once.",
    links: [{ label: "The answer to a step", preset: "step" }],
    experiment: {
      series: "spike",
      averages: [{ beta: 0.9 }, { beta: 0.98 }],
      curves: ["raw", "averaged", "sliding"],
    },
  },
  {
    id: "step",
    label: "A step",
    look:
      "From 0 to 1 after day 50. After k more days the average has come to 1−βᵏ: with β = 0.9, 0.65 after 10 days and 0.88 after 20; with β = 0.98, 0.64 after 50. What an optimizer averages lags behind its gradients in the same way.",
    links: [
      {
        label: "Momentum averages gradients like this",
        lab: "surfaces",
        experiment: {
          ...RAVINE,
          runs: [
            { optimizer: "sgd", hyperparameters: { learning_rate: 0.018 } },
            { optimizer: "momentum", hyperparameters: { learning_rate: 0.1 } },
          ],
        },
      },
    ],
    experiment: { series: "step", averages: [{ beta: 0.9 }, { beta: 0.98 }], day: 60 },
  },
  {
    id: "walk",
    label: "A random walk",
    look:
      "Each value is the one before and a random step: there is no mean to find, and an average can only follow behind, the farther the longer it remembers.",
    links: [{ label: "Two years of weather", preset: "temperature" }],
    experiment: { series: "random_walk", averages: [{ beta: 0.9 }, { beta: 0.98 }] },
  },
];
