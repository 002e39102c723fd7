// @ts-check
import { Gif } from "./gif.js";
import { camera } from "./picture.js";

/** Pictures a second. */
const RATE = 30;
const TYPE = "video/webm";
/** The longest film, in milliseconds. */
const LONGEST = 15_000;
/** What is still shown after the last step, in milliseconds. */
const REST = 1000;
/** Milliseconds between two looks at what is recorded. */
const SLICE = 100;
/** Bytes of a film without a picture, at most. */
const EMPTY = 1000;
/** Milliseconds between two pictures of an animated one, the longest of them, and its widest side in pixels. */
const EVERY = 100;
const SHORT = 8000;
const WIDEST = 800;

/** Whether this browser can record. */
export function canFilm() {
  return typeof MediaRecorder !== "undefined" && MediaRecorder.isTypeSupported(TYPE);
}

/**
 * Records a lab from its beginning until it finishes, or for so long.
 * @param {import("./lab.js").Lab<any>} lab
 * @param {number} [longest] in milliseconds
 * @returns {Promise<Blob>}
 */
export async function film(lab, longest = LONGEST) {
  const sheet = document.createElement("canvas");
  const draw = camera(lab, sheet);
  let handle = 0;
  const roll = () => {
    draw();
    handle = requestAnimationFrame(roll);
  };
  roll();
  const recorder = new MediaRecorder(sheet.captureStream(RATE), { mimeType: TYPE });
  /** @type {Blob[]} */
  const parts = [];
  recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
  /** Waits for the first picture, which takes a busy machine a while. */
  const begun = async () => {
    while (recorder.state === "recording" && parts.reduce((size, part) => size + part.size, 0) < EMPTY) {
      await new Promise((done) => recorder.addEventListener("dataavailable", done, { once: true }));
    }
  };
  const recorded = new Promise((done, failed) => {
    recorder.addEventListener("stop", () => done(undefined));
    recorder.addEventListener("error", failed);
  });
  lab.pause();
  lab.reset();
  recorder.start(SLICE);
  await begun();
  await playOut(lab, longest);
  recorder.stop();
  await recorded;
  cancelAnimationFrame(handle);
  return new Blob(parts, { type: TYPE });
}

/**
 * Draws an animated picture of a lab from its beginning until it finishes, or for so long: for a page without JavaScript.
 * @param {import("./lab.js").Lab<any>} lab
 * @param {number} [longest] in milliseconds
 * @returns {Promise<Blob>}
 */
export async function animation(lab, longest = SHORT) {
  const sheet = document.createElement("canvas");
  const draw = camera(lab, sheet);
  const small = document.createElement("canvas");
  const scale = Math.min(1, WIDEST / Math.max(sheet.width, sheet.height));
  small.width = Math.ceil(scale * sheet.width);
  small.height = Math.ceil(scale * sheet.height);
  const context = /** @type {CanvasRenderingContext2D} */ (small.getContext("2d", { willReadFrequently: true }));
  context.imageSmoothingQuality = "high";
  const gif = new Gif(small.width, small.height, EVERY);
  const add = () => {
    draw();
    context.drawImage(sheet, 0, 0, small.width, small.height);
    gif.add(context.getImageData(0, 0, small.width, small.height));
  };
  lab.pause();
  lab.reset();
  // The lab shows its beginning with the next frame.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  add();
  const timer = setInterval(add, EVERY);
  await playOut(lab, longest);
  clearInterval(timer);
  add();
  return gif.end();
}

/** Plays a lab until it finishes, or for so long, and waits a little more. @param {import("./lab.js").Lab<any>} lab @param {number} longest */
async function playOut(lab, longest) {
  lab.play();
  await new Promise((done) => {
    lab.addEventListener("finish", done, { once: true });
    setTimeout(done, longest);
  });
  await new Promise((done) => setTimeout(done, REST));
}
