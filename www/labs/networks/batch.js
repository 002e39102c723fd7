// @ts-check
import { typed } from "../../controls/figures.js";
import { messageFor } from "../../controls/message.js";
import { element, unique, write } from "../../dom.js";

/** @typedef {import("./race.js").TrainingRace} TrainingRace */
/** @typedef {number | "all"} Batch */

const ALL = "all";
/** The slider goes through the powers of two up to this one; its last position is all samples. */
const LARGEST = 12;

/**
 * A field and a slider for the size of a batch: a number of samples, or all of them.
 * @param {string} label
 * @param {(batch: Batch) => void} change
 */
function batchControl(label, change) {
  const field = element("input", {
    type: "text",
    class: "number",
    autocomplete: "off",
    spellcheck: "false",
    id: unique("batch"),
    onchange: () => message.attempt(() => change(read(field.value))),
  });
  const message = messageFor(field);
  const slider = element("input", {
    type: "range",
    min: 0,
    max: LARGEST + 1,
    "aria-label": label,
    oninput: () => {
      const place = Number(slider.value);
      message.attempt(() => change(place > LARGEST ? ALL : 2 ** place));
    },
  });
  const node = element(
    "div",
    { class: "control" },
    element(
      "div",
      { class: "control-head" },
      element("label", { for: field.id }, label),
      field,
      element("span", { class: "unit" }, "samples"),
    ),
    element("div", { class: "slider" }, slider),
    message.node,
  );

  return {
    node,
    /** @param {Batch} batch */
    update(batch) {
      const place = batch === ALL ? LARGEST + 1 : Math.min(LARGEST, Math.round(Math.log2(batch)));
      slider.value = String(place);
      slider.style.setProperty("--share", String(place / (LARGEST + 1)));
      const text = String(batch);
      slider.setAttribute("aria-valuetext", `${text} samples`);
      if (field.value !== text) {
        field.value = text;
        message.show("");
      }
    },
  };
}

/** @param {string} text @returns {Batch} */
function read(text) {
  if (text.trim().toLowerCase() === ALL) return ALL;
  const value = typed(text);
  if (!(Number.isInteger(value) && value >= 1)) {
    throw new Error(`“${text.trim()}” must be “${ALL}” or a whole number of samples, at least 1`);
  }
  return value;
}

/**
 * The size of batch of all runs that have none of their own, and what is advised.
 * @param {TrainingRace} race
 */
export function commonBatch(race) {
  const control = batchControl("Batch", (batch) => race.set({ batch }));
  const advice = element("p", { class: "source" });
  control.node.append(advice);
  return {
    node: control.node,
    update() {
      control.update(race.experiment.batch);
      const run = race.experiment.runs.findIndex(({ batch }) => batch === undefined);
      write(advice, run < 0 ? "Every run has a batch of its own." : race.training.batchAdvice(run));
    },
  };
}

/**
 * The size of batch of one run: its own, or that of all.
 * @param {TrainingRace} race
 * @param {number} place
 * @param {(run: import("./experiment.js").Run) => void} change
 */
export function runBatch(race, place, change) {
  const run = () => race.experiment.runs[place];
  const own = element("input", {
    type: "checkbox",
    onchange: () => {
      const { batch: _, ...rest } = run();
      change(own.checked ? { ...rest, batch: race.experiment.batch } : rest);
    },
  });
  const control = batchControl("Batch of this run", (batch) => change({ ...run(), batch }));
  const advice = element("p", { class: "source" });
  const node = element(
    "div",
    { class: "parameters" },
    element("label", { class: "check" }, own, "A batch of its own"),
    control.node,
    advice,
  );
  return {
    node,
    update() {
      const { batch } = run();
      own.checked = batch !== undefined;
      control.node.hidden = advice.hidden = batch === undefined;
      if (batch === undefined) return;
      control.update(batch);
      write(advice, race.training.batchAdvice(place));
    },
  };
}
