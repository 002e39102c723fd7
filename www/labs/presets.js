// @ts-check
// Experiments worth opening, with what to look for in each. Here alone the page names optimizers,
// schedules and surfaces. Every sentence is true of the experiment as it stands; the numbers in them
// were read off it.

/** @type {import("./surfaces/story.js").Preset[]} */
export const presets = [
  {
    id: "ravine",
    label: "Down a ravine",
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
