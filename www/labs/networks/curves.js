// @ts-check
import { choice } from "../../controls/choice.js";
import { count, figure } from "../../controls/figures.js";
import { numberControl } from "../../controls/number.js";
import { element } from "../../dom.js";
import { chart } from "../runs/chart.js";

/** @typedef {import("./race.js").TrainingRace} TrainingRace */
/** @typedef {import("./experiment.js").Chart} Chart */

const QUANTITIES = [
  { id: "loss", label: "Loss, train and test" },
  { id: "batch", label: "Loss of each batch" },
  { id: "accuracy", label: "Right answers" },
  { id: "gradient", label: "Gradient norm" },
];
const MEASURES = [
  { id: "updates", label: "Updates" },
  { id: "epochs", label: "Epochs" },
  { id: "samples", label: "Samples seen" },
  { id: "seconds", label: "Seconds" },
];
const SCALES = [
  { id: "linear", label: "Linear" },
  { id: "log", label: "Log" },
];
/** Those that have a curve for the samples that train and one for those that test. */
const TWOFOLD = new Set(["loss", "accuracy"]);
const SMOOTHING = {
  id: "beta", symbol: "β", label: "Average", kind: "decay", default: 0, min: 0, max: 0.999, scale: "log", unit: "",
};

/**
 * The curves of all runs, and what they show against what.
 * @param {TrainingRace} race
 */
export function curves(race) {
  /** @param {Partial<Chart>} parts those that are usual are left out */
  function set(parts) {
    const next = { ...race.experiment.chart, ...parts };
    for (const [name, value] of Object.entries(next)) {
      if (value === undefined || value === USUAL[/** @type {keyof Chart} */ (name)]) {
        delete next[/** @type {keyof Chart} */ (name)];
      }
    }
    race.set({ chart: Object.keys(next).length > 0 ? next : undefined });
  }

  const quantity = choice("Show", QUANTITIES, (id) => set({ quantity: /** @type {Chart["quantity"]} */ (id) }));
  const against = choice("Against", MEASURES, (id) => set({ against: /** @type {Chart["against"]} */ (id) }));
  const scale = choice("Scale", SCALES, (id) => set({ scale: /** @type {Chart["scale"]} */ (id) }));
  const beta = numberControl(SMOOTHING, (value) => set({ beta: value }));
  const key = element("p", { class: "source" });
  const drawn = chart(race, {
    label: "Curves of all runs; the list of runs has the numbers",
    draw: (view) => view.drawTraining(race.training),
    read(view, px) {
      const [at, ...rest] = view.read(race.training, px);
      const { quantity: what = USUAL.quantity, against: measure = USUAL.against } = race.experiment.chart ?? {};
      const values = race.experiment.runs.map((_, run) => {
        const [update, first, second] = rest.slice(3 * run);
        if (Number.isNaN(update)) return "–";
        const both = TWOFOLD.has(what) && !Number.isNaN(second);
        return `${figure(first)}${both ? `, test ${figure(second)}` : ""} at update ${count(update)}`;
      });
      return { px, heading: `${measure} ${measure === "updates" ? count(Math.round(at)) : figure(at, 4)}`, values };
    },
  });
  drawn.node.append(
    key,
    element("div", { class: "chart-settings" }, quantity.node, against.node, scale.node, beta.node),
  );

  return {
    ...drawn,
    /** Throws when a chart cannot be drawn. @param {import("./experiment.js").Chart | undefined} wanted */
    check(wanted) {
      try {
        drawn.view.setChart(wanted ?? {});
      } catch (error) {
        drawn.view.setChart(race.experiment.chart ?? {});
        throw error;
      }
    },
    update() {
      drawn.update();
      const shown = race.experiment.chart ?? {};
      drawn.view.setChart(shown);
      quantity.update(shown.quantity ?? USUAL.quantity);
      against.update(shown.against ?? USUAL.against);
      scale.update(shown.scale ?? USUAL.scale);
      beta.update(shown.beta);
      const sets = TWOFOLD.has(shown.quantity ?? USUAL.quantity)
        ? "Plain: the samples that train. With markers: those that test. "
        : "";
      key.textContent = sets + (shown.beta ? "Faint: as recorded. Bold: averaged." : "");
    },
  };
}

/** What a chart shows when nothing is said. @type {Required<Chart>} */
const USUAL = { quantity: "loss", against: "updates", scale: "linear", beta: 0 };
