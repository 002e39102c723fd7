// @ts-check
import { count, figure, setting } from "../../controls/figures.js";
import { element, write } from "../../dom.js";
import { LEARNING_RATE } from "../runs/contest.js";

/**
 * @typedef {import("./race.js").Race} Race
 *
 * @typedef {object} Remark a sentence about the race as it stands
 * @property {string} key what it is about: the same sentence with other numbers keeps its buttons
 * @property {string} text
 * @property {{ label: string, set: () => void }[]} links what sets the experiment it speaks of
 */

/** Runs whose bound is told at most. */
const MOST_BOUNDS = 2;
/** Just under a bound and just over it. */
const UNDER = 0.975;
const OVER = 1.05;
const STOPPED = "diverged";

/**
 * What can be said of the race at the step shown, whoever set it up: every number is read off it.
 * @param {Race} race
 */
export function remarks(race) {
  const node = element("ul", { class: "remarks" });
  let shown = "";
  /** @type {HTMLElement[]} */
  let texts = [];
  /** @type {Remark[]} */
  let told = [];

  return {
    node,
    /** @param {number} step */
    read(step) {
      told = [...boundsOf(race), ...ratesOf(race), ...noiseOf(race), ...switchesOf(race), ...leaderOf(race, step)];
      const keys = told.map(({ key, links }) => [key, links.map(({ label }) => label)]);
      const now = JSON.stringify(keys);
      if (now !== shown) {
        shown = now;
        texts = told.map(() => element("span"));
        node.replaceChildren(
          ...told.map(({ links }, i) =>
            element("li", {}, texts[i], ...links.map(({ label }, j) =>
              element("button", { type: "button", class: "link", onclick: () => set(i, j) }, label))),
          ),
        );
      }
      told.forEach(({ text }, i) => write(texts[i], text));
    },
  };

  /** @param {number} remark @param {number} link */
  function set(remark, link) {
    try {
      told[remark].links[link].set();
      race.raceAgain();
    } catch (error) {
      race.lab.fail(error);
    }
  }
}

/** Runs that are seen. @param {Race} race */
function seen(race) {
  return race.experiment.runs.flatMap(({ hidden }, run) => (hidden ? [] : [run]));
}

/** Changes hyperparameters of some runs. @param {Race} race @param {number[]} runs @param {Record<string, number>} next */
function give(race, runs, next) {
  const changed = race.experiment.runs.map((run, place) =>
    runs.includes(place) ? { ...run, hyperparameters: { ...run.hyperparameters, ...next } } : run,
  );
  race.set({ runs: changed });
}

/** How far each rate is from where its rule diverges, where that is known exactly. @param {Race} race @returns {Remark[]} */
function boundsOf(race) {
  const bounds = seen(race).map((run) => ({ run, bound: race.descent.bound(run, 0) }));
  return bounds
    .flatMap(({ run, bound }) => (bound?.exact ? [{ run, value: bound.value }] : []))
    .slice(0, MOST_BOUNDS)
    .map(({ run, value }) => {
      const rate = race.descent.learningRate(run, 0);
      const name = race.nameOf(run);
      const link = /** @param {number} share */ (share) => {
        const next = Number((share * value).toPrecision(3));
        return { label: `Set α = ${setting(next)}`, set: () => give(race, [run], { [LEARNING_RATE]: next }) };
      };
      return {
        key: `bound ${run}`,
        text:
          rate > value
            ? `${name} diverges: its α = ${setting(rate)} is above ${setting(value)}, the most it bears here.`
            : `${name} has α = ${setting(rate)} and diverges above ${setting(value)} on this surface.`,
        links: [link(UNDER), link(OVER)],
      };
    });
}

/** Whether the runs are compared at one rate. @param {Race} race @returns {Remark[]} */
function ratesOf(race) {
  const runs = seen(race);
  const rates = runs.map((run) => race.descent.learningRate(run, 0));
  if (runs.length < 2) return [];
  const [first] = rates;
  if (rates.every((rate) => rate === first)) {
    return [{ key: "one rate", text: `All runs begin with α = ${setting(first)}.`, links: [] }];
  }
  const label = `Give all α = ${setting(first)}`;
  const set = () => give(race, runs, { [LEARNING_RATE]: first });
  return [{ key: "rates", text: "The runs begin with learning rates of their own.", links: [{ label, set }] }];
}

/** @param {Race} race @returns {Remark[]} */
function noiseOf(race) {
  const { noise } = race.experiment;
  if (!noise) return [];
  const text = `Every gradient carries noise of σ = ${setting(noise)}: at a constant rate no run comes to rest.`;
  return [{ key: "noise", text, links: [{ label: "Take it away", set: () => race.set({ noise: undefined }) }] }];
}

/** What is switched off of a rule. @param {Race} race @returns {Remark[]} */
function switchesOf(race) {
  return seen(race).flatMap((run) => {
    const { optimizer, hyperparameters = {} } = race.experiment.runs[run];
    const entry = race.catalog.optimizers.find(({ id }) => id === optimizer);
    const flags = entry?.parameters.filter(({ kind }) => kind === "flag") ?? [];
    return flags
      .filter((flag) => hyperparameters[flag.id] !== undefined && hyperparameters[flag.id] !== flag.default)
      .map((flag) => ({
        key: `switch ${run} ${flag.id}`,
        text: `${race.nameOf(run)}: ${flag.label.toLowerCase()} is ${hyperparameters[flag.id] === 1 ? "on" : "off"}.`,
        links: [{ label: "Put it back", set: () => give(race, [run], { [flag.id]: Number(flag.default) }) }],
      }));
  });
}

/** Who is lowest, and who is gone. @param {Race} race @param {number} step @returns {Remark[]} */
function leaderOf(race, step) {
  const runs = seen(race).map((run) => {
    const [row, , , loss] = race.descent.row(run, step);
    return { run, loss, gone: row < step && race.descent.status(run) === STOPPED };
  });
  const left = runs.filter(({ gone, loss }) => !gone && Number.isFinite(loss));
  if (step === 0 || runs.length < 2 || left.length === 0) return [];
  const best = left.reduce((a, b) => (b.loss < a.loss ? b : a));
  const shared = left.filter(({ loss }) => loss === best.loss).length > 1;
  const who = shared ? "several runs at once" : race.nameOf(best.run);
  const text = `At step ${count(step)} the lowest loss is ${figure(best.loss, 3)}, of ${who}.`;
  return [{ key: "leader", text, links: [] }];
}
