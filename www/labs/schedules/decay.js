// @ts-check
import { figure, plain, setting } from "../../controls/figures.js";
import { transport } from "../../controls/transport.js";
import { element } from "../../dom.js";
import { schedules } from "../../styles/schedules.js";
import { marks } from "../../styles/surfaces.js";
import { DRAWING } from "../drawing.js";
import { Descending } from "../runs/descending.js";
import { runList } from "../runs/run-list.js";
import { story } from "../story.js";
import { distances } from "./distances.js";
import { ground } from "./ground.js";
import { map } from "./map.js";
import { rates } from "./rates.js";

/** Steps a second to begin with: a thousand steps in five seconds. */
const SPEED = 200;
/** What an experiment has that does not say. */
const USUAL = { steps: 1000, scale: /** @type {"linear" | "log"} */ ("linear") };

/** @typedef {import("../../downhill.js").DescentConfig} DescentConfig */
/** @typedef {import("../../downhill.js").RunConfig} RunConfig */
/**
 * A race on a surface with a minimum, over so many steps; the rates are shown on that scale.
 * @typedef {DescentConfig & { steps?: number, scale?: "linear" | "log" }} Experiment
 */
/**
 * @template Experiment
 * @typedef {import("../lab.js").Bench<Experiment>} Bench
 */

/**
 * Runs that differ in how their learning rate changes, as the Schedules lab shows them: the rates,
 * the distance from the minimum and the ball around it.
 * @extends {Descending<Experiment, import("../wasm.js").Wasm>}
 * @implements {Bench<Experiment>}
 */
export class Decay extends Descending {
  measure = "distance";
  scheduleFirst = true;

  /**
   * @param {import("../lab.js").Lab<Experiment>} lab
   * @param {import("../wasm.js").Wasm} wasm
   * @param {import("../story.js").Preset<Experiment>[]} presets it opens with the first
   * @param {(runs: RunConfig[]) => object} inNetworks the experiment in which these runs train a network
   */
  constructor(lab, wasm, presets, inNetworks) {
    const { experiment } = presets[0];
    super(lab, wasm, structuredClone(experiment), raceOf(experiment));
    /** @type {import("../lab.js").Lab<Experiment>} */
    this.lab = lab;
    this.inNetworks = inNetworks;
    this.playback.speed = SPEED;

    this.rates = rates(this);
    this.map = map(this);
    this.distances = distances(this);
    this.runs = runList(this);
    this.ground = ground(this);
    this.story = story(this, presets, ({ scale: _, ...rest }) => rest);
    this.transport = transport("step", {
      toggle: () => lab.toggle(),
      reset: () => lab.reset(),
      move: (steps) => lab.step(steps),
      seek: (step) => this.seek(step),
      hasten: (speed) => {
        this.playback.speed = speed;
      },
    });
    lab.root.adoptedStyleSheets.push(marks, schedules);
    this.content = element(
      "div",
      { class: "lab" },
      element(
        "div",
        { class: "seen" },
        this.rates.node,
        this.transport.node,
        element("div", { class: "effects" }, this.distances.node, this.map.node),
      ),
      element("div", { class: "set" }, this.story.node, this.runs.node, this.ground.node),
    );
    this.recolour(lab.dark);
    this.#refresh();
  }

  get steps() {
    return this.experiment.steps ?? USUAL.steps;
  }

  get scale() {
    return this.experiment.scale ?? USUAL.scale;
  }

  /** @override */
  get last() {
    return this.steps;
  }

  /** The catalog's entry of the surface; undefined for a typed formula. */
  get surfaceEntry() {
    return this.catalog.surfaces.find(({ id }) => id === this.experiment.surface);
  }

  /** What there is to say of an experiment that is no preset: what has been measured. */
  get about() {
    const { noise = 0, runs } = this.experiment;
    const told = runs.flatMap(({ hidden }, run) => {
      const ball = hidden ? undefined : this.descent.ball(run, this.shown);
      if (!ball || ball.to === 0) return [];
      const theory = ball.expected === undefined ? "" : ` (${figure(ball.expected, 3)} by theory)`;
      return [`${this.nameOf(run)} ${figure(ball.measured, 3)}${theory}`];
    });
    const measured = told.length > 0 ? ` Measured over the last quarter of the steps: ${told.join(", ")}.` : "";
    return noise > 0
      ? `The noise keeps each run in a ball around the minimum, whose radius follows its learning rate.${measured}`
      : "Without noise every stable rate leads to the minimum. Add some to see what decay is for.";
  }

  /** @override @param {number} run */
  nameOf(run) {
    const { runs } = this.experiment;
    const label = this.scheduleOf(run).label;
    const nth = runs.slice(0, run + 1).filter((_, other) => this.scheduleOf(other).label === label).length;
    return nth > 1 ? `${label} ${nth}` : label;
  }

  /** The catalog's entry of a run's schedule: the first when it has none. @param {number} run */
  scheduleOf(run) {
    const { schedule } = this.experiment.runs[run];
    const [usual] = this.catalog.schedules;
    return schedule ? (this.catalog.schedules.find(({ id }) => id === schedule.id) ?? usual) : usual;
  }

  /** @override @param {number} run */
  settingsOf(run) {
    const { schedule, optimizer } = this.experiment.runs[run];
    const given = this.scheduleOf(run).parameters.filter(({ id, symbol }) => symbol && schedule && id in schedule);
    const values = given.map(({ id, symbol }) => `${symbol} ${plain(Number(schedule?.[id]))}`);
    const rule = this.catalog.optimizers.find(({ id }) => id === optimizer);
    const others = rule === this.catalog.optimizers[0] ? [] : [rule?.label ?? optimizer];
    return [...others, ...values];
  }

