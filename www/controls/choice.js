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
