// @ts-check
// Experiments worth opening. Here alone the page names optimizers, schedules and surfaces.

/** @type {import("./surfaces/story.js").Preset[]} */
export const presets = [
  {
    id: "ravine",
    label: "A ravine",
    look: "Gradient descent bounces from wall to wall.",
    experiment: {
      surface: "bowl",
      start: [-4, 1],
      runs: [
        { optimizer: "sgd", hyperparameters: { learning_rate: 0.018 } },
        { optimizer: "momentum", hyperparameters: { learning_rate: 0.3 } },
        { optimizer: "adam", hyperparameters: { learning_rate: 0.03 } },
        { optimizer: "adam", hyperparameters: { learning_rate: 0.1 } },
      ],
    },
  },
];
