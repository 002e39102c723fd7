// @ts-check
import { count, figure } from "../../controls/figures.js";
import { swatch } from "../../controls/swatch.js";
import { element, write } from "../../dom.js";

/** @typedef {import("./race.js").Race} Race */

const DIGITS = 6;

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
    },
    axes,
    curves,
    hairline,
    panel,
  );
  const node = element("div", { class: "losses" }, chart);

  /** @type {{ run: number, value: HTMLElement }[]} */
  let values = [];
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

  /** @param {PointerEvent} event */
  function hover(event) {
    const at = event.clientX - chart.getBoundingClientRect().left;
    const step = Math.min(view.stepAt(at), race.shown);
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
    values = [];
    rows.replaceChildren();
    race.experiment.runs.forEach(({ hidden }, run) => {
      if (hidden) return;
      const value = element("span", { class: "value" });
      values.push({ run, value });
      rows.append(swatch(race.styleOf(run)).node, element("span", {}, race.nameOf(run)), value);
    });
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
