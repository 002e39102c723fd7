// @ts-check
import { element, write } from "../dom.js";
import { count } from "./figures.js";
import { iconButton, relabel } from "./icons.js";

/** Steps a second; the last is as fast as the machine can. */
const SPEEDS = [1, 5, 20, 60, 200, 1000, Infinity];

/**
 * @typedef {object} Journey what a transport bar drives
 * @property {() => void} toggle plays or pauses
 * @property {() => void} reset back to the beginning
 * @property {(steps: number) => void} move so many steps on, or back when negative
 * @property {(step: number) => void} seek
 * @property {(speed: number) => void} hasten
 */

/**
 * Play, pause, one step back and forward, reset, scrub and speed, over steps, updates or days.
 * @param {string} noun what is counted: "step"
 * @param {Journey} journey
 */
export function transport(noun, journey) {
  const play = iconButton("play", "Play", journey.toggle);
  play.classList.add("primary");
  const scrub = element("input", {
    type: "range",
    class: "scrub",
    min: 0,
    "aria-label": noun,
    oninput: () => journey.seek(Number(scrub.value)),
  });
  const place = element("output", { class: "place" });
  const speed = element(
    "select",
    { "aria-label": "Speed", onchange: () => journey.hasten(SPEEDS[speed.selectedIndex]) },
    ...SPEEDS.map((value) =>
      element("option", {}, value === Infinity ? "fastest" : `${count(value)} ${noun}${value === 1 ? "" : "s"}/s`),
    ),
  );

  const node = element(
    "div",
    { class: "transport", role: "group", "aria-label": "Playback" },
    element(
      "div",
      { class: "transport-buttons" },
      iconButton("reset", "Back to the start", journey.reset),
      iconButton("back", `One ${noun} back`, () => journey.move(-1)),
      play,
      iconButton("forward", `One ${noun} forward`, () => journey.move(1)),
    ),
    element("div", { class: "transport-scrub" }, scrub, place),
    speed,
  );

  /**
   * @param {{ playing: boolean, step: number, horizon: number, speed: number }} state the horizon
   *   is where the scrub bar ends
   */
  const update = ({ playing, step, horizon, speed: pace }) => {
    relabel(play, playing ? "pause" : "play", playing ? "Pause" : "Play");
    if (scrub.max !== String(horizon)) scrub.max = String(horizon);
    scrub.value = String(step);
    scrub.style.setProperty("--share", String(step / horizon));
    const text = `${noun} ${count(step)}`;
    write(place, text);
    scrub.setAttribute("aria-valuetext", text);
    speed.selectedIndex = SPEEDS.indexOf(pace);
  };
  return { node, update };
}

/**
 * A round number at or above a step, for the end of a scrub bar.
 * @param {number} step
 */
export function horizon(step) {
  let decade = 100;
  while (decade * 10 <= step) decade *= 10;
  return [1, 2, 5, 10].map((digit) => digit * decade).find((end) => end >= step) ?? decade * 10;
}
