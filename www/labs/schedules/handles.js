// @ts-check
import { count, setting } from "../../controls/figures.js";
import { element } from "../../dom.js";

/** @typedef {import("./decay.js").Decay} Decay */

/** An arrow key multiplies a rate by this, and moves a boundary by this share of the steps. */
const FINER = 1.05;
const SHARE = 0.01;
/** With Shift, so many times as much. */
const COARSE = 10;
const FORWARD = new Set(["ArrowUp", "ArrowRight"]);
const BACK = new Set(["ArrowDown", "ArrowLeft"]);

/**
 * Handles on the rates of every table that is shown: each rate is dragged up and down, each boundary
 * to and fro; the arrow keys do the same.
 * @param {Decay} decay
 * @param {import("../../downhill.js").ChartView} view
 */
export function handles(decay, view) {
  const node = element("div", { class: "handles" });
  /** @type {{ node: HTMLElement, move: () => void }[]} */
  let grips = [];
  let shown = "";

  /**
   * The table of a run: its boundaries and rates, and the ids they are set by.
   * @param {number} run
   */
  function tableOf(run) {
    const { parameters } = decay.scheduleOf(run);
    const of = /** @param {string} kind */ (kind) => parameters.find((parameter) => parameter.kind === kind);
    const [boundaries, rates] = [of("boundaries"), of("rates")];
    if (!boundaries || !rates || decay.experiment.runs[run].hidden) return undefined;
    const given = decay.experiment.runs[run].schedule ?? {};
    const list = /** @param {{ id: string, default: unknown }} one */ ({ id, default: usual }) =>
      /** @type {number[]} */ (/** @type {Record<string, unknown>} */ (given)[id] ?? usual);
    return { boundaries: list(boundaries), rates: list(rates), ids: [boundaries.id, rates.id] };
  }

  /** @param {number} run @param {0 | 1} which @param {number} place @param {number} value */
  function set(run, which, place, value) {
    const table = tableOf(run);
    const config = decay.experiment.runs[run];
    if (!table || !config.schedule) return;
    const lists = [table.boundaries, table.rates];
    lists[which] = lists[which].with(place, value);
    const schedule = { ...config.schedule, [table.ids[0]]: lists[0], [table.ids[1]]: lists[1] };
    try {
      decay.set({ runs: decay.experiment.runs.with(run, { ...config, schedule }) });
    } catch (error) {
      decay.lab.fail(error);
    }
  }

  /** A boundary stays between its neighbours. @param {number} run @param {number} place @param {number} value */
  function setBoundary(run, place, value) {
    const { boundaries = [] } = tableOf(run) ?? {};
    const least = (boundaries[place - 1] ?? 0) + 1;
    const most = (boundaries[place + 1] ?? Infinity) - 1;
    set(run, 0, place, Math.min(Math.max(Math.round(value), least), most));
  }

  /** @param {number} run @param {number} place @param {number} value */
  function setRate(run, place, value) {
    if (value > 0) set(run, 1, place, Number(value.toPrecision(3)));
  }

  /**
   * @param {string} kind "rate" or "boundary", for its look
   * @param {string} label
   * @param {(event: PointerEvent, bounds: DOMRect) => void} drag
   * @param {(by: number) => void} nudge so many key presses forward
   * @param {() => { x: number, y: number, value: number, text: string }} state
   */
  function grip(kind, label, drag, nudge, state) {
    const handle = element("div", {
      class: `grip ${kind}`,
      role: "slider",
      tabindex: 0,
      title: label,
      "aria-label": label,
      "aria-orientation": kind === "rate" ? "vertical" : "horizontal",
      onpointerdown: grab,
      onkeydown: press,
    });

    /** @param {PointerEvent} event */
    function grab(event) {
      if (event.button !== 0) return;
      event.preventDefault();
      handle.focus({ preventScroll: true });
      handle.setPointerCapture(event.pointerId);
      const over = new AbortController();
      handle.addEventListener("pointermove", (move) => drag(move, node.getBoundingClientRect()), { signal: over.signal });
      handle.addEventListener("lostpointercapture", () => over.abort(), { signal: over.signal });
    }

    /** @param {KeyboardEvent} event */
    function press(event) {
      const by = FORWARD.has(event.key) ? 1 : BACK.has(event.key) ? -1 : 0;
      if (by === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      nudge(event.shiftKey ? COARSE * by : by);
    }

    const move = () => {
      const { x, y, value, text } = state();
      handle.hidden = Number.isNaN(x) || x > view.pixelOf(decay.steps);
      handle.style.setProperty("translate", `${x}px ${y}px`);
      handle.setAttribute("aria-valuenow", String(value));
      handle.setAttribute("aria-valuetext", text);
    };
    node.append(handle);
    return { node: handle, move };
  }

  /** @param {number} run @param {number} place */
  function rateGrip(run, place) {
    const table = () => /** @type {NonNullable<ReturnType<typeof tableOf>>} */ (tableOf(run));
    return grip(
      "rate",
      `${decay.nameOf(run)}: rate ${place + 1}`,
      (event, { top }) => setRate(run, place, view.yAt(event.clientY - top)),
      (by) => setRate(run, place, table().rates[place] * FINER ** by),
      () => {
        const { boundaries, rates } = table();
        const from = boundaries[place - 1] ?? 0;
        const to = Math.min(boundaries[place] ?? decay.steps, decay.steps);
        const x = from < decay.steps ? view.pixelOf((from + to) / 2) : NaN;
        return { x, y: view.pixelOfY(rates[place]), value: rates[place], text: `α ${setting(rates[place])} from step ${count(from)}` };
      },
    );
  }

  /** @param {number} run @param {number} place */
  function boundaryGrip(run, place) {
    const table = () => /** @type {NonNullable<ReturnType<typeof tableOf>>} */ (tableOf(run));
    return grip(
      "boundary",
      `${decay.nameOf(run)}: boundary ${place + 1}`,
      (event, { left }) => setBoundary(run, place, view.xAt(event.clientX - left)),
      (by) => setBoundary(run, place, table().boundaries[place] + by * Math.max(1, Math.round(SHARE * decay.steps))),
      () => {
        const { boundaries, rates } = table();
        const [before, after] = [rates[place], rates[place + 1]].map((rate) => view.pixelOfY(rate));
        return { x: view.pixelOf(boundaries[place]), y: (before + after) / 2, value: boundaries[place], text: `step ${count(boundaries[place])}` };
      },
    );
  }

  return {
    node,
    /** The experiment is another: the handles are made anew only when there are others. */
    update() {
      const tables = decay.experiment.runs.map((_, run) => tableOf(run));
      const now = JSON.stringify(tables.map((table, run) => table && [decay.nameOf(run), table.rates.length]));
      if (now !== shown) {
        shown = now;
        node.replaceChildren();
        grips = tables.flatMap((table, run) => [
          ...(table?.rates.map((_, place) => rateGrip(run, place)) ?? []),
          ...(table?.boundaries.map((_, place) => boundaryGrip(run, place)) ?? []),
        ]);
      }
    },
    /** Puts each where its value is, after the chart was drawn. */
    move() {
      for (const one of grips) one.move();
    },
  };
}
