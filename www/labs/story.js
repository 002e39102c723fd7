// @ts-check
import { choice } from "../controls/choice.js";
import { element, write } from "../dom.js";

/**
 * @template Experiment
 * @typedef {object} Preset
 * @property {string} id
 * @property {string} label
 * @property {string} look what to look for; true of the experiment as it is given
 * @property {Link[]} [links] where to go on from here
 * @property {Experiment} experiment
 */
/**
 * A way on: to a preset of the same lab, to what is open with some parts changed, or to an experiment of
 * another lab.
 * @typedef {{ label: string, preset?: string, parts?: object, lab?: string, experiment?: object }} Link
 */
/**
 * What a story needs of the lab it stands beside.
 * @template Experiment
 * @typedef {object} Told
 * @property {{ send: (lab: string, experiment: object) => void }} lab
 * @property {Experiment} experiment
 * @property {(experiment: Experiment) => void} open begins another
 * @property {(parts: any) => void} set changes some parts of it
 * @property {string} about what there is to say of an experiment that is no preset
 */

const CHANGED = { id: "", label: "Your own" };

/**
 * Experiments worth opening, and what to look for in the one that is open. Once it has been changed,
 * nothing is claimed of it but what the lab itself says.
 * @template Experiment
 * @param {Told<Experiment>} bench
 * @param {Preset<Experiment>[]} presets
 * @param {(experiment: Experiment) => unknown} [matter] the part of an experiment that the texts
 *   speak of; the rest may change under them
 */
export function story(bench, presets, matter = (experiment) => experiment) {
  const select = choice("Experiment", [...presets, CHANGED], open);
  const text = element("p", { class: "look" });
  const ways = element("p", { class: "ways" });
  const node = element("section", { class: "story", "aria-label": "Experiment" }, select.node, text, ways);

  /** @param {Experiment} experiment */
  const key = (experiment) => JSON.stringify(matter(experiment));
  const written = new Map(presets.map((preset) => [key(preset.experiment), preset]));
  /** @type {Preset<Experiment> | undefined | null} */
  let shown = null;
  /** The preset that what is open has come from. @type {Preset<Experiment> | undefined} */
  let last;

  /** @param {string | undefined} id */
  function open(id) {
    const preset = presets.find((one) => one.id === id);
    if (preset) bench.open(structuredClone(preset.experiment));
  }

  /** @param {Link} link */
  function way({ label, preset, parts, lab, experiment }) {
    const go = () => {
      if (lab && experiment) bench.lab.send(lab, experiment);
      else if (parts) bench.set(structuredClone(parts));
      else open(preset);
    };
    return element("button", { type: "button", class: "link", onclick: go }, label);
  }

  return {
    node,
    update() {
      const preset = written.get(key(bench.experiment));
      select.update(preset?.id ?? CHANGED.id);
      write(text, preset?.look ?? bench.about);
      if (preset === shown) return;
      shown = preset;
      const back = last ? [{ label: `Back to: ${last.label}`, preset: last.id }] : [];
      last = preset ?? last;
      const links = preset ? (preset.links ?? []) : back;
      ways.hidden = links.length === 0;
      ways.replaceChildren(...links.map(way));
    },
  };
}
