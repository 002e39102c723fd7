// @ts-check
import { iconButton } from "../../controls/icons.js";
import { listControl } from "../../controls/list.js";
import { numberControl } from "../../controls/number.js";
import { parameterControls } from "../../controls/parameters.js";
import { element } from "../../dom.js";

const STEPS = { id: "steps", symbol: "", label: "Steps", kind: "count", default: 1000, min: 50, max: 20000, scale: "log", unit: "" };
const NOISE = { id: "noise", symbol: "σ", label: "Gradient noise", kind: "non_negative", default: 0, min: 0, max: 10, scale: "linear", unit: "" };
const SEED = { id: "seed", symbol: "", label: "Seed", kind: "seed", default: 0, min: 0, max: 999, scale: "linear", unit: "" };
const START = { id: "start", symbol: "", label: "Start", kind: "real", default: [], min: 0, max: 0, scale: "linear", unit: "x, y" };

/**
 * What all runs share: the steps, the surface's own parameters, the noise, its seed and the start.
 * @param {import("./decay.js").Decay} decay
 */
export function ground(decay) {
  const steps = numberControl(STEPS, (value) => decay.set({ steps: value }));
  const noise = numberControl(NOISE, (value) => decay.set({ noise: value }));
  const seed = numberControl(SEED, (value) => decay.set({ seed: value }));
  const another = iconButton("another", "Another seed", () => decay.set({ seed: (decay.experiment.seed ?? 0) + 1 }));
  seed.node.querySelector(".control-head")?.append(another);
  const start = listControl(START, (value) => {
    const usual = decay.surfaceEntry?.start ?? decay.experiment.start;
    decay.set({ start: /** @type {[number, number]} */ (value ?? usual) });
  });
  const surface = element("div");
  const node = element("section", { "aria-label": "Ground" }, element("h2", {}, "The noisy ground"), noise.node, surface, steps.node, seed.node, start.node);

  let shown = "";
  /** @type {ReturnType<typeof parameterControls> | undefined} */
  let controls;

  return {
    node,
    /** The experiment is another. */
    update() {
      const { experiment, surfaceEntry } = decay;
      if (shown !== experiment.surface) {
        shown = experiment.surface;
        controls = surfaceEntry && parameterControls(surfaceEntry.parameters, (next) => {
          decay.set({ surfaceParameters: /** @type {Record<string, number>} */ (next) });
        });
        surface.replaceChildren(...(controls ? [controls.node] : []));
      }
      controls?.update(experiment.surfaceParameters);
      steps.update(experiment.steps);
      noise.update(experiment.noise);
      seed.update(experiment.seed);
      start.update(experiment.start, surfaceEntry?.start);
    },
  };
}
