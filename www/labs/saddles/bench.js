// @ts-check
import { figure } from "../../controls/figures.js";
import { element, write } from "../../dom.js";
import { saddles } from "../../styles/saddles.js";
import { Contest, LEARNING_RATE } from "../runs/contest.js";
import { DRAWING } from "../drawing.js";
import { story } from "../story.js";
import { curvature } from "./curvature.js";
import { escape } from "./escape.js";
import { matrices } from "./matrices.js";
import { minima } from "./minima.js";
import { picture } from "./picture.js";
import { table } from "./table.js";
import { work } from "./work.js";

/** Milliseconds of a frame that may go into work. */
const BUDGET = 8;
/** Milliseconds between two looks at what has been found. */
const PACE = 120;

/**
 * @typedef {import("../../downhill.js").CriticalityConfig} Experiment
 * @typedef {import("../../downhill.js").CriticalityFindings} Findings
 */
/**
 * @template Experiment
 * @typedef {import("../lab.js").Bench<Experiment>} Bench
 */
/**
 * What belongs to one study.
 * @typedef {object} Panel
 * @property {Node} node its controls
 * @property {() => void} update the experiment is another
 * @property {(findings: Findings) => string} read shows what has been found, and says it in a sentence
 * @property {Node} [table] what stands under the picture
 */

/** The studies: what each is called, what is read of its runs, what makes its controls. @type {Record<Experiment["study"], { label: string, measure: string, make: (bench: Saddles) => Panel }>} */
const STUDIES = {
  matrices: { label: "Random matrices", measure: "", make: matrices },
  escape: { label: "Leaving a saddle", measure: "steps", make: escape },
  minima: { label: "Reaching the global minimum", measure: "share", make: minima },
  curvature: { label: "A network’s Hessian", measure: "loss", make: curvature },
};

/**
 * Four studies of minima and saddles, one at a time: its pictures, its controls, and the work itself
 * in wasm.
 * @extends {Contest<any, import("../wasm.js").Wasm>}
 * @implements {Bench<Experiment>}
 */
export class Saddles extends Contest {
  #presets;
  #shownAt = 0;
  #done = false;
  /** @type {Map<string, Panel>} */
  #panels = new Map();

  /**
   * @param {import("../lab.js").Lab<Experiment>} lab
   * @param {import("../wasm.js").Wasm} wasm
   * @param {import("../story.js").Preset<Experiment>[]} presets it opens with the first
   */
  constructor(lab, wasm, presets) {
    super(lab, wasm, structuredClone(presets[0].experiment));
    this.#presets = presets;
    this.noun = "step";
    this.isFollowed = false;
    /** What is read of a run, written out. @type {(value: number) => string} */
    this.written = figure;
    /** How a run fares, as the study has it. @type {(run: number) => { value: number, words: string }} */
    this.told = () => ({ value: NaN, words: "not known yet" });
    this.study = new wasm.Criticality(this.experiment);
    /** @type {Findings} */
    this.findings = this.study.findings();

    this.picture = picture(this);
    this.work = work(this);
    this.story = story(this, presets);
    this.reading = element("p", { class: "finding" });
    this.tables = element("div");
    this.controls = element("div");
    this.tabs = Object.entries(STUDIES).map(([id, { label }]) => {
      const open = () => {
        const usual = this.usualFor({ study: id });
        if (usual) this.open(structuredClone(usual));
      };
      return { id, node: element("button", { type: "button", onclick: open }, label) };
    });
    lab.root.adoptedStyleSheets.push(saddles);
    this.content = element(
      "div",
      {},
      element("div", { class: "studies", role: "group", "aria-label": "Studies" }, ...this.tabs.map(({ node }) => node)),
      element(
        "div",
        { class: "lab" },
        element("div", { class: "seen" }, this.picture.node, this.work.node, this.reading, this.tables),
        element("div", { class: "set" }, this.story.node, this.controls),
      ),
    );
    this.recolour(lab.dark);
    this.#begin();
  }

