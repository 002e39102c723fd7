// @ts-check
import { choice } from "../../controls/choice.js";
import { listControl } from "../../controls/list.js";
import { messageFor } from "../../controls/message.js";
import { numberControl } from "../../controls/number.js";
import { parameterControls } from "../../controls/parameters.js";
import { iconButton } from "../../controls/icons.js";
import { element, unique } from "../../dom.js";

/** @typedef {import("./race.js").Race} Race */

/** What the formula box opens with: two valleys side by side. */
const FORMULA = "(x^2 - 2)^2 + 3*y^2 + x/2";
const OWN = { id: "", label: "Your own formula" };
/** What these numbers are; the experiment holds them under the same names. */
const NOISE = {
  id: "noise", symbol: "σ", label: "Gradient noise", kind: "non_negative",
  default: 0, min: 0, max: 100, scale: "log", unit: "",
};
const SEED = { id: "seed", symbol: "", label: "Seed", kind: "seed", default: 0, min: 0, max: 999, scale: "linear", unit: "" };
const START = { id: "start", symbol: "", label: "Start", kind: "real", default: [], min: 0, max: 0, scale: "linear", unit: "x, y" };
const WINDOW = { ...START, id: "window", label: "Window", unit: "left, right, bottom, top" };

/**
 * What all runs share: the surface or formula, the start, the window, the noise and its seed.
 * @param {Race} race
 */
export function ground(race) {
  const { surfaces } = race.catalog;
  const surface = choice("Surface", [...surfaces, OWN], (id) => {
    const entry = surfaces.find((one) => one.id === id);
    if (entry) race.open({ ...shared(entry.samples > 0), surface: id, start: entry.start });
    else race.set({ ...shared(false), surface: FORMULA, surfaceParameters: undefined, window: race.facts.window });
  });
  const parameters = element("div");
  const formula = formulaBox(race);
  const start = listControl(START, (value) => {
    race.set({ start: /** @type {[number, number]} */ (value ?? race.usual.start) });
  });
  const frame = listControl(WINDOW, (value) => {
    race.set({ window: /** @type {[number, number, number, number] | undefined} */ (value) });
  });
  const noise = numberControl(NOISE, (value) => race.set({ noise: value }));
  const seed = numberControl(SEED, (value) => race.set({ seed: value }));
  const another = iconButton("another", "Another seed", () => race.set({ seed: (race.experiment.seed ?? 0) + 1 }));
  seed.node.querySelector(".control-head")?.append(another);

  const node = element(
    "section",
    { "aria-label": "Surface" },
    surface.node,
    formula.node,
    parameters,
    element(
      "details",
      {},
      element("summary", {}, "Start, window and noise"),
      start.node,
      frame.node,
      noise.node,
      seed.node,
    ),
  );

  /** What stays when the surface changes. @param {boolean} batches whether the next one has samples to take them from */
  function shared(batches) {
    const { window: _, surfaceParameters: __, ...rest } = race.experiment;
    const runs = rest.runs.map(({ batch, ...run }) => (batches && batch !== undefined ? { ...run, batch } : run));
    return { ...rest, runs };
  }

  let shown = "";
  /** @type {ReturnType<typeof parameterControls> | undefined} */
  let controls;

  return {
    node,
    update() {
      const { experiment } = race;
      const entry = race.surfaceEntry;
      surface.update(entry?.id ?? OWN.id);
      formula.update(entry ? undefined : experiment.surface);
      if (shown !== experiment.surface) {
        shown = experiment.surface;
        controls = entry && parameterControls(entry.parameters, (next) => {
          race.set({ surfaceParameters: /** @type {Record<string, number>} */ (next) });
        });
        parameters.replaceChildren(...(controls ? [controls.node] : []));
      }
      controls?.update(experiment.surfaceParameters);
      start.update(experiment.start, race.usual.start);
      frame.update(experiment.window, race.usual.window);
      noise.update(experiment.noise);
      seed.update(experiment.seed);
    },
  };
}

/**
 * A box for a formula. While what is typed is wrong, the last good surface stays and the place is
 * marked under the box.
 * @param {Race} race
 */
function formulaBox(race) {
  const input = element("input", {
    type: "text",
    id: unique("formula"),
    class: "formula-box",
    spellcheck: "false",
    autocomplete: "off",
    autocapitalize: "off",
    oninput: read,
  });
  const message = messageFor(input);
  const place = element("pre", { class: "marked", "aria-hidden": "true" });
  const node = element(
    "div",
    { class: "control", hidden: true },
    element("label", { for: input.id }, "f(x, y) ="),
    input,
    place,
    message.node,
  );

  function read() {
    const good = message.attempt(() => race.set({ surface: input.value }));
    place.hidden = good;
    if (!good) mark();
  }

  /** Shows the characters around the place that the message names. */
  function mark() {
    const [, position] = /at character (\d+)/.exec(message.node.textContent ?? "") ?? [];
    place.hidden = position === undefined;
    const characters = [...input.value];
    const at = Number(position) - 1;
    const from = Math.max(0, at - 30);
    place.replaceChildren(
      `${from > 0 ? "…" : ""}${characters.slice(from, at).join("")}`,
      element("mark", {}, characters[at] ?? " "),
      characters.slice(at + 1, at + 30).join(""),
    );
  }

  return {
    node,
    /** @param {string | undefined} text the formula; undefined when the surface is one of the catalog */
    update(text) {
      node.hidden = text === undefined;
      if (text === undefined || input.value === text) return;
      input.value = text;
      message.show("");
      place.hidden = true;
    },
  };
}
