// @ts-check
import { choice } from "../../controls/choice.js";
import { count, setting } from "../../controls/figures.js";
import { formulaPlace, typeset } from "../../controls/formula.js";
import { parameterControls } from "../../controls/parameters.js";
import { styleChoice } from "../../controls/swatch.js";
import { element, write } from "../../dom.js";
import { LEARNING_RATE } from "./contest.js";

/**
 * @typedef {import("./contest.js").Contest} Contest
 * @typedef {import("./contest.js").RunConfig} RunConfig
 */

/**
 * The controls of one run: its optimizer and hyperparameters, its schedule, its style, and what the
 * lab adds.
 * @param {Contest} race
 * @param {number} place
 * @param {(run: RunConfig) => void} change
 */
export function runControls(race, place, change) {
  const { optimizers, schedules } = race.catalog;
  // A run that names no schedule has the first.
  const usual = schedules[0].id;
  const run = () => race.experiment.runs[place];

  const optimizer = choice("Optimizer", optimizers, (id) => {
    const entry = find(optimizers, id);
    const kept = Object.entries(run().hyperparameters ?? {}).filter(([name]) =>
      entry.parameters.some((parameter) => parameter.id === name),
    );
    setHyperparameters({ ...run(), optimizer: id }, Object.fromEntries(kept));
  });
  const rule = formulaPlace("Rule");
  const hyperparameters = element("div");
  const bound = element("p", { class: "bound" });
  const boundFormula = element("span");
  const boundText = element("span");
  bound.append("Diverges above ", boundFormula, boundText);
  const fromHere = element("input", { type: "checkbox", onchange: () => read(race.shown) });
  const fromHereText = element("span");
  const fromHereLabel = element("label", { class: "check", hidden: !race.isFollowed }, fromHere, fromHereText);
  const schedule = choice("Schedule", schedules, (id) => {
    const { schedule: _, ...rest } = run();
    change(id === usual ? rest : { ...rest, schedule: { id } });
  });
  const law = formulaPlace("Rate");
  const settings = element("div");
  const rateNow = element("p", { class: "bound" });
  const more = race.moreControls(place, change);
  const styles = styleChoice(race.palette, (index) => change({ ...run(), style: index }));

  const byRule = [optimizer.node, rule, hyperparameters];
  const byTime = [schedule.node, law, settings, rateNow];
  const node = element(
    "div",
    { class: "run-controls" },
    ...(race.scheduleFirst ? [...byTime, ...byRule] : [...byRule, ...byTime]),
    more?.node,
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
    const rate = next[LEARNING_RATE];
    if (id === LEARNING_RATE && fromHere.checked && rate !== undefined) {
      if (Number.isNaN(here)) here = race.shown;
      change(race.withRateFrom(place, here, Number(rate)));
    } else {
      setHyperparameters(run(), /** @type {Record<string, number>} */ (next));
    }
  }

  /** @param {RunConfig} given @param {Record<string, number>} next */
  function setHyperparameters({ hyperparameters: _, ...rest }, next) {
    change(Object.keys(next).length > 0 ? { ...rest, hyperparameters: next } : rest);
  }

  /** @param {string} id */
  function showOptimizer(id) {
    if (id === shownOptimizer) return;
    shownOptimizer = id;
    const entry = find(optimizers, id);
    values = parameterControls(entry.parameters, setValues);
    rule.replaceChildren(element("p", {}, entry.summary), typeset(entry.formula), source(entry.reference));
    hyperparameters.replaceChildren(values.node);
    values.controls.get(LEARNING_RATE)?.node.append(bound, fromHereLabel);
  }

  /** @param {string} id */
  function showSchedule(id) {
    if (id === shownSchedule) return;
    shownSchedule = id;
    const entry = find(schedules, id);
    decay = parameterControls(entry.parameters, (next) => change({ ...run(), schedule: { id, ...next } }));
    law.replaceChildren(...(id === usual ? [] : [typeset(entry.formula), source(entry.reference)]));
    settings.replaceChildren(decay.node);
  }

  /** @param {number} step */
  function read(step) {
    const limit = race.boundOf(place, step);
    const alpha = values.controls.get(LEARNING_RATE);
    bound.hidden = limit === undefined;
    alpha?.mark(limit?.value, limit ? `Diverges above ${setting(limit.value)}` : "");
    if (limit) {
      if (limit.formula !== shownBound) {
        shownBound = limit.formula;
        boundFormula.replaceChildren(typeset(limit.formula));
      }
      const reach = limit.exact ? "exact" : "local: by the curvature where it is";
      write(boundText, ` = ${setting(limit.value)} (${reach})`);
    }
    write(fromHereText, `Change α from ${race.noun} ${count(step)} on`);
    const rate = race.rateOf(place, step);
    // Rates that a schedule lists itself stand in place of α.
    const replaced = find(schedules, shownSchedule).parameters.some(({ kind }) => kind === "rates");
    const why = replaced ? "The rates stand in place of α. " : "";
    rateNow.hidden = shownSchedule === usual;
    write(rateNow, `${why}At ${race.noun} ${count(step)}: α = ${setting(rate)}`);
    alpha?.disable(replaced && !fromHere.checked);
    if (fromHere.checked) alpha?.update(Number(rate.toPrecision(6)));
    else alpha?.update(/** @type {number | undefined} */ (run().hyperparameters?.[LEARNING_RATE]));
  }

  return {
    node,
    read,
    focus: race.scheduleFirst ? schedule.focus : optimizer.focus,
    update() {
      const { hyperparameters: given, schedule: plan } = run();
      showOptimizer(run().optimizer);
      showSchedule(plan?.id ?? usual);
      optimizer.update(run().optimizer);
      values.update(given);
      schedule.update(plan?.id ?? usual);
      const { id: _, ...parameters } = plan ?? { id: usual };
      decay.update(/** @type {import("../../controls/parameters.js").Settings} */ (parameters));
      more?.update();
      styles.update(race.styleIndex(place), race.palette);
    },
  };
}

/**
 * @param {import("../../downhill.js").CatalogEntry[]} entries
 * @param {string} id one that is among them: the experiment has been checked
 */
function find(entries, id) {
  return entries.find((entry) => entry.id === id) ?? entries[0];
}

/** @param {string} reference */
function source(reference) {
  return reference ? element("p", { class: "source" }, reference) : "";
}