  get #panel() {
    const { study } = this.experiment;
    const made = this.#panels.get(study) ?? STUDIES[/** @type {Experiment["study"]} */ (study)].make(this);
    this.#panels.set(study, made);
    return made;
  }

  /** A study that says little is otherwise as it opens by itself. @param {{ study?: unknown }} experiment */
  usualFor({ study }) {
    return this.#presets.find(({ experiment }) => experiment.study === study)?.experiment;
  }

  /** What there is to say of an experiment that is no preset. */
  get about() {
    return "Your own experiment; what it finds is said under the picture.";
  }

  /** @override @param {number} run */
  tell(run) {
    return this.told(run);
  }

  /** @override @param {number} value */
  write(value) {
    return this.written(value);
  }

  /** @override @param {number} run */
  rateOf(run) {
    const { optimizer, hyperparameters } = this.experiment.runs[run];
    const entry = this.catalog.optimizers.find(({ id }) => id === optimizer);
    const usual = entry?.parameters.find(({ id }) => id === LEARNING_RATE)?.default;
    return Number(hyperparameters?.[LEARNING_RATE] ?? usual);
  }

  /** Whether all work is done. */
  get done() {
    return this.#done;
  }

  /**
   * Puts another experiment in place of the present one, and begins it.
   * @override
   * @param {any} experiment an {@link Experiment}; not every one has the runs that a contest has
   * @throws {Error} when it is wrong; then nothing has changed
   */
  change(experiment) {
    const next = new this.wasm.Criticality(experiment);
    this.study.free();
    this.study = next;
    this.experiment = experiment;
    this.#begin();
  }

  /** @param {Experiment} experiment */
  open(experiment) {
    this.change(experiment);
  }

  rewind() {
    this.change(this.experiment);
  }

  /** Does a frame's share of the work. */
  advance() {
    this.#work();
    this.#show();
  }

  svg() {
    return this.wasm.criticalitySvg(this.study, ...DRAWING, this.lab.dark);
  }

  /** What has been found, for files. */
  table() {
    return table(this);
  }

  /** @param {boolean} dark */
  recolour(dark) {
    this.palette = this.wasm.palette(dark);
    this.picture.recolour(dark);
    this.#panel.update();
  }

  rescale() {
    this.picture.resize();
  }

  frame() {
    if (this.lab.playing) {
      this.#work();
      const now = performance.now();
      if (this.#done || now - this.#shownAt >= PACE) {
        this.#shownAt = now;
        this.#show();
      }
    }
    this.work.update(this.study.progress);
    this.picture.draw();
    return this.lab.playing;
  }

  /** Shows the experiment, of which nothing is known yet. */
  #begin() {
    this.#done = false;
    this.#shownAt = 0;
    this.told = () => ({ value: NaN, words: "not known yet" });
    this.written = figure;
    this.measure = STUDIES[/** @type {Experiment["study"]} */ (this.experiment.study)].measure;
    const panel = this.#panel;
    for (const { id, node } of this.tabs) {
      if (id === this.experiment.study) node.setAttribute("aria-current", "true");
      else node.removeAttribute("aria-current");
    }
    if (this.controls.lastChild !== panel.node) {
      this.controls.replaceChildren(panel.node);
      this.tables.replaceChildren(...(panel.table ? [panel.table] : []));
    }
    this.story.update();
    panel.update();
    this.#show();
    // To compute is no motion: it begins for everyone.
    this.lab.play();
    this.work.update(0);
  }

  #work() {
    this.#done ||= this.study.advanceFor(BUDGET);
    if (!this.#done) return;
    this.lab.pause();
    this.lab.narrator.say(this.#panel.read(this.study.findings()));
    this.lab.dispatchEvent(new Event("finish"));
  }

  /** Shows what has been found. */
  #show() {
    this.findings = this.study.findings();
    write(this.reading, this.#panel.read(this.findings));
    this.picture.stale();
    this.lab.dispatchEvent(new Event("step"));
  }
}
