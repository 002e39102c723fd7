// @ts-check
import { count } from "../../controls/figures.js";
import { horizon, transport } from "../../controls/transport.js";
import { beside, element } from "../../dom.js";
import { ledger as ledgerStyle } from "../../styles/ledger.js";
import { networks } from "../../styles/networks.js";
import { altered } from "../altered.js";
import { askedStep, withStep } from "../ledger/step.js";
import { Playback } from "../playback.js";
import { Contest } from "../runs/contest.js";
import { runList } from "../runs/run-list.js";
import { story } from "../story.js";
import { commonBatch, runBatch } from "./batch.js";
import { curves } from "./curves.js";
import { data } from "./data.js";
import { diagram } from "./diagram.js";
import { checkView, groundOf, hasStarts, matterOf, startedAnew, trainingOf } from "./experiment.js";
import { histograms } from "./histograms.js";
import { ledger } from "./ledger.js";
import { networkMaps } from "./maps.js";
import { networkControls } from "./network.js";
import { noise } from "./noise.js";
import { regions } from "./regions.js";
import { script } from "./script.js";
import { state } from "./state.js";
import { table } from "./table.js";
import { timing } from "./timing.js";

/** Milliseconds of a frame that may go into updates. */
const BUDGET = 6;
/** Milliseconds of a frame that may go into replaying a run that was changed, and in all of it. */
const REPLAY = { frame: 30, most: 1000 };
/** Milliseconds between two changes of text, of the curves and of the network, while time runs. */
const TEXT_PACE = 200;
const CURVE_PACE = 150;
const DIAGRAM_PACE = 80;
/** Updates a second, to begin with. */
const SPEED = 200;
/** The size of a drawing, in CSS pixels. */
const SVG_WIDTH = 960;
const SVG_HEIGHT = 760;
const STOPPED = "diverged";

/**
 * @typedef {import("./experiment.js").Experiment} Experiment
 * @typedef {import("../wasm.js").Wasm} Wasm
 */
/**
 * @template Experiment
 * @typedef {import("../lab.js").Bench<Experiment>} Bench
 */

/**
 * Several networks trained side by side, as the Networks lab shows them: the pictures, the controls,
 * and the training itself in wasm.
 * @extends {Contest<Experiment, Wasm>}
 * @implements {Bench<Experiment>}
 */
export class TrainingRace extends Contest {
  noun = "update";
  playback = new Playback();
  /** When each part was last drawn or written. */
  #at = { text: 0, curves: 0, diagram: 0 };
  #drawn = -1;
  /** Milliseconds spent on replaying what was changed; NaN when nothing is being replayed. */
  #replayed = NaN;
  /** The state of each run that was told last. @type {string[]} */
  #told = [];

  /**
   * @param {import("../lab.js").Lab<Experiment>} lab
   * @param {Wasm} wasm
   * @param {import("../story.js").Preset<Experiment>[]} presets it opens with the first
   */
  constructor(lab, wasm, presets) {
    super(lab, wasm, structuredClone(presets[0].experiment));
    /** @type {import("../lab.js").Lab<Experiment>} */
    this.lab = lab;
    this.training = this.#begin();
    this.facts = wasm.dataFacts(this.experiment.data);
    this.playback.speed = SPEED;

    this.regions = regions(this);
    this.diagram = diagram(this);
    this.curves = curves(this);
    this.measured = [histograms(this), noise(this), timing(this)];
    this.runs = runList(this);
    this.batch = commonBatch(this);
    this.runs.node.append(this.batch.node);
    this.ledger = ledger(this);
    this.data = data(this);
    this.network = networkControls(this);
    this.story = story(this, presets, matterOf);
    this.transport = transport(this.noun, {
      toggle: () => lab.toggle(),
      reset: () => lab.reset(),
      move: (updates) => lab.step(updates),
      seek: (update) => this.seek(update),
      hasten: (speed) => {
        this.playback.speed = speed;
      },
    });
    lab.root.adoptedStyleSheets.push(networks, ledgerStyle);
    const race = element(
      "div",
      { class: "lab networks" },
      element(
        "div",
        { class: "seen" },
        element("div", { class: "stage twofold" }, this.regions.node, this.diagram.node),
        this.transport.node,
        this.curves.node,
        ...this.measured.map(({ node }) => node),
      ),
      element("div", { class: "set" }, this.story.node, this.runs.node, this.ledger.node, this.data.node, this.network.node),
    );
    this.maps = networkMaps(this);
    this.content = beside(race, this.maps.node);
    this.recolour(lab.dark);
    this.#refresh();
  }

  /** Updates that are shown. @override */
  get shown() {
    return this.training.updates;
  }

  /** The run whose network is drawn. */
  get chosen() {
    return Math.min(this.experiment.chosen ?? 0, this.experiment.runs.length - 1);
  }

  /** The catalog's entry of the dataset; undefined for given data. */
  get dataset() {
    const { data: given } = this.experiment;
    return "dataset" in given ? this.catalog.datasets.find(({ id }) => id === given.dataset) : undefined;
  }

  /** What there is to say of an experiment that is no preset. */
  get about() {
    return this.dataset?.summary ?? "";
  }

