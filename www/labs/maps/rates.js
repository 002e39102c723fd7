// @ts-check
import { count, figure, setting as short } from "../../controls/figures.js";
import { element, write } from "../../dom.js";
import { LEARNING_RATE } from "../runs/contest.js";
import { panel } from "./panel.js";
import { mapPicture } from "./picture.js";
import { settings } from "./settings.js";
import { named, rowButton, table } from "./table.js";

/** Rates of a chart, and of a heat map. */
const RATES = 61;
const HEAT = { rates: 49, values: 33 };
/** The batch of a run, among parameters. */
const BATCH = { id: "batch", symbol: "", label: "Batch", min: 1, max: 512, scale: "log" };
/** Significant digits of what a click sets. */
const DIGITS = 4;

const CURVES =
  "Each run is made at every rate. The marker is its best; the bar at the foot, the rates around it that come within twice the best loss; the dotted line, the rate above which it must diverge near the start. A rule is easy to use when its bar is long.";
const HEAT_MAP =
  "The run to set is made at every pair of values, a cell each. The stronger its colour, the lower the loss, on a log scale; a cell without colour ends no lower than the one at the lower left. A chequer is divergence, × the best rate of each row. Click a cell to set both of its values.";

/** @typedef {{ id: string, symbol: string, label: string, min: number, max: number, scale: string }} Parameter */
/** @typedef {import("../../downhill.js").SweepCell} Cell */

/**
 * The loss after so many steps against the learning rate, and against another parameter too.
 * @param {import("./panel.js").Subject} subject
 * @param {() => any} config the race, as the wasm module takes it
 * @param {(parts: object) => void} set changes parts of the experiment
 * @param {number} usual how many steps each run makes
 */
