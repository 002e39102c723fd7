// @ts-check
import { count } from "../../controls/figures.js";
import { messageFor } from "../../controls/message.js";
import { swatch } from "../../controls/swatch.js";
import { element, unique, write } from "../../dom.js";
import { ownDataOf } from "./experiment.js";

/** @typedef {import("./race.js").TrainingRace} TrainingRace */

/** Classes that can be drawn. */
const CLASSES = 6;

/**
 * Data of one's own: points drawn on the pictures with a class each, or a table that is pasted,
 * dropped or opened.
 * @param {TrainingRace} race
 */
export function ownData(race) {
  const group = unique("brush");
  const brushes = Array.from({ length: CLASSES }, (_, index) => {
    const piece = swatch(race.palette[index]);
    return { piece, node: brush(`Draw class ${index}`, index, piece.node) };
  });
  const eraser = brush("Remove points", undefined, element("span", {}, "remove"));
  const how = element("p", { class: "source" });
  const tools = element(
    "div",
    { class: "parameters" },
    element(
      "fieldset",
      { class: "styles" },
      element("legend", {}, "A press on a picture draws"),
      ...brushes.map(({ node }) => node),
      eraser,
    ),
  );
  const text = element("textarea", {
    id: unique("table"),
    rows: 5,
    spellcheck: "false",
    placeholder: "x, y, class\n0.5, 1.2, a\n…",
    ondragover: /** @param {DragEvent} event */ (event) => event.preventDefault(),
    ondrop: drop,
  });
  const message = messageFor(text);
  const file = element("input", {
    type: "file",
    accept: ".csv,.tsv,.txt,text/csv,text/plain",
    "aria-label": "Open a table",
    onchange: () => open(file.files?.[0]),
  });
  const table = element(
    "details",
    {},
    element("summary", {}, "A table of your own"),
    element(
      "div",
      { class: "control" },
      element("label", { for: text.id }, "A line a sample: its inputs, then its target, the name of a class or a number. Targets that are all whole numbers from 0 on are classes too."),
      text,
      message.node,
      element(
        "div",
        { class: "own-buttons" },
        element("button", { type: "button", onclick: read }, "Train on it"),
        file,
      ),
    ),
  );
  const node = element("div", { class: "own" }, tools, how, table);

  /**
   * @param {string} label
   * @param {number | undefined} index
   * @param {Node} shown
   */
  function brush(label, index, shown) {
    const input = element("input", {
      type: "radio",
      name: group,
      "aria-label": label,
      onchange: () => race.regions.take(index),
    });
    input.checked = index === 0;
    return element("label", { class: "style" }, input, shown);
  }

  function read() {
    message.attempt(() => {
      const { inputs, targets } = race.wasm.readTable(text.value);
      race.setData({ inputs, targets }, { window: undefined });
    });
  }

  /** @param {File | undefined} given */
  async function open(given) {
    if (!given) return;
    text.value = await given.text();
    read();
  }

  /** @param {DragEvent} event */
  function drop(event) {
    const given = event.dataTransfer?.files[0];
    if (!given) return;
    event.preventDefault();
    open(given);
  }

  return {
    node,
    update() {
      const data = ownDataOf(race.experiment);
      const drawn = data !== undefined && race.facts.width === 2;
      tools.hidden = !drawn;
      how.hidden = data === undefined;
      brushes.forEach(({ piece }, index) => piece.update(race.palette[index]));
      if (!data) return;
      const { width, classes } = race.facts;
      const task = classes > 0 ? `${classes} classes, numbered from 0 to ${classes - 1}` : "a regression";
      const samples = data.targets.length === 1 ? "1 sample" : `${count(data.targets.length)} samples`;
      const seen = width > 2 ? ` Of ${width} inputs, the pictures show the first two; the others are at their mean.` : "";
      write(how, `${samples}, ${task}.${seen}`);
    },
  };
}
