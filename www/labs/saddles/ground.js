// @ts-check
import { choice } from "../../controls/choice.js";
import { parameterControls } from "../../controls/parameters.js";
import { element } from "../../dom.js";

/** @typedef {import("./bench.js").Saddles} Saddles */
/** @typedef {import("../../downhill.js").Catalog["surfaces"][number]} SurfaceEntry */

/**
 * The surface of a study, among those that suit it, with its parameters.
 * @param {Saddles} bench
 * @param {(entry: SurfaceEntry) => boolean} suits
 */
export function ground(bench, suits) {
  const surfaces = bench.catalog.surfaces.filter(suits);
  const surface = choice("Surface", surfaces, (id) => bench.set({ surface: id, surfaceParameters: undefined }));
  const parameters = element("div");
  let shown = "";
  /** @type {ReturnType<typeof parameterControls> | undefined} */
  let controls;
  return {
    nodes: [surface.node, parameters],
    update() {
      const { surface: id, surfaceParameters } = bench.experiment;
      surface.update(id);
      if (shown !== id) {
        shown = id;
        const entry = surfaces.find((one) => one.id === id);
        controls = entry && parameterControls(entry.parameters, (next) => bench.set({ surfaceParameters: next }));
        parameters.replaceChildren(...(controls ? [controls.node] : []));
      }
      controls?.update(surfaceParameters);
    },
  };
}
