// @ts-check
import { count } from "../../controls/figures.js";
import { element, write } from "../../dom.js";
import { chartCanvas } from "../chart-canvas.js";
import { handles } from "./handles.js";

/** @typedef {import("./decay.js").Decay} Decay */

/**
 * The learning rate of every run against the step, and handles on those that are tables.
 * @param {Decay} decay
 */
export function rates(decay) {
  const drawn = chartCanvas(decay, (view) => {
    view.drawRates(decay.descent, decay.steps, decay.scale);
    steps.move();
    place(decay.shown);
  });
  const steps = handles(decay, drawn.view);
  const hairline = element("div", { class: "hairline" });
  const picture = element(
    "div",
    { class: "picture", onpointermove: hover, onpointerleave: () => read(decay.shown) },
    drawn.canvas,
    hairline,
    steps.node,
  );
  const reading = element("output", { class: "reading" });
  const log = element("input", { type: "checkbox", onchange: () => decay.set({ scale: log.checked ? "log" : undefined }) });
  const node = element(
    "div",
    { class: "stage" },
    element("div", { class: "pictures" }, picture),
    element("div", { class: "caption" }, element("label", { class: "check" }, log, "Log scale"), reading),
  );

  /** @param {PointerEvent} event */
  function hover(event) {
    const step = Math.round(drawn.view.xAt(event.clientX - picture.getBoundingClientRect().left));
    if (Number.isFinite(step)) read(Math.min(Math.max(step, 0), decay.steps));
  }

  /** @param {number} step */
  function read(step) {
    write(reading, `step ${count(step)}   ${decay.ratesAt(step)}`);
  }

  /** @param {number} step */
  function place(step) {
    const x = drawn.view.pixelOf(step);
    hairline.hidden = Number.isNaN(x);
    hairline.style.setProperty("translate", `${x}px`);
    if (!picture.matches(":hover")) read(step);
  }

  return {
    node,
    resize: drawn.resize,
    recolour: drawn.recolour,
    draw: drawn.draw,
    place,
    /**
     * Throws unless rates can be shown so.
     * @param {number} length
     * @param {"linear" | "log"} scale
     */
    check(length, scale) {
      drawn.stale();
      drawn.view.drawRates(decay.descent, length, scale);
    },
    /** The experiment is another, or drawn otherwise. */
    update() {
      drawn.stale();
      log.checked = decay.scale === "log";
      steps.update();
      picture.setAttribute("role", "group");
      picture.setAttribute("aria-label", `Learning rates over ${count(decay.steps)} steps. At the start: ${decay.ratesAt(0)}. At the end: ${decay.ratesAt(decay.steps)}.`);
    },
  };
}
