// @ts-check
// A network in the style of most that are written for the page: an object for every neuron and every
// link, one sample at a time, and the updates link by link. Doubles, and the slope of tanh from its
// argument.

const TANH = { output: Math.tanh, slope: (/** @type {number} */ x) => 1 - Math.tanh(x) ** 2 };
const LINEAR = { output: (/** @type {number} */ x) => x, slope: () => 1 };
const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8];

class Link {
  /** The sum of the slopes of the samples seen since the last update, and Adam's moments. */
  slopes = 0;
  first = 0;
  second = 0;

  /** @param {Neuron} from @param {Neuron} to @param {number} weight */
  constructor(from, to, weight) {
    this.from = from;
    this.to = to;
    this.weight = weight;
  }
}

class Neuron {
  /** @type {Link[]} */
  inputs = [];
  /** @type {Link[]} */
  outputs = [];
  total = 0;
  output = 0;
  /** The slope of the loss with respect to the output, and to the total. */
  outputSlope = 0;
  totalSlope = 0;
  /** Of the bias, as those of a link. */
  slopes = 0;
  first = 0;
  second = 0;

  /** @param {number} bias @param {typeof TANH} activation */
  constructor(bias, activation) {
    this.bias = bias;
    this.activation = activation;
  }

  forward() {
    this.total = this.bias;
    for (let i = 0; i < this.inputs.length; i++) {
      const link = this.inputs[i];
      this.total += link.weight * link.from.output;
    }
    this.output = this.activation.output(this.total);
  }
}

/** A network for binary cross entropy, from parameters laid out layer by layer: weights [output][input], then biases. */
export class Network {
  /** @type {Neuron[][]} */
  layers = [];
  samplesSeen = 0;
  updates = 0;

  /** @param {number[]} shape @param {ArrayLike<number>} parameters @param {{ rate: number, adam: boolean }} rule */
  constructor(shape, parameters, { rate, adam }) {
    this.rate = rate;
    this.adam = adam;
    let next = 0;
    this.layers.push(Array.from({ length: shape[0] }, () => new Neuron(0, LINEAR)));
    shape.slice(1).forEach((units, index) => {
      const below = this.layers[index];
      const activation = index === shape.length - 2 ? LINEAR : TANH;
      const layer = Array.from({ length: units }, (_, unit) =>
        new Neuron(parameters[next + units * below.length + unit], activation));
      for (const to of layer) {
        for (const from of below) {
          const link = new Link(from, to, parameters[next++]);
          from.outputs.push(link);
          to.inputs.push(link);
        }
      }
      next += units;
      this.layers.push(layer);
    });
  }

  /** The logit of a sample. @param {number[]} inputs */
  forward(inputs) {
    const [first] = this.layers;
    for (let i = 0; i < first.length; i++) first[i].output = inputs[i];
    for (let l = 1; l < this.layers.length; l++) {
      const layer = this.layers[l];
      for (let i = 0; i < layer.length; i++) layer[i].forward();
    }
    return this.layers[this.layers.length - 1][0].output;
  }

  /** Adds the gradient of the sample that was last sent forward. @param {number} target */
  backward(target) {
    const [out] = this.layers[this.layers.length - 1];
    out.outputSlope = 1 / (1 + Math.exp(-out.output)) - target;
    for (let l = this.layers.length - 1; l > 0; l--) {
      const layer = this.layers[l];
      for (let i = 0; i < layer.length; i++) {
        const neuron = layer[i];
        neuron.totalSlope = neuron.outputSlope * neuron.activation.slope(neuron.total);
        neuron.slopes += neuron.totalSlope;
        for (let j = 0; j < neuron.inputs.length; j++) {
          const link = neuron.inputs[j];
          link.slopes += neuron.totalSlope * link.from.output;
        }
      }
      if (l === 1) continue;
      const below = this.layers[l - 1];
      for (let i = 0; i < below.length; i++) {
        const neuron = below[i];
        neuron.outputSlope = 0;
        for (let j = 0; j < neuron.outputs.length; j++) {
          const link = neuron.outputs[j];
          neuron.outputSlope += link.weight * link.to.totalSlope;
        }
      }
    }
    this.samplesSeen++;
  }

  /** Updates every parameter with the mean gradient of the samples seen since the last time. */
  update() {
    this.updates++;
    for (let l = 1; l < this.layers.length; l++) {
      const layer = this.layers[l];
      for (let i = 0; i < layer.length; i++) {
        const neuron = layer[i];
        neuron.bias -= this.step(neuron);
        for (let j = 0; j < neuron.inputs.length; j++) {
          const link = neuron.inputs[j];
          link.weight -= this.step(link);
        }
      }
    }
    this.samplesSeen = 0;
  }

  /** What an update takes off a weight or a bias. @param {Neuron | Link} of */
  step(of) {
    const slope = of.slopes / this.samplesSeen;
    of.slopes = 0;
    if (!this.adam) return this.rate * slope;
    of.first = BETA1 * of.first + (1 - BETA1) * slope;
    of.second = BETA2 * of.second + (1 - BETA2) * slope * slope;
    const first = of.first / (1 - BETA1 ** this.updates);
    const second = of.second / (1 - BETA2 ** this.updates);
    return (this.rate * first) / (Math.sqrt(second) + EPSILON);
  }
}
