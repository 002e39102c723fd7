// @ts-check
import { element } from "../dom.js";
import { reason } from "../controls/message.js";
import { base } from "../styles/base.js";
import { controls } from "../styles/controls.js";
import { narrator } from "./narrator.js";
import { load } from "./wasm.js";

/** Loading and drawing begin this far from the screen. */
const MARGIN = "200px";
/** A frame never counts for more than this: a page that was hidden does not leap on. */
const LONGEST_FRAME = 100;

/** @typedef {import("./wasm.js").Wasm} Wasm */

/**
 * What every lab is: a custom element that loads the wasm module when it comes near the screen,
 * runs a loop of frames while it is seen and has something to do, and holds one experiment, a plain
 * value, as its only state. What an author put inside the tag stays until the lab is ready.
 *
 * A lab of its own kind implements {@link build}, {@link take}, {@link frame}, {@link recolour},
 * {@link rewind} and {@link advance}.
 *
 * Events: `ready`, `step` (the step shown has changed; at most once a frame), `finish` and `error`.
 * @template Experiment
 */
export class Lab extends HTMLElement {
  root = this.attachShadow({ mode: "open" });
  narrator = narrator();
  /** Whether time runs. */
  playing = false;
  #ready = false;
  #near = false;
  #handle = 0;
  #last = NaN;
  /** @type {Experiment | undefined} */
  #experiment;
  #dark = matchMedia("(prefers-color-scheme: dark)");
  #observer = new IntersectionObserver(
    (entries) => {
      this.#near = entries.some((entry) => entry.isIntersecting);
      if (this.#near) this.#start();
    },
    { rootMargin: MARGIN },
  );

  constructor() {
    super();
    this.root.adoptedStyleSheets = [base, controls];
    this.root.append(element("slot"));
  }

  connectedCallback() {
    this.#observer.observe(this);
    this.#dark.addEventListener("change", this.#repaint);
    document.addEventListener("visibilitychange", this.#wake);
  }

  disconnectedCallback() {
    this.#observer.disconnect();
    this.#dark.removeEventListener("change", this.#repaint);
    document.removeEventListener("visibilitychange", this.#wake);
    cancelAnimationFrame(this.#handle);
    this.#handle = 0;
    this.#near = false;
  }

  /**
   * Makes the lab's content.
   * @param {Wasm} _wasm
   * @returns {{ content: Node[], experiment: Experiment }} and what it opens with
   */
  build(_wasm) {
    throw new Error("a lab builds its content");
  }

  /**
   * Takes an experiment, or throws and changes nothing.
   * @param {Experiment} _experiment
   */
  take(_experiment) {}

  /**
   * One frame: time passes, what has changed is drawn.
   * @param {number} _elapsed milliseconds since the last one
   * @returns {boolean} whether there is more to do in the next one
   */
  frame(_elapsed) {
    return false;
  }

  /** The colours to draw in have changed. */
  recolour() {}

  /** Goes back to the beginning. */
  rewind() {}

  /**
   * Goes so many steps on, or back when negative.
   * @param {number} _steps
   */
  advance(_steps) {}

  /** The experiment, as a value of its own. One that is wrong is reported by an `error` event. */
  get experiment() {
    return /** @type {Experiment} */ (structuredClone(this.#experiment));
  }

  set experiment(experiment) {
    if (!this.#ready) {
      this.#experiment = structuredClone(experiment);
      return;
    }
    try {
      this.change(structuredClone(experiment));
    } catch (error) {
      this.fail(error);
    }
  }

  /** The experiment, to read only. */
  get current() {
    return /** @type {Experiment} */ (this.#experiment);
  }

  /**
   * Puts another experiment in place of the present one.
   * @param {Experiment} experiment
   * @throws {Error} when it is wrong; then nothing has changed
   */
  change(experiment) {
    this.take(experiment);
    this.#experiment = experiment;
    this.refresh();
    this.wake();
  }

  /** Shows the experiment in all controls. */
  refresh() {}

  /** Whether the lab is drawn light on dark. */
  get dark() {
    return this.#dark.matches;
  }

  play() {
    this.playing = true;
    this.wake();
  }

  pause() {
    this.playing = false;
    this.wake();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  reset() {
    this.rewind();
    this.wake();
  }

  /** @param {number} [steps] */
  step(steps = 1) {
    this.playing = false;
    this.advance(steps);
    this.wake();
  }

  /** Asks for a frame, when it would be seen. */
  wake() {
    if (this.#handle !== 0 || !this.#ready || !this.#near || document.hidden) return;
    this.#handle = requestAnimationFrame(this.#tick);
  }

  #wake = () => this.wake();

  #repaint = () => {
    if (!this.#ready) return;
    this.recolour();
    this.wake();
  };

  /** @param {number} now */
  #tick = (now) => {
    this.#handle = 0;
    const elapsed = Number.isNaN(this.#last) ? 0 : Math.min(now - this.#last, LONGEST_FRAME);
    this.#last = now;
    try {
      if (this.frame(elapsed)) this.wake();
      else this.#last = NaN;
    } catch (error) {
      this.playing = false;
      this.fail(error);
    }
  };

  async #start() {
    if (this.#ready) {
      this.wake();
      return;
    }
    try {
      const wasm = await load();
      if (!this.#ready) this.#open(wasm);
    } catch (error) {
      this.#offerRetry(error);
    }
  }

  /** @param {Wasm} wasm */
  #open(wasm) {
    const { content, experiment } = this.build(wasm);
    const wanted = this.#experiment;
    this.#ready = true;
    this.change(experiment);
    this.root.replaceChildren(...content, this.narrator.node);
    this.recolour();
    if (wanted !== undefined) this.experiment = wanted;
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) this.play();
    this.dispatchEvent(new Event("ready"));
  }

  /** @param {unknown} error */
  #offerRetry(error) {
    const retry = () => {
      notice.remove();
      this.#start();
    };
    const notice = element(
      "div",
      { class: "notice", role: "alert" },
      element("p", {}, `This experiment could not be loaded: ${reason(error)}.`),
      element("button", { type: "button", onclick: retry }, "Try again"),
    );
    this.root.querySelector(".notice")?.remove();
    this.root.append(notice);
    this.#report(error);
  }

  /**
   * Reports what went wrong where no control can show it.
   * @param {unknown} error
   */
  fail(error) {
    this.narrator.warn(reason(error));
    this.#report(error);
  }

  /** @param {unknown} error */
  #report(error) {
    this.dispatchEvent(new ErrorEvent("error", { error, message: reason(error) }));
  }
}
