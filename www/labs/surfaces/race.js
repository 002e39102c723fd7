// @ts-check
import { horizon, transport } from "../../controls/transport.js";
import { beside, element } from "../../dom.js";
import { ledger as ledgerStyle } from "../../styles/ledger.js";
import { marks } from "../../styles/surfaces.js";
import { DRAWING } from "../drawing.js";
import { askedStep, withStep } from "../ledger/step.js";
import { Descending } from "../runs/descending.js";
import { runList } from "../runs/run-list.js";
import { story } from "../story.js";
import { batchControl } from "./batch.js";
import { raceOf } from "./experiment.js";
import { ground } from "./ground.js";
import { ledger } from "./ledger.js";
import { losses } from "./losses.js";
import { surfaceMaps } from "./maps.js";
import { remarks } from "./remarks.js";
import { script } from "./script.js";
import { stage } from "./stage.js";
import { watcher } from "./watcher.js";

const STOPPED = "diverged";

/**
 * @typedef {import("./experiment.js").Experiment} Experiment
 * @typedef {import("../../downhill.js").RunConfig} RunConfig
 */
/**
 * @template Experiment
 * @typedef {import("../lab.js").Bench<Experiment>} Bench
 */

/**
 * Several runs down one surface, as the Surfaces lab shows them: the pictures, the controls, and the
 * race itself in wasm.
 * @extends {Descending<Experiment>}
 * @implements {Bench<Experiment>}
 */
export class Race extends Descending {
  #mapIsStale = true;

  /**
   * @param {import("../lab.js").Lab<Experiment>} lab
   * @param {import("../wasm.js").SurfacesWasm} wasm
   * @param {import("../story.js").Preset<Experiment>[]} presets it opens with the first
   */
  constructor(lab, wasm, presets) {
    const { experiment } = presets[0];
    super(lab, wasm, structuredClone(experiment), raceOf(experiment));
    /** @type {import("../lab.js").Lab<Experiment>} */
    this.lab = lab;
    this.surface = this.#makeSurface();
    this.facts = this.descent.facts();

    this.stage = stage(this);
    this.losses = losses(this);
    this.runs = runList(this);
    this.ledger = ledger(this);
    this.ground = ground(this);
    this.story = story(this, presets, raceOf);
    this.remarks = remarks(this);
    this.story.node.append(this.remarks.node);
    this.watcher = watcher(this);
    this.maps = surfaceMaps(this);
    this.transport = transport("step", {
      toggle: () => lab.toggle(),
      reset: () => lab.reset(),
      move: (steps) => lab.step(steps),
      seek: (step) => this.seek(step),
      hasten: (speed) => {
        this.playback.speed = speed;
      },
    });
    lab.root.adoptedStyleSheets.push(marks, ledgerStyle);
    const race = element(
      "div",
      { class: "lab" },
      element("div", { class: "seen" }, this.stage.node, this.transport.node, this.losses.node),
      element("div", { class: "set" }, this.story.node, this.runs.node, this.ledger.node, this.ground.node),
    );
    this.content = beside(race, this.maps.node);
    this.recolour(lab.dark);
    this.#refresh();
  }

  /** The catalog's entry of the surface; undefined for a typed formula. */
  get surfaceEntry() {
    return this.catalog.surfaces.find(({ id }) => id === this.experiment.surface);
  }

  /** The surface's own window and start. */
  get usual() {
    return this.surfaceEntry ?? this.facts;
  }

  /** What there is to say of an experiment that is no preset. */
  get about() {
    return this.surfaceEntry?.summary ?? "";
  }

  get surfaceName() {
    return this.surfaceEntry?.label ?? `f(x, y) = ${this.experiment.surface}`;
  }

  /** @override @param {number} run @param {number} step */
  tell(run, step) {
    const [row, , , value] = this.descent.row(run, step);
    const words = this.descent.describe(run);
    return { value, words: step < this.descent.steps && row === step ? `on its way; later ${words}` : words };
  }

  /** @override @param {number} run @param {number} step */
  boundOf(run, step) {
    // What has run away says nothing of the curvature: its bound is the one it started under.
    return this.descent.bound(run, this.descent.status(run) === STOPPED ? 0 : step);
  }

  /** The samples a run takes a gradient from. @param {number} run */
  batchOf(run) {
    const { batch = "all" } = this.experiment.runs[run];
    return batch === "all" ? this.facts.samples : batch;
  }

