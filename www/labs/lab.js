// @ts-check
import { reason } from "../controls/message.js";
import { element } from "../dom.js";
import { fromParts } from "../permalink.js";
import { base } from "../styles/base.js";
import { controls } from "../styles/controls.js";
import { layout } from "../styles/lab.js";
import { reduced } from "../styles/reduced.js";
import { sharing } from "../styles/share.js";
import { adopt } from "./adopt.js";
import { isPart, partsOf } from "./attributes.js";
import { narrator } from "./narrator.js";
import { isObject, refused } from "./part.js";
import { share } from "./share.js";

/** Loading and drawing begin this far from the screen. */
const MARGIN = "200px";
/** A frame never counts for more milliseconds than this: a page that was hidden does not leap on. */
const LONGEST_FRAME = 100;

/**
 * What a lab does once the wasm module is there. Its experiment, a plain value, is its only state.
 * @template Experiment
 * @typedef {object} Bench
 * @property {Node} content
 * @property {Experiment} experiment
 * @property {(experiment: Experiment) => void} change puts another in its place; throws, and
 *   changes nothing, when it is wrong
 * @property {(experiment: import("../permalink.js").Experiment) => Experiment | undefined} [usualFor] where
 *   what an experiment leaves out is taken from, when that is not what the lab opens with
 * @property {(elapsed: number) => boolean} frame lets so many milliseconds pass and draws what has
 *   changed; whether there is more to do in the next frame
 * @property {(dark: boolean) => void} recolour
 * @property {() => void} rescale the screen has another number of pixels in a CSS pixel
 * @property {() => void} rewind goes back to the beginning
 * @property {(steps: number) => void} advance goes so many steps on, or back when negative
 * @property {() => string} [svg] the text of an SVG of what is shown
 * @property {() => string | undefined} [script] a Python script that does the same with PyTorch
 * @property {() => import("./save.js").Table} [table] the numbers of what is shown, for files
 */

/**
 * What opens a lab.
 * @template Experiment
 * @template [Wasm=import("./wasm.js").Wasm] the module it is given
 * @typedef {(lab: Lab<Experiment>, wasm: Wasm) => Bench<Experiment>} Open
 */

/**
 * What every lab is: a custom element that loads the wasm module when it comes near the screen, and
 * runs a loop of frames while it is seen and has something to do. What an author put inside the tag
 * stays until the lab is ready. A lab of its own kind says which {@link parts} it is made of.
 *
 * Its attributes are the parts of the experiment, as in a link (see permalink.js); changing one opens
 * the experiment that they then give.
 *
 * Events: `ready`, `step` (another step is shown; at most once a frame), `change` (of the experiment),
 * `send` (see {@link send}), `finish` and `error`.
 * @template Experiment
 */
