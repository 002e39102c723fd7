// @ts-check
import { reason } from "../controls/message.js";
import { element } from "../dom.js";
import { base } from "../styles/base.js";
import { controls } from "../styles/controls.js";
import { narrator } from "./narrator.js";
import { load } from "./wasm.js";

/** Loading and drawing begin this far from the screen. */
const MARGIN = "200px";
/** A frame never counts for more milliseconds than this: a page that was hidden does not leap on. */
const LONGEST_FRAME = 100;

/** @typedef {import("./wasm.js").Wasm} Wasm */

/**
 * What a lab does once the wasm module is there. Its experiment, a plain value, is its only state.
 * @template Experiment
 * @typedef {object} Bench
 * @property {Node} content
 * @property {Experiment} experiment
 * @property {(experiment: Experiment) => void} change puts another in its place; throws, and
 *   changes nothing, when it is wrong
 * @property {(elapsed: number) => boolean} frame lets so many milliseconds pass and draws what has
 *   changed; whether there is more to do in the next frame
 * @property {(dark: boolean) => void} recolour
 * @property {() => void} rescale the screen has another number of pixels in a CSS pixel
 * @property {() => void} rewind goes back to the beginning
 * @property {(steps: number) => void} advance goes so many steps on, or back when negative
 */

/**
 * What every lab is: a custom element that loads the wasm module when it comes near the screen, and
 * runs a loop of frames while it is seen and has something to do. What an author put inside the tag
 * stays until the lab is ready. A lab of its own kind implements {@link open}.
 *
 * Events: `ready`, `step` (another step is shown; at most once a frame), `finish` and `error`.
 * @template Experiment
 */
export class Lab extends HTMLElement {
  root = this.attachShadow({ mode: "open" });
  narrator = narrator();
  /** Whether time runs. */
  playing = false;
  /** @type {Bench<Experiment> | undefined} */
  #bench;
  /** @type {Experiment | undefined} */
  #wanted;
  #near = false;
  #handle = 0;
  #last = NaN;
  #dark = matchMedia("(prefers-color-scheme: dark)");
  #still = matchMedia("(prefers-reduced-motion: reduce)");
  #scale = devicePixelRatio;
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
    this.root.addEventListener("keydown", this.#shortcut);
  }

  connectedCallback() {
    this.#observer.observe(this);
    this.#dark.addEventListener("change", this.#recolour);
    document.addEventListener("visibilitychange", this.wake);
    addEventListener("resize", this.#rescale);
  }

  disconnectedCallback() {
    this.#observer.disconnect();
    this.#dark.removeEventListener("change", this.#recolour);
    document.removeEventListener("visibilitychange", this.wake);
    removeEventListener("resize", this.#rescale);
    cancelAnimationFrame(this.#handle);
    this.#handle = 0;
    this.#near = false;
  }

  /**
   * Opens the lab.
   * @param {Wasm} _wasm
   * @returns {Bench<Experiment>}
   */
  open(_wasm) {
    throw new Error("this lab cannot be opened");
  }

  /** The experiment. Setting one that is wrong changes nothing and is reported by an `error` event. */
  get experiment() {
    return structuredClone(this.#bench ? this.#bench.experiment : this.#wanted);
  }

  set experiment(experiment) {
    if (experiment === undefined) return;
    if (!this.#bench) {
      this.#wanted = structuredClone(experiment);
      return;
    }
    try {
      this.#bench.change(structuredClone(experiment));
    } catch (error) {
      this.fail(error);
    }
  }

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

  /** Plays, unless the reader wants no motion. */
  playUnlessStill() {
    if (!this.#still.matches) this.play();
  }

  reset() {
    this.#bench?.rewind();
    this.wake();
  }

  /** @param {number} [steps] */
  step(steps = 1) {
    this.playing = false;
    this.#bench?.advance(steps);
    this.wake();
  }

  /** Asks for a frame, when it would be seen. */
  wake = () => {
    if (this.#handle !== 0 || !this.#bench || !this.#near || document.hidden) return;
    this.#handle = requestAnimationFrame(this.#tick);
  };

  /**
   * Reports what went wrong where no control can show it.
   * @param {unknown} error
   */
  fail(error) {
    this.narrator.warn(reason(error));
    this.#report(error);
  }

  /** @param {number} now */
  #tick = (now) => {
    this.#handle = 0;
    const elapsed = Number.isNaN(this.#last) ? 0 : Math.min(now - this.#last, LONGEST_FRAME);
    this.#last = now;
    try {
      if (this.#bench?.frame(elapsed)) this.wake();
      else this.#last = NaN;
    } catch (error) {
      this.playing = false;
      this.fail(error);
    }
  };

  #recolour = () => {
    this.#bench?.recolour(this.dark);
    this.wake();
  };

  #rescale = () => {
    if (this.#scale === devicePixelRatio) return;
    this.#scale = devicePixelRatio;
    this.#bench?.rescale();
  };

  /** Space plays and pauses where it would do nothing else: on sliders. @param {Event} event */
  #shortcut = (event) => {
    const { key, target } = /** @type {KeyboardEvent} */ (event);
    const slider = target instanceof Element && target.matches("[type=range], [role=slider]");
    if (key !== " " || !slider) return;
    event.preventDefault();
    this.toggle();
  };

  async #start() {
    if (this.#bench) {
      this.wake();
      return;
    }
    try {
      const wasm = await load();
      if (!this.#bench) this.#show(this.open(wasm));
    } catch (error) {
      this.#offerRetry(error);
    }
  }

  /** @param {Bench<Experiment>} bench */
  #show(bench) {
    this.#bench = bench;
    this.root.replaceChildren(this.narrator.node, bench.content);
    this.experiment = this.#wanted;
    this.#wanted = undefined;
    this.playUnlessStill();
    this.wake();
    this.dispatchEvent(new Event("ready"));
  }

  /** @param {unknown} error */
  #offerRetry(error) {
    const notice = element(
      "div",
      { class: "notice", role: "alert" },
      element("p", {}, `This experiment could not be loaded: ${reason(error)}.`),
      element("button", { type: "button", onclick: () => this.#start() }, "Try again"),
    );
    this.root.replaceChildren(element("slot"), notice);
    this.#report(error);
  }

  /** @param {unknown} error */
  #report(error) {
    this.dispatchEvent(new ErrorEvent("error", { error, message: reason(error) }));
  }
}
