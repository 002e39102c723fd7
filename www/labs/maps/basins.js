// @ts-check
import { count, figure, plain } from "../../controls/figures.js";
import { element, write } from "../../dom.js";
import { raceOf } from "../surfaces/experiment.js";
import { panel } from "./panel.js";
import { mapPicture } from "./picture.js";
import { settings } from "./settings.js";
import { table } from "./table.js";

/** Cells each way. */
const CELLS = { id: "cells", label: "Cells each way", usual: 200, min: 20, max: 400 };
const STEPS = { id: "steps", label: "Steps from each start", usual: 500, min: 10, max: 20_000, unit: "steps" };

/** What ends that are no critical point are called, by their numbers. @type {Record<number, string>} */
const OTHERS = { [-1]: "nowhere yet", [-2]: "diverges", [-3]: "not known yet" };

/**
 * Which minimum a run ends in, from every start.
 * @param {import("../surfaces/race.js").Race} race
 */
export function basins(race) {
  const reading = element("output", { class: "reading" });
  const picture = mapPicture(race, {
    label: "Map of where a run ends from every start",
    resized: () => shown.show(),
    press: (x, y) => runFrom(x, y),
    hover: (x, y) => read(x, y),
  });
  const own = settings(race, "basins");
  const run = own.run("Run");
  const cells = own.number(CELLS);
  const steps = own.number(STEPS);
  const ends = table("Where runs end", ["end", "starts", "steps"]);

  /** @type {import("../../downhill.js").MapPoint[]} */
  let points = [];
  /** @type {import("../../downhill.js").BasinMap | undefined} */
  let map;
  /** Its cells each way. */
  let side = 0;

  const shown = panel({
    own,
    title: "Where each start ends",
    about: "Every point of the window is a start. Its colour says which minimum the run ends in, and is fainter the more steps that takes; a chequer is divergence, grey is a run that has come to no minimum. Click a point to start there.",
    action: "Map again",
    automatic: true,
    pictures: [picture.node, reading],
    controls: [run.node, cells.node, steps.node, ends.node],
    config: () => ({
      race: { ...raceOf(race.experiment), start: [0, 0] },
      run: run.value,
      columns: cells.value,
      rows: cells.value,
      steps: steps.value,
    }),
    make(config, wasm) {
      map = new wasm.BasinMap(config);
      side = config.columns;
      points = map.points();
      return map;
    },
    show(job, _, wasm) {
      if (!picture.isSeen) return;
      picture.viewOf(wasm).drawBasins(job);
      picture.paint(job.pixels(race.lab.dark), side);
      list(job);
    },
    recolour: picture.recolour,
    rescale: () => picture.resize(),
  });

  /** @param {import("../../downhill.js").BasinMap} job */
  function list(job) {
    const shares = job.shares();
    ends.write(
      shares.map(({ end, share, steps: middle }) => [
        nameWithColour(end),
        `${(100 * share).toFixed(1)} %`,
        end === -1 ? "–" : count(middle),
      ]),
    );
    const words = shares.map(({ end, share }) => `${nameOf(end)} ${(100 * share).toFixed(0)} %`).join(", ");
    picture.describe(`Where ${race.nameOf(run.value)} ends from every start: ${words}`);
  }

  /** @param {number} end */
  function nameOf(end) {
    const point = points[end];
    return point ? `${point.kind} (${figure(point.x, 3)}, ${figure(point.y, 3)})` : OTHERS[end];
  }

  /** @param {number} end */
  function nameWithColour(end) {
    const patch = element("span", { class: end === -2 ? "patch chequer" : "patch" });
    const { style } = points[end] ?? {};
    if (style !== undefined) patch.style.setProperty("background", race.palette[style % race.palette.length].colour);
    return element("span", { class: "named" }, patch, nameOf(end));
  }

  /** The cell at a place of the plane. @param {number} x @param {number} y */
  function cellAt(x, y) {
    const [left, right, bottom, top] = race.facts.window;
    const along = /** @param {number} share */ (share) => Math.min(Math.max(Math.floor(share * side), 0), side - 1);
    return along((y - bottom) / (top - bottom)) * side + along((x - left) / (right - left));
  }

  /** @param {number} x @param {number} y */
  function read(x, y) {
    if (!shown.job) return;
    const cell = cellAt(x, y);
    const [end, taken] = shown.job.at(cell);
    const after = end >= 0 || end === -2 ? ` after ${count(taken)} steps` : "";
    write(reading, `x ${figure(x, 3)}   y ${figure(y, 3)}   ${nameOf(end)}${after}`);
  }

  /** @param {number} x @param {number} y */
  function runFrom(x, y) {
    if (!shown.job) return;
    const [startX, startY] = shown.job.start(cellAt(x, y));
    race.set({ start: [startX, startY] });
    race.rewind();
    race.lab.playUnlessStill();
    write(reading, `start ${plain(Number(startX.toPrecision(4)))}, ${plain(Number(startY.toPrecision(4)))}`);
  }

  return shown;
}
