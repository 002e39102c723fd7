// @ts-check
import { count, figure, setting } from "../../controls/figures.js";
import { numberControl } from "../../controls/number.js";
import { seedControl } from "../../controls/seed.js";
import { element } from "../../dom.js";
import { runList } from "../runs/run-list.js";
import { ground } from "./ground.js";

/** @typedef {import("./bench.js").Saddles} Saddles */

const DISTANCE = {
  id: "distance", symbol: "d", label: "Distance at the start", kind: "positive",
  default: 0.001, min: 1e-12, max: 0.2, scale: "log", unit: "",
};
const NOISE = { id: "noise", symbol: "σ", label: "Gradient noise", kind: "non_negative", default: 0, min: 0, max: 1, scale: "log", unit: "" };
/** Steps after which a run counts as one that stays. */
const MOST = 20_000;

/**
 * How long the runs take to leave a saddle.
 * @param {Saddles} bench
 * @returns {import("./bench.js").Panel}
 */
export function escape(bench) {
  const surface = ground(bench, ({ criticalPoints }) =>
    criticalPoints.some(({ eigenvalues: [low, high] }) => low < 0 && high > 0),
  );
  const distance = numberControl(DISTANCE, (value) => bench.set({ distance: value ?? DISTANCE.default }));
  const noise = numberControl(NOISE, (value) => bench.set({ noise: value }));
  const seed = seedControl((value) => bench.set({ seed: value }));
  const runs = runList(bench);
  const node = element(
    "div",
    { class: "set" },
    runs.node,
    element("section", { "aria-label": "Saddle" }, ...surface.nodes, distance.node, noise.node, seed.node),
  );

  return {
    node,
    update() {
      surface.update();
      distance.update(bench.experiment.distance);
      noise.update(bench.experiment.noise);
      seed.update(bench.experiment.seed);
      runs.update();
    },
    read(findings) {
      if (findings.study !== "escape") return "";
      const { steps } = findings;
      bench.written = (value) => (Number.isNaN(value) ? "–" : count(value));
      bench.told = (run) => {
        const [first, median, third] = steps[run] ?? [];
        if (!steps[run]) return { value: NaN, words: "not known yet" };
        if (median === undefined) return { value: NaN, words: `still there after ${count(MOST)} steps` };
        const range = first === third ? "" : `; half of 41 runs from ${count(first ?? 0)} to ${third === undefined ? "∞" : count(third)}`;
        return { value: median, words: `left after ${count(median)} steps${range}` };
      };
      runs.read(0);
      const known = steps.flatMap((found, run) => (found?.[1] === undefined ? [] : [{ run, steps: found[1] }]));
      const [sooner, later] = [Math.min, Math.max].map((extreme) => {
        const most = extreme(...known.map((one) => one.steps));
        return known.find((one) => one.steps === most);
      });
      const where = `From a distance of ${setting(bench.experiment.distance)}`;
      if (!sooner || !later) return `${where}, no run has left yet.`;
      const radius = figure(findings.radius, 3);
      return `${where}, ${bench.nameOf(sooner.run)} leaves first, after ${count(sooner.steps)} steps, and ${bench.nameOf(later.run)} last, after ${count(later.steps)}. A run has left once it is ${radius} away.`;
    },
  };
}
