// @ts-check
import { count, figure } from "../../controls/figures.js";
import { element, write } from "../../dom.js";
import { chartCanvas } from "../chart-canvas.js";

/** @typedef {import("./race.js").TrainingRace} TrainingRace */

/** Milliseconds of a frame that may go into measuring. */
const BUDGET = 4;
/** Milliseconds between two measurements while the networks learn. */
const PACE = 1000;

/**
 * How the gradients of batches scatter around the gradient of all samples, where the chosen run is:
 * measured when it is unfolded, and again as the run goes on.
 * @param {TrainingRace} race
 */
export function noise(race) {
  const chart = chartCanvas(race, (view) => view.drawNoise(race.training, race.chosen));
  const words = element("p", { class: "source", role: "status" });
  const area = element("div", { class: "chart square", role: "img", "aria-label": "Gradients of batches around the full gradient" }, chart.canvas);
  const node = element(
    "details",
    { class: "measured", ontoggle: () => begin() },
    element("summary", {}, "Gradient noise"),
    area,
    words,
  );
  /** What was measured last, and when. */
  let measured = { key: "", at: 0 };
  /** What is being measured. */
  let key = "";
  let handle = 0;

  /** The size of the chosen run's batch. */
  const batchOf = () => race.experiment.runs[race.chosen].batch ?? race.experiment.batch;

  /** What a measurement is of. */
  function wanted() {
    const { chosen, training } = race;
    return JSON.stringify([chosen, batchOf(), training.reading(chosen).updates]);
  }

  /** Begins to measure, unless that is done or the last time was a moment ago. */
  function begin() {
    if (!node.open || handle !== 0) return;
    const next = wanted();
    if (next === measured.key || performance.now() - measured.at < PACE) return;
    key = next;
    race.training.probeNoise(race.chosen, batchOf());
    handle = requestAnimationFrame(measure);
  }

  function measure() {
    handle = 0;
    if (!node.open || !node.isConnected) return;
    try {
      const done = race.training.probeFor(BUDGET);
      if (done > 0 && done < 1) handle = requestAnimationFrame(measure);
      if (done === 1) show();
    } catch (error) {
      race.lab.fail(error);
    }
  }

  function show() {
    const found = race.training.gradientNoise();
    if (!found) return;
    measured = { key, at: performance.now() };
    chart.stale();
    const { batch, full: [length], scatter, shown, noiseScale } = found;
    const ratio = figure(scatter / length, 3);
    const spread = `The gradient of all samples is ${figure(length, 3)} long; those of ${count(found.gradients.length)} batches of ${count(batch)} lie ${figure(scatter, 3)} from it in the root mean square, ${ratio} times its length. The plane shows ${(100 * shown).toFixed(0)} % of that; the circle is as wide as it.`;
    const scale = noiseScale === undefined
      ? " A batch of all samples has no noise."
      : ` Noise scale: ${figure(noiseScale, 3)} samples. Smaller batches are mostly noise; much larger ones hardly point better.`;
    write(words, spread + scale);
    area.setAttribute("aria-label", spread);
    // Where nothing moves, the lab asks for no more frames: look once more whether this is the last.
    if (!race.lab.playing) setTimeout(begin, PACE);
  }

  return {
    node,
    resize: chart.resize,
    recolour: chart.recolour,
    /** The networks or runs are others. */
    look() {
      cancelAnimationFrame(handle);
      handle = 0;
      measured = { key: "", at: 0 };
    },
    draw() {
      begin();
      chart.draw();
    },
  };
}
