// @ts-check
import { forbid, icon } from "../../controls/icons.js";
import { messageFor } from "../../controls/message.js";
import { element } from "../../dom.js";
import { runCard } from "./run-card.js";

/**
 * @typedef {import("./contest.js").Contest} Contest
 * @typedef {import("./contest.js").RunConfig} RunConfig
 * @typedef {{ run: RunConfig, open: boolean }} Listed a run, and whether its controls are unfolded
 */

/**
 * The runs, each with its controls: added, duplicated and removed here.
 * @param {Contest} race
 */
export function runList(race) {
  /** @type {ReturnType<typeof runCard>[]} */
  let cards = [];
  const items = element("ol", { class: "runs" });
  const add = element("button", { type: "button", class: "text-button", onclick: addRun }, icon("add"), "Add a run");
  const message = messageFor(add);
  const node = element(
    "section",
    { "aria-label": "Runs" },
    element("div", { class: "section-head" }, element("h2", {}, "Runs"), add),
    message.node,
    items,
  );

  /**
   * Changes the list as a whole. Every run keeps the style it is drawn in.
   * @param {(listed: Listed[]) => Listed[]} transform
   */
  function edit(transform) {
    message.attempt(() => {
      const listed = race.experiment.runs.map((run, place) => ({
        run: { ...run, style: race.styleIndex(place) },
        open: cards[place].isOpen(),
      }));
      const next = transform(listed);
      race.set({ runs: next.map(({ run }) => run) });
      next.forEach(({ open }, place) => cards[place].unfold(open));
    });
  }

  function addRun() {
    edit((listed) => {
      const run = race.another(listed.map((one) => one.run));
      return [...listed, { run: { ...run, style: freeStyle(listed) }, open: true }];
    });
    if (!message.node.textContent) cards.at(-1)?.focus();
  }

  /** @param {number} place */
  function duplicate(place) {
    edit((listed) => {
      const copy = { ...structuredClone(listed[place].run), style: freeStyle(listed) };
      return listed.toSpliced(place + 1, 0, { run: copy, open: true });
    });
    if (!message.node.textContent) cards[place + 1]?.focus();
  }

  /** @param {number} place */
  function remove(place) {
    edit((listed) => listed.toSpliced(place, 1));
    add.focus();
  }

  /** The first style no run is drawn in. @param {Listed[]} listed */
  function freeStyle(listed) {
    const used = new Set(listed.map(({ run }) => run.style));
    const free = race.palette.findIndex((_, index) => !used.has(index));
    return free < 0 ? listed.length % race.palette.length : free;
  }

  /**
   * Changes one run.
   * @param {number} place
   * @param {RunConfig} run
   */
  function replace(place, run) {
    race.set({ runs: race.experiment.runs.with(place, run) });
  }

  return {
    node,
    update() {
      message.show("");
      const { runs } = race.experiment;
      if (cards.length !== runs.length) {
        cards = runs.map((_, place) =>
          runCard(race, place, {
            change: (run) => replace(place, run),
            duplicate: () => duplicate(place),
            remove: () => remove(place),
          }),
        );
        items.replaceChildren(...cards.map((card) => card.node));
      }
      forbid(add, race.full);
      for (const card of cards) card.update();
    },
    /** @param {number} step */
    read(step) {
      for (const card of cards) card.read(step);
    },
  };
}
