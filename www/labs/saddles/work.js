// @ts-check
import { relabel, iconButton } from "../../controls/icons.js";
import { element, write } from "../../dom.js";

/** @typedef {import("./bench.js").Saddles} Saddles */

/**
 * How far the work has come, with a button that stops it and lets it go on.
 * @param {Saddles} bench
 */
export function work(bench) {
  const button = iconButton("pause", "Stop", () => {
    if (bench.done) bench.rewind();
    else bench.lab.toggle();
  });
  const bar = element("progress", { max: 1, "aria-label": "Work done" });
  const text = element("output", { class: "unit" });
  return {
    node: element("div", { class: "work" }, button, bar, text),
    /** @param {number} progress */
    update(progress) {
      if (bench.done) relabel(button, "reset", "Compute again");
      else if (bench.lab.playing) relabel(button, "pause", "Stop");
      else relabel(button, "play", "Go on");
      bar.value = progress;
      write(text, bench.done ? "done" : `${Math.floor(100 * progress)}%`);
    },
  };
}
