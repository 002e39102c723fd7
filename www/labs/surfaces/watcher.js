// @ts-check
/** @typedef {import("../surfaces.js").DownhillSurfaces} Lab */

const ON_ITS_WAY = "running";

/**
 * Watches how the runs fare: tells when one arrives, hovers or diverges, and notices when all have.
 * @param {Lab} lab
 */
export function watcher(lab) {
  /** @type {string[]} */
  let before = [];
  let settled = false;

  return {
    /** What was noticed no longer holds. */
    restart() {
      before = [];
      settled = false;
      lab.narrator.warn("");
    },

    /** Looks once; whether all runs have settled since the last look. Noise never lets them. */
    look() {
      const { descent, current } = lab;
      const now = current.runs.map((_, run) => descent.status(run));
      now.forEach((status, run) => {
        if (status !== ON_ITS_WAY && (before[run] ?? ON_ITS_WAY) !== status) {
          lab.narrator.say(`${lab.nameOf(run)}: ${descent.describe(run)}.`);
        }
      });
      before = now;
      const was = settled;
      settled = !current.noise && now.every((status) => status !== ON_ITS_WAY);
      return settled && !was;
    },
  };
}
