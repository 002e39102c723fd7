// @ts-check
// One lab in a frame: the one its address names, as a link does, with controls=none, minimal or full
// among the parts. It tells the page around it how high it is: { type: "downhill", height }.

import { fromAddress, labs } from "./downhill-elements.js";

/** @type {HTMLElement | undefined} */
let shown;

function show() {
  const { lab: { tag }, experiment = {}, problems } = fromAddress(location.hash);
  const { controls = "minimal", ...parts } = experiment;
  const lab = /** @type {InstanceType<(typeof labs)[number]["Lab"]>} */ (document.createElement(tag));
  lab.setAttribute("controls", String(controls));
  // An address that says nothing of the experiment leaves the lab's own.
  if (Object.keys(parts).length > 0 || problems.length > 0) lab.adopt(parts, problems);
  if (shown) shown.replaceWith(lab);
  else document.body.append(lab);
  shown = lab;
}

new ResizeObserver(() => {
  // A pixel more, so that a fraction of one never asks for a scroll bar.
  const height = Math.ceil(document.body.getBoundingClientRect().height) + 1;
  parent.postMessage({ type: "downhill", height }, "*");
}).observe(document.body);

addEventListener("hashchange", show);
show();
