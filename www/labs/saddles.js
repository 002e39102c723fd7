// @ts-check
import { presets } from "./presets/saddles.js";
import { Saddles } from "./saddles/bench.js";

/**
 * Minima and saddles: how many there are, how they are left, and where a network stands.
 * @type {import("./lab.js").Open<import("./saddles/bench.js").Experiment>}
 */
export const open = (lab, wasm) => new Saddles(lab, wasm, presets);
