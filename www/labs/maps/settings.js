// @ts-check
// What is set in a panel: kept in the experiment, under `maps`.
import { changingChoice } from "../../controls/choice.js";
import { numberControl } from "../../controls/number.js";
import { optionalNumber } from "../../controls/optional.js";
import { element } from "../../dom.js";
import { OPEN, part, runField, wholeField } from "../part.js";

/** @typedef {import("./panel.js").Subject} Subject */
/** @typedef {ReturnType<typeof settings>} Settings */

/**
 * The settings of a panel, and their controls.
 * @param {Subject} subject
 * @param {string} id what the panel is called in the experiment
 */
export function settings(subject, id) {
  /** @type {import("../part.js").Field[]} */
  const fields = [OPEN];
  const kept = part(subject, ["maps", id], fields);
  /** @type {(() => void)[]} */
  const updates = [];

  return {
    id,
    ...kept,
    get isOpen() {
      return kept.isOpen;
    },
    /** All that is set beside whether it is open, to tell whether it has changed. */
    get values() {
      return JSON.stringify(fields.slice(1).map((field) => kept.value(field.id)));
    },
    /** Shows what is set. */
    update: () => updates.forEach((update) => update()),

    /**
     * A whole number.
     * @param {{ id: string, label: string, usual: number, min: number, max: number, scale?: "linear" | "log", unit?: string }} about
     */
    number({ id: name, label, usual, min, max, scale = "log", unit = "" }) {
      fields.push(wholeField(name, usual, min, max));
      const parameter = { id: name, symbol: "", label, kind: "count", default: usual, min, max, scale, unit };
      const control = numberControl(parameter, (value) => kept.set({ [name]: value }));
      updates.push(() => control.update(kept.value(name)));
      return { node: control.node, get value() { return Number(kept.value(name)); } };
    },

    /**
     * How many steps or updates a run makes.
     * @param {number} usual
     */
    budget(usual) {
      const unit = `${subject.noun}s`;
      const label = `${unit[0].toUpperCase()}${unit.slice(1)} of each run`;
      return this.number({ id: "steps", label, usual, min: 10, max: 20_000, unit });
    },

    /**
     * A number that may be left out.
     * @param {{ id: string, label: string, otherwise: string }} about `otherwise`: what holds then
     */
    optional({ id: name, label, otherwise }) {
      fields.push({ id: name, refusal: (value) => (Number.isFinite(value) ? "" : "be a number") });
      const control = optionalNumber(label, otherwise, (value) => kept.set({ [name]: value }));
      updates.push(() => control.update(kept.value(name)));
      return { node: control.node, /** @returns {number | undefined} */ get value() { return kept.value(name); } };
    },

    /**
     * A choice among entries that may depend on the experiment; the first is usual.
     * @param {string} name
     * @param {string} label
     * @param {(experiment: any) => { id: string, label: string }[]} entries
     */
    choice(name, label, entries) {
      const ids = /** @param {any} experiment */ (experiment) => entries(experiment).map((entry) => entry.id);
      fields.push({
        id: name,
        usual: ids(subject.experiment)[0],
        refusal: (value, experiment) =>
          ids(experiment).includes(value) ? "" : `be one of ${ids(experiment).map((one) => `"${one}"`).join(", ")}`,
      });
      const control = changingChoice(label, () => entries(subject.experiment), (value) => kept.set({ [name]: value }));
      updates.push(() => control.update(kept.value(name)));
      return { node: control.node, /** @returns {string} */ get value() { return kept.value(name); } };
    },

    /**
     * A choice among the runs.
     * @param {string} label
     */
    run(label) {
      fields.push(runField());
      const entries = () => subject.experiment.runs.map((_, run) => ({ id: String(run), label: subject.nameOf(run) }));
      const control = changingChoice(label, entries, (value) => kept.set({ run: Number(value) }));
      updates.push(() => control.update(String(kept.value("run"))));
      return { node: control.node, get value() { return Number(kept.value("run")); } };
    },
  };
}
