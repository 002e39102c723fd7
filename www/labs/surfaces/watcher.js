// @ts-check
/** @typedef {import("./race.js").Race} Race */

const ON_ITS_WAY = "running";

/**
 * Watches how the runs fare: tells when one arrives, hovers or diverges, and notices when all have.
 * @param {Race} race
 */
export function watcher(race) {
  /** @type {string[]} */
  let before = [];
  let settled = false;

  return {
    /** What was noticed no longer holds. */
    restart() {
      before = [];
      settled = false;
      race.lab.narrator.warn("");
    },

    /** Looks once; whether all runs have settled since the last look. Noise never lets them. */
    look() {
      const { descent, experiment } = race;
      const now = experiment.runs.map((_, run) => descent.status(run));
      now.forEach((status, run) => {
        if (status !== ON_ITS_WAY && (before[run] ?? ON_ITS_WAY) !== status) {
          race.lab.narrator.say(`${race.nameOf(run)}: ${descent.describe(run)}.`);
        }
      });
      before = now;
      const was = settled;
      settled = !experiment.noise && now.every((status) => status !== ON_ITS_WAY);
      return settled && !was;
    },
  };
}
