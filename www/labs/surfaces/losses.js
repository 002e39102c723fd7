// @ts-check
import { count, figure } from "../../controls/figures.js";
import { chart } from "../runs/chart.js";

const DIGITS = 6;

/**
 * The loss of every run against the step.
 * @param {import("./race.js").Race} race
 */
export function losses(race) {
  return chart(race, {
    label: "Loss of each run against the step; the list of runs has the numbers",
    draw: (view, step) => view.drawLosses(race.descent, step),
    press: (view, px) => race.seek(view.stepAt(px)),
    read(view, px) {
      const step = Math.min(view.stepAt(px), race.shown);
      const values = race.experiment.runs.map((_, run) => {
        const [row, , , loss] = race.descent.row(run, step);
        return row < step ? `${figure(loss, DIGITS)} at ${count(row)}` : figure(loss, DIGITS);
      });
      return { px: view.pixelOf(step), heading: `step ${count(step)}`, values };
    },
  });
}
