// @ts-check
import { messageFor, reason } from "../../controls/message.js";
import { element, write } from "../../dom.js";
import { load } from "../wasm.js";

/** Milliseconds of a frame that may go into a job. */
const BUDGET = 6;
/** Milliseconds between two pictures of what is known so far. */
const PACE = 120;
/** Milliseconds that an experiment must rest before it is computed anew. */
const REST = 400;

/**
 * What a panel shows maps of: a lab's race, whose runs have names and styles.
 * @typedef {object} Subject
 * @property {import("../lab.js").Lab<any>} lab
 * @property {import("../../downhill.js").Catalog} catalog
 * @property {string} noun what a run makes: "step", "update"
 * @property {{ runs: import("../../downhill.js").RunConfig[] }} experiment
 * @property {(experiment: any) => void} change
 * @property {(run: number) => string} nameOf
 * @property {(run: number) => import("../../controls/swatch.js").Style} styleOf
 */

/** @typedef {import("../wasm.js").Wasm} Wasm */

/**
 * A job of the wasm module, done a while at a time.
 * @typedef {{ advanceFor: (milliseconds: number) => boolean, progress: number, free: () => void }} Job
 */

/**
 * A kind of panel.
 * @template {Job} J
 * @typedef {object} Kind
 * @property {import("./settings.js").Settings} own what is set in it
 * @property {string} title
 * @property {string} about what it shows, in some sentences; it may change with what is set
 * @property {string} action what its button says
 * @property {boolean} automatic whether it is computed by itself when it is opened or the experiment changes
 * @property {Node[]} pictures
 * @property {Node[]} controls
 * @property {() => object} config
 * @property {(config: any, wasm: Wasm) => J} make throws when the configuration is wrong
 * @property {(job: J, done: boolean, wasm: Wasm) => void} show draws and writes what is known
 * @property {() => void} [update] the experiment is another
 * @property {(job: J) => boolean} [follow] the race has come further: gives a job that is done more to do,
 *   where there is more; whether it has
 * @property {(dark: boolean) => void} [recolour]
 * @property {() => void} [rescale]
 */

/**
 * A panel that is folded until it is wanted: a job, its progress and a way to cancel it.
 * @template {Job} J
 * @param {Kind<J>} kind
 */
export function panel(kind) {
  const bar = element("progress", { max: 1, value: 0, "aria-label": `${kind.title}: progress` });
  const action = element("button", { type: "button", class: "action", onclick: () => (isRunning() ? stop() : start()) });
  const message = messageFor(action);
  const state = element("p", { class: "state", role: "status" });
  const about = element("p", { class: "look" }, kind.about);
  const node = element(
    "details",
    { class: "map-panel", ontoggle: toggled },
    element("summary", {}, kind.title),
    about,
    element(
      "div",
      { class: "map-body" },
      element("div", { class: "map-seen" }, ...kind.pictures),
      element("div", { class: "map-set" }, element("div", { class: "job" }, action, bar), state, message.node, ...kind.controls),
    ),
  );

  /** @type {J | undefined} */
  let job;
  /** Where it was made. @type {Wasm | undefined} */
  let wasm;
  /** The configuration of the job. */
  let made = "";
  /** What was set in the panel when it was last looked at. */
  let values = "";
  let isDone = false;
  let wasOpen = false;
  let handle = 0;
  let waiting = 0;
  let shownAt = 0;
  /** The start that waits for the wasm module: it may have to be fetched. @type {object | undefined} */
  let starting;

  const isRunning = () => handle !== 0 || starting !== undefined;

  async function start() {
    stop();
    const mine = (starting = {});
    read();
    try {
      wasm = await load();
      if (mine === starting) begin(wasm);
    } catch (error) {
      if (mine !== starting) return;
      stop();
      message.show(`What computes this could not be loaded: ${reason(error)}.`);
    }
  }

  /** @param {Wasm} wasm */
  function begin(wasm) {
    starting = undefined;
    message.attempt(() => {
      const config = kind.config();
      const next = kind.make(config, wasm);
      job?.free();
      job = next;
      made = JSON.stringify(config);
      isDone = false;
      shownAt = 0;
      handle = requestAnimationFrame(work);
    });
    read();
  }

  /** A frame computes or draws, so that none does both. */
  function work() {
    handle = 0;
    if (!job) return;
    const now = performance.now();
    const isDue = isDone || (job.progress > 0 && now - shownAt >= PACE);
    message.attempt(() => {
      if (isDue) show();
      else isDone = /** @type {J} */ (job).advanceFor(BUDGET);
      if (!(isDone && isDue)) handle = requestAnimationFrame(work);
    });
    if (isDue) shownAt = performance.now();
    read();
  }

  /** Ends what is being computed; what is known stays. */
  function stop() {
    clearTimeout(waiting);
    cancelAnimationFrame(handle);
    handle = 0;
    starting = undefined;
    read();
  }

  function show() {
    if (job && wasm && node.open) kind.show(job, isDone, wasm);
  }

  function read() {
    const share = job ? job.progress : 0;
    bar.value = share;
    bar.hidden = !isRunning();
    write(action, isRunning() ? "Cancel" : kind.action);
    action.hidden = !isRunning() && kind.automatic && isDone && !isStale();
    if (isRunning()) write(state, "");
    else if (job && isStale()) write(state, "The experiment has changed since.");
    else if (job && !isDone) write(state, `Cancelled at ${Math.round(100 * share)} %.`);
    else write(state, "");
  }

  /** What is shown is no longer true: what is set here acts at once, what is set elsewhere once it rests. */
  function renew() {
    const isOwn = kind.own.values !== values;
    values = kind.own.values;
    stop();
    if (!kind.automatic) return;
    if (isOwn) start();
    else waiting = setTimeout(start, REST);
  }

  const isStale = () => JSON.stringify(kind.config()) !== made;

  /** It was folded or unfolded: perhaps by the visitor. */
  function toggled() {
    if (node.open !== kind.own.isOpen) kind.own.set({ open: node.open });
  }

  /** Unfolds it. */
  function open() {
    values = kind.own.values;
    if (kind.automatic) start();
    else read();
  }

  /** Folds it: nothing is kept of what was computed. */
  function close() {
    stop();
    job?.free();
    job = undefined;
    made = "";
  }

  return {
    node,
    own: kind.own,
    /** The experiment is another, or drawn otherwise. */
    update() {
      const isOpen = kind.own.isOpen;
      const isOther = isOpen !== wasOpen;
      wasOpen = isOpen;
      // Only then: the visitor may just have unfolded it, and it is told of that later.
      if (isOther) node.open = isOpen;
      if (!isOpen) {
        if (isOther) close();
        return;
      }
      kind.own.update();
      write(about, kind.about);
      kind.update?.();
      if (isOther) open();
      else if (isStale()) renew();
      else show();
    },
    /** The race has come further. */
    follow() {
      if (!job || !isDone || isRunning() || isStale() || !kind.follow?.(job)) return;
      isDone = false;
      handle = requestAnimationFrame(work);
    },
    /** The job, while there is one. */
    get job() {
      return job;
    },
    show,
    /** @param {boolean} dark */
    recolour(dark) {
      kind.recolour?.(dark);
      show();
    },
    rescale() {
      kind.rescale?.();
    },
  };
}