export class Lab extends HTMLElement {
  root = this.attachShadow({ mode: "open" });
  narrator = narrator();
  /** Whether time runs. */
  playing = false;
  /** @type {Bench<Experiment> | undefined} */
  #bench;
  /** What is to be done when the lab is ready. @type {((bench: Bench<Experiment>) => void)[]} */
  #waiting = [];
  /** Whether someone has said if time is to run. */
  #wasTold = false;
  /** What the lab opens with by itself. @type {Experiment | undefined} */
  #usual;
  /** The experiment that others have been told of. @type {Experiment | undefined} */
  #told;
  #near = false;
  #handle = 0;
  #last = NaN;
  #dark = matchMedia("(prefers-color-scheme: dark)");
  #still = matchMedia("(prefers-reduced-motion: reduce)");
  #scale = devicePixelRatio;
  #attributes = new MutationObserver((changes) => {
    this.#reduce();
    if (this.#bench && changes.some(({ attributeName }) => isPart(attributeName ?? ""))) this.#obey();
  });
  #observer = new IntersectionObserver(
    (entries) => {
      this.#near = entries.some((entry) => entry.isIntersecting);
      if (this.#near) this.#start();
    },
    { rootMargin: MARGIN },
  );

  constructor() {
    super();
    this.root.adoptedStyleSheets = [base, controls, layout, reduced, sharing];
    this.root.append(element("div", { class: "waiting" }, element("slot")));
    this.root.addEventListener("keydown", this.#shortcut);
    this.#attributes.observe(this, { attributes: true });
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
   * Fetches what the lab is made of and the wasm module, and makes what the lab does.
   * @returns {Promise<() => Bench<Experiment>>}
   */
  async parts() {
    throw new Error("this lab cannot be opened");
  }

  /** The experiment. Setting one that is wrong changes nothing and is reported by an `error` event. */
  get experiment() {
    return structuredClone(this.#bench?.experiment);
  }

  set experiment(experiment) {
    if (experiment === undefined) return;
    this.#whenReady((bench) => {
      try {
        const wanted = structuredClone(experiment);
        if (!isObject(wanted)) throw refused("experiment", wanted, "be an object");
        bench.change(wanted);
      } catch (error) {
        this.fail(error);
      }
    });
  }

  /** What there is to see and to save; undefined until the lab is ready. */
  get bench() {
    return this.#bench;
  }

  /** What the lab shows, in a sentence: the text alternative of its picture. */
  get summary() {
    return this.root.querySelector("[role=img]")?.getAttribute("aria-label") ?? "";
  }

  /** Whether the experiment is the one that the lab opens with by itself. */
  get isUsual() {
    return JSON.stringify(this.#bench?.experiment) === JSON.stringify(this.#usual);
  }

  /**
   * Opens, from its beginning, an experiment that someone wrote. What is wrong in it is left out and
   * reported on the page; what must be there and is not is as the lab has it by itself.
   * @param {import("../permalink.js").Experiment} experiment
   * @param {string[]} [problems] what was wrong already when it was read
   */
  adopt(experiment, problems = []) {
    const wanted = structuredClone(experiment);
    this.#whenReady((bench) => {
      const usual = /** @type {import("../permalink.js").Experiment} */ (bench.usualFor?.(wanted) ?? this.#usual);
      // From the beginning, unless the experiment asks for a step of its own.
      bench.rewind();
      const wrong = [...problems, ...adopt(wanted, usual, (next) => bench.change(next))];
      this.#tell();
      this.narrator.warn(wrong.length > 0 ? `Left out, since it cannot be: ${wrong.join("; ")}.` : "");
      if (wrong.length > 0) this.#report(new Error(wrong.join("; ")));
    });
  }

  /** Whether the lab is drawn light on dark: as the reader prefers, or as the page's color-scheme for it says. */
  get dark() {
    const scheme = getComputedStyle(this).colorScheme;
    return scheme.includes("light") && scheme.includes("dark") ? this.#dark.matches : scheme.includes("dark");
  }

  play() {
    this.playing = this.#wasTold = true;
    this.wake();
  }

  pause() {
    this.playing = false;
    this.#wasTold = true;
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

  /** @param {number} [steps] a whole number; negative ones go back */
  step(steps = 1) {
    if (!Number.isSafeInteger(steps)) {
      this.fail(refused("steps", steps, "be a whole number"));
      return;
    }
    this.pause();
    this.#whenReady((bench) => bench.advance(steps));
    this.wake();
  }

  /**
   * Asks the page to open an experiment in another lab: a `send` event, cancelled by a page that does.
   * @param {string} lab
   * @param {object} experiment
   */
  send(lab, experiment) {
    const detail = { lab, experiment: structuredClone(experiment) };
    const event = new CustomEvent("send", { detail, bubbles: true, composed: true, cancelable: true });
    this.narrator.warn(this.dispatchEvent(event) ? `This page has no ${lab} lab to send it to.` : "");
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
      if (this.#bench?.experiment !== this.#told) {
        this.narrator.warn("");
        this.#tell();
      }
    } catch (error) {
      this.playing = false;
      this.fail(error);
    }
  };

  /** @param {(bench: Bench<Experiment>) => void} action */
  #whenReady(action) {
    if (this.#bench) action(this.#bench);
    else this.#waiting.push(action);
  }

  /** What the attribute `controls` leaves of the controls to see is not to be used. */
  #reduce() {
    const fewer = ["none", "minimal"].includes(this.getAttribute("controls") ?? "");
    for (const controls of this.root.querySelectorAll(".set")) controls.toggleAttribute("inert", fewer);
  }

  /** Opens what the attributes say. */
  #obey() {
    const parts = partsOf(this);
    if (parts.length === 0 && this.isUsual) return;
    const { experiment, problems } = fromParts(parts);
    this.adopt(experiment, problems);
  }

  /** Tells that the experiment is another. */
  #tell() {
    this.#told = this.#bench?.experiment;
    this.dispatchEvent(new Event("change"));
  }

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
      const open = await this.parts();
      if (!this.#bench) this.#show(open());
    } catch (error) {
      this.#offerRetry(error);
    }
  }

  /** @param {Bench<Experiment>} bench */
  #show(bench) {
    this.#bench = bench;
    this.#told = bench.experiment;
    this.#usual = structuredClone(bench.experiment);
    this.root.replaceChildren(this.narrator.node, bench.content);
    const { button, dialog } = share(this);
    (this.root.querySelector(".set") ?? this.root).append(element("div", { class: "actions" }, button));
    this.root.append(dialog);
    this.#obey();
    for (const action of this.#waiting.splice(0)) action(bench);
    this.#reduce();
    if (!this.#wasTold) this.playUnlessStill();
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
    this.root.replaceChildren(element("div", { class: "waiting" }, element("slot"), notice));
    this.#report(error);
  }

  /** @param {unknown} error */
  #report(error) {
    this.dispatchEvent(new ErrorEvent("error", { error, message: reason(error) }));
  }
}

/**
 * The class of a lab that is made of these parts, over this wasm module.
 * @template Experiment
 * @template Wasm
 * @param {() => Promise<{ open: Open<Experiment, Wasm> }>} parts
 * @param {() => Promise<Wasm>} load
 */
export function labOf(parts, load) {
  /** @extends {Lab<Experiment>} */
  class Made extends Lab {
    /** @override */
    async parts() {
      const [{ open }, wasm] = await Promise.all([parts(), load()]);
      return () => open(this, wasm);
    }
  }
  return Made;
}
