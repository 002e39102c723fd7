// @ts-check
import { choice } from "../../controls/choice.js";
import { count, figure } from "../../controls/figures.js";
import { listControl } from "../../controls/list.js";
import { numberControl } from "../../controls/number.js";
import { seedControl } from "../../controls/seed.js";
import { element } from "../../dom.js";
import { runList } from "../runs/run-list.js";

/** @typedef {import("./bench.js").Saddles} Saddles */

const UPDATES = { id: "updates", symbol: "t", label: "Updates made", kind: "count", default: 0, min: 0, max: 20000, scale: "log", unit: "" };
const HIDDEN = { id: "hidden", symbol: "", label: "Hidden layers", kind: "count", default: [], min: 0, max: 0, scale: "linear", unit: "units" };

/**
 * The curvatures of a network's loss.
 * @param {Saddles} bench
 * @returns {import("./bench.js").Panel}
 */
export function curvature(bench) {
  const { datasets, activations } = bench.catalog;
  const updates = numberControl(UPDATES, (value) => bench.set({ updates: value }));
  const dataset = choice("Dataset", datasets, (id) => bench.set({ data: { ...bench.experiment.data, dataset: id } }));
  const hidden = listControl(HIDDEN, (value) => change({ hidden: value ?? [] }));
  const activation = choice("Activation", activations, (id) => change({ activation: id }));
  const seed = seedControl((value) => change({ seed: value }));
  const runs = runList(bench);
  const node = element(
    "div",
    { class: "set" },
    element("section", { "aria-label": "Training" }, updates.node),
    runs.node,
    element("section", { "aria-label": "Network" }, dataset.node, hidden.node, activation.node, seed.node),
  );

  /** @param {object} parts */
  function change(parts) {
    bench.set({ network: { ...bench.experiment.network, ...parts } });
  }

  return {
    node,
    update() {
      const { experiment } = bench;
      updates.update(experiment.updates);
      dataset.update(experiment.data.dataset);
      hidden.update(experiment.network.hidden, []);
      activation.update(experiment.network.activation);
      seed.update(experiment.network.seed);
      runs.update();
    },
    read(findings) {
      if (findings.study !== "curvature") return "";
      const { parameters, updates: made, diverged, spectrum } = findings;
      const state = diverged ? `diverged at update ${count(made)}` : `${count(made)} updates made`;
      bench.told = () => ({ value: spectrum?.loss ?? NaN, words: state });
      runs.read(0);
      if (!spectrum) return `${count(parameters)} parameters; ${state}.`;
      const [negative, zero, positive] = spectrum.counts;
      const verdict = negative > 0
        ? "the loss curves down in some directions: this is no minimum"
        : "the loss curves down in no direction";
      return `Of ${count(parameters)} eigenvalues, ${count(negative)} are negative, ${count(zero)} near zero (within ±${figure(spectrum.nearZero, 2)}) and ${count(positive)} positive, from ${figure(spectrum.lowest, 3)} to ${figure(spectrum.highest, 3)}: ${verdict}. The gradient is ${figure(spectrum.gradient, 3)} long.`;
    },
  };
}
