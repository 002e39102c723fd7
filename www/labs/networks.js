// @ts-check
import { TrainingRace } from "./networks/race.js";
import { presets } from "./presets/networks.js";

/**
 * Networks trained side by side.
 * @type {import("./lab.js").Open<import("./networks/race.js").Experiment>}
 */
export const open = (lab, wasm) => new TrainingRace(lab, wasm, presets);
