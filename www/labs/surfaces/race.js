// @ts-check
import { plain } from "../../controls/figures.js";
import { horizon, transport } from "../../controls/transport.js";
import { element } from "../../dom.js";
import { layout } from "../../styles/surfaces.js";
import { Playback } from "../playback.js";
import { ground } from "./ground.js";
import { losses } from "./losses.js";
import { runList } from "./run-list.js";
import { stage } from "./stage.js";
import { story } from "./story.js";
import { watcher } from "./watcher.js";

/** Milliseconds of a frame that may go into steps. */
const BUDGET = 8;
/** Steps between two looks at the clock. */
const SLICE = 256;
/** Milliseconds between two changes of text while time runs. */
const TEXT_PACE = 200;
/** The one hyperparameter that every optimizer has. */
export const LEARNING_RATE = "learning_rate";

/**
 * @typedef {import("../../downhill.js").DescentConfig} Experiment
 * @typedef {import("../../downhill.js").RunConfig} RunConfig
 */
/**
 * @template Experiment
 * @typedef {import("../lab.js").Bench<Experiment>} Bench
 */

/**
 * Several runs down one surface, as the Surfaces lab shows them: the pictures, the controls, and the
 * race itself in wasm.
 * @implements {Bench<Experiment>}
 */
export class Race {
  playback = new Playback();
  #textAt = 0;
  #mapIsStale = true;
  #drawn = -1;

  /**
   * @param {import("../surfaces.js").DownhillSurfaces} lab
   * @param {import("../wasm.js").Wasm} wasm
   * @param {import("./story.js").Preset[]} presets it opens with the first
   */
  constructor(lab, wasm, presets) {
    this.lab = lab;
    this.wasm = wasm;
    this.catalog = wasm.catalog();
    this.palette = wasm.palette(lab.dark);
    this.experiment = structuredClone(presets[0].experiment);
    this.descent = new wasm.Descent(this.experiment);
    this.surface = this.#makeSurface();
    this.facts = this.descent.facts();

    this.stage = stage(this);
    this.losses = losses(this);
    this.runs = runList(this);
    this.ground = ground(this);
    this.story = story(this, presets);
    this.watcher = watcher(this);
    this.transport = transport("step", {
      toggle: () => lab.toggle(),
      reset: () => lab.reset(),
      move: (steps) => lab.step(steps),
      seek: (step) => this.seek(step),
      hasten: (speed) => {
        this.playback.speed = speed;
      },
    });
    lab.root.adoptedStyleSheets.push(layout);
    this.content = element(
      "div",
      { class: "lab" },
      element("div", { class: "seen" }, this.stage.node, this.transport.node, this.losses.node),
      element("div", { class: "set" }, this.story.node, this.runs.node, this.ground.node),
    );
    this.recolour(lab.dark);
    this.#refresh();
  }

  /** The step that is shown. */
  get shown() {
    return Math.min(this.playback.goal, this.descent.steps);
  }

  /** The catalog's entry of the surface; undefined for a typed formula. */
  get surfaceEntry() {
    return this.catalog.surfaces.find(({ id }) => id === this.experiment.surface);
  }

  /** The surface's own window and start. */
  get usual() {
    return this.surfaceEntry ?? this.facts;
  }

  get surfaceName() {
    return this.surfaceEntry?.label ?? `f(x, y) = ${this.experiment.surface}`;
  }

