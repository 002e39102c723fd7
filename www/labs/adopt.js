// @ts-check
import { reason } from "../controls/message.js";

/** @typedef {import("../permalink.js").Plain} Plain */
/** @typedef {import("../permalink.js").Experiment} Experiment */

/**
 * Puts an experiment that someone wrote in place, without the parts of it that are wrong; what must
 * be there and is not is taken from the usual one.
 * @param {Experiment} experiment
 * @param {Experiment} usual
 * @param {(experiment: any) => void} accept throws an error that names the part when one is wrong
 * @returns {string[]} what was wrong
 */
export function adopt(experiment, usual, accept) {
  const wanted = structuredClone(experiment);
  const problems = [];
  const filled = new Set();
  for (;;) {
    try {
      accept(structuredClone(wanted));
      return problems;
    } catch (error) {
      const message = reason(error).replace(/^config(?:\.|: )/, "");
      const [, missing = ""] = /^([\w.[\]]+): nothing was given/.exec(message) ?? [];
      const value = missing === "" || filled.has(missing) ? undefined : at(usual, namesOf(missing));
      if (value !== undefined) {
        filled.add(missing);
        put(wanted, namesOf(missing), structuredClone(value));
      } else {
        const path = placeOf(message, wanted);
        problems.push(message);
        if (path.length === 0) {
          accept(structuredClone(usual));
          return problems;
        }
        remove(wanted, path);
      }
    }
  }
}

/**
 * The path to the part that a message names: `runs[1].hyperparameters: learning_rate is −1, but …`,
 * `data: unknown field "x": …`.
 * @param {string} message
 * @param {Experiment} experiment
 * @returns {string[]}
 */
function placeOf(message, experiment) {
  const [written] = /^[\w.[\]]*/.exec(message) ?? [""];
  const rest = message.slice(written.length).replace(/^: /, "");
  const [subject] = /^\w*/.exec(rest) ?? [""];
  const [, named = ""] = /"([^"]*)"/.exec(rest) ?? [];
  const path = [];
  /** @type {Plain | undefined} */
  let value = experiment;
  for (const name of [...namesOf(written), subject, named]) {
    if (typeof value !== "object" || !Object.hasOwn(value, name)) continue;
    const inner = at(value, [name]);
    // A number of a list does not go alone: the list goes.
    if (Array.isArray(value) && typeof inner !== "object") break;
    path.push(name);
    value = inner;
  }
  if (path.length > 0) return path;
  // "the number of runs is 0"
  return (message.match(/\w+/g) ?? []).filter((word) => Object.hasOwn(experiment, word)).slice(0, 1);
}

/** The names in a path as messages write it: `runs[1].schedule`. @param {string} path */
function namesOf(path) {
  return path.split(/[.[\]]+/).filter(Boolean);
}

/** @param {Plain} value @param {string[]} path @returns {Plain | undefined} */
function at(value, path) {
  /** @type {any} */
  let part = value;
  for (const name of path) part = part?.[name];
  return part;
}

/** @param {Experiment} experiment @param {string[]} path @param {Plain} value */
function put(experiment, path, value) {
  /** @type {any} */ (at(experiment, path.slice(0, -1)))[/** @type {string} */ (path.at(-1))] = value;
}

/** @param {Experiment} experiment @param {string[]} path */
function remove(experiment, path) {
  const name = /** @type {string} */ (path.at(-1));
  const holder = /** @type {any} */ (at(experiment, path.slice(0, -1)));
  if (Array.isArray(holder) && holder.length === 1) remove(experiment, path.slice(0, -1));
  else if (Array.isArray(holder)) holder.splice(Number(name), 1);
  else delete holder[name];
}
