// @ts-check

/**
 * Turns time into steps. The step shown may lie behind those computed (one may scrub back) or ahead
 * of them (they are computed in slices until it is reached).
 */
export class Playback {
  /** The step to show. */
  goal = 0;
  /** Steps a second; Infinity is as many as fit. */
  speed = 20;
  #owed = 0;

  /**
   * Whole steps that are due after some milliseconds; the rest is kept for the next frame.
   * @param {number} elapsed
   */
  due(elapsed) {
    this.#owed += (elapsed * this.speed) / 1000;
    const steps = Math.floor(this.#owed);
    this.#owed -= steps;
    return steps;
  }

  /** @param {number} step */
  seek(step) {
    this.goal = step > 0 ? step : 0;
    this.#owed = 0;
  }
}
