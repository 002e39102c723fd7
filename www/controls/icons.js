// @ts-check
// Icons drawn with a pen on a 24 by 24 grid, and the buttons that carry them.

import { drawing, element } from "../dom.js";

const PATHS = {
  play: "M8 5.5v13l10.5-6.5z",
  pause: "M8.5 6v12M15.5 6v12",
  back: "M17 6v12l-8-6zM6.5 6v12",
  forward: "M7 6v12l8-6zM17.5 6v12",
  reset: "M5 5v5h5M5.6 10a7 7 0 1 1-.3 4",
  add: "M12 5v14M5 12h14",
  copy: "M9 9h10v10H9zM15 9V5H5v10h4",
  remove: "M6 6l12 12M18 6L6 18",
  shown: "M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  hidden: "M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM5 19L19 5",
  open: "M7 10l5 5 5-5",
  less: "M5 12h14",
  another: "M6 9a7 7 0 0 1 12-1.5M18 4v4h-4M18 15a7 7 0 0 1-12 1.5M6 20v-4h4",
};

/** @typedef {keyof typeof PATHS} Icon */

/** @param {Icon} name */
export function icon(name) {
  return drawing(
    "svg",
    { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" },
    drawing("path", { d: PATHS[name] }),
  );
}

/**
 * A button that shows an icon and is called by its label.
 * @param {Icon} name
 * @param {string} label
 * @param {() => void} press
 */
export function iconButton(name, label, press) {
  const button = element(
    "button",
    { type: "button", class: "icon-button", onclick: press },
    icon(name),
  );
  relabel(button, name, label);
  return button;
}

/**
 * Gives an icon button another icon and label.
 * @param {HTMLButtonElement} button
 * @param {Icon} name
 * @param {string} label
 */
export function relabel(button, name, label) {
  if (button.getAttribute("aria-label") === label) return;
  button.title = label;
  button.setAttribute("aria-label", label);
  button.querySelector("path")?.setAttribute("d", PATHS[name]);
}

/**
 * Takes a button away and says why, or gives it back where nothing speaks against it.
 * @param {HTMLButtonElement} button
 * @param {string | false} reason
 */
export function forbid(button, reason) {
  button.disabled = reason !== false;
  button.title = reason || (button.getAttribute("aria-label") ?? "");
}