  /** @override @param {number} run */
  settingsOf(run) {
    const settings = super.settingsOf(run);
    const { samples } = this.facts;
    if (samples === 0) return settings;
    const batch = this.batchOf(run);
    return [batch < samples ? `batch ${batch}` : "all samples", ...settings];
  }

  /** @override @param {number} run @param {(run: RunConfig) => void} change */
  moreControls(run, change) {
    return batchControl(this, run, change);
  }

  /**
   * Puts another experiment in place of the present one. The step shown stays: runs that change are
   * brought up to it.
   * @override
   * @param {Experiment} experiment
   * @throws {Error} when it is wrong; then nothing has changed
   */
  change(experiment) {
    this.maps.check(experiment);
    this.ledger.kept.check(experiment);
    this.descent.replace(raceOf(experiment));
    const ground = groundOf(this.experiment);
    const step = askedStep(experiment, this.experiment);
    // Where no start was given, the race has taken the surface's own.
    this.experiment = /** @type {Experiment} */ ({ ...experiment, start: this.descent.config().start });
    if (groundOf(experiment) !== ground) {
      this.surface.free();
      this.surface = this.#makeSurface();
      this.facts = this.descent.facts();
      this.#mapIsStale = true;
    }
    this.#refresh();
    if (step === undefined) return;
    this.lab.pause();
    this.seek(step);
  }

  /** @override @param {Experiment} experiment */
  settled(experiment) {
    return this.ledger.kept.settled(this.maps.settled(experiment));
  }

  /**
   * Opens an experiment that has nothing to do with the present one, from its beginning. The panels
   * that are open stay so.
   * @param {Experiment} experiment
   */
  open(experiment) {
    const { maps, ledger } = withStep(this.experiment, this.ledger.kept, false, 0);
    this.change(this.settled({ ...(maps && { maps }), ...(ledger && { ledger }), ...experiment }));
    this.rewind();
    this.lab.playUnlessStill();
  }

  /** Lets a race that is on begin again, to be seen whole. */
  raceAgain() {
    if (this.lab.playing) this.rewind();
  }

  /** @override */
  rewind() {
    this.watcher.restart();
    super.rewind();
  }

  /** @param {boolean} dark */
  recolour(dark) {
    this.palette = this.wasm.palette(dark);
    this.stage.recolour(dark);
    this.losses.recolour(dark);
    this.ledger.recolour(dark);
    this.stage.update();
    this.runs.update();
    this.maps.recolour(dark);
    this.#mapIsStale = true;
    this.invalidate();
  }

  rescale() {
    this.stage.resize();
    this.losses.resize();
    this.ledger.resize();
    this.maps.rescale();
  }

  /** The map has another size. */
  resized() {
    this.#mapIsStale = true;
    this.invalidate();
    this.draw();
  }

  svg() {
    return this.wasm.surfaceSvg(this.descent, ...DRAWING, this.lab.dark, this.shown);
  }

  script() {
    return script(this);
  }

  /** Every recorded step of every run, up to the one that is shown. */
  table() {
    const rows = this.experiment.runs.flatMap((_, run) => {
      const path = this.descent.path(run);
      return [...this.descent.recordedSteps(run)]
        .map((step, row) => [this.nameOf(run), step, ...path.subarray(3 * row, 3 * row + 3)])
        .filter(([, step]) => Number(step) <= this.shown);
    });
    return { columns: ["run", "step", "x", "y", "loss"], rows };
  }

  /** @override @param {number} elapsed */
  frame(elapsed) {
    const moving = super.frame(elapsed);
    if (!moving || this.lab.playing) this.experiment = withStep(this.experiment, this.ledger.kept, !moving, this.shown);
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
    this.ledger.update();
    this.ground.update();
    this.story.update();
    this.maps.update();
    this.invalidate();
  }

  /** @override */
  drawGround() {
    if (this.#mapIsStale) this.#mapIsStale = !this.stage.drawMap();
    return !this.#mapIsStale;
  }

  /** @override @param {number} step */
  drawStep(step) {
    this.stage.draw(step);
    this.losses.draw(step);
    return this.ledger.draw(step);
  }

  /** @override @param {number} step */
  read(step) {
    this.runs.read(step);
    this.ledger.read(step);
    this.remarks.read(step);
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
