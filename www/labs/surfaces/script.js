// @ts-check
import { expression, nameOf } from "../python.js";
import { HEAD, number, rates, rule } from "../script.js";

/** @typedef {import("./race.js").Race} Race */

/** Steps after which the script compares its runs with the lab's. */
const COMPARED = 100;
const GRADIENT = `
def gradient(w):
    w = w.detach().clone().requires_grad_()
    f(w[0], w[1]).backward()
    return w.grad
`;
const NOISY = `
# The noise is as large as in the experiment, but other draws: the numbers will not be the same.
torch.manual_seed(SEED)


def gradient(w):
    w = w.detach().clone().requires_grad_()
    f(w[0], w[1]).backward()
    return w.grad + NOISE * torch.randn(2)
`;

/**
 * The race as a Python script for PyTorch, up to the step that is shown: the surface and the rules as
 * the catalog's formulas give them, gradients from PyTorch's own differentiation. It compares the first
 * steps of each run with the lab's and prints where the run ends. Undefined when the surface has no formula to be written, or
 * a schedule has gone on for too long.
 * @param {Race} race
 */
export function script(race) {
  try {
    return written(race);
  } catch {
    return undefined;
  }
}

/** @param {Race} race */
function written(race) {
  const { experiment, descent, shown } = race;
  const noise = experiment.noise ?? 0;
  const parts = [`"""${race.surfaceName.replaceAll('"', "'")}: a race of optimizers, from Downhill."""\n`, HEAD];
  if (noise > 0) parts.push(`\nNOISE, SEED = ${noise}, ${experiment.seed ?? 0}`);
  parts.push(`\n${surface(race)}`, noise > 0 ? NOISY : GRADIENT);
  const runs = experiment.runs.map((_, run) => {
    const [steps] = descent.row(run, shown);
    const [, x, y, loss] = descent.row(run, Math.min(shown, COMPARED));
    parts.push(`\n${rule(race, run)}`);
    return `    (${JSON.stringify(race.nameOf(run))}, run_${run + 1}, ${rates(experiment.runs[run], steps, (step) => descent.learningRate(run, step))}, [${[x, y, loss].map(number).join(", ")}]),`;
  });
  parts.push(`
START = torch.tensor([${experiment.start.map(number).join(", ")}], dtype=torch.float64)
# What the lab has is compared after so many steps: later, rounding may grow without bound where a rule divides by a
# gradient that is nearly 0.
COMPARED = ${COMPARED}
# Each run: its name, its rule, its learning rate at each step, and x, y and loss as the lab has them by then.
RUNS = [
${runs.join("\n")}
]


def reached(run, rates):
    w = run(START.clone(), rates, gradient)
    return [w[0].item(), w[1].item(), f(w[0], w[1]).item()]


for name, run, rates, expected in RUNS:
    x, y, loss = reached(run, rates)
    print(f"{name}: step {len(rates)}, x {x:.17g}, y {y:.17g}, loss {loss:.17g}")
${noise > 0 ? "" : `    for ours, theirs in zip(reached(run, rates[:COMPARED]), expected):
        assert abs(ours - theirs) <= 1e-8 * max(1.0, abs(theirs)), f"{name}: {ours} is not {theirs}"
`}`);
  return parts.join("\n");
}

/** @param {Race} race */
function surface(race) {
  const { surfaceEntry, experiment } = race;
  if (!surfaceEntry) {
    // A typed formula is Python but for its powers and its names for constants.
    const body = experiment.surface
      .replaceAll("^", "**")
      .replaceAll("−", "-")
      .replaceAll("π", "pi")
      .replace(/\b(?:pi|e)\b/g, "math.$&")
      .replace(/\b(max|min)\b/g, "$1imum");
    return `def f(x, y):\n    return ${body} + 0 * x\n`;
  }
  const { formula, parameters, label } = surfaceEntry;
  const given = experiment.surfaceParameters ?? {};
  const known = parameters.map(({ id, symbol, default: usual }) => `    ${nameOf(symbol)} = ${number(given[id] ?? Number(usual))}\n`);
  const [main, ...where] = formula.split(/,\s{2,}/).map((one) => one.split("=").map((side) => side.trim()));
  const lines = where.map(([left, right]) =>
    left.endsWith("²") ? `    ${nameOf(left.slice(0, -1))} = sqrt(${expression(right)})\n` : `    ${nameOf(left)} = ${expression(right)}\n`,
  );
  return `def f(x, y):\n    """${label}: ${formula}"""\n${known.join("")}${lines.join("")}    return ${expression(main[1])}\n`;
}
