// @ts-check
import { Averages } from "./averages/bench.js";
import { presets } from "./presets/averages.js";

/**
 * Exponentially weighted averages of a series.
 * @type {import("./lab.js").Open<import("./averages/bench.js").Experiment>}
 */
export const open = (lab, wasm) => new Averages(lab, wasm, presets);
