// @ts-check
// Training and a decision map: an object for every neuron against the kernels.

import { Network } from "./neurons.mjs";

/** Updates of each timing, so that it takes some ten milliseconds. */
const UPDATES = [2000, 300, 200, 4];
/** What is to be reached, at least: times plain JavaScript, and of the native speed. */
const WANTED = [[20, 0.75], [40, 0.8], [33, 0.85], [80, 0.9]];
const SIDE = 100;

/** A network in JavaScript on the same samples in the same order. @param {any} networks @param {number} place */
function baseline(networks, place) {
  const shape = Array.from(networks.shape(place));
  const network = new Network(shape, networks.parameters(place), { rate: networks.rate(), adam: networks.is_adam(place) });
  const flat = networks.samples(place);
  const width = shape[0] + 1;
  const samples = Array.from({ length: flat.length / width }, (_, i) => ({
    inputs: Array.from(flat.subarray(i * width, (i + 1) * width - 1)),
    target: flat[(i + 1) * width - 1],
  }));
  const batch = networks.batch(place);
  let [epoch, position] = [0, 0];
  /** @type {Uint32Array} */
  let order = networks.order(samples.length, epoch);

  return {
    network,
    /** @param {number} updates */
    advance(updates) {
      for (let update = 0; update < updates; update++) {
        const end = Math.min(position + batch, samples.length);
        for (; position < end; position++) {
          const { inputs, target } = samples[order[position]];
          network.forward(inputs);
          network.backward(target);
        }
        network.update();
        if (position === samples.length) {
          position = 0;
          order = networks.order(samples.length, ++epoch);
        }
      }
      return network.layers[1][0].bias;
    },
    /** The mean loss over all samples. */
    loss() {
      let sum = 0;
      for (const { inputs, target } of samples) {
        const logit = network.forward(inputs);
        sum += Math.max(logit, 0) - logit * target + Math.log1p(Math.exp(-Math.abs(logit)));
      }
      return sum / samples.length;
    },
  };
}

/** The cases. @param {any} wasm @returns {import("./main.mjs").Case[]} */
export function networks(wasm) {
  const compiled = new wasm.Networks();
  const training = UPDATES.map((updates, place) => {
    const plain = baseline(compiled, place);
    return {
      name: compiled.name(place), unit: "sample", count: updates * compiled.batch(place), tolerance: 2e-3,
      javascript: () => plain.advance(updates), wasm: () => compiled.advance(place, updates),
      check: () => [plain.loss(), compiled.loss(place)],
      native: `${updates} ${compiled.name(place)}`, wanted: WANTED[place],
    };
  });
  const [deep, place] = [baseline(compiled, 2), 2];
  const inputs = Float32Array.from({ length: SIDE * SIDE * 7 }, (_, i) => (((i * 7919) % 1200) - 600) / 400);
  const rows = Array.from({ length: SIDE * SIDE }, (_, i) => Array.from(inputs.subarray(7 * i, 7 * i + 7)));
  const map = {
    name: `decision map ${SIDE} × ${SIDE} of every neuron`, unit: "point", count: SIDE * SIDE, tolerance: 1e-4,
    javascript() {
      let sum = 0;
      for (const row of rows) {
        deep.network.forward(row);
        for (let l = 1; l < deep.network.layers.length; l++) {
          for (const neuron of deep.network.layers[l]) sum += neuron.output;
        }
      }
      return sum / rows.length;
    },
    wasm: () => compiled.map(place, inputs),
  };
  return [map, ...training]; // the map of the first parameters, which both have
}
