// @ts-check
import { element, unique, write } from "../dom.js";

/** Milliseconds for which the button says that it has copied. */
const SAID = 2000;

/**
 * A text to be taken elsewhere, and a button that copies it.
 * @param {string} label
 * @param {number} lines
 */
export function copyBox(label, lines) {
  const box = element("textarea", {
    id: unique("copy"),
    class: "copy-text",
    rows: lines,
    readonly: true,
    spellcheck: "false",
    onfocus: () => box.select(),
  });
  const button = element("button", { type: "button", "aria-label": `Copy: ${label}`, onclick: copy }, "Copy");
  let timer = 0;

  async function copy() {
    box.select();
    try {
      await navigator.clipboard.writeText(box.value);
      say("Copied");
    } catch {
      // A frame may not write there; the text stands selected.
      box.focus();
      say("Press Ctrl+C");
    }
  }

  /** @param {string} text */
  function say(text) {
    write(button, text);
    clearTimeout(timer);
    timer = setTimeout(() => write(button, "Copy"), SAID);
  }

  const node = element(
    "div",
    { class: "copy" },
    element("div", { class: "control-head" }, element("label", { for: box.id }, label), button),
    box,
  );
  return {
    node,
    /** @param {string} text */
    update(text) {
      box.value = text;
    },
  };
}