export function rates(subject, config, set, usual) {
  const reading = element("output", { class: "reading" });
  const picture = mapPicture(subject, {
    label: "Loss against the learning rate",
    resized: () => shown.show(),
    press: (rate, height) => use(run.value, cellAt(rate, height) ?? { rate }),
    hover: (rate, height) => write(reading, read(rate, height)),
  });
  const own = settings(subject, "rates");
  const run = own.run("Run to set");
  const across = own.choice("across", "Against", parameters);
  const steps = own.budget(usual);
  const best = table("Best learning rates", ["run", "best α", "good range", "bound", ""]);

  const shown = panel({
    own,
    title: "The loss against the learning rate",
    get about() {
      return across.value === "" ? CURVES : HEAT_MAP;
    },
    action: "Sweep again",
    automatic: true,
    pictures: [picture.node, reading],
    controls: [run.node, across.node, steps.node, best.node],
    config: swept,
    make: (value, wasm) => new wasm.RateSweep(value),
    show: draw,
    recolour: picture.recolour,
    rescale: () => picture.resize(),
  });

  /**
   * What can be swept beside the rate of the chosen run: of its rule, of the surface, of the run itself.
   * @param {any} race
   * @returns {{ rule: Parameter[], surface: Parameter[], run: Parameter[] }}
   */
  function sweepable(race) {
    const { optimizer } = race.runs[race.maps?.rates?.run ?? 0] ?? race.runs[0];
    /** @param {import("../../downhill.js").CatalogEntry[]} entries @param {string} wanted */
    const parametersOf = (entries, wanted) =>
      (entries.find(({ id }) => id === wanted)?.parameters ?? []).filter(({ kind }) => !["flag", "seed", "count"].includes(kind));
    return {
      rule: parametersOf(subject.catalog.optimizers, optimizer).filter(({ id }) => id !== LEARNING_RATE),
      surface: parametersOf(subject.catalog.surfaces, race.surface),
      run: race.data ? [BATCH] : [],
    };
  }

  /** @param {any} experiment */
  function parameters(experiment) {
    const entries = Object.values(sweepable(experiment)).flat().map((one) => ({ id: one.id, label: `α and ${words(one)}` }));
    return [{ id: "", label: "α alone, all runs" }, ...entries];
  }

  /** The parameter that is swept beside the rate. */
  function second() {
    return Object.values(sweepable(subject.experiment)).flat().find(({ id }) => id === across.value);
  }

  function swept() {
    const race = config();
    const parameter = second();
    if (!parameter) return { race, steps: steps.value, count: RATES };
    const { id, min, max, scale } = parameter;
    const values = [min, max];
    return {
      race: { ...race, runs: [race.runs[run.value]] },
      steps: steps.value,
      count: HEAT.rates,
      across: { parameter: id, values, count: HEAT.values, scale },
    };
  }

  /** @param {import("../../downhill.js").RateSweep} sweep @param {boolean} _ @param {import("../wasm.js").Wasm} wasm */
  function draw(sweep, _, wasm) {
    if (!picture.isSeen) return;
    const view = picture.viewOf(wasm);
    if (sweep.values().length > 1) {
      view.drawHeat(sweep, 0);
      picture.paint(sweep.pixels(0, subject.lab.dark), HEAT.rates);
      best.write([]);
      picture.describe(`Loss of ${subject.nameOf(run.value)} after ${count(steps.value)} ${subject.noun}s against the learning rate α and ${words(second())}`);
      return;
    }
    picture.clear();
    view.drawSweep(sweep);
    const found = subject.experiment.runs.map((_, place) => sweep.best(place));
    best.write(found.map((one, place) => row(sweep, place, one)));
    const told = found.map((one, place) => `${subject.nameOf(place)} ${one ? short(one.rate) : "none"}`).join(", ");
    picture.describe(`Loss against the learning rate; best rates: ${told}`);
  }

  /**
   * @param {import("../../downhill.js").RateSweep} sweep
   * @param {number} place
   * @param {import("../../downhill.js").BestRate | undefined} one
   */
  function row(sweep, place, one) {
    const name = subject.nameOf(place);
    const bound = sweep.bound(place);
    const bounded = bound ? short(bound.value) : "–";
    if (!one) return [named(subject.styleOf(place), name), "none", "–", bounded, ""];
    const [low, high] = one.good;
    return [
      named(subject.styleOf(place), name),
      short(one.rate),
      `${short(low)} – ${short(high)}`,
      bounded,
      rowButton("Use", `Use α ${short(one.rate)} for ${name}`, () => use(place, { rate: one.rate })),
    ];
  }

  /** The cell of the heat map at a place of its plane. @param {number} rate @param {number} height */
  function cellAt(rate, height) {
    return across.value === "" ? undefined : shown.job?.at(0, rate, height);
  }

  /** What is at a place of the plane, and what a click does there. @param {number} rate @param {number} height */
  function read(rate, height) {
    const name = subject.nameOf(run.value);
    const cell = cellAt(rate, height);
    if (!cell) return `α ${short(rate)}   loss ${figure(height, 3)}   click to set it on ${name}`;
    return `${setting(cell)}   ${end(cell.loss)}   click to set both on ${name}`;
  }

  /** The values of a cell. @param {Partial<Cell> & { rate: number }} cell */
  function setting({ rate, value }) {
    const parameter = second();
    return `α ${short(rate)}${parameter && value !== undefined ? `   ${parameter.symbol || parameter.label.toLowerCase()} ${short(value)}` : ""}`;
  }

  /**
   * Sets a rate on a run, and with it the other parameter of a cell.
   * @param {number} place
   * @param {Partial<Cell> & { rate: number }} cell
   */
  function use(place, { rate, value }) {
    const { runs, surfaceParameters } = /** @type {any} */ (subject.experiment);
    const { rule, surface, run: ofRun } = sweepable(subject.experiment);
    const has = /** @param {Parameter[]} known */ (known) => value !== undefined && known.some(({ id }) => id === across.value);
    const round = /** @param {number} exact */ (exact) => Number(exact.toPrecision(DIGITS));
    const other = value === undefined ? {} : { [across.value]: round(value) };
    const run = {
      ...runs[place],
      ...(has(ofRun) && other),
      hyperparameters: { ...runs[place].hyperparameters, [LEARNING_RATE]: round(rate), ...(has(rule) && other) },
    };
    set({ runs: runs.with(place, run), ...(has(surface) && { surfaceParameters: { ...surfaceParameters, ...other } }) });
    write(reading, `${subject.nameOf(place)}: ${setting({ rate, value })}`);
  }

  return shown;
}

/** A parameter in words. @param {Parameter} [parameter] */
function words({ label, symbol } = BATCH) {
  return `${label.toLowerCase()} ${symbol}`.trim();
}

/** How a run ended, by its loss. @param {number} loss */
function end(loss) {
  if (Number.isNaN(loss)) return "not known yet";
  return loss === Infinity ? "diverges" : `loss ${figure(loss, 3)}`;
}
