// @ts-check

/** @typedef {import("../../downhill.js").CountedShare} CountedShare */

/** What a share is counted from. */
const COUNTED = ["hits", "tries", "share", "low", "high"];

/** @param {CountedShare} counted */
const counts = ({ hits, tries, share, interval }) => [hits, tries, share, ...interval];

/**
 * What a study has found so far, for files: a line for each point of its picture. Quartiles that are
 * not known, since too few runs have left, are empty.
 * @param {import("./bench.js").Saddles} bench
 * @returns {import("../save.js").Table}
 */
export function table(bench) {
  const findings = bench.study.findings();
  /** A line for each point of each run. @template Point @param {Point[][]} runs @param {(point: Point) => (string | number)[]} cells */
  const ofRuns = (runs, cells) => runs.flatMap((points, run) => points.map((point) => [bench.nameOf(run), ...cells(point)]));
  switch (findings.study) {
    case "matrices":
      return {
        columns: ["n", ...COUNTED, "exact", "rate"],
        rows: findings.dimensions.map(({ n, counted, exact, rate }) => [n, ...counts(counted), exact, rate]),
      };
    case "escape":
      return {
        columns: ["run", "distance", "first_quartile", "median", "third_quartile"],
        rows: ofRuns(findings.curves, ([distance, quartiles]) => [distance, ...quartiles.map((steps) => steps ?? "")]),
      };
    case "minima":
      return {
        columns: ["run", "noise", ...COUNTED],
        rows: ofRuns(findings.shares, (counted) => [counted.noise, ...counts(counted)]),
      };
    case "curvature":
      return {
        columns: ["place", "eigenvalue"],
        rows: (findings.spectrum?.eigenvalues ?? []).map((value, place) => [place + 1, value]),
      };
  }
}
