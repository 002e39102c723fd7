// @ts-check
import { count, figure } from "../../controls/figures.js";
import { numberControl } from "../../controls/number.js";
import { element, write } from "../../dom.js";
import { course, CURVE } from "../ledger/course.js";
import { STEP } from "../ledger/step.js";
import { ledgerTable } from "../ledger/table.js";
import { OPEN, part, wholeField } from "../part.js";

/** @typedef {import("./race.js").TrainingRace} TrainingRace */

/** More parameters than any network here has. */
const MOST_PARAMETERS = 1e6;
const COLUMNS = ["this parameter", "length over all"];
const CURVES = ["median", "lowest", "highest"];
/** The symbol of the effective rate, in the notation of all rules. */
const RATE = "η";

/**
 * The ledger of the chosen run: the rule of the update to come with the numbers of one parameter,
 * its terms over all parameters, and their course.
 * @param {TrainingRace} race
 */
export function ledger(race) {
  const table = ledgerTable();
  const note = element("p", { class: "look" });
  const rates = element("p", { class: "look" });
  const kept = part(race, ["ledger"], [OPEN, STEP, wholeField("parameter", 0, 0, MOST_PARAMETERS), CURVE]);
  const curves = course(race.wasm, kept, () => race.invalidate());
  const choice = element("div");
  const name = element("p", { class: "source" });
  const node = element(
    "details",
    { ontoggle: () => node.open === kept.isOpen || kept.set({ open: node.open }) },
    element("summary", {}, "Ledger: the next update, written out"),
    element("div", { class: "ledger" }, choice, name, note, table.node, rates, curves.node),
  );
  let last = -1;
  let wasOpen = false;
  /** @type {import("../../controls/number.js").Control<number> | undefined} */
  let control;
  /** The parameter that is set; the last one, where there are not so many. */
  const parameterOf = () => Math.min(Number(kept.value("parameter")), last);

  /** A control for the number of a parameter, of so many. @param {number} parameters */
  function choose(parameters) {
    if (control && last === parameters - 1) {
      control.update(parameterOf());
      return;
    }
    last = parameters - 1;
    control = numberControl(
      { id: "parameter", symbol: "", label: "Parameter", kind: "seed", default: 0, min: 0, max: Math.max(1, last), scale: "linear", unit: "" },
      (value = 0) => {
        if (!(Number.isInteger(value) && value >= 0 && value <= last)) {
          throw new Error(`the parameter must be a whole number from 0 to ${last}`);
        }
        kept.set({ parameter: value });
      },
    );
    control.update(parameterOf());
    choice.replaceChildren(control.node);
  }

  return {
    kept,
    /** The experiment is another. */
    update() {
      // Only then: the visitor may just have unfolded it, and it is told of that later.
      if (kept.isOpen !== wasOpen) node.open = wasOpen = kept.isOpen;
    },
    node: element("section", { "aria-label": "Ledger" }, node),
    resize: curves.resize,
    /** @param {boolean} dark */
    recolour: (dark) => curves.view.setTheme(dark),
    /** Writes the ledger; whether all of it is drawn. @param {number} update the update shown */
    read(update) {
      if (!kept.isOpen) return true;
      const { training, chosen } = race;
      choose(training.parameters(chosen).length);
      const parameter = parameterOf();
      const written = training.ledger(chosen, parameter);
      const called = race.nameOf(chosen);
      table.node.hidden = curves.node.hidden = rates.hidden = name.hidden = choice.hidden = !written;
      note.hidden = written !== undefined;
      if (!written) {
        write(note, `${called} has diverged and makes no update any more.`);
        return true;
      }
      write(name, placeOf(training.layers(), parameter));
      const over = new Map(written.summaries.map((summary) => [summary.symbol, summary]));
      const length = /** @param {string} symbol */ (symbol) => [over.get(symbol)?.norm ?? NaN];
      table.update(`Update t = ${count(written.t)} of ${called}`, written, COLUMNS, 0, length);
      const rate = over.get(RATE);
      if (rate) {
        write(
          rates,
          `Effective rate over all ${count(last + 1)} parameters: lowest ${figure(rate.min)}, median ${figure(rate.median)}, highest ${figure(rate.max)}.`,
        );
      }
      curves.update(written, CURVES);
      return !curves.visible || curves.view.drawTrainingCourse(training, chosen, curves.symbol, update);
    },
  };
}

/**
 * What a parameter is.
 * @param {{ inputs: number, outputs: number, weights: number, biases: number }[]} layers
 * @param {number} parameter
 */
function placeOf(layers, parameter) {
  const layer = layers.findLastIndex(({ weights }) => weights <= parameter);
  const { inputs, weights, biases } = layers[layer];
  const unit = /** @param {number} number */ (number) =>
    layer === layers.length - 1 ? `output ${number + 1}` : `unit ${number + 1} of layer ${layer + 1}`;
  if (parameter >= biases) return `The bias of ${unit(parameter - biases)}`;
  const [to, from] = [Math.floor((parameter - weights) / inputs), (parameter - weights) % inputs];
  const before = layer === 0 ? `input ${from + 1}` : `unit ${from + 1} of layer ${layer}`;
  return `The weight of ${before} in ${unit(to)}`;
}
