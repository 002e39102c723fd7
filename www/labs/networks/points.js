// @ts-check
import { figure } from "../../controls/figures.js";
import { element } from "../../dom.js";
import { ownDataOf } from "./experiment.js";

/** @typedef {import("./race.js").TrainingRace} TrainingRace */
/** @typedef {{ x: number, y: number }} Place */
/**
 * A picture that points are drawn on.
 * @typedef {{ area: HTMLElement, view: import("../../downhill.js").DecisionView, size: () => { width: number, height: number } }} Picture
 */

/** A point this near a press, as a share of the picture, is the one that is meant. */
const NEAR = 0.04;
/** An arrow key moves the cursor by this share of the picture; with Shift, by five times as much. */
const NUDGE = 0.02;
const ARROWS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
});
/** Digits that the coordinates of a point are kept to. */
const DIGITS = 4;

/**
 * Draws points of one's own on the pictures: by a press, or with a cursor that arrow keys move.
 * @param {TrainingRace} race
 */
export function points(race) {
  /** Where the cursor is, from the left and from the top, as shares of the picture. */
  let at = [0.5, 0.5];
  /** @type {Picture | undefined} */
  let picture;
  const cursor = element("div", {
    class: "cursor",
    role: "slider",
    tabindex: 0,
    "aria-label": "Point to draw: arrow keys move it, Enter draws it, Delete removes the nearest",
    "aria-valuemin": 0,
    "aria-valuemax": 1,
    onkeydown: steer,
  });

  /** Given data in the plane, if that is what is trained on. */
  function given() {
    return race.facts.width === 2 ? ownDataOf(race.experiment) : undefined;
  }

  /** The class that is drawn; undefined to remove points. @type {number | undefined} */
  let brush = 0;

  /** Draws a point, or removes the nearest. @param {Picture} on @param {Place} place */
  function press(on, { x, y }) {
    const data = given();
    if (!data || Number.isNaN(x)) return;
    try {
      if (brush === undefined) removeNearest(on, { x, y });
      else {
        const short = [x, y].map((value) => Number(value.toPrecision(DIGITS)));
        race.setData({ ...data, inputs: [...data.inputs, short], targets: [...data.targets, brush] });
      }
    } catch (error) {
      race.lab.fail(error);
    }
  }

  /** @param {Picture} on @param {Place} place */
  function removeNearest({ view, size }, { x, y }) {
    const data = given();
    if (!data) return;
    const { width, height } = size();
    const [left, top] = view.toPlane(0, 0);
    const [right, bottom] = view.toPlane(width, height);
    let [nearest, least] = [-1, NEAR];
    data.inputs.forEach(([px, py], index) => {
      const apart = Math.hypot((px - x) / (right - left), (py - y) / (top - bottom));
      if (apart < least) [nearest, least] = [index, apart];
    });
    if (nearest < 0) return;
    race.setData({
      ...data,
      inputs: data.inputs.toSpliced(nearest, 1),
      targets: data.targets.toSpliced(nearest, 1),
    });
  }

  /** The point of the plane under the cursor. */
  function under() {
    if (!picture) return { x: NaN, y: NaN };
    const { width, height } = picture.size();
    const [x, y] = picture.view.toPlane(at[0] * width, at[1] * height);
    return { x, y };
  }

  /** @param {KeyboardEvent} event */
  function steer(event) {
    if (!picture || event.altKey || event.ctrlKey || event.metaKey) return;
    const arrow = ARROWS[event.key];
    if (arrow) {
      const far = event.shiftKey ? 5 * NUDGE : NUDGE;
      at = at.map((share, axis) => Math.min(1, Math.max(0, share + far * arrow[axis])));
      show();
    } else if (event.key === "Enter") {
      press(picture, under());
    } else if (event.key === "Delete" || event.key === "Backspace") {
      removeNearest(picture, under());
    } else {
      return;
    }
    event.preventDefault();
  }

  function show() {
    cursor.style.setProperty("left", `${100 * at[0]}%`);
    cursor.style.setProperty("top", `${100 * at[1]}%`);
    const { x, y } = under();
    cursor.setAttribute("aria-valuenow", String(at[0]));
    cursor.setAttribute("aria-valuetext", `x ${figure(x, 3)}, y ${figure(y, 3)}`);
  }

  return {
    press,
    /** Chooses what a press draws. @param {number | undefined} next */
    take(next) {
      brush = next;
    },
    /** @param {Picture | undefined} first the picture that has the cursor */
    update(first) {
      picture = first;
      const drawn = given() !== undefined;
      if (!drawn || !first) cursor.remove();
      else if (cursor.parentNode !== first.area) first.area.append(cursor);
      show();
    },
  };
}
