// @ts-check
import { setting } from "../../controls/figures.js";
import { element } from "../../dom.js";
import { averages } from "../../styles/averages.js";
import { altered } from "../altered.js";
import { DRAWING } from "../drawing.js";
import { story } from "../story.js";
import { averageList } from "./list.js";
import { chart } from "./chart.js";
import { series } from "./series.js";
import { sum } from "./sum.js";

/** @typedef {import("../../downhill.js").AveragingConfig} Experiment */
/**
 * @template Experiment
 * @typedef {import("../lab.js").Bench<Experiment>} Bench
 */

/**
 * Averages of one series, as the Averages lab shows them: the curves, one day written out, the
 * weights, and the controls.
 * @implements {Bench<Experiment>}
 */
export class Averages {
  /** The day that the pointer is over. @type {number | undefined} */
  #hovered;

  /**
   * @param {import("../lab.js").Lab<Experiment>} lab
   * @param {import("../wasm.js").Wasm} wasm
   * @param {import("../story.js").Preset<Experiment>[]} presets it opens with the first
   */
  constructor(lab, wasm, presets) {
    this.lab = lab;
    this.wasm = wasm;
    this.catalog = wasm.catalog();
    this.palette = wasm.palette(lab.dark);
    this.experiment = structuredClone(presets[0].experiment);
    this.averaging = new wasm.Averaging(this.experiment);

    this.chart = chart(this);
    this.sum = sum(this);
    this.list = averageList(this);
    this.series = series(this);
    this.story = story(this, presets, ({ day: _, chosen: __, ...rest }) => rest);
    lab.root.adoptedStyleSheets.push(averages);
    this.content = element(
      "div",
      { class: "lab" },
      element("div", { class: "seen" }, this.chart.node, this.sum.node),
      element("div", { class: "set" }, this.story.node, this.list.node, this.series.node),
    );
    this.recolour(lab.dark);
    this.#refresh();
  }

  /** The average whose weights are shown. */
  get chosen() {
    return this.experiment.chosen ?? 0;
  }

  /** The day that is written out: the one pointed at, else the one that is set. */
  get day() {
    return this.#hovered ?? this.experiment.day ?? this.averaging.days;
  }

  /** The catalog's entry of the series; undefined for numbers of the visitor's own. */
  get seriesEntry() {
    return this.catalog.series.find(({ id }) => id === this.experiment.series);
  }

  /** What there is to say of an experiment that is no preset. */
  get about() {
    const { averaging, chosen } = this;
    const [memory, window] = [averaging.memory(chosen), averaging.window(chosen)];
    const what = this.seriesEntry?.summary ?? "Your own numbers.";
    const numbers = window === 1 ? "1 number" : `${window} numbers`;
    return `${what} With β = ${setting(this.experiment.averages[chosen].beta)} an average remembers about ${setting(memory)} days, and keeps 1 number where a sliding window of them keeps ${numbers}.`;
  }

  /** An average's place in the palette. @param {number} place */
  styleIndex(place) {
    return (this.experiment.averages[place].style ?? place) % this.palette.length;
  }

  /** @param {number} place */
  styleOf(place) {
    return this.palette[this.styleIndex(place)];
  }

  /**
   * Puts another experiment in place of the present one.
   * @param {Experiment} experiment
   * @throws {Error} when it is wrong; then nothing has changed
   */
  change(experiment) {
    const next = new this.wasm.Averaging(experiment);
    this.averaging.free();
    this.averaging = next;
    this.experiment = experiment;
    this.#hovered = undefined;
    this.#refresh();
  }

  /** @param {Partial<Experiment>} parts those given as undefined are left out */
  set(parts) {
    this.change(altered(this.experiment, parts));
  }

  /** @param {Experiment} experiment */
  open(experiment) {
    this.change(experiment);
  }

  /** Shows another day while the pointer is on it. @param {number | undefined} day */
  hover(day) {
    if (this.#hovered === day) return;
    this.#hovered = day;
    this.#showDay();
  }

  /** Sets the day. @param {number} day */
  goTo(day) {
    const last = this.averaging.days;
    const next = Math.min(Math.max(Math.round(day), 1), last);
    this.#hovered = undefined;
    this.experiment = altered(this.experiment, { day: next === last ? undefined : next });
    this.story.update();
    this.#showDay();
    this.lab.dispatchEvent(new Event("step"));
  }

  /** Time does not run here: the day that is set stays. */
  rewind() {
    this.hover(undefined);
  }

  /** @param {number} days */
  advance(days) {
    this.goTo(this.day + days);
  }

  svg() {
    return this.wasm.averagesSvg(this.averaging, ...DRAWING, this.lab.dark, this.chosen, this.day);
  }

  /** Every day with its value and each of the averages. */
  table() {
    const kinds = /** @type {const} */ (["averaged", "corrected", "sliding"]);
    const curves = this.experiment.averages.flatMap(({ beta }, place) =>
      kinds.map((kind) => ({ name: `${kind}, beta ${beta}`, values: this.averaging.curve(place, kind) })),
    );
    const raw = this.averaging.curve(0, "raw");
    const rows = Array.from(raw, (x, day) => [day + 1, x, ...curves.map(({ values }) => values[day])]);
    return { columns: ["day", "x", ...curves.map(({ name }) => name)], rows };
  }

  /** @param {boolean} dark */
  recolour(dark) {
    this.palette = this.wasm.palette(dark);
    this.chart.recolour(dark);
    this.sum.recolour(dark);
    this.list.update();
  }

  rescale() {
    this.chart.resize();
    this.sum.resize();
  }

  /** Draws what has changed. Nothing moves by itself. */
  frame() {
    this.chart.draw();
    this.sum.draw();
    return false;
  }

  #showDay() {
    this.chart.read();
    this.sum.update();
    this.list.read();
  }

  /** Shows the experiment everywhere. */
  #refresh() {
    this.chart.update();
    this.list.update();
    this.series.update();
    this.story.update();
    this.#showDay();
  }
}
