// @ts-check
import { count, figure } from "../../controls/figures.js";
import { formulaPlace, typeset } from "../../controls/formula.js";
import { element, write } from "../../dom.js";
import { chartCanvas } from "../chart-canvas.js";

/** @typedef {import("./bench.js").Averages} Averages */
/** @typedef {import("../../downhill.js").AverageCurve} AverageCurve */

/** The curves there are, what they are called, and how they are drawn. @type {{ id: AverageCurve, label: string, mark: string }[]} */
const CURVES = [
  { id: "raw", label: "Raw x", mark: "∙∙∙" },
  { id: "averaged", label: "Average V", mark: "───" },
  { id: "corrected", label: "Corrected V̂", mark: "╶╶╶" },
  { id: "sliding", label: "Sliding mean of 1/(1−β)", mark: "┈┈┈" },
];
/** Curves that are shown when the experiment does not say. @type {AverageCurve[]} */
const USUAL = ["raw", "averaged"];
/** Keys that move the day: by so many days, or to an end. @type {Record<string, number>} */
const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -30, PageUp: 30, Home: -Infinity, End: Infinity };

/**
 * The curves over the days. The pointer, or the arrow keys, choose the day that is written out.
 * @param {Averages} bench
 */
export function chart(bench) {
  const drawn = chartCanvas(bench, (view) => {
    view.drawAverages(bench.averaging);
    place();
  });
  const hairline = element("div", { class: "hairline" });
  const picture = element(
    "div",
    {
      class: "picture",
      role: "slider",
      tabindex: 0,
      "aria-label": "Day; arrow keys move it",
      onpointermove: /** @param {PointerEvent} event */ (event) => bench.hover(dayUnder(event)),
      onpointerleave: () => bench.hover(undefined),
      onclick: /** @param {MouseEvent} event */ (event) => bench.goTo(dayUnder(event)),
      onkeydown: move,
    },
    drawn.canvas,
    hairline,
  );
  const formula = formulaPlace("Formula");
  const reading = element("output", { class: "reading" });
  const toggles = CURVES.map(({ id, label, mark }) => {
    const box = element("input", { type: "checkbox", onchange: () => toggle(id) });
    const sign = element("span", { class: "mark", "aria-hidden": "true" }, mark);
    return { id, box, node: element("label", { class: "check" }, box, sign, label) };
  });
  const node = element(
    "div",
    { class: "stage" },
    element("div", { class: "pictures" }, picture),
    element("div", { class: "caption" }, formula, reading),
    element("div", { class: "toggles", role: "group", "aria-label": "Curves" }, ...toggles.map((one) => one.node)),
  );
  let caption = "";

  const shown = () => bench.experiment.curves ?? USUAL;

  /** @param {AverageCurve} id */
  function toggle(id) {
    const next = CURVES.map((curve) => curve.id).filter((one) => shown().includes(one) !== (one === id));
    bench.set({ curves: next.join() === USUAL.join() ? undefined : next });
  }

  /** @param {MouseEvent} event */
  function dayUnder(event) {
    const day = Math.round(drawn.view.xAt(event.clientX - picture.getBoundingClientRect().left));
    return Math.min(Math.max(day, 1), bench.averaging.days);
  }

  /** @param {KeyboardEvent} event */
  function move(event) {
    const days = KEYS[event.key];
    if (days === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    bench.goTo(bench.day + (event.shiftKey ? 10 * days : days));
  }

  function place() {
    const x = drawn.view.pixelOf(bench.day);
    hairline.hidden = Number.isNaN(x);
    hairline.style.setProperty("translate", `${x}px`);
  }

  return {
    node,
    resize: drawn.resize,
    draw: drawn.draw,
    recolour: drawn.recolour,
    /** The experiment is another. */
    update() {
      drawn.stale();
      for (const { id, box } of toggles) box.checked = shown().includes(id);
      const text = bench.seriesEntry?.formula ?? "";
      if (text === caption) return;
      caption = text;
      formula.replaceChildren(text ? typeset(text) : "Your own numbers");
    },
    /** The day is another. */
    read() {
      place();
      const { averaging, day } = bench;
      const text = `day ${count(day)} of ${count(averaging.days)}   x = ${figure(bench.sum.value, 4)}`;
      write(reading, text);
      picture.setAttribute("aria-valuemin", "1");
      picture.setAttribute("aria-valuemax", String(averaging.days));
      picture.setAttribute("aria-valuenow", String(day));
      picture.setAttribute("aria-valuetext", text);
    },
  };
}
