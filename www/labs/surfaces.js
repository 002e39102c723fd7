// @ts-check
import { horizon, transport } from "../controls/transport.js";
import { element } from "../dom.js";
import { layout } from "../styles/surfaces.js";
import { Lab } from "./lab.js";
import { Playback } from "./playback.js";
import { presets } from "./presets.js";
import { ground } from "./surfaces/ground.js";
import { losses } from "./surfaces/losses.js";
import { runList } from "./surfaces/run-list.js";
import { stage } from "./surfaces/stage.js";
import { story } from "./surfaces/story.js";
import { watcher } from "./surfaces/watcher.js";

/** Milliseconds of a frame that may go into steps. */
const BUDGET = 8;
/** Steps between two looks at the clock. */
const SLICE = 256;
/** Milliseconds between two changes of text while time runs. */
const TEXT_PACE = 200;

/**
 * @typedef {import("../downhill.js").DescentConfig} Experiment
 * @typedef {import("../downhill.js").RunConfig} RunConfig
 */

/**
 * Optimizers racing down a surface.
 * @extends {Lab<Experiment>}
 */
export class DownhillSurfaces extends Lab {
  playback = new Playback();
  #textAt = 0;
  #mapStale = true;
  #drawn = -1;

  /** @override @param {import("./wasm.js").Wasm} wasm */
  build(wasm) {
    this.root.adoptedStyleSheets.push(layout);
    this.wasm = wasm;
    this.catalog = wasm.catalog();
    this.stage = stage(this);
    this.losses = losses(this);
    this.runs = runList(this);
    this.ground = ground(this);
    this.story = story(this, presets);
    this.watcher = watcher(this);
    this.transport = transport("step", {
      toggle: () => this.toggle(),
      reset: () => this.reset(),
      move: (steps) => this.step(steps),
      seek: (step) => this.seek(step),
      hasten: (speed) => {
        this.playback.speed = speed;
      },
    });
    const content = element(
      "div",
      { class: "lab" },
      element("div", { class: "seen" }, this.stage.node, this.transport.node, this.losses.node),
      element("div", { class: "set" }, this.story.node, this.runs.node, this.ground.node),
    );
    this.root.addEventListener("keydown", this.#shortcut);
    return { content: [content], experiment: presets[0].experiment };
  }

  /** The catalog's entry of the surface; undefined for a typed formula. */
  get surfaceEntry() {
    return this.catalog.surfaces.find(({ id }) => id === this.current.surface);
  }

  get surfaceName() {
    return this.surfaceEntry?.label ?? `f(x, y) = ${this.current.surface}`;
  }

  /** The name of a run: its optimizer's, numbered when there are several. @param {number} run */
  nameOf(run) {
    const { runs } = this.current;
    const { optimizer } = runs[run];
    const label = this.catalog.optimizers.find(({ id }) => id === optimizer)?.label ?? optimizer;
    const nth = runs.slice(0, run + 1).filter((other) => other.optimizer === optimizer).length;
    return nth > 1 ? `${label} ${nth}` : label;
  }

  get palette() {
    return this.wasm.palette(this.dark);
  }

  /** @param {number} run */
  styleIndex(run) {
    return (this.current.runs[run].style ?? run) % this.palette.length;
  }

  /** @param {number} run */
  styleOf(run) {
    return this.palette[this.styleIndex(run)];
  }

  /** The step that is shown. */
  get shown() {
    return this.descent ? Math.min(this.playback.goal, this.descent.steps) : 0;
  }

  /** @override @param {Experiment} experiment */
  take(experiment) {
    if (this.descent) this.descent.replace(experiment);
    else this.descent = new this.wasm.Descent(experiment);
    const { surface, surfaceParameters } = experiment;
    this.surface?.free();
    this.surface = new this.wasm.Surface(surface, surfaceParameters);
    this.#mapStale = true;
  }

  /**
   * Changes some parts of the experiment. The step shown stays, with new runs brought up to it.
   * @param {Partial<Experiment>} parts those given as undefined are left out
   */
  set(parts) {
    const next = { ...this.current, ...parts };
    for (const [name, value] of Object.entries(parts)) {
      if (value === undefined) delete next[/** @type {keyof Experiment} */ (name)];
    }
    this.change(next);
  }

  /**
   * Opens an experiment that has nothing to do with the present one, from its beginning.
   * @param {Experiment} experiment
   */
  open(experiment) {
    this.change(experiment);
    this.reset();
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) this.play();
  }

