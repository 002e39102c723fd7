// @ts-check
import { element, unique } from "../dom.js";
import { plain, typed } from "./figures.js";
import { iconButton } from "./icons.js";
import { labelFor } from "./label.js";
import { messageFor } from "./message.js";
import { spacing } from "./spacing.js";

/** Positions of a slider: fine enough that each is a change of a percent or so over six decades. */
const POSITIONS = 1000;

/**
 * What a control shows: a parameter as the catalog describes it.
 * @typedef {object} Parameter
 * @property {string} id
 * @property {string} symbol
 * @property {string} label
 * @property {number | number[]} default
 * @property {number} min
 * @property {number} max
 * @property {string} scale
 * @property {string} kind
 * @property {string} unit
 */

/**
 * What every control of a value is: its element, and how it is shown another value. `change` is
 * called with what the visitor sets, undefined for the default; what it throws is shown beneath.
 * @template Value
 * @typedef {object} Control
 * @property {HTMLElement} node
 * @property {(value: Value | undefined) => void} update
 */

/**
 * A slider, a field for the exact number, its unit, and a way back to the default.
 * @param {Parameter} parameter
 * @param {(value: number | undefined) => void} change
 * @returns {Control<number> & { mark: (value: number | undefined, title: string) => void, disable: (off: boolean) => void }}
 */
export function numberControl(parameter, change) {
  const { label, symbol, unit } = parameter;
  const spread = spacing(parameter);
  const usual = /** @type {number} */ (parameter.default);
  let current = usual;
  let position = 0;
  // What is being typed, and what was typed and refused, is not written over while the value stays.
  let isTyping = false;
  let isRefused = false;

  const slider = element("input", {
    type: "range",
    min: 0,
    max: POSITIONS,
    "aria-label": label,
    oninput: slide,
  });
  const field = element("input", {
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    spellcheck: "false",
    class: "number",
    id: unique("number"),
    oninput: () => {
      isTyping = true;
    },
    onblur: () => {
      isTyping = false;
    },
    onchange: take,
  });
  const reset = iconButton("reset", `${label}: back to ${plain(usual)}`, () => {
    if (attempt(undefined)) field.focus();
  });
  const message = messageFor(field);
  const tick = element("span", { class: "tick", hidden: true });

  /** @param {number | undefined} value */
  function attempt(value) {
    return message.attempt(() => change(value));
  }

  function take() {
    isTyping = false;
    const value = typed(field.value);
    isRefused = Number.isNaN(value) || !attempt(value);
    if (Number.isNaN(value)) message.show(`“${field.value}” is not a number`);
    if (!isRefused) update(current);
  }

  function slide() {
    let next = Number(slider.value);
    const moved = next - position;
    // One key press must change the value, however finely the positions are spaced.
    if (Math.abs(moved) === 1) {
      while (spread.value(next / POSITIONS) === current && next > 0 && next < POSITIONS) next += moved;
    }
    position = next;
    if (!attempt(spread.value(next / POSITIONS))) update(current);
  }

  /** @param {number | undefined} value */
  function update(value) {
    const next = value ?? usual;
    if (isTyping || (isRefused && next === current)) return;
    current = next;
    isRefused = false;
    if (spread.value(position / POSITIONS) !== current) {
      position = Math.round(spread.share(current) * POSITIONS);
    }
    slider.value = String(position);
    slider.style.setProperty("--share", String(position / POSITIONS));
    const text = plain(current);
    slider.setAttribute("aria-valuetext", unit ? `${text} ${unit}` : text);
    if (field.value !== text) {
      field.value = text;
      message.show("");
    }
    reset.classList.toggle("idle", current === usual);
    reset.disabled = current === usual;
  }

  /**
   * Marks a value on the slider.
   * @param {number | undefined} value
   * @param {string} title
   */
  function mark(value, title) {
    tick.hidden = value === undefined || !(value >= parameter.min && value <= parameter.max);
    if (tick.hidden || value === undefined) return;
    tick.title = title;
    tick.style.setProperty("--share", String(spread.share(value)));
  }

  /** @param {boolean} off */
  function disable(off) {
    slider.disabled = off;
    field.disabled = off;
  }

  const node = element(
    "div",
    { class: "control" },
    element(
      "div",
      { class: "control-head" },
      labelFor(field, label, symbol),
      field,
      unit && element("span", { class: "unit" }, unit),
      reset,
    ),
    element("div", { class: "slider" }, slider, tick),
    message.node,
  );
  update(undefined);
  return { node, update, mark, disable };
}

/**
 * A switch for a value that is 0 or 1.
 * @param {Parameter} parameter
 * @param {(value: number | undefined) => void} change
 * @returns {Control<number>}
 */
export function flagControl(parameter, change) {
  const box = element("input", {
    type: "checkbox",
    onchange: () => message.attempt(() => change(Number(box.checked))),
  });
  const message = messageFor(box);
  /** @param {number | undefined} value */
  const update = (value) => {
    box.checked = (value ?? parameter.default) === 1;
  };
  update(undefined);
  const node = element(
    "div",
    { class: "control" },
    element("label", { class: "check" }, box, parameter.label),
    message.node,
  );
  return { node, update };
}
