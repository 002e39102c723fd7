// @ts-check
import { count, figure } from "../../controls/figures.js";
import { swatch } from "../../controls/swatch.js";
import { element, write } from "../../dom.js";

/** @typedef {import("./race.js").Race} Race */

const DIGITS = 6;
/** Rows of readings beyond which they stand two abreast. */
const TALLEST = 6;

/**
 * The loss of every run against the step, and what the pointer reads there.
 * @param {Race} race
 */
export function losses(race) {
  const axes = element("canvas");
  const curves = element("canvas");
  const view = new race.wasm.LossView(axes, curves);
  const hairline = element("div", { class: "hairline", hidden: true });
  const heading = element("div", { class: "panel-head" });
  const rows = element("div", { class: "panel-rows" });
  const panel = element("div", { class: "panel", hidden: true }, heading, rows);
  const chart = element(
    "div",
    {
      class: "chart",
      role: "img",
      "aria-label": "Loss of each run against the step; the list of runs has the numbers",
      onpointermove: hover,
      onpointerdown: hover,
      onpointerleave: leave,
      onclick: /** @param {MouseEvent} event */ (event) => race.seek(stepUnder(event)),
    },
    axes,
    curves,
    hairline,
    panel,
  );
  const node = element("div", { class: "losses" }, chart);

  /** @type {{ run: number, value: HTMLElement }[]} */
  let values = [];
  let shown = "";
  let size = { width: 0, height: 0 };
  new ResizeObserver(([{ contentRect }]) => {
    size = contentRect;
    resize();
  }).observe(chart);

  function resize() {
    if (size.width === 0 || size.height === 0) return;
    view.resize(size.width, size.height, devicePixelRatio);
    race.invalidate();
  }

  /** The step under a pointer. @param {MouseEvent} event */
  function stepUnder(event) {
    return view.stepAt(event.clientX - chart.getBoundingClientRect().left);
  }

  /** @param {PointerEvent} event */
  function hover(event) {
    const step = Math.min(stepUnder(event), race.shown);
    const x = view.pixelOf(step);
    hairline.hidden = panel.hidden = false;
    hairline.style.setProperty("translate", `${x}px`);
    panel.classList.toggle("left", x > size.width / 2);
    panel.style.setProperty("translate", `${x}px`);
    write(heading, `step ${count(step)}`);
    for (const { run, value } of values) {
      const [row, , , loss] = race.descent.row(run, step);
      write(value, row < step ? `${figure(loss, DIGITS)} at ${count(row)}` : figure(loss, DIGITS));
    }
  }

  function leave() {
    hairline.hidden = panel.hidden = true;
  }

  /** The runs are others, or drawn otherwise. */
  function update() {
    const { runs } = race.experiment;
    const now = JSON.stringify(runs.map(({ hidden }, run) => hidden || [race.nameOf(run), race.styleOf(run)]));
    if (now === shown) return;
    shown = now;
    values = [];
    rows.replaceChildren();
    runs.forEach(({ hidden }, run) => {
      if (hidden) return;
      const value = element("span", { class: "value" });
      values.push({ run, value });
      rows.append(swatch(race.styleOf(run)).node, element("span", {}, race.nameOf(run)), value);
    });
    panel.classList.toggle("wide", values.length > TALLEST);
  }

  return {
    node,
    resize,
    update,
    /** @param {boolean} dark */
    recolour(dark) {
      view.setTheme(dark);
      update();
    },
    /** @param {number} step */
    draw(step) {
      if (size.width > 0) view.draw(race.descent, step);
    },
  };
}
