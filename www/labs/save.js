// @ts-check
import { element } from "../dom.js";
import { isAlone, site } from "../site.js";
import { animation, canFilm, film } from "./film.js";
import { withLegend } from "./legend.js";
import { picture } from "./picture.js";

/** @typedef {import("./lab.js").Lab<any>} Lab */
/**
 * Numbers of what a lab shows, for a file: lines of one kind.
 * @typedef {{ columns: string[], rows: (string | number)[][] }} Table
 */

/** Significant digits that tell any two double-precision numbers apart. */
const DIGITS = 17;

/**
 * A button for each kind of file that can be made of what a lab shows.
 * @param {Lab} lab
 */
export function savers(lab) {
  const name = lab.localName;
  const { bench } = lab;
  const script = bench?.script?.();
  const moves = lab.root.querySelector(".transport") !== null;
  return [
    button(lab, "Picture (PNG)", `${name}.png`, () => picture(lab)),
    bench?.svg && button(lab, "Drawing (SVG)", `${name}.svg`, () => withLegend(lab, bench.svg?.() ?? ""), "image/svg+xml"),
    bench?.table && button(lab, "Numbers (CSV)", `${name}.csv`, () => csv(bench.table?.()), "text/csv"),
    script !== undefined && button(lab, "PyTorch script", `${name}.py`, () => script, "text/x-python"),
    button(lab, "Experiment (JSON)", `${name}.json`, () => json(lab), "application/json"),
    moves && button(lab, "Animated picture of the run (GIF)", `${name}.gif`, () => animation(lab)),
    moves && canFilm() && button(lab, "Film of the run (WebM)", `${name}.webm`, () => film(lab)),
  ].filter((made) => made instanceof Node);
}

/**
 * @param {Lab} lab
 * @param {string} label
 * @param {string} name
 * @param {() => string | Promise<Blob>} make
 * @param {string} [type]
 */
function button(lab, label, name, make, type) {
  const save = async () => {
    made.disabled = true;
    try {
      const file = await make();
      download(name, typeof file === "string" ? new Blob([file], { type }) : file);
    } catch (error) {
      lab.fail(error);
    } finally {
      made.disabled = false;
    }
  };
  const made = element("button", { type: "button", onclick: save }, label);
  return made;
}

/** @param {string} name @param {Blob} file */
function download(name, file) {
  const address = URL.createObjectURL(file);
  element("a", { href: address, download: name }).click();
  // Not at once: some browsers read the file only after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** @param {Table} [table] */
export function csv({ columns, rows } = { columns: [], rows: [] }) {
  return [columns, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** @param {string | number} value */
function cell(value) {
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : value.toPrecision(DIGITS);
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** What a lab shows, to be read by programs: see experiment.schema.json. @param {Lab} lab */
function json(lab) {
  const { experiment, bench } = lab;
  return `${JSON.stringify(
    {
      $schema: isAlone ? undefined : new URL("experiment.schema.json", site).href,
      lab: lab.localName.replace(/^downhill-/, ""),
      experiment,
      ...bench?.table?.(),
    },
    null,
    1,
  )}\n`;
}
