// @ts-check
import { count } from "../../controls/figures.js";
import { numberControl } from "../../controls/number.js";
import { element } from "../../dom.js";

/**
 * On a surface that is a mean over samples: how many of them a run takes each gradient from.
 * @param {import("./race.js").Race} race
 * @param {number} run
 * @param {(run: import("./race.js").RunConfig) => void} change
 */
export function batchControl(race, run, change) {
  const node = element("div");
  let shown = 0;
  /** @type {ReturnType<typeof numberControl>} */
  let batch;

  /** @param {number} samples */
  function show(samples) {
    shown = samples;
    batch = numberControl(
      {
        id: "batch", symbol: "m", label: "Batch", kind: "whole",
        default: samples, min: 1, max: samples, scale: "log", unit: `of ${count(samples)} samples`,
      },
      (value) => {
        const { batch: _, ...rest } = race.experiment.runs[run];
        change(value === undefined ? rest : { ...rest, batch: value });
      },
    );
    node.replaceChildren(...(samples > 0 ? [batch.node] : []));
  }

  return {
    node,
    update() {
      const { samples } = race.facts;
      if (samples !== shown) show(samples);
      if (samples > 0) batch.update(Math.min(race.batchOf(run), samples));
    },
  };
}
