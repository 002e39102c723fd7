// @ts-check
import { swatch } from "../../controls/swatch.js";
import { element } from "../../dom.js";

/** @typedef {Node | string} Cell */

/**
 * A table whose rows are written anew.
 * @param {string} caption
 * @param {string[]} heads
 */
export function table(caption, heads) {
  const rows = element("tbody");
  const node = element(
    "div",
    { class: "map-table", role: "region", tabindex: 0, "aria-label": caption, hidden: true },
    element(
      "table",
      {},
      element("caption", { class: "unseen" }, caption),
      element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
      rows,
    ),
  );
  /** @param {Cell[][]} cells the first of each row is its head */
  const write = (cells) => {
    node.hidden = cells.length === 0;
    rows.replaceChildren(
      ...cells.map(([head, ...others]) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, head),
          ...others.map((cell) => element("td", {}, cell)),
        ),
      ),
    );
  };
  return { node, write };
}

/**
 * A name with its line or colour.
 * @param {import("../../controls/swatch.js").Style} style
 * @param {string} name
 */
export function named(style, name) {
  return element("span", { class: "named" }, swatch(style).node, name);
}

/**
 * A small button in a row.
 * @param {string} text what it says
 * @param {string} label what it does, in full
 * @param {() => void} press
 */
export function rowButton(text, label, press) {
  return element("button", { type: "button", class: "row-button", "aria-label": label, onclick: press }, text);
}
