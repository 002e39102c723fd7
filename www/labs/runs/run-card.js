// @ts-check
import { setting } from "../../controls/figures.js";
import { forbid, icon, iconButton, relabel } from "../../controls/icons.js";
import { swatch } from "../../controls/swatch.js";
import { element, unique, write } from "../../dom.js";
import { runControls } from "./run-controls.js";

/**
 * @typedef {import("./contest.js").Contest} Contest
 * @typedef {import("./contest.js").RunConfig} RunConfig
 *
 * @typedef {object} Edits what a card may do to its run
 * @property {(run: RunConfig) => void} change
 * @property {() => void} duplicate
 * @property {() => void} remove
 */

/**
 * One run of the list: what it is, how it fares, and its controls, which are made when unfolded.
 * @param {Contest} race
 * @param {number} place
 * @param {Edits} edits
 */
export function runCard(race, place, edits) {
  const piece = swatch(race.styleOf(place));
  const name = element("span", { class: "name" });
  const rate = element("span", { class: "rate" });
  const loss = element("output", { class: "loss" });
  const status = element("p", { class: "status" });
  const body = element("div", { class: "card-body", id: unique("run"), hidden: true });
  const head = element(
    "button",
    {
      type: "button",
      class: "card-head",
      "aria-expanded": "false",
      "aria-controls": body.id,
      onclick: () => unfold(!isOpen()),
    },
    piece.node,
    element("span", { class: "title" }, name, rate),
    element("span", { class: "unit" }, race.measure),
    loss,
    icon("open"),
  );
  const duplicate = iconButton("copy", "Duplicate", edits.duplicate);
  const remove = iconButton("remove", "Remove", edits.remove);
  const visibility = iconButton("shown", "Hide", () => edits.change({ ...run(), hidden: !run().hidden }));
  const node = element(
    "li",
    { class: "card" },
    head,
    element(
      "div",
      { class: "card-line" },
      status,
      visibility,
      duplicate,
      remove,
    ),
    body,
  );
  /** @type {ReturnType<typeof runControls> | undefined} */
  let controls;
  /** What else was set, beside α. @type {string[]} */
  let others = [];

  const run = () => race.experiment.runs[place];
  const isOpen = () => !body.hidden;

  /** @param {boolean} open */
  function unfold(open) {
    body.hidden = !open;
    head.setAttribute("aria-expanded", String(open));
    if (!open) return;
    if (!controls) {
      controls = runControls(race, place, edits.change);
      body.append(controls.node);
    }
    updateControls();
  }

  function updateControls() {
    if (!isOpen()) return;
    controls?.update();
    controls?.read(race.shown);
  }

  return {
    node,
    isOpen,
    unfold,
    focus: () => controls?.focus(),
    /** The run is another, or drawn otherwise. */
    update() {
      piece.update(race.styleOf(place));
      const called = race.nameOf(place);
      write(name, called);
      relabel(duplicate, "copy", `Duplicate ${called}`);
      relabel(remove, "remove", `Remove ${called}`);
      forbid(duplicate, race.full);
      forbid(remove, race.experiment.runs.length === 1 && "The last run stays");
      others = race.settingsOf(place);
      const hidden = run().hidden === true;
      node.classList.toggle("hidden-run", hidden);
      relabel(visibility, hidden ? "hidden" : "shown", `${hidden ? "Show" : "Hide"} ${called}`);
      updateControls();
    },
    /** @param {number} step */
    read(step) {
      const { value, words } = race.tell(place, step);
      write(rate, [`α ${setting(race.rateOf(place, step))}`, ...others].join("   "));
      write(loss, race.write(value));
      write(status, words);
      if (isOpen()) controls?.read(step);
    },
  };
}
