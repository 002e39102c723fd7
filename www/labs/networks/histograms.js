// @ts-check
import { count, figure } from "../../controls/figures.js";
import { element, write } from "../../dom.js";
import { chartCanvas } from "../chart-canvas.js";

/** @typedef {import("./race.js").TrainingRace} TrainingRace */
/** @typedef {"weights" | "gradients"} Counted */

/** Milliseconds between two changes while the networks learn. */
const PACE = 250;
/** What is counted of each layer's weights. @type {Counted[]} */
const COUNTED = ["weights", "gradients"];

/**
 * How the weights of the chosen run and the gradient of its last update are spread, layer by layer:
 * read and drawn while it is unfolded.
 * @param {TrainingRace} race
 */
export function histograms(race) {
  const words = element("p", { class: "source" });
  const rows = COUNTED.map(() => element("div", { class: "layers" }));
  const node = element(
    "details",
    { class: "measured", ontoggle: () => race.invalidate() },
    element("summary", {}, "Weights and gradients by layer"),
    words,
    ...rows,
  );
  /** @type {ReturnType<typeof picture>[]} */
  let pictures = [];
  /** Those that wait to be drawn. @type {ReturnType<typeof picture>[]} */
  let waiting = [];
  /** The layers that there are pictures of. */
  let layers = "";
  /** What was read last, and when. */
  let shown = "";
  let at = 0;

  /** A picture for each layer and each thing that is counted of it. */
  function build() {
    const now = race.training.layers();
    const key = JSON.stringify(now);
    if (key === layers) return;
    layers = key;
    const names = now.map(({ inputs, outputs }, layer) => {
      const name = layer === now.length - 1 ? "output layer" : `layer ${layer + 1}`;
      return { weights: `${name}, ${count(inputs * outputs)} weights`, gradients: `${name}, gradients` };
    });
    pictures = COUNTED.flatMap((of) => names.map((name, layer) => picture(race, of, layer, name[of])));
    COUNTED.forEach((of, row) => {
      rows[row].replaceChildren(...pictures.filter((one) => one.of === of).map((one) => one.node));
    });
  }

  /** Reads the histograms as they are now. */
  function read() {
    const { training, chosen } = race;
    write(
      words,
      `${race.nameOf(chosen)}: how the weights of each layer are spread, and their gradients in the last update; biases are left out. The layers share an axis: where the gradients of the first are far narrower than those of the last, they vanish on the way back.`,
    );
    for (const of of COUNTED) {
      const found = training.histograms(chosen, of);
      for (const one of pictures) if (one.of === of) one.tell(found[one.layer]);
    }
    waiting = [...pictures];
  }

  return {
    node,
    resize() {
      for (const { chart } of pictures) chart.resize();
    },
    /** @param {boolean} dark */
    recolour(dark) {
      for (const { chart } of pictures) chart.recolour(dark);
    },
    /** The networks or runs are others. */
    look() {
      build();
      shown = "";
    },
    draw() {
      if (!node.open) return;
      const { playing } = race.lab;
      const now = JSON.stringify([race.chosen, race.training.reading(race.chosen).updates]);
      if (now !== shown && (!playing || performance.now() - at > PACE)) {
        shown = now;
        at = performance.now();
        read();
      }
      // While time runs, one in a frame.
      for (const { chart } of waiting.splice(0, playing ? 1 : Infinity)) {
        chart.stale();
        chart.draw();
      }
    },
  };
}

/**
 * @param {TrainingRace} race
 * @param {Counted} of
 * @param {number} layer
 * @param {string} title
 */
function picture(race, of, layer, title) {
  const chart = chartCanvas(race, (view) => view.drawLayer(race.training, race.chosen, of, layer, title));
  chart.view.setTheme(race.lab.dark);
  const area = element("div", { class: "chart", role: "img", "aria-label": "Histogram" }, chart.canvas);
  const caption = element("figcaption", { class: "source" });
  const node = element("figure", {}, area, caption);
  return {
    node,
    of,
    layer,
    chart,
    /** Says how the values are spread. @param {import("../../downhill.js").LayerHistogram | undefined} found */
    tell(found) {
      const spread = found
        ? `mean ${figure(found.mean, 3)}, standard deviation ${figure(found.deviation, 3)}`
        : "no update yet";
      const stray = found && found.notFinite > 0 ? `; ${count(found.notFinite)} are not finite` : "";
      write(caption, spread + stray);
      area.setAttribute("aria-label", `Histogram of ${title}: ${spread}${stray}`);
    },
  };
}
