// @ts-check
// Experiments worth opening, with what to look for in each. Here alone the page names optimizers,
// schedules and surfaces. Every sentence is true of the experiment as it stands; the numbers in them
// were read off it.

/** @type {import("../story.js").Preset<import("../surfaces/race.js").Experiment>[]} */
export const presets = [
  {
    id: "ravine",
    label: "Down a ravine",
    links: [
      { label: "Momentum at the same rate", preset: "same_rate" },
      { label: "The ravine, turned", preset: "turned_ravine" },
    ],
    look:
      "The ravine is 100 times as steep across as along, so gradient descent may not exceed α = 0.02: it bounces from wall to wall and creeps along. Momentum averages the bouncing away and bears α up to 0.38. RMSprop and Adam scale each axis by its own gradients and set off diagonally. Drag the start, or push an α over its bound.",
    experiment: {
      surface: "bowl",
      start: [-4, 1],
      runs: [
        { optimizer: "sgd", hyperparameters: { learning_rate: 0.018 } },
        { optimizer: "momentum", hyperparameters: { learning_rate: 0.1 } },
        { optimizer: "rmsprop", hyperparameters: { learning_rate: 0.05 } },
        { optimizer: "adam", hyperparameters: { learning_rate: 0.1 } },
      ],
    },
  },
  {
    id: "same_rate",
    label: "Momentum at the same rate",
    links: [
      { label: "On either side of the bound", preset: "edge" },
      { label: "A short ravine: momentum loses", preset: "short_ravine" },
    ],
    look:
      "At the same α = 0.018, averaged momentum bounces less than gradient descent but arrives hardly sooner: the factor 1−β makes its steps no longer. What it gains is the right to a larger α. The third run takes 0.1, five times what gradient descent could bear.",
    experiment: {
      surface: "bowl",
      start: [-4, 1],
      runs: [
        { optimizer: "sgd", hyperparameters: { learning_rate: 0.018 } },
        { optimizer: "momentum", hyperparameters: { learning_rate: 0.018 } },
        { optimizer: "momentum", hyperparameters: { learning_rate: 0.1 } },
      ],
    },
  },
  {
    id: "edge",
    label: "On either side of the bound",
    links: [
      { label: "Momentum at the same rate", preset: "same_rate" },
    ],
    look:
      "Two runs stand just below the learning rate at which their rule diverges, two just above. On a quadratic such as this the bound is exact: above it every bounce across the ravine is larger than the one before.",
    experiment: {
      surface: "bowl",
      start: [-4, 1],
      runs: [
        { optimizer: "sgd", hyperparameters: { learning_rate: 0.0195 } },
        { optimizer: "sgd", hyperparameters: { learning_rate: 0.021 } },
        { optimizer: "momentum", hyperparameters: { learning_rate: 0.37 } },
        { optimizer: "momentum", hyperparameters: { learning_rate: 0.39 } },
      ],
    },
  },
  {
    id: "short_ravine",
    label: "A short ravine: momentum loses",
    links: [
      { label: "Down a ravine", preset: "ravine" },
    ],
    look:
      "Here the elongation is only 20 and each run has about its best learning rate. Gradient descent reaches a loss of 1e−6 at step 82, momentum at step 97: its averages swing past the minimum. Momentum pays off on longer ravines.",
    experiment: {
      surface: "bowl",
      surfaceParameters: { elongation: 20 },
      start: [-4, 1],
      runs: [
        { optimizer: "sgd", hyperparameters: { learning_rate: 0.095 } },
        { optimizer: "momentum", hyperparameters: { learning_rate: 0.45 } },
      ],
    },
  },
  {
    id: "turned_ravine",
    label: "The ravine, turned",
    links: [
      { label: "Down a ravine", preset: "ravine" },
    ],
    look:
      "The first ravine again, turned by 45°, with the same start in it and the same learning rates. Gradient descent and momentum do not notice. RMSprop and Adam scale x and y apart, and neither lies along the ravine any more: Adam needs 404 steps for a loss of 0.001 where it needed 96.",
    experiment: {
      surface: "rotated_bowl",
      surfaceParameters: { elongation: 100 },
      start: [-2.1213, -3.5355],
      runs: [
        { optimizer: "sgd", hyperparameters: { learning_rate: 0.018 } },
        { optimizer: "momentum", hyperparameters: { learning_rate: 0.1 } },
        { optimizer: "rmsprop", hyperparameters: { learning_rate: 0.05 } },
        { optimizer: "adam", hyperparameters: { learning_rate: 0.1 } },
      ],
    },
  },
  {
    id: "curved_valley",
    label: "A curved valley",
    look:
      "All runs drop into Rosenbrock’s valley at once; following its floor to the minimum at (1, 1) is the hard part. The bounds are local now: they change with the curvature where a run is.",
    experiment: {
      surface: "rosenbrock",
      start: [-1.2, 1],
      runs: [
        { optimizer: "sgd", hyperparameters: { learning_rate: 0.001 } },
        { optimizer: "momentum", hyperparameters: { learning_rate: 0.01 } },
        { optimizer: "rmsprop", hyperparameters: { learning_rate: 0.01 } },
        { optimizer: "adam", hyperparameters: { learning_rate: 0.05 } },
      ],
    },
  },
  {
    id: "saddle",
    label: "Off a saddle",
    links: [
      { label: "Across a plateau", preset: "plateau" },
    ],
    look:
      "The start lies almost on the ridge that leads to the saddle, where the gradient vanishes. All runs have α = 0.05. RMSprop and Adam enlarge the small gradient across the ridge and leave first, heavy ball builds up speed, gradient descent follows; averaged momentum is last, since at the same α it takes no longer steps.",
    experiment: {
      surface: "saddle",
      start: [-1.8, 0.001],
      runs: [
        { optimizer: "sgd", hyperparameters: { learning_rate: 0.05 } },
        { optimizer: "momentum", hyperparameters: { learning_rate: 0.05 } },
        { optimizer: "heavy_ball", hyperparameters: { learning_rate: 0.05 } },
        { optimizer: "rmsprop", hyperparameters: { learning_rate: 0.05 } },
        { optimizer: "adam", hyperparameters: { learning_rate: 0.05 } },
      ],
    },
  },
  {
    id: "plateau",
    label: "Across a plateau",
    links: [
      { label: "Off a saddle", preset: "saddle" },
    ],
    look:
      "Far from the hollow the ground is almost level. At the same α = 0.1, gradient descent has hardly moved after thousands of steps; heavy ball gathers speed; RMSprop and Adam divide by the size of the gradient and walk straight across.",
    experiment: {
      surface: "plateau",
      start: [-4.5, 2.5],
      runs: [
        { optimizer: "sgd", hyperparameters: { learning_rate: 0.1 } },
        { optimizer: "heavy_ball", hyperparameters: { learning_rate: 0.1 } },
        { optimizer: "rmsprop", hyperparameters: { learning_rate: 0.1 } },
        { optimizer: "adam", hyperparameters: { learning_rate: 0.1 } },
      ],
    },
  },
  {
    id: "two_wells",
    label: "Two wells",
    links: [
      { label: "Noise finds the deeper well", preset: "shaken" },
    ],
    look:
      "The right well is shallow, the left one holds the global minimum. Gradient descent slips into the shallow one and stays; momentum carries the other run past it. Where a run ends depends on the start: drag it.",
    experiment: {
      surface: "wells",
      start: [0.75, 1.6],
      runs: [
        { optimizer: "sgd", hyperparameters: { learning_rate: 0.02 } },
        { optimizer: "momentum", hyperparameters: { learning_rate: 0.05 } },
      ],
    },
  },
  {
    id: "shaken",
    label: "Noise finds the deeper well",
    links: [
      { label: "Two wells", preset: "two_wells" },
      { label: "A rate that decays", preset: "decay" },
    ],
    look:
      "The same wells, the same gradient descent, and noise on its gradient. With this seed it is shaken out of the shallow well by step 90. The second run’s rate halves every 200 steps, so that it comes to rest there. Try other seeds: most stay in the shallow well.",
    experiment: {
      surface: "wells",
      start: [0.75, 1.6],
      noise: 4,
      seed: 2,
      runs: [
        { optimizer: "sgd", hyperparameters: { learning_rate: 0.02 } },
        {
          optimizer: "sgd",
          hyperparameters: { learning_rate: 0.02 },
          schedule: { id: "exponential", factor: 0.5, period: 200 },
        },
      ],
    },
  },
  {
    id: "decay",
    label: "A rate that decays",
    links: [
      { label: "Noise finds the deeper well", preset: "shaken" },
    ],
    look:
      "With a noisy gradient and a constant rate, gradient descent keeps circling the minimum. The other runs start at the same rate and lower it; the ball in which they move shrinks with it.",
    experiment: {
      surface: "bowl",
      surfaceParameters: { elongation: 4 },
      start: [-4, 1],
      noise: 2,
      runs: [
        { optimizer: "sgd", hyperparameters: { learning_rate: 0.3 } },
        {
          optimizer: "sgd",
          hyperparameters: { learning_rate: 0.3 },
          schedule: { id: "time_based", period: 50 },
        },
        {
          optimizer: "sgd",
          hyperparameters: { learning_rate: 0.3 },
          schedule: { id: "step", factor: 0.5, every: 100 },
        },
      ],
    },
  },
  {
    id: "batches",
    label: "All samples, a batch, one",
    look:
      "The loss of one linear neuron over 100 samples: x is its weight, y its bias. The same descent three times, with the gradient of all samples, of 10 and of 1. The full gradient walks smoothly down the ravine; the batch trembles along the same way; single samples jump about, and none of the noisy runs comes to rest at a constant rate. Ten updates from batches of 10 look at as many samples as one from all.",
    experiment: {
      surface: "linear_neuron",
      start: [-0.3, 1.6],
      runs: [
        { optimizer: "sgd", hyperparameters: { learning_rate: 0.05 } },
        { optimizer: "sgd", hyperparameters: { learning_rate: 0.05 }, batch: 10 },
        { optimizer: "sgd", hyperparameters: { learning_rate: 0.05 }, batch: 1 },
      ],
    },
  },
  {
    id: "batch_noise",
    label: "Small batches leave a shallow minimum",
    look:
      "The loss of one sigmoid neuron over samples of which some contradict the rest has a shallow minimum near weight 0 and a deep one beyond. The gradient of all samples ends in the shallow one and stays. Batches of 8 and single samples scatter around that gradient: they shake their runs out and over to the deep minimum. Nothing is added to the gradient here; the noise is that of the samples.",
    experiment: {
      surface: "sigmoid_neuron",
      start: [-1, 2],
      runs: [
        { optimizer: "sgd", hyperparameters: { learning_rate: 1.5 } },
        { optimizer: "sgd", hyperparameters: { learning_rate: 1.5 }, batch: 8 },
        { optimizer: "sgd", hyperparameters: { learning_rate: 1.5 }, batch: 1 },
      ],
    },
  },
  {
    id: "correction",
    label: "Adam without its correction",
    look:
      "Both runs have α = 0.1. With its averages corrected, Adam’s first step moves each coordinate by 0.1. Without, the averages start too near 0, the second one more so, and the first step is 0.316 long in each coordinate: (1−β₁)/√(1−β₂) times α.",
    experiment: {
      surface: "bowl",
      surfaceParameters: { elongation: 20 },
      start: [-4, 1],
      runs: [
        { optimizer: "adam", hyperparameters: { learning_rate: 0.1 } },
        { optimizer: "adam", hyperparameters: { learning_rate: 0.1, bias_correction: 0 } },
      ],
    },
  },
];
