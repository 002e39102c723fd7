// @ts-check
import { element, unique } from "../dom.js";
import { plain, typed } from "./figures.js";
import { messageFor } from "./message.js";

/**
 * A field for a number that may be left out; it says what holds then.
 * @param {string} label
 * @param {string} otherwise
 * @param {(value: number | undefined) => void} change
 * @returns {import("./number.js").Control<number>}
 */
export function optionalNumber(label, otherwise, change) {
  const field = element("input", {
    type: "text",
    class: "optional",
    inputmode: "decimal",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: otherwise,
    id: unique("optional"),
    onchange: () => message.attempt(() => change(field.value.trim() === "" ? undefined : typed(field.value))),
  });
  const message = messageFor(field);
  return {
    node: element("div", { class: "control choice" }, element("label", { for: field.id }, label), field, message.node),
    update(value) {
      const text = value === undefined ? "" : plain(value);
      if (typed(field.value) === typed(text)) return;
      field.value = text;
      message.show("");
    },
  };
}
