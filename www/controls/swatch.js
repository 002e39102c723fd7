// @ts-check
import { drawing, element, unique } from "../dom.js";

/** @typedef {import("../downhill.js").RunStyle} Style */

/**
 * A piece of a run's line: its colour, dash and marker, as the pictures draw them.
 * @param {Style} style
 */
export function swatch(style) {
  const line = drawing("path", { d: "M1 8H31", fill: "none", "stroke-width": 2, "stroke-linecap": "round" });
  const marker = drawing("path", { transform: "translate(11 3) scale(10)" });
  const node = drawing("svg", { viewBox: "0 0 32 16", class: "swatch", "aria-hidden": "true" }, line, marker);
  /** @param {Style} next */
  const update = ({ colour, dash, marker: shape }) => {
    line.setAttribute("stroke", colour);
    line.setAttribute("stroke-dasharray", dash.join(" "));
    marker.setAttribute("fill", colour);
    marker.setAttribute("d", shape);
  };
  update(style);
  return { node, update };
}

/**
 * A choice among the styles of the palette.
 * @param {Style[]} palette
 * @param {(index: number) => void} change
 */
export function styleChoice(palette, change) {
  const name = unique("style");
  const places = palette.map((style, index) => {
    const input = element("input", {
      type: "radio",
      name,
      "aria-label": style.name,
      onchange: () => change(index),
    });
    const piece = swatch(style);
    return { input, piece, node: element("label", { class: "style" }, input, piece.node) };
  });
  const node = element(
    "fieldset",
    { class: "styles" },
    element("legend", {}, "Colour, dash and marker"),
    ...places.map((place) => place.node),
  );
  /** @param {number} index @param {Style[]} styles */
  const update = (index, styles) => {
    places.forEach(({ input, piece }, place) => {
      input.checked = place === index;
      input.setAttribute("aria-label", styles[place].name);
      piece.update(styles[place]);
    });
  };
  return { node, update };
}
