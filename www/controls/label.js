// @ts-check
import { element } from "../dom.js";

/**
 * The label of a field: what its value is called, and its symbol.
 * @param {HTMLElement} field
 * @param {string} label
 * @param {string} symbol empty where there is none
 */
export function labelFor(field, label, symbol) {
  const name = symbol ? [`${label} `, element("i", { class: "symbol" }, symbol)] : [label];
  return element("label", { for: field.id }, ...name);
}
