// @ts-check
// Experiments worth opening, with what to look for in each. Here alone the page names optimizers,
// datasets, activations and losses. Every sentence is true of the experiment as it stands; the
// numbers in them were read off it.

/** @type {import("../story.js").Preset<import("../networks/experiment.js").Experiment>[]} */
export const presets = [
  {
    id: "four_optimizers",
    label: "Four optimizers",
    look:
      "Four rules train the same network, from the same weights, on the same batches. After 400 updates Adam and momentum stand at training losses of 0.058 and 0.070, RMSprop at 0.25 and plain gradient descent at 0.52; it needs 1,000 updates for 0.12. Let it run on: from there to update 3,000 momentum’s training loss halves once more, from 0.022 to 0.012, but its test loss keeps jumping about 0.08.",
    links: [
      { label: "Their losses on a log scale", parts: { chart: { scale: "log" } } },
      { label: "Overfitting by itself", preset: "overfit" },
    ],
    experiment: {
      data: { dataset: "spiral" },
      network: { hidden: [8, 8], activation: "tanh", loss: "cross_entropy" },
      features: ["x", "y", "sin_x", "sin_y"],
      batch: 32,
      runs: [
        { optimizer: "sgd", hyperparameters: { learning_rate: 0.1 } },
        { optimizer: "momentum", hyperparameters: { learning_rate: 0.5 } },
        { optimizer: "rmsprop", hyperparameters: { learning_rate: 0.005 } },
        { optimizer: "adam", hyperparameters: { learning_rate: 0.01 } },
      ],
    },
  },
  {
    id: "batches",
    label: "Batch, mini-batch, stochastic",
    look:
      "The same rule and rate; only the batch differs: all 250 samples, 32 of them, or one. After 500 updates all and 32 stand at 0.380 and 0.382, one at 0.506, and its loss jumps. But those updates used 125,000, 15,628 and 500 samples: show the curves against samples seen, and the order turns round. Show the loss of each batch to see the noise itself.",
    links: [
      { label: "Against samples seen", parts: { chart: { against: "samples" } } },
      { label: "The loss of each batch", parts: { chart: { quantity: "batch" } } },
    ],
    experiment: {
      data: { dataset: "circle", noise: 0.6 },
      network: { hidden: [6], activation: "tanh", loss: "cross_entropy" },
      batch: "all",
      record: 10,
      runs: [
        { optimizer: "sgd", hyperparameters: { learning_rate: 0.1 } },
        { optimizer: "sgd", hyperparameters: { learning_rate: 0.1 }, batch: 32 },
        { optimizer: "sgd", hyperparameters: { learning_rate: 0.1 }, batch: 1 },
      ],
    },
  },
  {
    id: "overfit",
    label: "Overfitting",
    look:
      "1,185 parameters and 30 samples to learn from, with much noise. The test loss is lowest, 0.153, at update 49. After that the network learns the noise: at update 200 all 30 samples are right and the training loss is 0.002, but the test loss is 0.83. More points, a larger L2 penalty or a smaller network help; so does stopping in time.",
    links: [
      { label: "600 points", parts: { data: { dataset: "moons", points: 600, noise: 1 } } },
      { label: "A larger L2 penalty", parts: { network: { hidden: [32, 32], activation: "tanh", loss: "cross_entropy", l2: 0.03 } } },
      { label: "A smaller network", parts: { network: { hidden: [3], activation: "tanh", loss: "cross_entropy" } } },
    ],
    experiment: {
      data: { dataset: "moons", points: 60, noise: 1 },
      network: { hidden: [32, 32], activation: "tanh", loss: "cross_entropy" },
      batch: "all",
      runs: [{ optimizer: "adam", hyperparameters: { learning_rate: 0.01 } }],
    },
  },
  {
    id: "underfit",
    label: "Underfitting",
    look:
      "Two units cannot follow a spiral: after 4,000 updates the training loss is still 0.634, when one answer for all samples has 0.693, and 64 % are right. Training longer hardly helps. Add units with + and see what does.",
    links: [
      { label: "Two layers of 16 units", parts: { network: { hidden: [16, 16], activation: "tanh", loss: "cross_entropy" } } },
      { label: "The other end: overfitting", preset: "overfit" },
    ],
    experiment: {
      data: { dataset: "spiral" },
      network: { hidden: [2], activation: "tanh", loss: "cross_entropy" },
      batch: 32,
      runs: [{ optimizer: "adam", hyperparameters: { learning_rate: 0.01 } }],
    },
  },
  {
    id: "spiral",
    label: "The spiral, from x and y alone",
    look:
      "Nothing but the two coordinates goes in, so the first layer can only fold the plane along straight lines; the second layer joins the folds into arms. The training loss is 0.51 after 500 updates, 0.28 after 1,000 and 0.031 after 2,000, when 95 % of the test samples are right too.",
    links: [
      { label: "With the sines of x and y, four optimizers", preset: "four_optimizers" },
      { label: "With two units alone", preset: "underfit" },
    ],
    experiment: {
      data: { dataset: "spiral" },
      network: { hidden: [16, 16], activation: "tanh", loss: "cross_entropy" },
      batch: 32,
      chart: { scale: "log" },
      runs: [{ optimizer: "adam", hyperparameters: { learning_rate: 0.01 } }],
    },
  },
];
