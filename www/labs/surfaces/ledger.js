// @ts-check
import { changingChoice, choice } from "../../controls/choice.js";
import { count } from "../../controls/figures.js";
import { drawing, element, write } from "../../dom.js";
import { course, CURVE } from "../ledger/course.js";
import { STEP } from "../ledger/step.js";
import { ledgerTable } from "../ledger/table.js";
import { choiceField, OPEN, part, runField } from "../part.js";

/** @typedef {import("./race.js").Race} Race */

/** Milliseconds of a frame that may go into making steps again. */
const BUDGET = 4;
const COORDINATES = ["x", "y"];
/** The average of the gradients, in the notation of all rules; with a hat where it is corrected. */
const MOMENTUM = "v";

/**
 * The ledger of one run: the rule of the step to come with its numbers, its arrows on the map, and
 * the course of its terms.
 * @param {Race} race
 */
export function ledger(race) {
  const table = ledgerTable();
  const note = element("p", { class: "look", hidden: true });
  const step = element("span");
  const momentum = element("span", {}, arrow("0.5 4", 2, "M23 4 31 8 23 12Z"), "against the momentum, on the same scale");
  const arrows = element(
    "p",
    { class: "legend" },
    element("span", {}, arrow("6 4", 1.5, "M24 4 31 8 24 12"), "against the gradient"),
    momentum,
    element("span", {}, arrow("", 3, "M22 3 31 8 22 13Z", "currentColor"), step),
  );
  const kept = part(race, ["ledger"], [OPEN, runField(), STEP, choiceField("coordinate", COORDINATES), CURVE]);
  const curves = course(race.wasm, kept, () => race.invalidate());
  const runs = () => race.experiment.runs.map((_, id) => ({ id: String(id), label: race.nameOf(id) }));
  const chosen = changingChoice("Run", runs, (id) => kept.set({ run: Number(id) }));
  const filled = choice("Numbers of", COORDINATES.map((id) => ({ id, label: id })), (id) => kept.set({ coordinate: id }));
  const content = element("div", { class: "ledger" }, chosen.node, arrows, filled.node, note, table.node, curves.node);
  const node = element(
    "details",
    { ontoggle: () => node.open === kept.isOpen || kept.set({ open: node.open }) },
    element("summary", {}, "Ledger: the next step, written out"),
    content,
  );
  /** Whether the steps up to the one shown have been made again. */
  let recalled = true;

  let wasOpen = false;
  const run = () => Number(kept.value("run"));

  return {
    kept,
    node: element("section", { "aria-label": "Ledger" }, node),
    resize: curves.resize,
    /** @param {boolean} dark */
    recolour: (dark) => curves.view.setTheme(dark),
    /** The experiment is another. */
    update() {
      // Only then: the visitor may just have unfolded it, and it is told of that later.
      if (kept.isOpen !== wasOpen) node.open = wasOpen = kept.isOpen;
      chosen.update(String(run()));
      filled.update(kept.value("coordinate"));
    },
    /** Draws the arrows; whether all is drawn. @param {number} at the step shown */
    draw(at) {
      if (!kept.isOpen) {
        race.stage.drawArrows();
        return true;
      }
      recalled = race.descent.recall(run(), at, BUDGET);
      if (!recalled) return false;
      const magnified = race.stage.drawArrows(run(), at);
      const words = magnified === undefined || magnified === 1 ? "as long as it is" : `${count(magnified)} times as long as it is`;
      write(step, `the step, drawn ${words}`);
      return true;
    },
    /** Writes the ledger. @param {number} at the step shown */
    read(at) {
      if (!kept.isOpen || !recalled) return;
      const written = race.descent.ledger(run(), at);
      table.node.hidden = curves.node.hidden = !written;
      note.hidden = written !== undefined;
      if (!written) {
        write(note, `${race.nameOf(run())} makes no step here: ${race.descent.describe(run())}.`);
        return;
      }
      const place = COORDINATES.indexOf(kept.value("coordinate"));
      table.update(`Update t = ${count(written.t)} of ${race.nameOf(run())}`, written, COORDINATES, place);
      momentum.hidden = !written.lines.some(({ term }) => term.symbol.startsWith(MOMENTUM));
      curves.update(written, COORDINATES);
      if (curves.visible) curves.view.drawCourse(race.descent, run(), curves.symbol, at);
    },
  };
}

/**
 * An arrow of the legend, as the picture draws it.
 * @param {string} dash
 * @param {number} width
 * @param {string} head
 * @param {string} [fill]
 */
function arrow(dash, width, head, fill = "none") {
  const line = drawing("path", { d: "M1 8H29", "stroke-width": width, "stroke-dasharray": dash });
  return drawing(
    "svg",
    { viewBox: "0 0 32 16", class: "swatch", "aria-hidden": "true", fill, stroke: "currentColor", "stroke-linecap": "round" },
    line,
    drawing("path", { d: head, "stroke-width": 1.5 }),
  );
}
