// @ts-check
// How numbers are written: with a true minus, and short.

/**
 * A measured number, to so many significant digits: 0.01230, 1.23e−7.
 * @param {number} value
 * @param {number} [digits]
 */
export function figure(value, digits = 4) {
  if (value === 0) return "0";
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  const text = size < 1e-3 || size >= 1e6 ? value.toExponential(digits - 1) : rounded(value, digits);
  return signed(text.replace("e+", "e"));
}

/**
 * @param {number} value
 * @param {number} digits
 */
function rounded(value, digits) {
  const text = value.toPrecision(digits);
  return text.includes("e") ? String(Number(text)) : text;
}

/**
 * A number that was set, in full: 0.019, 1e−8.
 * @param {number} value
 */
export function plain(value) {
  return signed(String(value));
}

/**
 * A number that follows from settings, to four significant digits at most: 0.02, 0.3712.
 * @param {number} value
 */
export function setting(value) {
  return plain(Number(value.toPrecision(4)));
}

/**
 * A whole number, grouped: 12,000.
 * @param {number} value
 */
export function count(value) {
  return value.toLocaleString("en");
}

/** A comma that can only be a decimal one: 0,125 and 1,5, but not 1,500. */
const DECIMAL_COMMA = /^(-?(?:0?|\d+(?!,\d{3}\b))),(\d+(?:e[+-]?\d+)?)$/i;

/**
 * The number that was typed, or NaN.
 * @param {string} text
 */
export function typed(text) {
  const trimmed = text.trim().replaceAll("−", "-").replace(DECIMAL_COMMA, "$1.$2");
  return trimmed === "" ? NaN : Number(trimmed);
}

/** @param {string} text */
function signed(text) {
  return text.replaceAll("-", "−");
}