  /** @param {number} run */
  #optimizerOf(run) {
    const { optimizer } = this.experiment.runs[run];
    return this.catalog.optimizers.find(({ id }) => id === optimizer);
  }

  /** The name of a run: its optimizer's, numbered when there are several. @param {number} run */
  nameOf(run) {
    const { runs } = this.experiment;
    const { optimizer } = runs[run];
    const label = this.#optimizerOf(run)?.label ?? optimizer;
    const nth = runs.slice(0, run + 1).filter((other) => other.optimizer === optimizer).length;
    return nth > 1 ? `${label} ${nth}` : label;
  }

  /** What is set on a run beside its learning rate, in words. @param {number} run */
  settingsOf(run) {
    const given = this.experiment.runs[run].hyperparameters ?? {};
    const parameters = this.#optimizerOf(run)?.parameters ?? [];
    return parameters
      .filter(({ id }) => id !== LEARNING_RATE && id in given)
      .map(({ id, symbol, label, kind }) =>
        kind === "flag" ? `${label} ${given[id] === 1 ? "on" : "off"}` : `${symbol || label} ${plain(given[id])}`,
      );
  }

  /** A run's place in the palette. @param {number} run */
  styleIndex(run) {
    return (this.experiment.runs[run].style ?? run) % this.palette.length;
  }

  /** @param {number} run */
  styleOf(run) {
    return this.palette[this.styleIndex(run)];
  }

  /**
   * Puts another experiment in place of the present one. The step shown stays: runs that change are
   * brought up to it.
   * @param {Experiment} experiment
   * @throws {Error} when it is wrong; then nothing has changed
   */
  change(experiment) {
    this.descent.replace(experiment);
    const ground = groundOf(this.experiment);
    this.experiment = experiment;
    if (groundOf(experiment) !== ground) {
      this.surface.free();
      this.surface = this.#makeSurface();
      this.facts = this.descent.facts();
      this.#mapIsStale = true;
    }
    this.#refresh();
  }

  /**
   * Changes some parts of the experiment.
   * @param {Partial<Experiment>} parts those given as undefined are left out
   */
  set(parts) {
    const next = { ...this.experiment, ...parts };
    for (const name of /** @type {(keyof Experiment)[]} */ (Object.keys(parts))) {
      if (next[name] === undefined) delete next[name];
    }
    this.change(next);
  }

  /**
   * Opens an experiment that has nothing to do with the present one, from its beginning.
   * @param {Experiment} experiment
   */
  open(experiment) {
    this.change(experiment);
    this.rewind();
    this.lab.playUnlessStill();
  }

  /** Lets a race that is on begin again, to be seen whole. */
  raceAgain() {
    if (this.lab.playing) this.rewind();
  }

  rewind() {
    this.descent.free();
    this.descent = new this.wasm.Descent(this.experiment);
    this.playback.seek(0);
    this.watcher.restart();
    this.invalidate();
  }

  /** @param {number} steps */
  advance(steps) {
    this.seek(this.shown + steps);
  }

  /** @param {number} step */
  seek(step) {
    this.lab.playing = false;
    this.playback.seek(step);
    this.invalidate();
  }

  /** @param {boolean} dark */
  recolour(dark) {
    this.palette = this.wasm.palette(dark);
    this.stage.recolour(dark);
    this.losses.recolour(dark);
    this.stage.update();
    this.runs.update();
    this.#mapIsStale = true;
    this.invalidate();
  }

  rescale() {
    this.stage.resize();
    this.losses.resize();
  }

  /** The map has another size. */
  resized() {
    this.#mapIsStale = true;
    this.invalidate();
    this.#draw();
  }

  /** What is drawn is no longer what it should be. */
  invalidate() {
    this.#drawn = -1;
    this.#textAt = 0;
    this.lab.wake();
  }

  /** @param {number} elapsed */
  frame(elapsed) {
    const caughtUp = this.#reachGoal();
    if (this.lab.playing && caughtUp) this.#go(elapsed);
    this.#draw();
    const moving = this.lab.playing || !caughtUp;
    const now = performance.now();
    if (!moving || now - this.#textAt >= TEXT_PACE) {
      this.#textAt = now;
      this.#read();
    }
    return moving;
  }

  #makeSurface() {
    return new this.wasm.Surface(this.experiment.surface, this.experiment.surfaceParameters);
  }

  /** Shows the experiment in all controls. */
  #refresh() {
    this.watcher.restart();
    this.stage.update();
    this.losses.update();
    this.runs.update();
    this.ground.update();
    this.story.update();
    this.invalidate();
  }

  /** Computes until the goal is reached or the time is up; whether it is reached. */
  #reachGoal() {
    const { descent, playback } = this;
    const deadline = performance.now() + BUDGET;
    if (!descent.catchUp(BUDGET)) return false;
    while (descent.steps < playback.goal && performance.now() < deadline) {
      descent.advance(Math.min(SLICE, playback.goal - descent.steps));
    }
    return descent.steps >= playback.goal;
  }

  /** @param {number} elapsed */
  #go(elapsed) {
    const { descent, playback } = this;
    if (playback.speed === Infinity) {
      descent.advanceFor(BUDGET);
      playback.seek(descent.steps);
    } else {
      playback.goal += playback.due(elapsed);
      this.#reachGoal();
    }
  }

  #draw() {
    if (this.#mapIsStale) {
      this.stage.drawMap();
      this.#mapIsStale = false;
    }
    const step = this.shown;
    if (step === this.#drawn) return;
    this.#drawn = step;
    this.stage.draw(step);
    this.losses.draw(step);
    this.lab.dispatchEvent(new Event("step"));
  }

  /** Brings the text up to the step shown. */
  #read() {
    const step = this.shown;
    this.runs.read(step);
    this.stage.read(step);
    this.transport.update({
      playing: this.lab.playing,
      step,
      horizon: horizon(Math.max(step, this.descent.steps)),
      speed: this.playback.speed,
    });
    if (this.watcher.look() && this.lab.playing) {
      this.lab.pause();
      this.lab.dispatchEvent(new Event("finish"));
    }
  }
}

/** What the map follows from. @param {Experiment} experiment */
function groundOf({ surface, surfaceParameters, window }) {
  return JSON.stringify([surface, surfaceParameters, window]);
}
