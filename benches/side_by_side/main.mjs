// @ts-check
// Times the same work in JavaScript, in WebAssembly and natively, side by side in one run, and prints
// the median of the ratios of neighbouring timings. Run by scripts/bench.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

import { networks } from "./networks.mjs";
import { surfaces } from "./surfaces.mjs";

/**
 * Two ways of doing the same work: what they return must agree, and what `check` returns too, once
 * both have been called once. `native` is what the native program is asked for the same.
 * @typedef {object} Case
 * @property {string} name
 * @property {string} unit
 * @property {number} count
 * @property {() => number} javascript
 * @property {() => number} wasm
 * @property {number} [tolerance]
 * @property {() => number[]} [check]
 * @property {string} [native]
 * @property {number[]} [wanted] the ratios wanted: over JavaScript, and of native
 */

const [packagePath, nativePath, filter = ""] = process.argv.slice(2);
const wasm = await import(packagePath);
const native = spawn(nativePath, { stdio: ["pipe", "pipe", "inherit"] });
const replies = createInterface({ input: native.stdout })[Symbol.asyncIterator]();

/** Pairs of neighbouring timings. */
const PAIRS = 15;
/** Nanoseconds of one timing. */
const LONG = 30e6;

/** The middle of some numbers. @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** What a call takes. @typedef {{ wall: number, busy: number }} Time in nanoseconds, by the clock and of the processor */

/**
 * The mean time of so many calls. A machine that has other work to do interrupts a long timing more
 * often than a short one: all are made about as long, and the processor's time is compared.
 * @param {() => number} call
 * @param {number} calls
 * @returns {Time}
 */
function time(call, calls) {
  const [start, used] = [process.hrtime.bigint(), process.cpuUsage()];
  for (let i = 0; i < calls; i++) call();
  const { user, system } = process.cpuUsage(used);
  return { wall: Number(process.hrtime.bigint() - start) / calls, busy: (1e3 * (user + system)) / calls };
}

/** Calls that take about {@link LONG}. @param {() => number} call */
function callsOf(call) {
  time(call, 2);
  return Math.max(1, Math.round(LONG / time(call, 3).busy));
}

/** Nanoseconds that the native program takes. @param {string} request */
async function timeNative(request) {
  native.stdin.write(`${request}\n`);
  return Number((await replies.next()).value);
}

/** @param {string} name @param {number[]} values @param {number} tolerance */
function agree(name, [expected, found], tolerance) {
  if (!(Math.abs(expected - found) <= tolerance * Math.max(1, Math.abs(expected)))) {
    throw new Error(`${name}: JavaScript gives ${expected}, WebAssembly ${found}`);
  }
}

/**
 * @template First, Second
 * @param {() => First} first
 * @param {() => Second} second
 */
async function pairs(first, second) {
  const found = [];
  for (let i = 0; i < PAIRS; i++) {
    // In turn, so that neither always runs on the warmer machine.
    if (i % 2) {
      const one = await first();
      found.push([one, await second()]);
    } else {
      const other = await second();
      found.push([await first(), other]);
    }
  }
  return /** @type {number[][]} */ (found);
}

/** @param {Case} one */
async function compare({ name, unit, count, javascript, wasm, tolerance = 1e-6, check, native, wanted }) {
  agree(name, [javascript(), wasm()], tolerance);
  if (check) agree(`${name}, loss`, check(), tolerance);
  const [plainCalls, calls] = [javascript, wasm].map(callsOf);
  const timed = await pairs(() => time(javascript, plainCalls).busy, () => time(wasm, calls).busy);
  const ratio = median(timed.map(([plain, compiled]) => plain / compiled));
  const cost = (/** @type {number} */ which) => (median(timed.map((pair) => pair[which])) / count).toFixed(2).padStart(9);
  let line = `${name.padEnd(44)}${cost(0)}${cost(1)} ns a ${unit.padEnd(10)}${ratio.toFixed(2).padStart(6)}×`;
  if (native) {
    // The native program has the clock alone.
    const [updates, ...name] = native.split(" ");
    const request = [Number(updates) * calls, ...name].join(" ");
    await timeNative(request);
    const timed = await pairs(async () => (await timeNative(request)) / calls, () => time(wasm, calls).wall);
    line += `   ${median(timed.map(([machine, compiled]) => machine / compiled)).toFixed(2)} of native`;
  }
  if (wanted) line += `   (wanted: ${wanted[0]}×, ${wanted[1]})`;
  console.log(line);
}

console.log(`${"".padEnd(44)}JavaScript WebAssembly`);
for (const one of [...surfaces(wasm), ...networks(wasm)]) {
  if (one.name.includes(filter)) await compare(one);
}
native.stdin.end();
