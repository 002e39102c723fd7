// @ts-check
import { choice } from "../../controls/choice.js";
import { element, write } from "../../dom.js";

/**
 * @typedef {import("./race.js").Race} Race
 *
 * @typedef {object} Preset
 * @property {string} id
 * @property {string} label
 * @property {string} look what to look for; true of the experiment as it is given
 * @property {import("./race.js").Experiment} experiment
 */

const CHANGED = { id: "", label: "Your own" };

/**
 * Experiments worth opening, and what to look for in the one that is open. Once it has been changed,
 * nothing is claimed of it but what the surface is.
 * @param {Race} race
 * @param {Preset[]} presets
 */
export function story(race, presets) {
  const select = choice("Experiment", [...presets, CHANGED], (id) => {
    const preset = presets.find((one) => one.id === id);
    if (preset) race.open(structuredClone(preset.experiment));
  });
  const text = element("p", { class: "look" });
  const node = element("section", { class: "story", "aria-label": "Experiment" }, select.node, text);

  const written = new Map(presets.map((preset) => [JSON.stringify(preset.experiment), preset]));

  return {
    node,
    update() {
      const preset = written.get(JSON.stringify(race.experiment));
      select.update(preset?.id ?? CHANGED.id);
      write(text, preset?.look ?? race.surfaceEntry?.summary ?? "");
    },
  };
}
