// @ts-check
import { swatch } from "../../controls/swatch.js";
import { element, write } from "../../dom.js";

/** Rows of readings beyond which they stand two abreast. */
const TALLEST = 6;

/**
 * What a chart shows, and what the pointer reads on it.
 * @template View
 * @typedef {object} Charted
 * @property {string} label the chart in words
 * @property {(view: View, step: number) => void} draw
 * @property {(view: View, px: number) => { px: number, heading: string, values: string[] }} read what
 *   stands at a place from the left: its own place, and a value for each run
 * @property {(view: View, px: number) => void} [press] a click at a place from the left
 */

/**
 * A line chart with a curve for every run, and what the pointer reads there.
 * @template {import("../wasm.js").SurfacesWasm} Wasm
 * @param {import("./contest.js").Contest<{ runs: import("../../downhill.js").RunConfig[] }, Wasm> & { invalidate: () => void }} race
 * @param {Charted<InstanceType<Wasm["CurvesView"]>>} charted
 */
export function chart(race, charted) {
  const axes = element("canvas");
  const curves = element("canvas");
  /** @type {any} */
  const view = new race.wasm.CurvesView(axes, curves);
  const hairline = element("div", { class: "hairline", hidden: true });
  const heading = element("div", { class: "panel-head" });
  const rows = element("div", { class: "panel-rows" });
  const panel = element("div", { class: "panel", hidden: true }, heading, rows);
  const area = element(
    "div",
    {
      class: "chart",
      role: "img",
      "aria-label": charted.label,
      onpointermove: hover,
      onpointerdown: hover,
      onpointerleave: leave,
      onclick: /** @param {MouseEvent} event */ (event) => charted.press?.(view, placeOf(event)),
    },
    axes,
    curves,
    hairline,
    panel,
  );
  const node = element("div", { class: "losses" }, area);

  /** @type {{ run: number, value: HTMLElement }[]} */
  let values = [];
  let shown = "";
  let size = { width: 0, height: 0 };
  new ResizeObserver(([{ contentRect }]) => {
    size = contentRect;
    resize();
  }).observe(area);

  function resize() {
    if (size.width === 0 || size.height === 0) return;
    view.resize(size.width, size.height, devicePixelRatio);
    race.invalidate();
  }

  /** How far from the left a pointer is. @param {MouseEvent} event */
  function placeOf(event) {
    return event.clientX - area.getBoundingClientRect().left;
  }

  /** @param {PointerEvent} event */
  function hover(event) {
    const read = charted.read(view, placeOf(event));
    hairline.hidden = panel.hidden = false;
    hairline.style.setProperty("translate", `${read.px}px`);
    panel.classList.toggle("left", read.px > size.width / 2);
    panel.style.setProperty("translate", `${read.px}px`);
    write(heading, read.heading);
    for (const { run, value } of values) write(value, read.values[run]);
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
    view,
    resize,
    update,
    /** @param {boolean} dark */
    recolour(dark) {
      view.setTheme(dark);
      update();
    },
    /** @param {number} step */
    draw(step) {
      if (size.width > 0) charted.draw(view, step);
    },
  };
}
