// @ts-check
import { count, figure, setting } from "../../controls/figures.js";
import { numberControl } from "../../controls/number.js";
import { seedControl } from "../../controls/seed.js";
import { element } from "../../dom.js";
import { runList } from "../runs/run-list.js";
import { ground } from "./ground.js";

/** @typedef {import("./bench.js").Saddles} Saddles */

const NOISE = { id: "noise", symbol: "σ", label: "Largest noise", kind: "positive", default: 6, min: 0.1, max: 100, scale: "log", unit: "" };
const STARTS = { id: "starts", symbol: "", label: "Starts", kind: "count", default: 300, min: 10, max: 5000, scale: "log", unit: "" };
const STEPS = { ...STARTS, id: "steps", label: "Steps of each run", default: 2000, min: 100, max: 20000 };

/**
 * How many of many starts end in the global minimum.
 * @param {Saddles} bench
 * @returns {import("./bench.js").Panel}
 */
export function minima(bench) {
  // Where every minimum is a lowest one, or there is but one, there is nothing to miss.
  const surface = ground(bench, ({ criticalPoints }) =>
    criticalPoints.some(({ eigenvalues: [low], global }) => low > 0 && !global),
  );
  const noise = numberControl(NOISE, (value) => bench.set({ noise: value ?? NOISE.default }));
  const starts = numberControl(STARTS, (value) => bench.set({ starts: value }));
  const steps = numberControl(STEPS, (value) => bench.set({ steps: value }));
  const seed = seedControl((value) => bench.set({ seed: value }));
  const runs = runList(bench);
  const node = element(
    "div",
    { class: "set" },
    runs.node,
    element("section", { "aria-label": "Surface" }, ...surface.nodes, noise.node, starts.node, steps.node, seed.node),
  );

  return {
    node,
    update() {
      surface.update();
      noise.update(bench.experiment.noise);
      starts.update(bench.experiment.starts);
      steps.update(bench.experiment.steps);
      seed.update(bench.experiment.seed);
      runs.update();
    },
    read(findings) {
      if (findings.study !== "minima") return "";
      const best = findings.shares.map((shares) => shares.toSorted((a, b) => b.share - a.share)[0]);
      bench.written = (value) => (Number.isNaN(value) ? "–" : percent(value));
      bench.told = (run) => {
        if (!best[run]) return { value: NaN, words: "not known yet" };
        const [without] = findings.shares[run];
        const { share, noise: sigma } = best[run];
        return { value: share, words: `${percent(without.share)} without noise, at most ${percent(share)}, at σ = ${setting(sigma)}` };
      };
      runs.read(0);
      if (!best[0]) return "Nothing is known yet.";
      const leader = best.reduce((most, one, run) => ((one?.share ?? 0) > (best[most]?.share ?? 0) ? run : most), 0);
      const [without] = findings.shares[leader];
      return `${count(best[leader].tries)} starts each, noise for the first half of the steps. ${bench.nameOf(leader)} does best: ${percent(without.share)} end in a global minimum without noise, ${percent(best[leader].share)} at σ = ${setting(best[leader].noise)}.`;
    },
  };
}

/** @param {number} share */
function percent(share) {
  return `${figure(100 * share, 2)}%`;
}
