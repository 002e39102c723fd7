// @ts-check
import { wholeField } from "../part.js";

/** The last step that a link can ask for. */
const MOST = 1_000_000;

/** The field of the step at which a ledger is read. */
export const STEP = wholeField("step", 0, 0, MOST);

/**
 * The experiment with the step at which its ledger is read: while it is open and time stands still.
 * @template E
 * @param {E} experiment
 * @param {import("../part.js").Part} kept
 * @param {boolean} isStill
 * @param {number} step
 * @returns {E}
 */
export function withStep(experiment, kept, isStill, step) {
  return kept.altered(experiment, { step: kept.isOpen && isStill && step <= MOST ? step : undefined });
}

/**
 * The step that an experiment asks for, where another one asked for none or another.
 * @param {any} next
 * @param {any} former
 * @returns {number | undefined}
 */
export function askedStep(next, former) {
  const step = next.ledger?.open ? (next.ledger.step ?? undefined) : undefined;
  return step === former.ledger?.step ? undefined : step;
}