  /** @override @param {RunConfig[]} runs */
  another(runs) {
    const used = new Set(runs.map((_, run) => this.scheduleOf(run).id));
    const { id } = this.catalog.schedules.find((entry) => !used.has(entry.id)) ?? this.catalog.schedules[0];
    const { optimizer, hyperparameters } = runs[0];
    return { optimizer, ...(hyperparameters && { hyperparameters }), schedule: { id } };
  }

  /** @override @param {number} run @param {number} step */
  tell(run, step) {
    const ball = this.descent.ball(run, step);
    if (!ball) return { value: NaN, words: "no minimum is known here" };
    const theory = ball.expected === undefined ? "no theory for this rule" : `theory ${figure(ball.expected, 3)}`;
    return { value: ball.distance, words: `ball ${figure(ball.measured, 3)} over steps ${ball.from}–${ball.to}; ${theory}` };
  }

  /** @override @param {number} run */
  boundOf(run) {
    return this.descent.bound(run, 0);
  }

  /** The same schedule on its way down a surface, or training a network. @override @param {number} run */
  moreControls(run) {
    /** @param {string} lab @param {string} label @param {(runs: RunConfig[]) => object} make */
    const way = (lab, label, make) =>
      element("button", { type: "button", onclick: () => this.lab.send(lab, make(this.#beside(run))) }, label);
    const node = element(
      "div",
      { class: "sends", role: "group", "aria-label": "The same schedule elsewhere" },
      way("surfaces", "Open in Surfaces", (runs) => ({ ...raceOf(this.experiment), runs })),
      way("networks", "Train a network with it", this.inNetworks),
    );
    return { node, update() {} };
  }

  /** A run, and the same at a constant rate beside it. @param {number} run */
  #beside(run) {
    const { hidden: _, style: __, ...chosen } = this.experiment.runs[run];
    const { schedule, ...constant } = chosen;
    return schedule ? [constant, chosen] : [chosen];
  }

  /**
   * Puts another experiment in place of the present one. The step shown stays: runs that change are
   * brought up to it.
   * @override
   * @param {Experiment} experiment
   * @throws {Error} when it is wrong; then nothing has changed
   */
  change(experiment) {
    const { steps = USUAL.steps, scale = USUAL.scale } = experiment;
    this.rates.check(steps, scale);
    this.descent.replace(raceOf(experiment));
    this.experiment = experiment;
    if (this.playback.goal > steps) this.playback.seek(steps);
    this.#refresh();
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

  svg() {
    return this.wasm.schedulesSvg(this.descent, ...DRAWING, this.lab.dark, this.steps, this.scale, this.shown);
  }

  /** Every step of every run up to the one that is shown, with the rate of the next. */
  table() {
    const rows = this.experiment.runs.flatMap((_, run) => {
      const path = this.descent.path(run).subarray(0, 3 * (this.shown + 1));
      return Array.from({ length: path.length / 3 }, (__, step) => [
        this.nameOf(run), step, this.rateOf(run, step), ...path.subarray(3 * step, 3 * step + 3),
      ]);
    });
    return { columns: ["run", "step", "learning_rate", "x", "y", "loss"], rows };
  }

  /** @param {boolean} dark */
  recolour(dark) {
    this.palette = this.wasm.palette(dark);
    this.rates.recolour(dark);
    this.map.recolour(dark);
    this.distances.recolour(dark);
    this.runs.update();
    this.rates.update();
    this.map.update();
    this.invalidate();
  }

  rescale() {
    this.rates.resize();
    this.map.resize();
    this.distances.resize();
  }

  /** @override @param {number} elapsed */
  go(elapsed) {
    const { playback, steps } = this;
    // Played at the end, it begins again.
    if (playback.goal >= steps) playback.seek(0);
    const due = playback.speed === Infinity ? steps : playback.due(elapsed);
    playback.goal = Math.min(playback.goal + due, steps);
    this.reachGoal();
    if (playback.goal < steps) return;
    this.lab.playing = false;
    this.lab.dispatchEvent(new Event("finish"));
  }

  /** @override */
  drawGround() {
    this.rates.draw();
    this.distances.draw();
    return this.map.drawMap();
  }

  /** @override @param {number} step */
  drawStep(step) {
    this.map.draw(step);
    this.distances.stale();
    this.distances.draw();
    this.rates.place(step);
    return true;
  }

  /** @override @param {number} step */
  read(step) {
    this.runs.read(step);
    this.map.read(step);
    this.story.update();
    this.transport.update({ playing: this.lab.playing, step, horizon: this.steps, speed: this.playback.speed });
  }

  /** Shows the experiment in all controls. */
  #refresh() {
    this.rates.update();
    this.map.update();
    this.runs.update();
    this.ground.update();
    this.story.update();
    this.invalidate();
  }

  /** The learning rates of the runs that are shown at a step, in words. @param {number} step */
  ratesAt(step) {
    return this.experiment.runs
      .map(({ hidden }, run) => (hidden ? "" : `${this.nameOf(run)} ${setting(this.rateOf(run, step))}`))
      .filter((text) => text !== "")
      .join("   ");
  }
}

/** The race alone. @param {Experiment} experiment @returns {DescentConfig} */
function raceOf({ steps: _, scale: __, ...race }) {
  return race;
}
