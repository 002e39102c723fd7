// @ts-check
import { choice } from "../../controls/choice.js";
import { iconButton } from "../../controls/icons.js";
import { numbers } from "../../controls/list.js";
import { messageFor } from "../../controls/message.js";
import { numberControl } from "../../controls/number.js";
import { parameterControls } from "../../controls/parameters.js";
import { element, unique } from "../../dom.js";

/** @typedef {import("./bench.js").Averages} Averages */

const OWN = { id: "", label: "Your own numbers" };
const SEED = { id: "seed", symbol: "", label: "Seed", kind: "seed", default: 0, min: 0, max: 999, scale: "linear", unit: "" };

/**
 * What is averaged: a series of the catalog with its parameters and seed, or pasted numbers.
 * @param {Averages} bench
 */
export function series(bench) {
  const { series: entries } = bench.catalog;
  const select = choice("Series", [...entries, OWN], (id) => {
    const begin = { seriesParameters: undefined, day: undefined };
    if (id !== OWN.id) bench.set({ ...begin, series: id });
    else bench.set({ ...begin, series: [...bench.averaging.curve(0, "raw")].map((x) => Number(x.toPrecision(4))) });
  });
  const parameters = element("div");
  const box = element("textarea", {
    id: unique("numbers"),
    class: "list",
    rows: 6,
    spellcheck: "false",
    oninput: read,
  });
  const message = messageFor(box);
  const pasted = element(
    "div",
    { class: "control", hidden: true },
    element("label", { for: box.id }, "Numbers, parted by spaces, commas or lines"),
    box,
    message.node,
  );
  const seed = numberControl(SEED, (value) => bench.set({ seed: value }));
  const another = iconButton("another", "Another seed", () => bench.set({ seed: (bench.experiment.seed ?? 0) + 1 }));
  seed.node.querySelector(".control-head")?.append(another);
  const node = element("section", { "aria-label": "Series" }, select.node, pasted, parameters, seed.node);

  /** What was last read from the box, to leave the text alone while it is typed. */
  let known = "";
  let shown = "";
  /** @type {ReturnType<typeof parameterControls> | undefined} */
  let controls;

  function read() {
    message.attempt(() => {
      const values = numbers(box.value);
      known = values.join();
      bench.set({ series: values, day: undefined });
    });
  }

  return {
    node,
    /** The experiment is another. */
    update() {
      const { series: given, seriesParameters, seed: from } = bench.experiment;
      const entry = bench.seriesEntry;
      const id = entry?.id ?? OWN.id;
      select.update(id);
      pasted.hidden = typeof given === "string";
      seed.node.hidden = !entry;
      if (typeof given !== "string" && given.join() !== known) {
        known = given.join();
        box.value = given.join(", ").replaceAll("-", "−");
        message.show("");
      }
      if (shown !== id) {
        shown = id;
        controls = entry && parameterControls(entry.parameters, (next) => {
          bench.set({ seriesParameters: Object.keys(next).length > 0 ? /** @type {Record<string, number>} */ (next) : undefined });
        });
        parameters.replaceChildren(...(controls ? [controls.node] : []));
      }
      controls?.update(seriesParameters);
      seed.update(from);
    },
  };
}
