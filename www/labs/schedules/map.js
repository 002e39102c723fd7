// @ts-check
import { figure } from "../../controls/figures.js";
import { drawing, element } from "../../dom.js";
import { heads } from "../surfaces/heads.js";

/** @typedef {import("./decay.js").Decay} Decay */

/**
 * The runs around the minimum: where each has been of late, and the ball that a constant rate like
 * its present one would keep it in.
 * @param {Decay} decay
 */
export function map(decay) {
  const ground = element("canvas");
  const trails = element("canvas");
  const view = new decay.wasm.SurfaceView(ground, trails);
  const markers = heads(/** @type {any} */ (decay));
  const rings = drawing("svg", { class: "rings", "aria-hidden": "true" });
  const picture = element("div", { class: "chart", role: "img", "aria-label": "Paths around the minimum" }, ground, trails, rings, markers.node);
  const key = element(
    "p",
    { class: "key" },
    element("span", { class: "mark", "aria-hidden": "true" }, "◯"),
    " the ball at the present rate, by theory; the paths are those of the last quarter of the steps",
  );
  const node = element("div", { class: "losses" }, picture, key);
  const size = { width: 0, height: 0 };
  let isStale = true;
  new ResizeObserver(([{ contentRect: { width, height } }]) => {
    Object.assign(size, { width, height });
    resize();
  }).observe(picture);

  function resize() {
    if (size.width === 0 || size.height === 0) return;
    view.resize(size.width, size.height, devicePixelRatio);
    isStale = true;
    decay.invalidate();
  }

  /** @param {number} step */
  function placeRings(step) {
    const balls = view.balls(decay.descent, step);
    [...rings.children].forEach((ring, run) => {
      const [cx, cy, rx, ry] = balls.subarray(4 * run);
      ring.toggleAttribute("hidden", Number.isNaN(rx));
      if (Number.isNaN(rx)) return;
      for (const [name, value] of Object.entries({ cx, cy, rx, ry })) ring.setAttribute(name, String(value));
    });
  }

  return {
    node,
    resize,
    /** @param {boolean} dark */
    recolour(dark) {
      view.setTheme(dark);
      isStale = true;
    },
    /** The experiment is another, or drawn otherwise. */
    update() {
      isStale = true;
      markers.update();
      rings.replaceChildren(
        ...decay.experiment.runs.map((_, run) => drawing("ellipse", { stroke: decay.styleOf(run).colour })),
      );
    },
    /** Draws the contours, when they have changed; whether all of them are there. */
    drawMap() {
      if (!isStale || size.width === 0) return true;
      isStale = !view.drawMap(decay.descent);
      return !isStale;
    },
    /** @param {number} step */
    draw(step) {
      if (size.width === 0) return;
      view.drawTails(decay.descent, step);
      markers.move(view.heads(decay.descent, step));
      placeRings(step);
    },
    /** What the picture shows, in words. @param {number} step */
    read(step) {
      const told = decay.experiment.runs
        .map(({ hidden }, run) => (hidden ? "" : `${decay.nameOf(run)} ${figure(decay.tell(run, step).value, 3)}`))
        .filter((text) => text !== "");
      picture.setAttribute("aria-label", `Paths around the minimum. Step ${step}, distances: ${told.join("; ")}.`);
    },
  };
}