  /** @override */
  refresh() {
    this.watcher.restart();
    this.stage.caption(this.surfaceEntry?.formula ?? "");
    this.ground.update();
    this.runs.update();
    this.story.update();
    this.losses.update();
    this.invalidate();
  }

  /** What is drawn is no longer what it should be. */
  invalidate() {
    this.#drawn = -1;
    this.#textAt = 0;
    this.wake();
  }

  /** @override */
  recolour() {
    this.stage.recolour(this.dark);
    this.losses.recolour(this.dark);
    this.runs.recolour();
    this.#mapStale = true;
    this.invalidate();
  }

  /** The picture's size has changed. */
  resized() {
    this.#mapStale = true;
    this.invalidate();
    this.#draw();
  }

  /** Lets a race that is on begin again, to be seen whole. */
  raceAgain() {
    if (this.playing) this.reset();
  }

  /** @override */
  rewind() {
    this.descent.free();
    this.descent = new this.wasm.Descent(this.current);
    this.playback.seek(0);
    this.watcher.restart();
    this.invalidate();
  }

  /** @override @param {number} steps */
  advance(steps) {
    this.seek(this.shown + steps);
  }

  /** @param {number} step */
  seek(step) {
    this.playing = false;
    this.playback.seek(step);
    this.invalidate();
  }

  /** @override @param {number} elapsed */
  frame(elapsed) {
    const waiting = !this.#reach();
    if (this.playing && !waiting) this.#go(elapsed);
    this.#draw();
    const now = performance.now();
    const moving = this.playing || waiting;
    if (!moving || now - this.#textAt >= TEXT_PACE) {
      this.#textAt = now;
      this.#read();
    }
    return this.playing || waiting;
  }

  /** Computes until the goal is reached or the time is up; whether it is reached. */
  #reach() {
    const deadline = performance.now() + BUDGET;
    if (!this.descent.catchUp(BUDGET)) return false;
    while (this.descent.steps < this.playback.goal) {
      this.descent.advance(Math.min(SLICE, this.playback.goal - this.descent.steps));
      if (performance.now() > deadline) break;
    }
    return this.descent.steps >= this.playback.goal;
  }

  /** @param {number} elapsed */
  #go(elapsed) {
    const { descent, playback } = this;
    if (playback.speed === Infinity) {
      descent.advanceFor(BUDGET);
      playback.seek(descent.steps);
    } else {
      playback.goal += playback.due(elapsed);
      this.#reach();
    }
  }

  #draw() {
    const step = this.shown;
    if (this.#mapStale) {
      this.stage.drawMap();
      this.#mapStale = false;
    }
    if (step === this.#drawn) return;
    this.#drawn = step;
    this.stage.draw(step);
    this.losses.draw(step);
    this.dispatchEvent(new Event("step"));
  }

  /** Brings the text up to the step shown. */
  #read() {
    const step = this.shown;
    this.runs.read(step);
    this.stage.describe(step);
    this.transport.update({
      playing: this.playing,
      step,
      horizon: horizon(Math.max(step, this.descent.steps)),
      speed: this.playback.speed,
    });
    if (this.watcher.look() && this.playing) {
      this.pause();
      this.dispatchEvent(new Event("finish"));
    }
  }

  /** @param {Event} event */
  #shortcut = (event) => {
    const { key, target } = /** @type {KeyboardEvent} */ (event);
    const onSlider = target instanceof Element && target.matches("input[type=range], [role=slider]");
    if (key === " " && onSlider) {
      event.preventDefault();
      this.toggle();
    }
  };
}
