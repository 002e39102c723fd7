// @ts-check
// What the scripts for PyTorch have in common, whichever lab they are of.
import { nameOf, statements } from "./python.js";

/** Most learning rates that are written down, one for each step. */
const MOST_RATES = 20_000;

/** What a script begins with: PyTorch, and the functions that formulas name. */
export const HEAD = `import math

import torch

torch.set_default_dtype(torch.float64)


def on_tensors(function):
    """The same function, of numbers too."""
    return lambda *values: function(*(torch.as_tensor(value) for value in values))


sin, cos, tan = map(on_tensors, (torch.sin, torch.cos, torch.tan))
asin, acos, atan = map(on_tensors, (torch.asin, torch.acos, torch.atan))
sinh, cosh, tanh = map(on_tensors, (torch.sinh, torch.cosh, torch.tanh))
exp, log, sqrt, sign = map(on_tensors, (torch.exp, torch.log, torch.sqrt, torch.sign))
maximum, minimum = map(on_tensors, (torch.maximum, torch.minimum))
`;

/**
 * The rule of a run as a function of the parameters, the learning rates and what gives a gradient.
 * @param {Pick<import("./runs/contest.js").Contest, "experiment" | "catalog" | "wasm">} race
 * @param {number} run
 */
export function rule(race, run) {
  const { optimizer, hyperparameters = {} } = race.experiment.runs[run];
  const entry = race.catalog.optimizers.find(({ id }) => id === optimizer);
  if (!entry) throw new Error(`${optimizer} is not known`);
  const names = new Map(entry.parameters.map(({ id, symbol }) => [symbol.normalize("NFC"), id]));
  const { lines, kept } = statements(entry.formula, names);
  const described = new race.wasm.Optimizer(optimizer);
  const perCoordinate = Object.keys(described.state());
  described.free();
  const settings = entry.parameters
    .filter(({ symbol }) => symbol !== "α")
    .map(({ id, default: usual }) => `    ${id} = ${number(hyperparameters[id] ?? Number(usual))}\n`);
  // What is remembered for each coordinate begins at 0; the rest are products, which begin at 1.
  const memory = kept
    .filter((symbol) => symbol !== "w")
    .map((symbol) => `    ${nameOf(symbol)} = ${perCoordinate.includes(symbol) ? "torch.zeros_like(w)" : "1.0"}\n`);
  const learningRate = names.get("α");
  return `def run_${run + 1}(w, rates, gradient):
    """${entry.label}: ${entry.formula}"""
${settings.join("")}${memory.join("")}    for t, ${learningRate} in enumerate(rates, start=1):
        g = gradient(w)
${lines.map((line) => `        ${line}\n`).join("")}    return w
`;
}

/**
 * The learning rate of each of so many steps of a run.
 * @param {import("../downhill.js").RunConfig} run
 * @param {number} steps
 * @param {(step: number) => number} rateOf
 */
export function rates(run, steps, rateOf) {
  if (!run.schedule) return `[${number(rateOf(0))}] * ${steps}`;
  if (steps > MOST_RATES) throw new Error(`${steps} rates are too many to write down`);
  return `[${Array.from({ length: steps }, (_, step) => number(rateOf(step))).join(", ")}]`;
}

/** @param {number} value */
export function number(value) {
  return Number.isFinite(value) ? String(value) : `float("${value}")`;
}
