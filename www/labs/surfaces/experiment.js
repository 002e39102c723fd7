// @ts-check
// The experiment of the Surfaces lab: a race, and how it is looked into.

/**
 * @typedef {import("../../downhill.js").DescentConfig & { start: [number, number], maps?: object, ledger?: object }} Experiment
 */

/**
 * The race alone, as the wasm module takes it: without the panels and the ledger.
 * @template {object} E
 * @param {E & { maps?: object, ledger?: object }} experiment
 */
export function raceOf({ maps: _, ledger: __, ...race }) {
  return race;
}
