// @ts-check
import { choice } from "../../controls/choice.js";
import { count } from "../../controls/figures.js";
import { iconButton } from "../../controls/icons.js";
import { listControl } from "../../controls/list.js";
import { messageFor } from "../../controls/message.js";
import { numberControl } from "../../controls/number.js";
import { element, write } from "../../dom.js";

/** @typedef {import("./race.js").TrainingRace} TrainingRace */
/** @typedef {import("./experiment.js").Experiment["network"]} Network */

/** What these numbers are; the experiment holds them under the same names. */
const HIDDEN = {
  id: "hidden", symbol: "", label: "Hidden layers", kind: "count", default: [4, 2], min: 0, max: 0, scale: "linear", unit: "units",
};
const PENALTY = {
  id: "l2", symbol: "λ", label: "L2 penalty", kind: "non_negative", default: 0, min: 0, max: 1, scale: "log", unit: "",
};
const SEED = { id: "seed", symbol: "", label: "Seed of the weights", kind: "seed", default: 0, min: 0, max: 999, scale: "linear", unit: "" };
/** What a network is given of a point when nothing is said. */
const FEATURES = ["x", "y"];

/**
 * The network that all runs train: its layers, activation, loss and first weights, and what it is
 * given of a point.
 * @param {TrainingRace} race
 */
export function networkControls(race) {
  const { activations, losses, initializations, features } = race.catalog;

  /** @param {Partial<Network>} parts those that are usual are given as undefined */
  function set(parts) {
    const network = { ...race.experiment.network, ...parts };
    for (const name of /** @type {(keyof Network)[]} */ (Object.keys(parts))) {
      if (network[name] === undefined) delete network[name];
    }
    race.setGround({ network: /** @type {Network} */ (network) });
  }

  const hidden = listControl(HIDDEN, (value) => set({ hidden: value ?? HIDDEN.default }));
  const activation = choice("Activation", activations, (id) => set({ activation: id }));
  const loss = choice("Loss", losses, (id) => set({ loss: id }));
  const l2 = numberControl(PENALTY, (value) => set({ l2: value }));
  const initialization = choice("First weights", initializations, (id) =>
    set({ initialization: id === initializations[0].id ? undefined : id }),
  );
  const seed = numberControl(SEED, (value) => set({ seed: value }));
  seed.node.querySelector(".control-head")?.append(
    iconButton("another", "Other weights", () => set({ seed: (race.experiment.network.seed ?? 0) + 1 })),
  );
  const boxes = features.map(({ id, label }) => {
    const box = element("input", { type: "checkbox", onchange: () => message.attempt(choose) });
    return { id, box, node: element("label", { class: "check" }, box, label) };
  });
  const given = element(
    "fieldset",
    { class: "features" },
    element("legend", {}, "Inputs"),
    ...boxes.map(({ node }) => node),
  );
  const message = messageFor(given);
  const size = element("p", { class: "source" });

  function choose() {
    const ids = boxes.filter(({ box }) => box.checked).map(({ id }) => id);
    try {
      race.setGround({ features: JSON.stringify(ids) === JSON.stringify(FEATURES) ? undefined : ids });
    } catch (error) {
      update();
      throw error;
    }
  }

  const node = element(
    "section",
    { "aria-label": "Network" },
    element("h2", {}, "Network"),
    hidden.node,
    size,
    given,
    message.node,
    activation.node,
    loss.node,
    l2.node,
    initialization.node,
    seed.node,
  );

  function update() {
    const { network, features: ids = FEATURES, data } = race.experiment;
    hidden.update(network.hidden);
    activation.update(network.activation);
    loss.update(network.loss);
    l2.update(network.l2);
    initialization.update(network.initialization);
    seed.update(network.seed);
    given.hidden = !("dataset" in data);
    for (const { id, box } of boxes) box.checked = ids.includes(id);
    const layers = race.training.layers();
    const last = layers[layers.length - 1];
    write(size, `${count(last.biases + last.outputs)} parameters`);
  }

  return { node, update };
}
