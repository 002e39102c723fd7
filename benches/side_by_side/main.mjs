// @ts-check
// Times the same work in JavaScript and in WebAssembly, side by side in one run, and prints the
// median of the ratios of neighbouring timings. Run by scripts/bench.

import { surfaces } from "./surfaces.mjs";

/** @typedef {{ name: string, unit: string, count: number, javascript: () => number, wasm: () => number }} Case */

const [packagePath, filter = ""] = process.argv.slice(2);
const wasm = await import(packagePath);

/** The middle of some numbers. @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** Nanoseconds a call takes. @param {() => number} call */
function time(call) {
  const start = process.hrtime.bigint();
  call();
  return Number(process.hrtime.bigint() - start);
}

/** @param {Case} one */
function compare({ name, unit, count, javascript, wasm }) {
  const [expected, found] = [javascript(), wasm()];
  if (!(Math.abs(expected - found) <= 1e-6 * Math.max(1, Math.abs(expected)))) {
    throw new Error(`${name}: JavaScript gives ${expected}, WebAssembly ${found}`);
  }
  const pairs = Array.from({ length: 15 }, (_, i) => {
    // In turn, so that neither always runs on the warmer machine.
    if (i % 2) return { javascript: time(javascript), wasm: time(wasm) };
    const second = time(wasm);
    return { javascript: time(javascript), wasm: second };
  });
  const ratio = median(pairs.map((pair) => pair.javascript / pair.wasm));
  const cost = (/** @type {number[]} */ times) => (median(times) / count).toFixed(2).padStart(9);
  console.log(`${name.padEnd(44)}${cost(pairs.map((p) => p.javascript))}${cost(pairs.map((p) => p.wasm))} ns a ${unit.padEnd(10)}${ratio.toFixed(2).padStart(6)}×`);
}

console.log(`${"".padEnd(44)}JavaScript WebAssembly`);
for (const one of surfaces(wasm)) {
  if (one.name.includes(filter)) compare(one);
}
