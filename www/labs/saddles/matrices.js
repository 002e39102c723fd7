// @ts-check
import { count, figure } from "../../controls/figures.js";
import { numberControl } from "../../controls/number.js";
import { seedControl } from "../../controls/seed.js";
import { element, write } from "../../dom.js";

/** @typedef {import("./bench.js").Saddles} Saddles */

const DRAWS = { id: "draws", symbol: "N", label: "Matrices", kind: "count", default: 4e6, min: 1e3, max: 1e8, scale: "log", unit: "" };
const LARGEST = { id: "largest", symbol: "n", label: "Up to dimension", kind: "count", default: 7, min: 3, max: 12, scale: "linear", unit: "" };
/** Hits from which on a share is put into words. */
const ENOUGH = 10;
const SIZE = { ...LARGEST, id: "size", label: "Dimension of the histogram", default: 40, min: 1, max: 100 };

/**
 * How many of all critical points are minima, in so many dimensions.
 * @param {Saddles} bench
 * @returns {import("./bench.js").Panel}
 */
export function matrices(bench) {
  const controls = [DRAWS, LARGEST, SIZE].map((parameter) => {
    const { id } = parameter;
    return { id, ...numberControl(parameter, (value) => bench.set({ [id]: value })) };
  });
  const seed = seedControl((value) => bench.set({ seed: value }));
  const rows = element("tbody");
  const table = element(
    "table",
    { class: "findings" },
    element("thead", {}, row("th", "n", "counted share", "95% interval", "exact")),
    rows,
  );
  const nodes = controls.map((one) => one.node);
  const node = element(
    "div",
    { class: "set" },
    element("section", { "aria-label": "Matrices" }, ...nodes, seed.node),
  );
  /** @type {HTMLTableRowElement[]} */
  let lines = [];

  return {
    node,
    table,
    update() {
      for (const { id, update } of controls) update(bench.experiment[id]);
      seed.update(bench.experiment.seed);
    },
    read(findings) {
      if (findings.study !== "matrices") return "";
      const { dimensions } = findings;
      if (lines.length !== dimensions.length) {
        lines = dimensions.map(({ n }) => row("td", String(n), "", "", ""));
        rows.replaceChildren(...lines);
      }
      dimensions.forEach(({ counted: { hits, share, interval }, exact }, place) => {
        const [, counted, range, known] = lines[place].cells;
        write(counted, hits > 0 ? figure(share, 4) : "none");
        write(range, hits > 0 ? `${figure(interval[0], 3)} – ${figure(interval[1], 3)}` : `below ${figure(interval[1], 2)}`);
        write(known, figure(exact, 4));
      });
      // The largest dimension of which more can be said than that there was a hit.
      const last = dimensions.findLast((one) => one.counted.hits >= ENOUGH);
      if (!last) return "Too few matrices have been drawn to say anything.";
      const { hits, share, tries } = last.counted;
      const among = `Of ${count(tries)} matrices ${last.n} × ${last.n}, ${count(hits)} had only positive eigenvalues`;
      return `${among}: one in ${count(Math.round(1 / share))}. That few of the critical points in ${last.n} dimensions would be minima.`;
    },
  };
}

/** @param {"td" | "th"} kind @param {...string} cells */
function row(kind, ...cells) {
  return element("tr", {}, ...cells.map((text) => element(kind, {}, text)));
}
