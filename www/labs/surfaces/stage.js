// @ts-check
import { formulaPlace, typeset } from "../../controls/formula.js";
import { figure } from "../../controls/figures.js";
import { element, write } from "../../dom.js";
import { heads } from "./heads.js";

/** @typedef {import("./race.js").Race} Race */

/** Digits of a value that is read off the picture. */
const DIGITS = 5;
/** An arrow key moves the start by this share of the window; with Shift, by ten times as much. */
const NUDGE = 0.01;
/** Keys that move the start: [right, up]. */
const ARROWS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
});

/**
 * The picture: the map, the trails on it, the start to be moved, and what the pointer reads.
 * @param {Race} race
 */
export function stage(race) {
  const map = element("canvas");
  const trails = element("canvas");
  const arrows = element("canvas", { class: "arrows" });
  const view = new race.wasm.SurfaceView(map, trails, arrows);
  const markers = heads(race);
  const picture = element(
    "div",
    { class: "picture", role: "img", "aria-label": "Contour map", onpointerdown: press, onpointermove: hover, onpointerleave: leave },
    map,
    trails,
    arrows,
    markers.node,
  );
  const handle = element("div", {
    class: "start",
    role: "slider",
    tabindex: 0,
    "aria-label": "Start of every run; arrow keys move it",
    title: "Start: drag it, or click anywhere",
    onpointerdown: grab,
    onkeydown: nudge,
  });
  const formula = formulaPlace("Formula");
  const reading = element("output", { class: "reading" });
  const node = element(
    "div",
    { class: "stage" },
    element("div", { class: "pictures" }, picture, handle),
    element("div", { class: "caption" }, formula, reading),
  );

  let caption = "";
  /** @type {{ width: number, height: number }} */
  let size = { width: 0, height: 0 };
  new ResizeObserver(([{ contentRect }]) => {
    size = contentRect;
    resize();
  }).observe(picture);

  function resize() {
    if (size.width === 0 || size.height === 0) return;
    view.resize(size.width, size.height, devicePixelRatio);
    race.resized();
  }

  /** The place of a pointer in the picture. @param {PointerEvent} event */
  function placeOf(event) {
    const { left, top } = picture.getBoundingClientRect();
    return {
      x: Math.min(Math.max(event.clientX - left, 0), size.width),
      y: Math.min(Math.max(event.clientY - top, 0), size.height),
    };
  }

  /** @param {PointerEvent} event */
  function moveStart(event) {
    const { x, y } = placeOf(event);
    const [right, up] = view.toSurface(x, y);
    startAt(right, up);
  }

  /** @param {number} x @param {number} y */
  function startAt(x, y) {
    const short = /** @param {number} value */ (value) => Number(value.toPrecision(4));
    try {
      race.set({ start: [short(x), short(y)] });
    } catch (error) {
      race.lab.fail(error);
    }
  }

  // A finger that touches the picture may be about to scroll the page: only lifting it places the
  // start. On the handle itself, it drags.
  /** @param {PointerEvent} event */
  function press(event) {
    if (event.button !== 0) return;
    if (event.pointerType === "touch") {
      const lift = /** @param {PointerEvent} up */ (up) => {
        moveStart(up);
        race.raceAgain();
      };
      const over = new AbortController();
      picture.addEventListener("pointerup", lift, { signal: over.signal });
      for (const end of ["pointerup", "pointercancel"]) {
        picture.addEventListener(end, () => over.abort(), { signal: over.signal });
      }
      return;
    }
    moveStart(event);
    grab(event);
  }

  /** @param {PointerEvent} event */
  function grab(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    handle.focus({ preventScroll: true });
    handle.setPointerCapture(event.pointerId);
    handle.classList.add("held");
    const over = new AbortController();
    handle.addEventListener("pointermove", moveStart, { signal: over.signal });
    handle.addEventListener(
      "lostpointercapture",
      () => {
        over.abort();
        handle.classList.remove("held");
        race.raceAgain();
      },
      { signal: over.signal },
    );
  }

  /** @param {KeyboardEvent} event */
  function nudge(event) {
    const arrow = ARROWS[event.key];
    if (!arrow || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const [left, right, bottom, top] = race.facts.window;
    const [x, y] = race.experiment.start;
    const far = event.shiftKey ? 10 * NUDGE : NUDGE;
    startAt(x + arrow[0] * far * (right - left), y + arrow[1] * far * (top - bottom));
    race.raceAgain();
  }

  /** @param {PointerEvent} event */
  function hover(event) {
    if (event.pointerType === "touch") return;
    const place = placeOf(event);
    const run = markers.at(place.x, place.y);
    const [x, y, f] = run < 0 ? valueAt(place) : race.descent.row(run, race.shown).slice(1);
    const name = run < 0 ? "" : `${race.nameOf(run)}   `;
    const [across, up] = race.facts.axes;
    write(reading, `${name}${across} ${figure(x, DIGITS)}   ${up} ${figure(y, DIGITS)}   f ${figure(f, DIGITS)}`);
  }

  /** @param {{ x: number, y: number }} place */
  function valueAt(place) {
    const [x, y] = view.toSurface(place.x, place.y);
    return [x, y, race.surface.value(x, y)];
  }

  /** With no pointer to read, it says what the marks on the map are. */
  function leave() {
    write(reading, legend(view.marks(race.descent)));
  }

  function placeHandle() {
    const [x, y] = race.experiment.start;
    const [left, right] = race.facts.window;
    const [px, py] = view.toPixels(x, y);
    if (Number.isNaN(px)) return; // nothing is drawn yet
    const inside = /** @param {number} at @param {number} end */ (at, end) =>
      Math.min(Math.max(at, 0), end);
    handle.style.setProperty("translate", `${inside(px, size.width)}px ${inside(py, size.height)}px`);
    handle.setAttribute("aria-valuemin", String(left));
    handle.setAttribute("aria-valuemax", String(right));
    handle.setAttribute("aria-valuenow", String(x));
    handle.setAttribute("aria-valuetext", placed(x, y));
  }

  /** A point in words. @param {number} x @param {number} y @param {number} [digits] */
  function placed(x, y, digits) {
    const [across, up] = race.facts.axes;
    return `${across} ${figure(x, digits)}, ${up} ${figure(y, digits)}`;
  }

  return {
    node,
    resize,
    /** @param {boolean} dark */
    recolour: (dark) => view.setTheme(dark),
    /** Draws the map; whether all of it is drawn. */
    drawMap() {
      if (size.width === 0) return true;
      const isWhole = view.drawMap(race.descent);
      placeHandle();
      leave();
      return isWhole;
    },
    /** @param {number} step */
    draw(step) {
      if (size.width === 0) return;
      view.drawTrails(race.descent, step);
      markers.move(view.heads(race.descent, step));
    },
    /**
     * Draws the arrows of a run's step to come, none without a run; how many times as long as it is
     * the step is drawn.
     * @param {number} [run]
     * @param {number} [step]
     */
    drawArrows(run, step) {
      return size.width === 0 ? undefined : view.drawArrows(race.descent, run, step);
    },
    /** What the picture shows, in words. @param {number} step */
    read(step) {
      const runs = race.experiment.runs
        .map((_, run) => {
          const [, x, y] = race.descent.row(run, step);
          return `${race.nameOf(run)} at ${placed(x, y, 3)}`;
        })
        .join("; ");
      picture.setAttribute("aria-label", `Contour map of ${race.surfaceName}. Step ${step}: ${runs}.`);
    },
    /** The experiment is another, or drawn otherwise. */
    update() {
      markers.update();
      placeHandle();
      const text = race.surfaceEntry?.formula ?? written(race.experiment.surface);
      if (text === caption) return;
      caption = text;
      formula.replaceChildren(typeset(text));
    },
  };
}

/** How the map marks critical points. @type {Record<string, string>} */
const MARKS = { global: "★", minimum: "○", maximum: "△", saddle: "×", degenerate: "◇" };

/** What the marks on the map mean. @param {string[]} kinds those that are there */
function legend(kinds) {
  return Object.keys(MARKS)
    .filter((kind) => kinds.includes(kind))
    .map((kind) => `${MARKS[kind]} ${kind === "global" ? "global minimum" : kind}`)
    .join("   ");
}

/** A typed formula as one writes it. @param {string} text */
function written(text) {
  const marks = text.replaceAll("*", "·").replaceAll("-", "−").replace(/\bpi\b/g, "π");
  return `f(x, y) = ${marks}`;
}
