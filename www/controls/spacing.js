// @ts-check
// How the values of a parameter are spread over its slider.

/** Decades that a logarithmic slider spans when its range begins at 0. */
const DECADES = 6;
const WHOLE = new Set(["count", "whole", "seed"]);

/**
 * @typedef {object} Spacing
 * @property {(value: number) => number} share where a value stands, from 0 to 1
 * @property {(share: number) => number} value the value there, rounded to what a reader wants to see
 */

/**
 * Evenly, evenly in the logarithm, or, for the weight β of the past in an average, evenly in
 * log(1 − β): the memory of such an average grows as 1/(1 − β).
 * @param {{ min: number, max: number, scale: string, kind: string }} parameter
 * @returns {Spacing}
 */
export function spacing({ min, max, scale, kind }) {
  const round = WHOLE.has(kind) ? Math.round : significant;
  if (kind === "decay") {
    const between = logarithmic(1 - max, 1 - min, significant);
    return {
      share: (value) => 1 - between.share(1 - value),
      value: (share) => Number((1 - between.value(1 - share)).toFixed(9)),
    };
  }
  if (scale === "log") {
    return min > 0 ? logarithmic(min, max, round) : fromZero(max, round);
  }
  const decimals = Math.max(0, 3 - Math.floor(Math.log10(max - min)));
  return {
    share: (value) => clamp((value - min) / (max - min)),
    value: (share) => round(Number((min + share * (max - min)).toFixed(decimals))),
  };
}

/**
 * @param {number} min
 * @param {number} max
 * @param {(value: number) => number} round
 * @returns {Spacing}
 */
function logarithmic(min, max, round) {
  const span = Math.log(max / min);
  return {
    share: (value) => (value > min ? clamp(Math.log(value / min) / span) : 0),
    value: (share) => round(min * Math.exp(share * span)),
  };
}

/**
 * Logarithmic, with 0 itself at the lower end.
 * @param {number} max
 * @param {(value: number) => number} round
 * @returns {Spacing}
 */
function fromZero(max, round) {
  const above = logarithmic(max / 10 ** DECADES, max, round);
  return { share: above.share, value: (share) => (share === 0 ? 0 : above.value(share)) };
}

/** @param {number} value */
function significant(value) {
  return Number(value.toPrecision(3));
}

/** @param {number} share */
function clamp(share) {
  return Math.min(1, Math.max(0, share));
}