  /** @override @param {number} run */
  settingsOf(run) {
    const { runs, batch: common } = this.experiment;
    const settings = super.settingsOf(run);
    if (runs.every(({ batch }) => batch === undefined)) return settings;
    const { batch = common } = runs[run];
    return [...settings, `batch ${batch === "all" ? batch : count(batch)}`];
  }

  /** @override @param {number} run */
  tell(run) {
    return state(this.training, run);
  }

  /** @override @param {number} run @param {number} update */
  rateOf(run, update) {
    return this.training.learningRate(run, update);
  }

  /** @override @param {number} run @param {number} update @param {number} rate */
  withRateFrom(run, update, rate) {
    const { start } = this.experiment.runs[run];
    const changed = this.training.withRateFrom(run, update, rate);
    return start ? { ...changed, start } : changed;
  }

  /** @override @param {number} run @param {(run: import("./experiment.js").Run) => void} change */
  moreControls(run, change) {
    return runBatch(this, run, change);
  }

  /**
   * Puts another experiment in place of the present one. Runs that change are replayed up to where
   * they were, or start anew where that would take long; on another ground all do.
   * @override
   * @param {Experiment} experiment
   * @throws {Error} when it is wrong; then nothing has changed
   */
  change(experiment) {
    const moved = groundOf(experiment) !== groundOf(this.experiment);
    const facts = moved ? this.wasm.dataFacts(experiment.data) : this.facts;
    if (moved && hasStarts(experiment.runs)) this.#check(experiment);
    checkView(experiment);
    this.maps.check(experiment);
    this.ledger.kept.check(experiment);
    this.curves.check(experiment.chart);
    const step = askedStep(experiment, this.experiment);
    this.training.replace(trainingOf(experiment));
    this.experiment = experiment;
    this.facts = facts;
    this.#setStarts();
    if (moved) this.playback.seek(0);
    this.#replayed = 0;
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
   * Changes what all runs share.
   * @param {Partial<Experiment>} parts
   */
  setGround(parts) {
    this.change(this.settled(altered(startedAnew(this.experiment), parts)));
  }

  /**
   * Takes other data, and a loss and a number of outputs that fit it.
   * @param {Experiment["data"]} given
   * @param {Partial<Experiment>} [parts] what changes with it
   */
  setData(given, parts = {}) {
    const facts = this.wasm.dataFacts(given);
    const { outputs: _, ...network } = this.experiment.network;
    const loss = facts.losses.includes(network.loss) ? network.loss : facts.losses[0];
    const own = !("dataset" in given);
    this.setGround({
      data: given,
      network: { ...network, loss, ...(own && facts.outputs > 1 ? { outputs: facts.outputs } : {}) },
      ...(own ? { features: undefined } : {}),
      ...parts,
    });
  }

  /**
   * Gives a run other parameters, from which it starts anew.
   * @param {number} run
   * @param {Float32Array} parameters
   */
  setParameters(run, parameters) {
    this.training.setParameters(run, parameters);
    const start = Array.from(parameters, (value) => Number(value.toPrecision(9)));
    this.experiment = {
      ...this.experiment,
      runs: this.experiment.runs.with(run, { ...this.experiment.runs[run], start }),
    };
    this.playback.seek(this.training.updates);
    this.#refresh();
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

  rewind() {
    const next = this.#begin();
    this.training.free();
    this.training = next;
    this.playback.seek(0);
    this.#replayed = NaN;
    this.#told = [];
    this.lab.narrator.warn("");
    this.look();
  }

  /** @param {number} updates */
  advance(updates) {
    this.seek(this.shown + updates);
  }

  /**
   * Shows another update. What lies behind is trained once more, from the start.
   * @param {number} update
   */
  seek(update) {
    this.lab.playing = false;
    if (update < this.shown) this.rewind();
    this.playback.seek(update);
    this.invalidate();
  }

  /** @param {boolean} dark */
  recolour(dark) {
    this.palette = this.wasm.palette(dark);
    this.regions.recolour(dark);
    this.diagram.recolour(dark);
    this.curves.recolour(dark);
    for (const panel of this.measured) panel.recolour(dark);
    this.maps.recolour(dark);
    this.ledger.recolour(dark);
    this.runs.update();
    this.data.update();
    this.look();
  }

  rescale() {
    this.regions.resize();
    this.diagram.resize();
    this.curves.resize();
    for (const panel of this.measured) panel.resize();
    this.maps.rescale();
    this.ledger.resize();
  }

  /** The plane, its samples or the network are others: their pictures are drawn anew. */
  look() {
    this.regions.look();
    this.diagram.look();
    for (const panel of this.measured) panel.look();
    this.invalidate();
  }

  /** What is drawn is no longer what it should be. */
  invalidate() {
    this.#drawn = -1;
    this.#at.text = this.#at.curves = this.#at.diagram = 0;
    this.lab.wake();
  }

  svg() {
    const { chart, window: seen, large } = this.experiment;
    const alone = large ? this.chosen : undefined;
    return this.wasm.networksSvg(this.training, SVG_WIDTH, SVG_HEIGHT, this.lab.dark, chart, seen, alone);
  }

  script() {
    return script(this);
  }

  /** The recorded losses of all runs, for files. */
  table() {
    return table(this);
  }

  /** @param {number} elapsed */
  frame(elapsed) {
    const caughtUp = this.#reachGoal();
    if (this.lab.playing && caughtUp) this.#go(elapsed);
    const moving = this.lab.playing || !caughtUp;
    const whole = this.#draw(moving);
    const now = performance.now();
    let isWritten = true;
    if (!moving || now - this.#at.text >= TEXT_PACE) {
      this.#at.text = now;
      isWritten = this.#read();
    }
    if (!moving || this.lab.playing) this.experiment = withStep(this.experiment, this.ledger.kept, !moving, this.shown);
    return moving || !whole || !isWritten;
  }

  /** The training from its beginning. */
  #begin() {
    const training = new this.wasm.Training(trainingOf(this.experiment));
    try {
      this.experiment.runs.forEach(({ start }, run) => {
        if (start) training.setParameters(run, Float32Array.from(start));
      });
    } catch (error) {
      training.free();
      throw error;
    }
    return training;
  }

  /** Whether an experiment can be begun at all, its runs' own parameters too. @param {Experiment} experiment */
  #check(experiment) {
    const before = this.experiment;
    this.experiment = experiment;
    try {
      this.#begin().free();
    } finally {
      this.experiment = before;
    }
  }

