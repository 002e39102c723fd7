// @ts-check
// The playground: one lab at a time, with the experiment that the address holds.

import { element } from "./dom.js";
import { fromAddress, labs, toHash } from "./downhill-elements.js";

/** Milliseconds between two changes of the address while an experiment changes: browsers refuse many at once. */
const PACE = 300;

/** @typedef {InstanceType<(typeof labs)[number]["Lab"]>} Lab */

const place = /** @type {HTMLElement} */ (document.querySelector("main"));
const menu = /** @type {HTMLElement} */ (document.querySelector("nav"));

const links = labs.map(({ id, label }) => element("a", { href: `#${id}` }, label));
menu.append(...links);
/** The labs that have been opened. @type {Map<string, Lab>} */
const opened = new Map();
let shown = labs[0].id;
/** The hash that the page has read or written last. */
let hash = location.hash;

/** @param {typeof labs[number]} one */
function labOf({ id, tag }) {
  const known = opened.get(id);
  if (known) return known;
  const lab = /** @type {Lab} */ (place.querySelector(tag) ?? document.createElement(tag));
  opened.set(id, lab);
  lab.addEventListener("change", () => id === shown && note());
  if (!lab.isConnected) place.append(lab);
  return lab;
}

/** Shows what the address names, the first lab when it names none; the others wait as they are. */
function show() {
  hash = location.hash;
  const { lab: chosen, experiment, problems } = fromAddress(hash);
  shown = chosen.id;
  document.title = `${chosen.label} · Downhill`;
  const lab = labOf(chosen);
  for (const [id, one] of opened) one.toggleAttribute("hidden", id !== shown);
  links.forEach((link, nth) => {
    if (labs[nth] === chosen) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  if (experiment ? hash !== address(lab) : problems.length > 0) lab.adopt(experiment ?? {}, problems);
  else if (lab.experiment) write();
}

/** The hash of what a lab shows. @param {Lab} lab */
function address(lab) {
  return toHash(shown, lab.isUsual ? undefined : lab.experiment);
}

let timer = 0;

/** Writes what is shown into the address, soon. */
function note() {
  if (timer === 0) timer = setTimeout(write, PACE);
}

function write() {
  clearTimeout(timer);
  timer = 0;
  // Another address is there already and about to be shown: what is shown now must not take its place.
  if (location.hash !== hash) return;
  const next = address(labOf(labs.find(({ id }) => id === shown) ?? labs[0]));
  if (next === hash) return;
  history.replaceState(null, "", next);
  hash = location.hash;
}

/** Opens the experiment that one lab sends to another. @param {Event} event */
function receive(event) {
  const { lab, experiment } = /** @type {CustomEvent} */ (event).detail;
  if (!labs.some(({ id }) => id === lab)) return;
  event.preventDefault();
  location.hash = toHash(lab, experiment);
  scrollTo({ top: 0 });
}

addEventListener("send", receive);
// What the page holds from the beginning is shown or hidden like any other.
for (const one of labs) if (place.querySelector(one.tag)) labOf(one);
addEventListener("hashchange", show);
show();

// For the next visit, which may have no network; once there is something to see.
if ("serviceWorker" in navigator && location.protocol.startsWith("http")) {
  place.addEventListener("ready", () => navigator.serviceWorker.register("service-worker.js").catch(() => {}), {
    once: true,
    capture: true,
  });
}
