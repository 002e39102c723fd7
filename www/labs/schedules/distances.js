// @ts-check
import { element } from "../../dom.js";
import { chartCanvas } from "../chart-canvas.js";

/**
 * How far each run is from the minimum, and how far theory expects it to be.
 * @param {import("./decay.js").Decay} decay
 */
export function distances(decay) {
  const drawn = chartCanvas(decay, (view) => view.drawDistances(decay.descent, decay.steps, decay.shown));
  const chart = element(
    "div",
    { class: "chart", role: "img", "aria-label": "Distance of each run from the minimum against the step; the list of runs has the numbers" },
    drawn.canvas,
  );
  const key = element("p", { class: "key" }, element("span", { class: "mark", "aria-hidden": "true" }, "╶╶╶"), " expected by theory, for gradient descent");
  const node = element("div", { class: "losses" }, chart, key);
  return { node, resize: drawn.resize, recolour: drawn.recolour, draw: drawn.draw, stale: drawn.stale };
}