  /** Runs that start anew do so from the parameters they were given. */
  #setStarts() {
    this.experiment.runs.forEach(({ start }, run) => {
      if (start && this.training.reading(run).updates === 0) {
        this.training.setParameters(run, Float32Array.from(start));
      }
    });
  }

  /** Shows the experiment in all controls. */
  #refresh() {
    this.#told = [];
    this.lab.narrator.warn("");
    this.runs.update();
    this.batch.update();
    this.regions.update();
    this.diagram.update();
    this.curves.update();
    this.data.update();
    this.network.update();
    this.story.update();
    this.ledger.update();
    this.maps.update();
    this.look();
  }

  /** Trains until the goal is reached or the time is up; whether it is reached. */
  #reachGoal() {
    const { training, playback } = this;
    const since = performance.now();
    const replays = !Number.isNaN(this.#replayed);
    if (!training.catchUp(replays ? REPLAY.frame : BUDGET)) {
      if (!replays) return false;
      this.#replayed += performance.now() - since;
      if (this.#replayed < REPLAY.most) return false;
      training.stayBehind();
      playback.seek(training.updates);
      this.lab.narrator.say("The changed run starts anew: replaying it would take more than a second.");
    }
    this.#replayed = NaN;
    const due = playback.goal - training.updates;
    if (due <= 0) return true;
    training.ask(due);
    return training.catchUp(BUDGET);
  }

  /** @param {number} elapsed */
  #go(elapsed) {
    const { training, playback } = this;
    if (playback.speed === Infinity) {
      training.advanceFor(BUDGET);
      playback.seek(training.updates);
    } else {
      playback.goal = training.updates + playback.due(elapsed);
      this.#reachGoal();
    }
  }

  /** Draws what has changed; whether all of it is drawn. @param {boolean} moving */
  #draw(moving) {
    const step = this.shown;
    const isNew = step !== this.#drawn;
    if (isNew) {
      this.#drawn = step;
      this.regions.renew();
      this.lab.dispatchEvent(new Event("step"));
    }
    const whole = this.regions.draw(moving);
    const now = performance.now();
    const due = /** @param {"curves" | "diagram"} part @param {number} pace */ (part, pace) => {
      if (moving && now - this.#at[part] < pace) return false;
      this.#at[part] = now;
      return true;
    };
    // While time runs, never both in one frame.
    if (due("diagram", DIAGRAM_PACE)) {
      this.diagram.draw();
      if (moving) return whole;
    }
    if (due("curves", CURVE_PACE)) this.curves.draw(step);
    for (const panel of this.measured) panel.draw();
    return whole;
  }

  /** Brings the text up to the update shown; whether all of it is there. */
  #read() {
    const step = this.shown;
    const isWritten = this.ledger.read(step);
    this.runs.read(step);
    this.maps.follow();
    this.regions.read();
    this.diagram.read();
    this.transport.update({
      playing: this.lab.playing,
      step,
      horizon: horizon(Math.max(step, this.playback.goal)),
      speed: this.playback.speed,
    });
    this.#watch();
    return isWritten;
  }

  /** Tells when a run diverges; stops when all have. */
  #watch() {
    const states = this.experiment.runs.map((_, run) => this.training.status(run));
    states.forEach((state, run) => {
      if (state === STOPPED && this.#told[run] !== STOPPED) {
        this.lab.narrator.say(`${this.nameOf(run)}: ${this.training.describe(run)}.`);
      }
    });
    const finished = states.every((state) => state === STOPPED);
    if (finished && !this.#told.every((state) => state === STOPPED) && this.lab.playing) {
      this.lab.pause();
      this.lab.dispatchEvent(new Event("finish"));
    }
    this.#told = states;
  }
}
