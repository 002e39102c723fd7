// @ts-check

/**
 * An experiment with some parts changed.
 * @template {object} Experiment
 * @param {Experiment} experiment
 * @param {Partial<Experiment>} parts those given as undefined are left out
 * @returns {Experiment}
 */
export function altered(experiment, parts) {
  const next = { ...experiment, ...parts };
  for (const name of /** @type {(keyof Experiment)[]} */ (Object.keys(parts))) {
    if (next[name] === undefined) delete next[name];
  }
  return next;
}
