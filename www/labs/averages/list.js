// @ts-check
import { count, figure, plain, setting } from "../../controls/figures.js";
import { forbid, icon, iconButton, relabel } from "../../controls/icons.js";
import { messageFor } from "../../controls/message.js";
import { numberControl } from "../../controls/number.js";
import { swatch } from "../../controls/swatch.js";
import { element, write } from "../../dom.js";

/** @typedef {import("./bench.js").Averages} Averages */

/** β, spread so that the memory 1/(1−β) grows evenly: 0.5, 0.9, 0.98 and 0.999 lie well apart. */
const BETA = {
  id: "beta", symbol: "β", label: "Weight of the past", kind: "decay",
  default: 0.9, min: 0, max: 0.999, scale: "linear", unit: "",
};
/** What is added first, and next. */
const NEXT = [0.9, 0.98, 0.5, 0.999, 0.8, 0.95];

/**
 * The averages, each with its β: added, chosen and removed here.
 * @param {Averages} bench
 */
export function averageList(bench) {
  /** @type {ReturnType<typeof card>[]} */
  let cards = [];
  const items = element("ol", { class: "averages runs" });
  const add = element("button", { type: "button", class: "text-button", onclick: addOne }, icon("add"), "Add an average");
  const message = messageFor(add);
  const node = element(
    "section",
    { "aria-label": "Averages" },
    element("div", { class: "section-head" }, element("h2", {}, "Averages"), add),
    message.node,
    items,
  );

  function addOne() {
    const { averages } = bench.experiment;
    const beta = NEXT.find((one) => averages.every((other) => other.beta !== one)) ?? NEXT[0];
    const used = new Set(averages.map((_, place) => bench.styleIndex(place)));
    const style = bench.palette.findIndex((_, index) => !used.has(index));
    const added = { beta, style: style < 0 ? 0 : style };
    if (message.attempt(() => bench.set({ averages: [...averages, added], chosen: averages.length }))) {
      cards.at(-1)?.focus();
    }
  }

  /** The others keep the style they are drawn in. @param {number} place */
  function remove(place) {
    const kept = bench.experiment.averages.map((average, at) => ({ ...average, style: bench.styleIndex(at) }));
    const chosen = Math.min(bench.chosen - (place < bench.chosen ? 1 : 0), kept.length - 2);
    message.attempt(() => bench.set({ averages: kept.toSpliced(place, 1), chosen: chosen > 0 ? chosen : undefined }));
    add.focus();
  }

  return {
    node,
    /** The experiment is another, or drawn otherwise. */
    update() {
      message.show("");
      const { averages } = bench.experiment;
      if (cards.length !== averages.length) {
        cards = averages.map((_, place) => card(bench, place, () => remove(place)));
        items.replaceChildren(...cards.map((one) => one.node));
      }
      const most = bench.wasm.mostRuns();
      forbid(add, averages.length >= most && `There can be ${most} averages at most`);
      for (const one of cards) one.update();
    },
    /** The day is another. */
    read() {
      for (const one of cards) one.read();
    },
  };
}

/**
 * One average: its β, what it remembers and what that costs, and its value on the day shown.
 * @param {Averages} bench
 * @param {number} place
 * @param {() => void} remove
 */
function card(bench, place, remove) {
  const piece = swatch(bench.styleOf(place));
  const name = element("span", { class: "name" });
  const value = element("output", { class: "loss" });
  const facts = element("p", { class: "status" });
  const choose = element(
    "button",
    {
      type: "button",
      class: "card-head",
      title: "Show its weights",
      onclick: () => bench.set({ chosen: place || undefined }),
    },
    piece.node,
    element("span", { class: "title" }, name),
    value,
  );
  const away = iconButton("remove", "Remove", remove);
  const beta = numberControl(BETA, (next) => {
    const averages = bench.experiment.averages.with(place, { ...bench.experiment.averages[place], beta: next ?? BETA.default });
    bench.set({ averages, chosen: place || undefined });
  });
  const node = element(
    "li",
    { class: "card" },
    element("div", { class: "card-row" }, choose, away),
    beta.node,
    facts,
  );

  return {
    node,
    focus: () => beta.node.querySelector("input")?.focus(),
    update() {
      const { averaging } = bench;
      const given = bench.experiment.averages[place];
      piece.update({ ...bench.styleOf(place), dash: [] });
      write(name, `β = ${plain(given.beta)}`);
      relabel(away, "remove", `Remove β = ${plain(given.beta)}`);
      choose.setAttribute("aria-pressed", String(bench.chosen === place));
      forbid(away, bench.experiment.averages.length === 1 && "The last average stays");
      beta.update(given.beta === BETA.default ? undefined : given.beta);
      const window = averaging.window(place);
      write(
        facts,
        `1/(1−β) = ${setting(averaging.memory(place))}: it remembers about so many days. It keeps 1 number; a sliding window keeps ${count(window)}.`,
      );
    },
    read() {
      const day = bench.averaging.writtenOut(place, bench.day, 0);
      write(value, `V ${figure(day.averaged)}   V̂ ${figure(day.corrected)}`);
    },
  };
}
