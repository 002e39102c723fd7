// @ts-check
import { figure, setting, typed } from "../../controls/figures.js";
import { messageFor } from "../../controls/message.js";
import { element, write } from "../../dom.js";

/** @typedef {import("./race.js").TrainingRace} TrainingRace */

/** Weights that are listed at most. */
const MOST = 16;
/** Characters that a field has room for. */
const ROOM = 8;

/**
 * One unit of the chosen run's network, enlarged: what it answers over the plane, its bias and the
 * weights of what comes into it, which can be set.
 * @param {TrainingRace} race
 * @param {import("../../downhill.js").NetworkView} view
 */
export function unit(race, view) {
  const canvas = element("canvas", { class: "answers" });
  const name = element("h3", { class: "name" });
  const list = element("div", { class: "weights" });
  const hint = element("p", { class: "source" });
  const node = element(
    "div",
    { class: "unit-detail" },
    element("div", { class: "unit-picture" }, canvas),
    element("div", { class: "unit-text" }, name, list, hint),
  );
  /** @type {[number, number]} */
  let place = [1, 0];
  let shown = "";
  /** @type {{ field: HTMLInputElement, index: number, message: ReturnType<typeof messageFor> }[]} */
  let fields = [];

  /** @param {number} column @param {number} number */
  function nameOf(column, number) {
    const layers = race.training.layers();
    if (column === 0) {
      const { features = ["x", "y"] } = race.experiment;
      const given = !("dataset" in race.experiment.data);
      const label = race.catalog.features.find(({ id }) => id === features[number])?.label;
      return given || !label ? `input ${number + 1}` : label;
    }
    if (column === layers.length) {
      return layers[column - 1].outputs > 1 ? `output ${number}` : "output";
    }
    return `unit ${number + 1} of layer ${column}`;
  }

  /** Lists the bias and the weights of the unit. */
  function listWeights() {
    const [column, number] = place;
    const layers = race.training.layers();
    const key = JSON.stringify([place, layers, race.chosen]);
    if (key === shown) return;
    shown = key;
    fields = [];
    list.replaceChildren();
    write(name, `${nameOf(column, number)}, ${race.nameOf(race.chosen)}`);
    hint.textContent = "";
    if (column === 0) return;
    const layer = layers[column - 1];
    const rows = [{ label: "bias", index: layer.biases + number }];
    for (let from = 0; from < layer.inputs; from += 1) {
      rows.push({ label: nameOf(column - 1, from), index: layer.weights + number * layer.inputs + from });
    }
    for (const { label, index } of rows.slice(0, MOST)) {
      const field = element("input", {
        type: "text",
        class: "number",
        inputmode: "decimal",
        autocomplete: "off",
        spellcheck: "false",
        "aria-label": `${label === "bias" ? "Bias" : `Weight of ${label}`} of ${nameOf(column, number)}`,
        onchange: () => message.attempt(() => set(index, typed(field.value))),
        onfocus: () => {
          field.value = setting(race.training.parameters(race.chosen)[index]);
          field.select();
        },
        onblur: () => race.lab.wake(),
      });
      const message = messageFor(field);
      fields.push({ field, index, message });
      list.append(element("label", {}, element("span", {}, label), field), message.node);
    }
    const left = rows.length - MOST;
    hint.textContent = `${left > 0 ? `${left} more. ` : ""}Setting one starts this run anew from the weights it has now.`;
  }

  /** @param {number} index @param {number} value */
  function set(index, value) {
    if (!Number.isFinite(value)) throw new Error("a weight must be a finite number");
    const parameters = race.training.parameters(race.chosen);
    parameters[index] = value;
    race.setParameters(race.chosen, parameters);
  }

  /** Shows the values as they are now. */
  function read() {
    const parameters = race.training.parameters(race.chosen);
    for (const { field, index } of fields) {
      if (field !== race.lab.root.activeElement) field.value = short(parameters[index]);
    }
    return parameters;
  }

  return {
    node,
    /** Shows a unit, and says what it is. @param {[number, number]} next */
    show(next) {
      place = next;
      listWeights();
      const parameters = read();
      const [column, number] = place;
      if (column === 0) return nameOf(column, number);
      const layer = race.training.layers()[column - 1];
      return `${nameOf(column, number)}, bias ${figure(parameters[layer.biases + number], 3)}`;
    },
    draw() {
      view.drawUnit(race.training, race.chosen, ...place, canvas);
    },
  };
}

/** A weight in the room of its field. @param {number} value */
function short(value) {
  const full = setting(value);
  return full.length <= ROOM ? full : figure(value, 3);
}
