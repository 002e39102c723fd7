// @ts-check
import { element } from "../dom.js";
import { plain, typed } from "./figures.js";
import { icon, iconButton } from "./icons.js";
import { messageFor } from "./message.js";

/** @typedef {import("./number.js").Parameter} Parameter */

/** The next boundary stands so many times as far out as the last, and the next rate is this share of it. */
const FARTHER = 2;
const LOWER = 0.1;

/**
 * A table of rates and of the boundaries between them: one row a rate, with where it begins.
 * @param {Parameter} boundaries
 * @param {Parameter} rates
 * @param {(boundaries: number[], rates: number[]) => void} change
 */
export function tableControl(boundaries, rates, change) {
  const rows = element("ol", { class: "table-rows" });
  const add = element("button", { type: "button", class: "text-button", onclick: addRow }, icon("add"), "Add a row");
  const message = messageFor(add);
  const node = element("div", { class: "control", role: "group", "aria-label": rates.label }, rows, add, message.node);
  /** @type {{ from: HTMLInputElement | undefined, rate: HTMLInputElement }[]} */
  let fields = [];

  const read = () => ({
    ends: fields.flatMap(({ from }) => (from ? [typed(from.value)] : [])),
    values: fields.map(({ rate }) => typed(rate.value)),
  });

  /** @param {{ ends: number[], values: number[] }} next */
  const attempt = ({ ends, values }) => message.attempt(() => change(ends, values));

  function addRow() {
    const { ends, values } = read();
    const last = ends.at(-1);
    const next = last === undefined ? 100 : Math.round(FARTHER * last);
    const rate = Number(((values.at(-1) ?? 0.1) * LOWER).toPrecision(3));
    attempt({ ends: [...ends, next], values: [...values, rate] });
  }

  /** @param {number} place */
  function remove(place) {
    const { ends, values } = read();
    attempt({ ends: ends.toSpliced(Math.max(place - 1, 0), 1), values: values.toSpliced(place, 1) });
    add.focus();
  }

  /** @param {string} label */
  const field = (label) =>
    element("input", {
      type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false", class: "number",
      "aria-label": label, onchange: () => attempt(read()),
    });

  /** @param {number} count */
  function make(count) {
    fields = Array.from({ length: count }, (_, place) => ({
      from: place === 0 ? undefined : field(`Row ${place + 1} begins at`),
      rate: field(`Rate of row ${place + 1}`),
    }));
    rows.replaceChildren(
      ...fields.map(({ from, rate }, place) => {
        const away = iconButton("remove", `Remove row ${place + 1}`, () => remove(place));
        away.disabled = count === 1;
        const first = element("span", { class: "number" }, "0");
        return element("li", {}, element("span", { class: "unit" }, "from step"), from ?? first, rate, away);
      }),
    );
  }

  return {
    node,
    /** @param {number[] | undefined} ends @param {number[] | undefined} values */
    update(ends = /** @type {number[]} */ (boundaries.default), values = /** @type {number[]} */ (rates.default)) {
      if (fields.length !== values.length) make(values.length);
      fields.forEach(({ from, rate }, place) => {
        if (from && typed(from.value) !== ends[place - 1]) from.value = plain(ends[place - 1]);
        if (typed(rate.value) !== values[place]) rate.value = plain(values[place]);
      });
      message.show("");
    },
  };
}
