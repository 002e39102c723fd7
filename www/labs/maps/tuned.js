// @ts-check
import { count, figure, setting as short } from "../../controls/figures.js";
import { element, write } from "../../dom.js";
import { panel } from "./panel.js";
import { settings } from "./settings.js";
import { named, table } from "./table.js";

/** The most runs of a race. */
const MOST_RUNS = 16;

/** @typedef {import("../../downhill.js").TunedRun} TunedRun */

/**
 * A race in which every run has its own best learning rate, beside the race as it was.
 * @param {import("./panel.js").Subject} subject
 * @param {() => any} config the race, as the wasm module takes it
 * @param {(runs: import("../../downhill.js").RunConfig[]) => void} open races other runs, from the beginning
 * @param {number} usual how many steps each run makes
 */
export function tuned(subject, config, open, usual) {
  const own = settings(subject, "tuned");
  const steps = own.budget(usual);
  const goal = own.optional({ id: "target", label: "Loss to reach", otherwise: "98 % of the way" });
  const rows = table("Untuned and tuned", ["run", "α", "loss", `${subject.noun}s to target`, "gradients", "operations"]);
  const words = element("p", { class: "look" });
  const use = element("button", { type: "button", hidden: true, onclick: () => race(false) }, "Race at the tuned rates");
  const both = element("button", { type: "button", hidden: true, onclick: () => race(true) }, "Race both");
  /** @type {TunedRun[]} */
  let results = [];

  const shown = panel({
    own,
    title: "A tuned race",
    about: "A race at rates that someone chose says little. Here each run is given the rate that brings it lowest in so many steps; the untuned run stays beside it.",
    action: "Find every run’s best α",
    automatic: false,
    pictures: [rows.node, words, element("div", { class: "actions" }, use, both)],
    controls: [steps.node, goal.node],
    config: () => ({ race: config(), steps: steps.value, ...(goal.value !== undefined && { target: goal.value }) }),
    make(value, wasm) {
      results = [];
      list(NaN);
      return new wasm.TunedRace(value);
    },
    show(job, done) {
      if (!done) return;
      results = job.results() ?? [];
      list(job.target ?? NaN);
    },
  });

  /** @param {number} target */
  function list(target) {
    rows.write(
      results.flatMap(({ untuned, tuned: better, gradients, operations }, run) => {
        const line = /** @param {TunedRun["tuned"]} outcome @param {Node | string} head */ (outcome, head) => [
          head,
          short(outcome.rate),
          figure(outcome.loss, 3),
          outcome.reached === undefined ? "never" : count(outcome.reached),
          count(gradients),
          operations < 1e6 ? count(operations) : figure(operations, 3),
        ];
        return [
          line(untuned, named(subject.styleOf(run), subject.nameOf(run))),
          line(better, element("span", { class: "tuned" }, "tuned")),
        ];
      }),
    );
    const cost = results.reduce((sum, one) => sum + one.cost, 0);
    write(
      words,
      results.length === 0
        ? ""
        : `The target is a loss of ${figure(target, 3)}. Finding the rates took ${count(cost)} ${subject.noun}s. Operations are those on floating-point numbers in the gradients and the updates of one run.`,
    );
    use.hidden = results.length === 0;
    both.hidden = results.length === 0 || 2 * results.length > MOST_RUNS;
  }

  /** @param {boolean} beside whether the untuned runs stay */
  function race(beside) {
    const runs = subject.experiment.runs.slice(0, results.length);
    const better = runs.map((run, place) => ({
      ...run,
      hyperparameters: { ...run.hyperparameters, learning_rate: Number(results[place].tuned.rate.toPrecision(4)) },
    }));
    const apart = better.map((run, place) => ({ ...run, style: (run.style ?? place) + 8 }));
    open(beside ? [...runs, ...apart] : better);
  }

  return shown;
}
