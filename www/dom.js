// @ts-check
// The few calls to the document that everything here is made with. None of them reads text as HTML.

/** @typedef {Node | string | undefined | false} Child */

/**
 * Makes an element. Attributes named on… are listeners; true is an empty attribute, false or
 * undefined none.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/**
 * Makes an SVG element, as {@link element} does.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function drawing(tag, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/**
 * Makes a MathML element.
 * @param {string} tag
 * @param {...Child} children
 * @returns {Element}
 */
export function math(tag, ...children) {
  return fill(document.createElementNS("http://www.w3.org/1998/Math/MathML", tag), {}, children);
}

/**
 * @template {Element} E
 * @param {E} node
 * @param {Record<string, unknown>} attributes
 * @param {Child[]} children
 * @returns {E}
 */
function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      node.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else if (value !== false && value !== undefined) {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...children.filter((child) => child !== undefined && child !== false));
  return node;
}

/**
 * Nodes that stand one after the other in whatever they are put into.
 * @param {...Node} nodes
 */
export function beside(...nodes) {
  const fragment = document.createDocumentFragment();
  fragment.append(...nodes);
  return fragment;
}

/**
 * Shows text in a node, and leaves the document alone when it is shown already.
 * @param {Element} node
 * @param {string} text
 */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

let made = 0;

/**
 * A name no other element has, to tie a label or a message to its control.
 * @param {string} stem
 */
export function unique(stem) {
  made += 1;
  return `${stem}-${made}`;
}
