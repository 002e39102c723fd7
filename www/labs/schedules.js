// @ts-check
import { inNetworks, presets } from "./presets/schedules.js";
import { Decay } from "./schedules/decay.js";

/**
 * Learning-rate schedules, and what they do on noisy ground.
 * @type {import("./lab.js").Open<import("./schedules/decay.js").Experiment>}
 */
export const open = (lab, wasm) => new Decay(lab, wasm, presets, inNetworks);
