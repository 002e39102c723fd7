// @ts-check
import { count, figure, plain, setting } from "../../controls/figures.js";
import { typeset } from "../../controls/formula.js";
import { element } from "../../dom.js";
import { chartCanvas } from "../chart-canvas.js";

/** @typedef {import("./bench.js").Averages} Averages */

/** Terms of the sum that are written out one by one. */
const TERMS = 3;

/**
 * One day of the chosen average written out as its weighted sum, and its weights as bars.
 * @param {Averages} bench
 */
export function sum(bench) {
  const drawn = chartCanvas(bench, (view) => view.drawWeights(bench.averaging, bench.chosen, bench.day));
  const text = element("div", { class: "sum" });
  const chart = element("div", { class: "chart weights", role: "img", "aria-label": "Weights of the days before" }, drawn.canvas);
  const node = element("div", { class: "losses" }, text, chart);

  /** The terms of the day that is shown. */
  const written = () => bench.averaging.writtenOut(bench.chosen, bench.day, TERMS);

  return {
    node,
    resize: drawn.resize,
    draw: drawn.draw,
    recolour: drawn.recolour,
    /** x on the day that is shown. */
    get value() {
      return written().terms[0].value;
    },
    /** The day, the average or the experiment is another. */
    update() {
      drawn.stale();
      const day = written();
      const { beta } = bench.experiment.averages[bench.chosen];
      text.replaceChildren(...lines(day, beta).map((line) => element("p", {}, ...line)));
      chart.setAttribute(
        "aria-label",
        `Weights of the last days on day ${day.day}, β = ${plain(beta)}: they begin at ${figure(day.terms[0].weight)}, fall to 1/e of that after about ${setting(bench.averaging.memory(bench.chosen))} days, and sum to ${figure(day.weight)}`,
      );
    },
  };
}

/**
 * The day in formulas and words, which may stand on lines of their own.
 * @param {import("../../downhill.js").WrittenOut} day
 * @param {number} beta
 */
function lines({ day, terms, older, rest, weight, averaged, corrected }, beta) {
  const products = terms.flatMap(({ weight: w, value }, k) => [
    k ? " + " : "",
    typeset(`${k ? "" : `V_${day} = `}${setting(w)} · ${bracketed(value)}`),
  ]);
  const others = older > 0 ? [` + ${bracketed(rest)} from ${older === 1 ? "1 day" : `${count(older)} days`} before`] : [];
  return [
    [...products, ...others, " ", typeset(`= ${figure(averaged)}`)],
    ["The weights sum to ", typeset(`1 − β^${day} = 1 − ${plain(beta)}^${day} = ${figure(weight)}`)],
    ["Corrected: ", typeset(`V̂_${day} = V_${day}/(1 − β^${day}) = ${figure(corrected)}`)],
  ];
}

/** @param {number} value */
function bracketed(value) {
  const text = figure(value, 3);
  return text.startsWith("−") ? `(${text})` : text;
}
