// @ts-check
import { drawing, element } from "../../dom.js";

/** @typedef {import("./race.js").Race} Race */

/** A pointer this near a head, in pixels, means it. */
const NEAR = 14;

/**
 * The heads of the runs: where each is now, as its marker on top of its path.
 * @param {Race} race
 */
export function heads(race) {
  const node = element("div", { class: "heads" });
  /** @type {{ node: SVGElement, shape: SVGElement }[]} */
  let markers = [];
  /** @type {Float64Array} */
  let places = new Float64Array();

  return {
    node,
    /** The runs are others, or drawn otherwise. */
    update() {
      const { runs } = race.experiment;
      if (markers.length !== runs.length) {
        markers = runs.map(() => {
          const shape = drawing("path");
          return { node: drawing("svg", { viewBox: "0 0 1 1", class: "head" }, shape), shape };
        });
        node.replaceChildren(...markers.map((marker) => marker.node));
      }
      markers.forEach(({ shape }, run) => {
        const { marker, colour } = race.styleOf(run);
        shape.setAttribute("d", marker);
        shape.setAttribute("fill", colour);
      });
    },
    /** @param {Float64Array} next x and y of each head by turns; NaN where none is seen */
    move(next) {
      places = next;
      markers.forEach(({ node: marker }, run) => {
        const [x, y] = [places[2 * run], places[2 * run + 1]];
        marker.style.setProperty("translate", Number.isNaN(x) ? "-99px" : `${x}px ${y}px`);
      });
    },
    /** The run whose head is nearest a place, if one is near. @param {number} x @param {number} y */
    at(x, y) {
      let nearest = -1;
      let least = NEAR;
      for (let run = 0; 2 * run < places.length; run += 1) {
        const distance = Math.hypot(places[2 * run] - x, places[2 * run + 1] - y);
        if (distance < least) [nearest, least] = [run, distance];
      }
      return nearest;
    },
  };
}
