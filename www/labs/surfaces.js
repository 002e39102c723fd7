// @ts-check
import { presets } from "./presets/surfaces.js";
import { Race } from "./surfaces/race.js";

/**
 * Optimizers racing down a surface.
 * @type {import("./lab.js").Open<import("./surfaces/race.js").Experiment, import("./wasm.js").SurfacesWasm>}
 */
export const open = (lab, wasm) => new Race(lab, wasm, presets);
