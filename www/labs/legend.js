// @ts-check
import { drawing } from "../dom.js";

/** In CSS pixels: the letters, a line of the legend, a piece of a run's line, the space after it and between two. */
const LETTERS = 14;
const LINE = 24;
const PIECE = 32;
const SPACE = 8;
const BETWEEN = 24;
const MARGIN = 12;

/** @typedef {import("./lab.js").Lab<any>} Lab */
/** @typedef {{ paths: SVGPathElement[], text: string, x: number, y: number }} Entry its place is that of its line's middle */

const ruler = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

/** The letters of a legend, as a font of CSS. @param {Lab} lab */
export function fontOf(lab) {
  return `${LETTERS}px ${getComputedStyle(lab).fontFamily}`;
}

/**
 * Which line is which: the list of runs again, to stand under a picture of this width that leaves the page without it.
 * @param {Lab} lab
 * @param {number} width
 */
export function legend(lab, width) {
  ruler.font = fontOf(lab);
  /** @type {Entry[]} */
  const entries = [];
  let x = MARGIN;
  let y = LINE;
  for (const card of lab.root.querySelectorAll(".runs > .card:not(.hidden-run)")) {
    if (!card.checkVisibility()) continue;
    const parts = [...card.querySelectorAll(".title > *")].map(({ textContent }) => textContent);
    const text = parts.join("  ").replace(/\s+/g, " ").trim();
    const wide = PIECE + SPACE + ruler.measureText(text).width;
    if (x > MARGIN && x + wide > width - MARGIN) {
      x = MARGIN;
      y += LINE;
    }
    entries.push({ paths: [...(card.querySelector(".swatch")?.querySelectorAll("path") ?? [])], text, x, y });
    x += wide + BETWEEN;
  }
  return { entries, height: entries.length > 0 ? y + LINE / 2 : 0 };
}

/** Where the text of an entry begins, from its place. */
export const TEXT = PIECE + SPACE;

/**
 * The drawing with its legend under it.
 * @param {Lab} lab
 * @param {string} text an SVG whose first element is its background
 */
export function withLegend(lab, text) {
  const svg = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (new DOMParser().parseFromString(text, "image/svg+xml").documentElement));
  const [width, height] = ["width", "height"].map((side) => Number(svg.getAttribute(side)));
  const { entries, height: more } = legend(lab, width);
  if (more === 0) return text;
  const units = Number(svg.getAttribute("viewBox")?.split(" ")[2]) / width;
  svg.setAttribute("height", String(height + more));
  svg.setAttribute("viewBox", `0 0 ${units * width} ${units * (height + more)}`);
  svg.querySelector("rect")?.setAttribute("height", String(units * (height + more)));
  const { fontFamily, color } = getComputedStyle(lab);
  const lines = entries.flatMap(({ paths, text: words, x, y }) => [
    drawing("g", { transform: `translate(${x} ${y - PIECE / 4})` }, ...paths.map((path) => path.cloneNode(true))),
    drawing("text", { x: x + TEXT, y, "dominant-baseline": "central" }, words),
  ]);
  svg.append(
    drawing(
      "g",
      { transform: `scale(${units}) translate(0 ${height})`, "font-family": fontFamily, "font-size": LETTERS, fill: color },
      ...lines,
    ),
  );
  return `${new XMLSerializer().serializeToString(svg)}\n`;
}
