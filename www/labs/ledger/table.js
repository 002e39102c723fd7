// @ts-check
import { figure } from "../../controls/figures.js";
import { line } from "../../controls/formula.js";
import { element, write } from "../../dom.js";

/**
 * @typedef {import("../../downhill.js").Ledger} Ledger
 * @typedef {{ symbol: string, values: number[] }} Term
 *
 * @typedef {object} Row a line of the table
 * @property {string} text a statement of a rule, or a symbol alone
 * @property {string} words what it is, in words; empty where the statement says it all
 * @property {number[]} values one for each column, or one for all
 * @property {boolean} [isStatement]
 */

/** What the symbols of every rule stand for. */
const WORDS = /** @type {Record<string, string>} */ ({
  g: "gradient",
  Δw: "update",
  "v\u0302": "corrected for its bias",
  "s\u0302": "corrected for its bias",
  η: "effective rate",
});
const GRADIENT = "g";
const UPDATE = "Δw";

/**
 * An update as a table: a row for every statement of its rule, with a coordinate's numbers filled
 * in, and the values of every coordinate.
 */
export function ledgerTable() {
  const caption = element("caption");
  const head = element("tr");
  const body = element("tbody");
  const node = element(
    "div",
    { class: "ledger-table", role: "region", tabindex: 0, "aria-label": "The rule with its numbers" },
    element("table", {}, caption, element("thead", {}, head), body),
  );
  let shown = "";
  /** @type {{ filled: HTMLElement, cells: HTMLElement[] }[]} */
  let lines = [];

  /** @param {string[]} columns @param {Row[]} rows */
  function rebuild(columns, rows) {
    const heading = /** @param {string} text */ (text) => element("th", { scope: "col" }, text);
    head.replaceChildren(heading("Rule"), ...columns.map(heading));
    lines = rows.map(({ values }) => {
      const across = values.length < columns.length;
      const cells = across
        ? [element("td", { colspan: columns.length })]
        : columns.map(() => element("td"));
      return { filled: element("td", { class: "filled", colspan: columns.length + 1 }), cells };
    });
    body.replaceChildren(
      ...rows.flatMap(({ text, words, isStatement }, i) => [
        element(
          "tr",
          {},
          element("th", { scope: "row" }, line(text), words && element("span", { class: "unit" }, words)),
          ...lines[i].cells,
        ),
        ...(isStatement ? [element("tr", {}, lines[i].filled)] : []),
      ]),
    );
  }

  return {
    node,
    /**
     * @param {string} title
     * @param {Ledger} ledger
     * @param {string[]} columns the names of the coordinates
     * @param {number} place the coordinate whose numbers are filled in
     * @param {(symbol: string) => number[]} [over] what a term has in the columns beyond its
     *   coordinates
     */
    update(title, ledger, columns, place, over = () => []) {
      write(caption, title);
      const rows = rowsOf(ledger, over);
      const now = JSON.stringify([columns, rows.map(({ text, values }) => [text, values.length])]);
      if (now !== shown) {
        shown = now;
        rebuild(columns, rows);
      }
      const filled = fill(ledger, place);
      rows.forEach(({ values, isStatement }, i) => {
        lines[i].cells.forEach((cell, column) => write(cell, figure(values[column])));
        if (isStatement) lines[i].filled.replaceChildren(filled.shift() ?? "");
      });
    },
  };
}

/**
 * The gradient, the statements of the rule, and what they come to.
 * @param {Ledger} ledger
 * @param {(symbol: string) => number[]} over
 * @returns {Row[]}
 */
function rowsOf({ known, lines, update, alternatives }, over) {
  const words = /** @param {string} symbol */ (symbol) => WORDS[symbol.normalize("NFD")] ?? "";
  /** @param {string} text @param {Term} term */
  const row = (text, { symbol, values }) => ({ text, words: words(symbol), values: [...values, ...over(symbol)] });
  return [
    ...known.filter(({ symbol }) => symbol === GRADIENT).map((term) => row(term.symbol, term)),
    ...lines.map(({ text, term }) => ({ ...row(text, term), isStatement: true })),
    row(UPDATE, { symbol: UPDATE, values: update }),
    ...alternatives.map(({ label, on, update: values }) => ({
      text: UPDATE,
      words: `with ${label.toLowerCase()} ${on ? "on" : "off"}`,
      values: [...values, ...over("").map(() => NaN)],
    })),
  ];
}

/**
 * The right side of every statement with the numbers it is carried out with. A statement sees what
 * those before it have assigned.
 * @param {Ledger} ledger
 * @param {number} place
 */
function fill({ known, lines }, place) {
  /** @type {Map<string, number>} */
  const numbers = new Map();
  const learn = /** @param {Term} term */ ({ symbol, values }) =>
    numbers.set(symbol.replaceAll(" ", "").normalize("NFC"), values[place] ?? values[0]);
  known.forEach(learn);
  return lines.map(({ text, term }) => {
    const right = text.slice(text.search(/[←=]/) + 1);
    const node = line(right, (symbol) => numbers.get(symbol));
    learn(term);
    return node;
  });
}
