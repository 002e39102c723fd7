// @ts-check

/** Attributes that mean the same on every element, and those that a lab reads in its own way. */
const OTHERS = new Set([
  "accesskey", "autofocus", "class", "contenteditable", "controls", "dir", "draggable", "enterkeyhint", "exportparts",
  "hidden", "id", "inert", "inputmode", "is", "itemid", "itemprop", "itemref", "itemscope", "itemtype", "lang", "nonce",
  "part", "popover", "role", "slot", "spellcheck", "style", "tabindex", "title", "translate",
]);
/** Attributes of others: of scripts, styles and frameworks. */
const FOREIGN = /^(?:on|aria-|data-)|[^a-z0-9-]/;

/** Whether an attribute is a part of a lab's experiment. @param {string} name */
export function isPart(name) {
  return !OTHERS.has(name) && !FOREIGN.test(name);
}

/**
 * The attributes of a lab that are parts of its experiment.
 * @param {Element} lab
 * @returns {[string, string][]}
 */
export function partsOf(lab) {
  return [...lab.attributes]
    .map(({ name, value }) => /** @type {[string, string]} */ ([name, value]))
    .filter(([name]) => isPart(name));
}
