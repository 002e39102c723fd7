// @ts-check
import { choice } from "../../controls/choice.js";
import { figure } from "../../controls/figures.js";
import { typeset } from "../../controls/formula.js";
import { parameterControls } from "../../controls/parameters.js";
import { styleChoice } from "../../controls/swatch.js";
import { element, write } from "../../dom.js";

/**
 * @typedef {import("../surfaces.js").DownhillSurfaces} Lab
 * @typedef {import("../surfaces.js").RunConfig} RunConfig
 */

const RATE = "learning_rate";

/**
 * The controls of one run: its optimizer and hyperparameters, its schedule, its style.
 * @param {Lab} lab
 * @param {number} place
 * @param {(run: RunConfig) => void} change
 */
export function runControls(lab, place, change) {
  const { optimizers, schedules } = lab.catalog;
  // A run that names no schedule has the first.
  const usual = schedules[0].id;
  const run = () => lab.current.runs[place];

  const optimizer = choice("Optimizer", optimizers, (id) => {
    const entry = find(optimizers, id);
    const kept = Object.entries(run().hyperparameters ?? {}).filter(([name]) =>
      entry.parameters.some((parameter) => parameter.id === name),
    );
    change({ ...run(), optimizer: id, hyperparameters: Object.fromEntries(kept) });
  });
  const rule = element("div", { class: "rule" });
  const hyperparameters = element("div");
  const bound = element("p", { class: "bound" });
  const boundFormula = element("span");
  const boundText = element("span");
  bound.append("Diverges above ", boundFormula, boundText);
  const fromHere = element("input", { type: "checkbox", onchange: () => read(lab.shown) });
  const fromHereText = element("span");
  const fromHereLabel = element("label", { class: "check" }, fromHere, fromHereText);
  const schedule = choice("Schedule", schedules, (id) => {
    const { schedule: _, ...rest } = run();
    change(id === usual ? rest : { ...rest, schedule: { id } });
  });
  const law = element("div", { class: "rule" });
  const settings = element("div");
  const rateNow = element("p", { class: "bound" });
  const styles = styleChoice(lab.palette, (index) => change({ ...run(), style: index }));

  const node = element(
    "div",
    { class: "run-controls" },
    optimizer.node,
    rule,
    hyperparameters,
    schedule.node,
    law,
    settings,
    rateNow,
    styles.node,
  );

  let shownOptimizer = "";
  let shownSchedule = "";
  let shownBound = "";
  /** The step that a change "from here on" began at, while it is still being made. */
  let here = NaN;
  /** @type {ReturnType<typeof parameterControls>} */
  let values;
  /** @type {ReturnType<typeof parameterControls>} */
  let decay;

  // The step is held while a slider is being drawn, so that one change is one entry of the schedule.
  node.addEventListener("change", () => {
    here = NaN;
  });

  /** @param {import("../../controls/parameters.js").Settings} next @param {string} id */
  function setValues(next, id) {
    const rate = next[RATE];
    if (id === RATE && fromHere.checked && rate !== undefined) {
      if (Number.isNaN(here)) here = lab.shown;
      change(lab.descent.withRateFrom(place, here, Number(rate)));
    } else {
      change({ ...run(), hyperparameters: /** @type {Record<string, number>} */ (next) });
    }
  }

  /** @param {string} id */
  function showOptimizer(id) {
    if (id === shownOptimizer) return;
    shownOptimizer = id;
    const entry = find(optimizers, id);
    values = parameterControls(entry.parameters, setValues);
    rule.replaceChildren(element("p", {}, entry.summary), typeset(entry.formula), source(entry.reference));
    hyperparameters.replaceChildren(values.node);
    values.controls.get(RATE)?.node.append(bound, fromHereLabel);
  }

  /** @param {string} id */
  function showSchedule(id) {
    if (id === shownSchedule) return;
    shownSchedule = id;
    const entry = find(schedules, id);
    decay = parameterControls(entry.parameters, (next) => change({ ...run(), schedule: { id, ...next } }));
    law.replaceChildren(typeset(entry.formula), source(entry.reference));
    settings.replaceChildren(decay.node);
  }

  /** @param {number} step */
  function read(step) {
    const { descent } = lab;
    const limit = descent.bound(place, step);
    const alpha = values.controls.get(RATE);
    bound.hidden = limit === undefined;
    alpha?.mark(limit?.value, limit ? `Diverges above ${figure(limit.value)}` : "");
    if (limit) {
      if (limit.formula !== shownBound) {
        shownBound = limit.formula;
        boundFormula.replaceChildren(typeset(limit.formula));
      }
      const where = limit.exact ? "exactly" : "locally, by the curvature where it is now";
      write(boundText, ` = ${figure(limit.value)}, ${where}`);
    }
    write(fromHereText, `Change α from step ${step} on`);
    const rate = descent.learningRate(place, step);
    rateNow.hidden = shownSchedule === usual;
    write(rateNow, `α at step ${step}: ${figure(rate)}`);
    // Rates that a schedule lists itself stand in place of α.
    const replaced = find(schedules, shownSchedule).parameters.some(({ kind }) => kind === "rates");
    alpha?.disable(replaced && !fromHere.checked);
    if (fromHere.checked) alpha?.update(Number(rate.toPrecision(6)));
    else alpha?.update(/** @type {number | undefined} */ (run().hyperparameters?.[RATE]));
  }

  return {
    node,
    read,
    focus: optimizer.focus,
    update() {
      const { hyperparameters: given, schedule: plan } = run();
      showOptimizer(run().optimizer);
      showSchedule(plan?.id ?? usual);
      optimizer.update(run().optimizer);
      values.update(given);
      schedule.update(plan?.id ?? usual);
      const { id: _, ...parameters } = plan ?? { id: usual };
      decay.update(parameters);
      styles.update(lab.styleIndex(place), lab.palette);
    },
  };
}

/**
 * @template {{ id: string }} Entry
 * @param {Entry[]} entries
 * @param {string} id
 */
function find(entries, id) {
  return /** @type {Entry} */ (entries.find((entry) => entry.id === id));
}

/** @param {string} reference */
function source(reference) {
  return reference ? element("p", { class: "source" }, reference) : "";
}
