// @ts-check
import { Playback } from "../playback.js";
import { Contest } from "./contest.js";

/** Milliseconds of a frame that may go into steps. */
const BUDGET = 8;
/** Steps between two looks at the clock. */
const SLICE = 256;
/** Milliseconds between two changes of text while time runs. */
const TEXT_PACE = 200;

/**
 * @typedef {import("../../downhill.js").RunConfig} RunConfig
 * @typedef {import("../wasm.js").SurfacesWasm} SurfacesWasm
 */

/**
 * A contest of runs down a surface, followed step by step while time runs: its frames, and going to
 * and fro in it.
 * @template {{ runs: RunConfig[] }} [Experiment={ runs: RunConfig[] }]
 * @template {SurfacesWasm} [Wasm=SurfacesWasm]
 * @extends {Contest<Experiment, Wasm>}
 */
export class Descending extends Contest {
  noun = "step";
  playback = new Playback();
  #textAt = 0;
  #drawn = -1;

  /**
   * @param {import("../lab.js").Lab<any>} lab
   * @param {Wasm} wasm
   * @param {Experiment} experiment
   * @param {import("../../downhill.js").DescentConfig} race the race of the experiment
   */
  constructor(lab, wasm, experiment, race) {
    super(lab, wasm, experiment);
    this.descent = new wasm.Descent(race);
  }

  /** The last step there is to see. */
  get last() {
    return Infinity;
  }

  /** The step that is shown. @override */
  get shown() {
    return Math.min(this.playback.goal, this.descent.steps, this.last);
  }

  /** Draws what does not change from step to step; whether all of it is drawn. */
  drawGround() {
    return true;
  }

  /** Draws a step; whether all of it is drawn. @param {number} _step */
  drawStep(_step) {
    return true;
  }

  /** Brings the text up to a step. @param {number} _step */
  read(_step) {}

  /** @override @param {number} run @param {number} step */
  rateOf(run, step) {
    return this.descent.learningRate(run, step);
  }

  /** @override @param {number} run @param {number} step @param {number} rate */
  withRateFrom(run, step, rate) {
    return this.descent.withRateFrom(run, step, rate);
  }

  rewind() {
    this.descent.restart();
    this.playback.seek(0);
    this.invalidate();
  }

  /** @param {number} steps */
  advance(steps) {
    this.seek(this.shown + steps);
  }

  /** @param {number} step */
  seek(step) {
    this.lab.playing = false;
    this.playback.seek(Math.min(step, this.last));
    this.invalidate();
  }

  /** What is drawn is no longer what it should be. */
  invalidate() {
    this.#drawn = -1;
    this.#textAt = 0;
    this.lab.wake();
  }

  /** @param {number} elapsed */
  frame(elapsed) {
    const caughtUp = this.reachGoal();
    if (this.lab.playing && caughtUp) this.go(elapsed);
    const isDrawn = this.draw();
    const moving = this.lab.playing || !caughtUp || !isDrawn;
    const now = performance.now();
    if (!moving || now - this.#textAt >= TEXT_PACE) {
      this.#textAt = now;
      this.read(this.shown);
    }
    return moving;
  }

  /** Computes until the goal is reached or the time is up; whether it is reached. */
  reachGoal() {
    const { descent, playback } = this;
    const deadline = performance.now() + BUDGET;
    if (!descent.catchUp(BUDGET)) return false;
    while (descent.steps < playback.goal && performance.now() < deadline) {
      descent.advance(Math.min(SLICE, playback.goal - descent.steps));
    }
    return descent.steps >= playback.goal;
  }

  /** Goes on for so many milliseconds. @param {number} elapsed */
  go(elapsed) {
    const { descent, playback } = this;
    if (playback.speed === Infinity) {
      descent.advanceFor(BUDGET);
      playback.seek(descent.steps);
    } else {
      playback.goal += playback.due(elapsed);
      this.reachGoal();
    }
  }

  /** Draws what has changed; whether all of it is drawn. */
  draw() {
    const isGroundDrawn = this.drawGround();
    const step = this.shown;
    if (step === this.#drawn) return isGroundDrawn;
    const isDrawn = this.drawStep(step);
    this.#drawn = isDrawn ? step : -1;
    this.lab.dispatchEvent(new Event("step"));
    return isGroundDrawn && isDrawn;
  }
}
