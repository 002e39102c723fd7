// @ts-check
import { count, figure } from "../../controls/figures.js";
import { element, write } from "../../dom.js";
import { chartCanvas } from "../chart-canvas.js";
import { trainingOf } from "./experiment.js";

/** @typedef {import("./race.js").TrainingRace} TrainingRace */
/** @typedef {{ batch: number, update: number, epoch: number, samples: number }} Speed */

/** Milliseconds of a frame that may go into measuring, and what each size of batch gets in all. */
const BUDGET = 10;
const EACH = 80;
/** No losses over all samples are taken on the way. */
const NEVER = 2 ** 31;

/** What is shown, each against the size of a batch. */
const CHARTS = [
  { title: "µs an update", of: /** @param {Speed} speed */ ({ update }) => 1e6 * update },
  { title: "ms an epoch", of: /** @param {Speed} speed */ ({ epoch }) => 1e3 * epoch },
  { title: "samples a second", of: /** @param {Speed} speed */ ({ samples }) => samples },
];

/**
 * The time that an update and an epoch take against the size of the batch, measured here and now
 * with the chosen run's network and optimizer.
 * @param {TrainingRace} race
 */
export function timing(race) {
  /** @type {Speed[]} */
  let speeds = [];
  let own = 0;
  const charts = CHARTS.map(({ title, of }) => {
    const chart = chartCanvas(race, (view) => {
      const points = Float64Array.from(speeds.flatMap((speed) => [speed.batch, of(speed)]));
      view.drawPowers(race.training, race.chosen, `${title} against batch`, points, own);
    });
    return { chart, area: element("div", { class: "chart", role: "img", "aria-label": `${title} against the size of the batch` }, chart.canvas) };
  });
  const button = element("button", { type: "button", class: "text-button", onclick: toggle }, "Measure");
  const words = element("p", { class: "source", role: "status" });
  const pictures = element("div", { class: "timing-charts", hidden: true }, ...charts.map(({ area }) => area));
  const node = element(
    "details",
    { class: "measured" },
    element("summary", {}, "Time against the size of the batch"),
    button,
    words,
    pictures,
  );
  /** The sizes that are still to be measured. @type {number[]} */
  let left = [];
  let handle = 0;
  /** @type {import("../../downhill.js").Training | undefined} */
  let trial;
  /** Seconds an update, frame by frame: the machine has other things to do, so the median counts. @type {number[]} */
  let paces = [];

  function toggle() {
    if (handle !== 0) {
      stop("Cancelled.");
      return;
    }
    const run = race.experiment.runs[race.chosen];
    const samples = race.training.trainingSamples;
    const powers = Array.from({ length: 17 }, (_, power) => 2 ** power).filter((size) => size < samples);
    const batch = run.batch ?? race.experiment.batch;
    own = batch === "all" ? samples : Math.min(batch, samples);
    left = [...new Set([...powers, own, samples])].sort((a, b) => a - b);
    speeds = [];
    pictures.hidden = false;
    write(button, "Cancel");
    handle = requestAnimationFrame(measure);
  }

  function measure() {
    handle = 0;
    try {
      const [batch] = left;
      if (!node.open || !node.isConnected || batch === undefined) {
        stop("");
        return;
      }
      if (!trial) {
        const { runs, ...rest } = trainingOf(race.experiment);
        trial = new race.wasm.Training({ ...rest, record: NEVER, runs: [{ ...runs[race.chosen], batch }] });
      }
      const before = trial.reading(0);
      trial.advanceFor(BUDGET);
      const { updates, samples, epochs, seconds } = trial.reading(0);
      if (updates > before.updates) paces.push((seconds - before.seconds) / (updates - before.updates));
      if (1000 * seconds >= EACH || trial.status(0) === "diverged") {
        const update = paces.sort((a, b) => a - b)[paces.length >> 1];
        speeds.push({ batch, update, epoch: (update * updates) / epochs, samples: samples / updates / update });
        paces = [];
        trial.free();
        trial = undefined;
        left.shift();
        show();
      }
      handle = requestAnimationFrame(measure);
    } catch (error) {
      stop("");
      race.lab.fail(error);
    }
  }

  /** @param {string} why */
  function stop(why) {
    cancelAnimationFrame(handle);
    handle = 0;
    trial?.free();
    trial = undefined;
    paces = [];
    write(button, "Measure");
    if (why) write(words, why);
    show();
  }

  function show() {
    for (const { chart } of charts) chart.stale();
    const here = speeds.find(({ batch }) => batch === own);
    if (!here) return;
    write(
      words,
      `With this run’s batch of ${count(own)}: ${figure(1e6 * here.update, 3)} µs an update, ${figure(1e3 * here.epoch, 3)} ms an epoch, ${count(Number(here.samples.toPrecision(3)))} samples a second.`,
    );
  }

  return {
    node,
    resize() {
      for (const { chart } of charts) chart.resize();
    },
    /** @param {boolean} dark */
    recolour(dark) {
      for (const { chart } of charts) chart.recolour(dark);
    },
    /** The networks or runs are others: what was measured is of those that were. */
    look() {
      if (handle !== 0) stop("Cancelled: the experiment has changed.");
    },
    draw() {
      for (const { chart } of charts) chart.draw();
    },
  };
}
