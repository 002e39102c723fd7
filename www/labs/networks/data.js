// @ts-check
import { choice } from "../../controls/choice.js";
import { iconButton } from "../../controls/icons.js";
import { numberControl } from "../../controls/number.js";
import { parameterControls } from "../../controls/parameters.js";
import { element } from "../../dom.js";
import { ownData } from "./own.js";

/** @typedef {import("./race.js").TrainingRace} TrainingRace */
/** @typedef {import("../../downhill.js").TrainingConfig["data"]} Data */

const OWN = { id: "", label: "Your own points" };
/** What these numbers are; the experiment holds them under the same names. */
const FRACTION = {
  id: "trainFraction", symbol: "", label: "Share that trains", kind: "fraction",
  default: 0.5, min: 0.05, max: 1, scale: "linear", unit: "",
};
const SEED = { id: "seed", symbol: "", label: "Seed", kind: "seed", default: 0, min: 0, max: 999, scale: "linear", unit: "" };
/** The points one's own data begins with, and the part of the plane that is seen then. */
const FIRST = {
  inputs: [[-2, -2], [2, 2], [-2, 2], [2, -2]],
  targets: [0, 0, 1, 1],
};
/** @type {[number, number, number, number]} */
const WINDOW = [-6, 6, -6, 6];

/**
 * What the networks are trained on: a dataset and its parameters, or data of one's own.
 * @param {TrainingRace} race
 */
export function data(race) {
  const { datasets } = race.catalog;
  const dataset = choice("Dataset", [...datasets, OWN], (id) => {
    if (id === OWN.id) race.setData(FIRST, { window: WINDOW });
    else race.setData({ dataset: id, ...shared() }, { window: undefined });
  });
  const parameters = element("div");
  const fractions = [FRACTION, { ...FRACTION, default: 1 }].map((parameter) =>
    numberControl(parameter, (value) => race.setData(with_("trainFraction", value))),
  );
  const seed = numberControl(SEED, (value) => race.setData(with_("seed", value)));
  const another = iconButton("another", "Another seed", () =>
    race.setData(with_("seed", (race.experiment.data.seed ?? 0) + 1)),
  );
  seed.node.querySelector(".control-head")?.append(another);
  const own = ownData(race);

  const node = element(
    "section",
    { "aria-label": "Data" },
    element("h2", {}, "Data"),
    dataset.node,
    own.node,
    parameters,
    ...fractions.map((control) => control.node),
    seed.node,
  );

  /** What stays when the dataset changes. */
  function shared() {
    const { data: given } = race.experiment;
    const { seed: number } = given;
    return number === undefined ? {} : { seed: number };
  }

  /** @param {string} name @param {number | undefined} value @returns {Data} */
  function with_(name, value) {
    const next = { ...race.experiment.data, [name]: value };
    if (value === undefined) delete next[/** @type {keyof Data} */ (name)];
    return next;
  }

  let shown = "";
  /** @type {ReturnType<typeof parameterControls> | undefined} */
  let controls;

  return {
    node,
    update() {
      const entry = race.dataset;
      dataset.update(entry?.id ?? OWN.id);
      if (shown !== (entry?.id ?? OWN.id)) {
        shown = entry?.id ?? OWN.id;
        controls = entry && parameterControls(entry.parameters, (next) => {
          const { trainFraction, seed: number } = race.experiment.data;
          race.setData({
            dataset: entry.id,
            .../** @type {Record<string, number>} */ (next),
            ...(number === undefined ? {} : { seed: number }),
            ...(trainFraction === undefined ? {} : { trainFraction }),
          });
        });
        parameters.replaceChildren(...(controls ? [controls.node] : []));
      }
      const { seed: number, trainFraction, ...rest } = race.experiment.data;
      if (controls && "dataset" in rest) {
        const { dataset: _, ...values } = rest;
        controls.update(/** @type {Record<string, number>} */ (values));
      }
      fractions.forEach((control, place) => {
        control.node.hidden = (place === 0) !== (entry !== undefined);
        control.update(trainFraction);
      });
      seed.update(number);
      own.update();
    },
  };
}
