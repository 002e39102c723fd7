// @ts-check
import { Lab } from "./lab.js";
import { presets } from "./presets.js";
import { Race } from "./surfaces/race.js";

/**
 * Optimizers racing down a surface.
 * @extends {Lab<import("./surfaces/race.js").Experiment>}
 */
export class DownhillSurfaces extends Lab {
  /** @override @param {import("./wasm.js").Wasm} wasm */
  open(wasm) {
    return new Race(this, wasm, presets);
  }
}
