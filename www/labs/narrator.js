// @ts-check
import { element } from "../dom.js";

/** Least time between two sentences, in milliseconds. */
const PACE = 2500;

/**
 * Tells a screen reader what happens, politely and at a calm pace: what is said in between is said
 * together at the next turn. A warning is also shown.
 */
export function narrator() {
  const spoken = element("p", { class: "unseen", "aria-live": "polite" });
  const warning = element("p", { class: "notice", role: "alert", hidden: true });
  /** @type {string[]} */
  let waiting = [];
  let timer = 0;

  const speak = () => {
    timer = 0;
    if (waiting.length === 0) return;
    spoken.textContent = waiting.join(" ");
    waiting = [];
    timer = setTimeout(speak, PACE);
  };

  return {
    node: element("div", { class: "narrator" }, warning, spoken),
    /** @param {string} sentence */
    say(sentence) {
      waiting.push(sentence);
      if (timer === 0) speak();
    },
    /** @param {string} text what is wrong; empty takes the warning away */
    warn(text) {
      warning.textContent = text;
      warning.hidden = text === "";
    },
  };
}
