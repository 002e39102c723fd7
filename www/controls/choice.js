// @ts-check
import { element, unique } from "../dom.js";
import { messageFor } from "./message.js";

/**
 * A select over the entries of a family.
 * @param {string} label
 * @param {{ id: string, label: string }[]} entries
 * @param {(id: string) => void} change
 * @returns {import("./number.js").Control<string> & { focus: () => void }}
 */
export function choice(label, entries, change) {
  const select = element(
    "select",
    { id: unique("choice"), onchange: choose },
    ...entries.map((entry) => element("option", { value: entry.id }, entry.label)),
  );
  const message = messageFor(select);
  let current = select.value;

  function choose() {
    if (!message.attempt(() => change(select.value))) select.value = current;
  }

  /** @param {string | undefined} id */
  const update = (id) => {
    current = id ?? entries[0].id;
    if (select.value !== current) select.value = current;
  };

  const node = element(
    "div",
    { class: "control choice" },
    element("label", { for: select.id }, label),
    select,
    message.node,
  );
  return { node, update, focus: () => select.focus() };
}

/**
 * A choice that is made anew when its entries change.
 * @param {string} label
 * @param {() => { id: string, label: string }[]} entries
 * @param {(id: string) => void} change
 */
export function changingChoice(label, entries, change) {
  const node = element("div");
  let known = "";
  /** @type {ReturnType<typeof choice> | undefined} */
  let control;
  return {
    node,
    /** @param {string} value */
    update(value) {
      const now = entries();
      if (!control || JSON.stringify(now) !== known) {
        known = JSON.stringify(now);
        control = choice(label, now, change);
        node.replaceChildren(control.node);
      }
      control.update(value);
    },
  };
}
