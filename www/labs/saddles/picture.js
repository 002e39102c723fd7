// @ts-check
import { element } from "../../dom.js";
import { chartCanvas } from "../chart-canvas.js";

/** @typedef {import("./bench.js").Saddles} Saddles */

/** What the pictures show, for those who do not see them. @type {Record<string, string>} */
const SHOWN = {
  matrices: "Share of random matrices with only positive eigenvalues, against their size",
  escape: "Steps to leave the saddle, against the distance from it at the start, for each run",
  minima: "Share of starts that end in a global minimum, against the noise, for each run",
  curvature: "Size of each eigenvalue of the Hessian, the lowest first",
};

/**
 * The picture of a study, and the second one of a study that has two.
 * @param {Saddles} bench
 */
export function picture(bench) {
  const first = chartCanvas(bench, (view) => view.drawCriticality(bench.study));
  const second = chartCanvas(bench, (view) => view.drawHistogram(bench.study));
  const main = element("div", { class: "picture plain", role: "img", "aria-label": "What the study finds" }, first.canvas);
  const more = element(
    "div",
    { class: "chart plain", role: "img", "aria-label": "Density of the eigenvalues, against the semicircle" },
    second.canvas,
  );
  const both = [first, second];

  return {
    node: element("div", { class: "stage" }, element("div", { class: "pictures" }, main), more),
    resize: () => both.forEach((one) => one.resize()),
    /** @param {boolean} dark */
    recolour: (dark) => both.forEach((one) => one.recolour(dark)),
    /** Something else has been found. */
    stale() {
      const { study } = bench.experiment;
      main.setAttribute("aria-label", SHOWN[study]);
      more.hidden = study !== "matrices";
      both.forEach((one) => one.stale());
    },
    draw: () => both.forEach((one) => one.draw()),
  };
}
