// @ts-check
// The experiment of the Networks lab: what is trained, and how it is looked at.
import { isObject } from "../part.js";

/**
 * @typedef {import("../../downhill.js").TrainingConfig} TrainingConfig
 * @typedef {import("../../downhill.js").ChartConfig} Chart
 */
/**
 * A run, and the parameters it starts from where someone has set them.
 * @typedef {import("../../downhill.js").RunConfig & { start?: number[] }} Run
 */
/**
 * @typedef {object} View
 * @property {Run[]} runs
 * @property {Chart} [chart]
 * @property {[number, number, number, number]} [window] the part of the plane that is seen
 * @property {number} [chosen] the run whose network is drawn; the first when left out
 * @property {boolean} [large] whether the chosen run alone is shown, large
 * @property {object} [maps] the panels: which are open, and what is set in them
 * @property {object} [ledger] whether it is open, and where it is read
 */
/** @typedef {{ inputs: number[][], targets: number[], seed?: number, trainFraction?: number }} OwnData */
/** @typedef {Omit<TrainingConfig, "runs"> & View} Experiment */

/**
 * What is trained, without how it is looked at.
 * @param {Experiment} experiment
 * @returns {TrainingConfig}
 */
export function trainingOf(experiment) {
  return matterOf(startedAnew(experiment));
}

/**
 * What a preset's text speaks of: everything but how it is looked at.
 * @template {object} E
 * @param {E & Partial<View>} experiment
 */
export function matterOf({ chart: _, window: __, chosen: ___, large: ____, maps: _____, ledger: ______, ...rest }) {
  return rest;
}

/**
 * Data of one's own, if that is what is trained on.
 * @param {Experiment} experiment
 */
export function ownDataOf({ data }) {
  return "dataset" in data ? undefined : /** @type {OwnData} */ (data);
}

/**
 * Checks how an experiment is to be looked at.
 * @param {Experiment} experiment
 * @throws {Error} naming the part that is wrong
 */
export function checkView({ window: frame, chosen, large }) {
  const isFrame = frame === undefined
    || (Array.isArray(frame) && frame.length === 4 && frame.every(Number.isFinite) && frame[0] < frame[1] && frame[2] < frame[3]);
  if (!isFrame) throw new Error(`window is ${frame}, but must be left, right, bottom and top, left below right and bottom below top`);
  if (chosen !== undefined && !(Number.isInteger(chosen) && chosen >= 0)) {
    throw new Error(`chosen is ${chosen}, but must be the number of a run, the first being 0`);
  }
  if (large !== undefined && typeof large !== "boolean") throw new Error(`large is ${large}, but must be true or false`);
}

/** What all runs share: when it changes, they all start anew. @param {Experiment} experiment */
export function groundOf({ data, network, features, record }) {
  return JSON.stringify([data, network, features, record]);
}

/**
 * The experiment on another ground: parameters that were set no longer fit.
 * @param {Experiment} experiment
 * @returns {Experiment}
 */
export function startedAnew({ runs, ...rest }) {
  return { ...rest, runs: hasStarts(runs) ? runs.map(({ start: _, ...run }) => run) : runs };
}

/** Whether runs are given parameters to start from. They may be anything yet. @param {unknown} runs @returns {runs is Run[]} */
export function hasStarts(runs) {
  return Array.isArray(runs) && runs.some((run) => isObject(run) && run.start !== undefined);
}
