// @ts-check
import { figure, plain } from "../../controls/figures.js";
import { altered } from "../altered.js";

/** The one hyperparameter that every optimizer has. */
export const LEARNING_RATE = "learning_rate";

/**
 * @typedef {import("../../downhill.js").RunConfig} RunConfig
 * @typedef {import("../wasm.js").SurfacesWasm} SurfacesWasm
 */

/**
 * What labs in which optimizers compete have in common, and what the list of their runs asks of
 * them: an experiment with `runs`, their names and how they are drawn.
 * @template {{ runs: RunConfig[] }} [Experiment={ runs: RunConfig[] }]
 * @template {SurfacesWasm} [Wasm=SurfacesWasm]
 */
export class Contest {
  /** What a run makes: "step", "update". */
  noun = "";
  /** What is told of a run as a number. */
  measure = "loss";
  /** Whether a run's schedule is what one comes to set. */
  scheduleFirst = false;
  /** Whether a run is followed as time goes, so that its rate can be changed on the way. */
  isFollowed = true;

  /**
   * @param {import("../lab.js").Lab<any>} lab
   * @param {Wasm} wasm
   * @param {Experiment} experiment
   */
  constructor(lab, wasm, experiment) {
    this.lab = lab;
    this.wasm = wasm;
    this.catalog = wasm.catalog();
    this.palette = wasm.palette(lab.dark);
    this.experiment = experiment;
  }

  /** How many steps or updates are shown. */
  get shown() {
    return 0;
  }

  /**
   * Puts another experiment in place of the present one.
   * @param {Experiment} _experiment
   * @throws {Error} when it is wrong; then nothing has changed
   */
  change(_experiment) {
    throw new Error("this experiment cannot be changed");
  }

  /**
   * How a run fares: its {@link measure}, and the state it is in, in words.
   * @param {number} _run
   * @param {number} _step
   * @returns {{ value: number, words: string }}
   */
  tell(_run, _step) {
    return { value: NaN, words: "" };
  }

  /** What is read of a run, written out. @param {number} value */
  write(value) {
    return figure(value);
  }

  /** The learning rate of a run after so many steps. @param {number} _run @param {number} _step */
  rateOf(_run, _step) {
    return NaN;
  }

  /**
   * The learning rate above which a run diverges, where theory has one.
   * @param {number} _run
   * @param {number} _step
   * @returns {import("../../downhill.js").StabilityBound | undefined}
   */
  boundOf(_run, _step) {
    return undefined;
  }

  /**
   * A run with another learning rate from a step on.
   * @param {number} run
   * @param {number} _step
   * @param {number} _rate
   * @returns {RunConfig}
   */
  withRateFrom(run, _step, _rate) {
    return this.experiment.runs[run];
  }

  /**
   * Controls of a run that only this lab has.
   * @param {number} _run
   * @param {(run: RunConfig) => void} _change
   * @returns {{ node: HTMLElement, update: () => void } | undefined}
   */
  moreControls(_run, _change) {
    return undefined;
  }

  /**
   * An experiment without what no longer fits the rest of it.
   * @param {Experiment} experiment
   * @returns {Experiment}
   */
  settled(experiment) {
    return experiment;
  }

  /**
   * Changes some parts of the experiment.
   * @param {Partial<Experiment>} parts those given as undefined are left out
   */
  set(parts) {
    this.change(this.settled(altered(this.experiment, parts)));
  }

  /**
   * Another run beside these.
   * @param {RunConfig[]} runs
   * @returns {RunConfig}
   */
  another(runs) {
    const { optimizers } = this.catalog;
    const used = new Set(runs.map(({ optimizer }) => optimizer));
    const { id } = optimizers.find((entry) => !used.has(entry.id)) ?? optimizers[0];
    return { optimizer: id };
  }

  /** @param {number} run */
  #optimizerOf(run) {
    const { optimizer } = this.experiment.runs[run];
    return this.catalog.optimizers.find(({ id }) => id === optimizer);
  }

  /** The name of a run: its optimizer's, numbered when there are several. @param {number} run */
  nameOf(run) {
    const { runs } = this.experiment;
    const { optimizer } = runs[run];
    const label = this.#optimizerOf(run)?.label ?? optimizer;
    const nth = runs.slice(0, run + 1).filter((other) => other.optimizer === optimizer).length;
    return nth > 1 ? `${label} ${nth}` : label;
  }

  /** What is set on a run beside its learning rate, in words. @param {number} run */
  settingsOf(run) {
    const given = this.experiment.runs[run].hyperparameters ?? {};
    const parameters = this.#optimizerOf(run)?.parameters ?? [];
    return parameters
      .filter(({ id }) => id !== LEARNING_RATE && id in given)
      .map(({ id, symbol, label, kind }) =>
        kind === "flag" ? `${label} ${given[id] === 1 ? "on" : "off"}` : `${symbol || label} ${plain(given[id])}`,
      );
  }

  /** Why there can be no more runs, if there cannot. */
  get full() {
    const most = this.wasm.mostRuns();
    return this.experiment.runs.length >= most && `There can be ${most} runs at most`;
  }

  /** A run's place in the palette. @param {number} run */
  styleIndex(run) {
    return (this.experiment.runs[run].style ?? run) % this.palette.length;
  }

  /** @param {number} run */
  styleOf(run) {
    return this.palette[this.styleIndex(run)];
  }
}
