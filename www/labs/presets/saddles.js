// @ts-check
// Experiments worth opening in the Saddles lab, with what to look for in each. Every sentence is true of the
// experiment as it stands; the numbers in them were read off it.

/** @param {number} rate @param {...string} optimizers */
const runs = (rate, ...optimizers) =>
  optimizers.map((optimizer) => ({ optimizer, hyperparameters: { learning_rate: rate } }));

/** @type {import("../story.js").Preset<import("../saddles/bench.js").Experiment>[]} */
export const presets = [
  {
    id: "rare_minima",
    label: "Minima are rare in many dimensions",
    look:
      "A critical point is a minimum only if the surface curves up in every direction at once. Take its Hessian at random: every second one does in 1 dimension, every seventh in 2, every fortieth in 3, and in 6 one in about 216,000. Nearly all the others are saddles. Diamonds are exact, dots are counted, and the dashed curve is the rate exp(−n² ln 3 / 4) that theory has for large n; the shares lie below it. Under it, the eigenvalues of larger matrices fill a half circle around 0, as many below as above.",
    links: [
      { label: "With few matrices", preset: "few_draws" },
      { label: "How a saddle is left", preset: "off_a_saddle" },
    ],
    experiment: { study: "matrices" },
  },
  {
    id: "few_draws",
    label: "What few draws can tell",
    look:
      "Only 1,000 matrices: the intervals are wide, and from 4 dimensions on there is no hit at all. That does not make the share 0. It says, with a confidence of 95%, that it lies below 3/N = 0.003: the arrows.",
    links: [{ label: "With 4 million", preset: "rare_minima" }],
    experiment: { study: "matrices", draws: 1000 },
  },
  {
    id: "off_a_saddle",
    label: "Leaving a saddle",
    look:
      "Each run starts beside the saddle, on the slope that leads away, at α = 0.05. The nearer, the smaller the gradient: gradient descent needs 24 steps more for every factor of 10. From a distance of 0.001 it leaves after 60 steps. Heavy ball gathers speed and leaves after 23; the averaged momentum, whose steps are a tenth as long, after 95. RMSprop and Adam divide by the size of the gradient, hardly feel how near the saddle is, and are gone after 2 and 7.",
    links: [
      { label: "Momentum at ten times the rate", preset: "fair_momentum" },
      { label: "With noise", preset: "noise_helps" },
    ],
    experiment: {
      study: "escape",
      surface: "saddle",
      distance: 0.001,
      runs: runs(0.05, "sgd", "momentum", "heavy_ball", "rmsprop", "adam"),
    },
  },
  {
    id: "fair_momentum",
    label: "Momentum at α/(1−β)",
    look:
      "The averaged momentum multiplies each gradient by 1−β, a tenth. At α = 0.05 it is slower off the saddle than plain descent; at 0.5 it takes the very steps of heavy ball at 0.05, and their curves lie on one another.",
    links: [{ label: "All five", preset: "off_a_saddle" }],
    experiment: {
      study: "escape",
      surface: "saddle",
      distance: 0.001,
      runs: [
        ...runs(0.05, "sgd", "momentum", "heavy_ball"),
        { optimizer: "momentum", hyperparameters: { learning_rate: 0.5 } },
      ],
    },
  },
  {
    id: "noise_helps",
    label: "Noise shortens the wait",
    look:
      "The same, with a noise of σ = 0.001 on each gradient, as small batches have. Where a run starts far nearer to the saddle than the noise carries it in a few steps, its distance no longer matters: the curves are level on the left. From 10⁻⁹, half of gradient descent’s runs have left after 85 steps, where it takes 205 without noise. Each point is the median of 41 runs.",
    links: [{ label: "Without noise", preset: "off_a_saddle" }],
    experiment: {
      study: "escape",
      surface: "saddle",
      distance: 1e-9,
      noise: 0.001,
      runs: runs(0.05, "sgd", "momentum", "heavy_ball", "rmsprop", "adam"),
    },
  },
  {
    id: "two_wells",
    label: "Noise finds the deeper well",
    look:
      "300 starts all over a bowl with two wells, of which the left is deeper. Without noise 49% of gradient descent’s end there; with a noise of σ = 4.5 in the first half of the steps, 86%: it shakes more runs out of the shallow well than out of the deep one. Heavy ball’s own speed carries 78% there without any noise. Adam divides each step by the size of the noise as well, and gains nothing.",
    links: [{ label: "Among many minima", preset: "many_minima" }],
    experiment: { study: "minima", surface: "wells", noise: 6, runs: runs(0.03, "sgd", "momentum", "heavy_ball", "adam") },
  },
  {
    id: "many_minima",
    label: "Among many minima",
    look:
      "Ackley’s funnel is dimpled all over: without noise hardly a start in a hundred reaches the middle by gradient descent. With σ = 5 in the first half of the steps nine in ten do, since noise carries a run over the dimples and not up the funnel. With twice as much it is a quarter: too much noise forgets where the middle is. Adam, whose steps are no longer than its rate, wants more of it.",
    links: [{ label: "Two wells", preset: "two_wells" }],
    experiment: {
      study: "minima",
      surface: "ackley",
      noise: 20,
      starts: 200,
      steps: 1000,
      runs: [...runs(0.03, "sgd", "heavy_ball"), ...runs(0.1, "adam")],
    },
  },
  {
    id: "before_training",
    label: "A network before training",
    look:
      "A network of 105 parameters at its first weights, and the curvature of its loss in every direction. It curves down in about as many as it curves up: there is a way down on many sides, and no minimum is near.",
    links: [
      { label: "After 100 updates", preset: "in_training" },
      { label: "After 5,000 updates", preset: "after_training" },
    ],
    experiment: network(0),
  },
  {
    id: "in_training",
    label: "The same network, in training",
    look:
      "After 100 updates the loss still curves down in many directions, but by little: the bars on the left are far shorter than those on the right, on a scale of powers of ten. Where the gradient is small and this is so, a run that seems stuck is near a saddle, not at a minimum.",
    links: [
      { label: "Before training", preset: "before_training" },
      { label: "After 5,000 updates", preset: "after_training" },
    ],
    experiment: network(100),
  },
  {
    id: "after_training",
    label: "The same network, trained",
    look:
      "After 5,000 updates hardly a direction curves down any more. But it is no bowl either: most curvatures are near 0, a few are steep. A trained network lies in a valley that is flat along most directions.",
    links: [
      { label: "Before training", preset: "before_training" },
      { label: "After 100 updates", preset: "in_training" },
    ],
    experiment: network(5000),
  },
];

/**
 * @param {number} updates
 * @returns {import("../saddles/bench.js").Experiment}
 */
function network(updates) {
  return {
    study: "curvature",
    updates,
    data: { dataset: "spiral" },
    network: { hidden: [8, 8], activation: "tanh", loss: "cross_entropy" },
    batch: "all",
    runs: runs(0.02, "adam"),
  };
}
