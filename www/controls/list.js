// @ts-check
import { element, unique } from "../dom.js";
import { plain, typed } from "./figures.js";
import { iconButton } from "./icons.js";
import { labelFor } from "./label.js";
import { messageFor } from "./message.js";

/**
 * A field for a list of numbers, separated by commas, semicolons or spaces. What is usual may change
 * with what is shown.
 * @param {import("./number.js").Parameter} parameter
 * @param {(value: number[] | undefined) => void} change
 * @returns {{ node: HTMLElement, update: (value: number[] | undefined, usual?: number[]) => void }}
 */
export function listControl({ label, symbol, unit, default: standard }, change) {
  let usual = /** @type {number[]} */ (standard);
  const field = element("input", {
    type: "text",
    autocomplete: "off",
    spellcheck: "false",
    class: "list",
    id: unique("list"),
    onchange: () => message.attempt(() => change(numbers(field.value))),
  });
  const message = messageFor(field);
  const reset = iconButton("reset", `${label}: back to the usual`, () => {
    if (message.attempt(() => change(undefined))) field.focus();
  });

  /** @param {number[] | undefined} value @param {number[]} [standard] */
  const update = (value, standard = usual) => {
    usual = standard;
    const text = show(value ?? usual);
    if (field.value !== text) {
      field.value = text;
      message.show("");
    }
    const idle = text === show(usual);
    reset.classList.toggle("idle", idle);
    reset.disabled = idle;
  };
  update(undefined);

  const node = element(
    "div",
    { class: "control" },
    element(
      "div",
      { class: "control-head" },
      labelFor(field, label, symbol),
      unit && element("span", { class: "unit" }, unit),
      reset,
    ),
    field,
    message.node,
  );
  return { node, update };
}

/** @param {number[]} list */
function show(list) {
  return list.map(plain).join(", ");
}

/**
 * The numbers in a text.
 * @param {string} text
 * @throws {Error} naming the first part that is none
 */
export function numbers(text) {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== "");
  return parts.map((part, index) => {
    const value = typed(part);
    if (Number.isNaN(value)) throw new Error(`“${part}”, the ${nth(index + 1)} value, is not a number`);
    return value;
  });
}

/** @param {number} place */
function nth(place) {
  const ending = Math.floor(place / 10) % 10 === 1 ? "" : ["", "st", "nd", "rd"][place % 10];
  return `${place}${ending || "th"}`;
}
