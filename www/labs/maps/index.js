// @ts-check
import { element } from "../../dom.js";
import { maps } from "../../styles/maps.js";
import { isObject, refused } from "../part.js";

/** @typedef {ReturnType<typeof import("./panel.js").panel>} Panel */
/** @typedef {ReturnType<typeof mapSection>} MapSection */

/**
 * The section of a lab that goes beyond one race: its panels, folded until they are wanted.
 * @param {import("./panel.js").Subject} subject
 * @param {Panel[]} panels
 */
export function mapSection(subject, panels) {
  subject.lab.root.adoptedStyleSheets.push(maps);
  const node = element(
    "section",
    { class: "maps", "aria-label": "Beyond one race" },
    element("h2", {}, "Beyond one race"),
    ...panels.map((panel) => panel.node),
  );
  return {
    node,
    /**
     * @param {any} experiment
     * @throws {Error} that names what is wrong in the settings of a panel
     */
    check({ maps, ...rest }) {
      if (maps === undefined) return;
      if (!isObject(maps)) throw refused("maps", maps, "be an object");
      const ids = panels.map(({ own }) => own.id);
      const other = Object.keys(maps).find((id) => !ids.includes(id));
      if (other !== undefined) throw new Error(`maps: unknown panel "${other}", allowed are ${ids.join(", ")}`);
      panels.forEach(({ own }) => own.check({ maps, ...rest }));
    },
    /**
     * The experiment without settings of panels that no longer fit it.
     * @template E @param {E} experiment @returns {E}
     */
    settled: (experiment) => panels.reduce((next, { own }) => own.settled(next), experiment),
    update: () => panels.forEach((panel) => panel.update()),
    /** @param {boolean} dark */
    recolour: (dark) => panels.forEach((panel) => panel.recolour(dark)),
    rescale: () => panels.forEach((panel) => panel.rescale()),
    follow: () => panels.forEach((panel) => panel.follow()),
  };
}
