// @ts-check
// Adam on Rosenbrock's valley, written by hand in JavaScript as fast as JavaScript goes: derivatives
// worked out on paper, typed arrays, nothing allocated per step.

const [rate, beta1, beta2, epsilon] = [1e-3, 0.9, 0.999, 1e-8];

/** One run, every step recorded. @param {number} steps */
function raceOne(steps) {
  const path = new Float64Array(3 * (steps + 1));
  let [x, y] = [-1.2, 1];
  let [vx, vy, sx, sy, power1, power2] = [0, 0, 0, 0, 1, 1];
  let loss = 0;
  for (let t = 0; t <= steps; t++) {
    const off = y - x * x;
    loss = (1 - x) * (1 - x) + 100 * off * off;
    path[3 * t] = x;
    path[3 * t + 1] = y;
    path[3 * t + 2] = loss;
    if (t === steps) break;
    const gx = -2 * (1 - x) - 400 * x * off;
    const gy = 200 * off;
    power1 *= beta1;
    power2 *= beta2;
    const step = rate / (1 - power1);
    const root = 1 / Math.sqrt(1 - power2);
    vx = beta1 * vx + (1 - beta1) * gx;
    vy = beta1 * vy + (1 - beta1) * gy;
    sx = beta2 * sx + (1 - beta2) * gx * gx;
    sy = beta2 * sy + (1 - beta2) * gy * gy;
    x -= (step * vx) / (Math.sqrt(sx) * root + epsilon);
    y -= (step * vy) / (Math.sqrt(sy) * root + epsilon);
  }
  return path[3 * steps + 2];
}

/** Many runs, one after the other, each in local variables. @param {number} count @param {number} steps */
function raceMany(count, steps) {
  const ends = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    let x = -2 + (4 * i) / count;
    let y = -1 + (4 * i) / count;
    let [vx, vy, sx, sy, power1, power2] = [0, 0, 0, 0, 1, 1];
    for (let t = 0; t < steps; t++) {
      const off = y - x * x;
      const gx = -2 * (1 - x) - 400 * x * off;
      const gy = 200 * off;
      power1 *= beta1;
      power2 *= beta2;
      const step = rate / (1 - power1);
      const root = 1 / Math.sqrt(1 - power2);
      vx = beta1 * vx + (1 - beta1) * gx;
      vy = beta1 * vy + (1 - beta1) * gy;
      sx = beta2 * sx + (1 - beta2) * gx * gx;
      sy = beta2 * sy + (1 - beta2) * gy * gy;
      x -= (step * vx) / (Math.sqrt(sx) * root + epsilon);
      y -= (step * vy) / (Math.sqrt(sy) * root + epsilon);
    }
    ends[2 * i] = x;
    ends[2 * i + 1] = y;
  }
  let sum = 0;
  for (let i = 0; i < count; i++) sum += ends[2 * i];
  return sum / count;
}

/** The same, all particles one step at a time over typed arrays. @param {number} count @param {number} steps */
function raceManyArrays(count, steps) {
  const [x, y, vx, vy, sx, sy] = Array.from({ length: 6 }, () => new Float64Array(count));
  for (let i = 0; i < count; i++) {
    x[i] = -2 + (4 * i) / count;
    y[i] = -1 + (4 * i) / count;
  }
  let [power1, power2] = [1, 1];
  for (let t = 0; t < steps; t++) {
    power1 *= beta1;
    power2 *= beta2;
    const step = rate / (1 - power1);
    const root = 1 / Math.sqrt(1 - power2);
    for (let i = 0; i < count; i++) {
      const off = y[i] - x[i] * x[i];
      const gx = -2 * (1 - x[i]) - 400 * x[i] * off;
      const gy = 200 * off;
      vx[i] = beta1 * vx[i] + (1 - beta1) * gx;
      vy[i] = beta1 * vy[i] + (1 - beta1) * gy;
      sx[i] = beta2 * sx[i] + (1 - beta2) * gx * gx;
      sy[i] = beta2 * sy[i] + (1 - beta2) * gy * gy;
      x[i] -= (step * vx[i]) / (Math.sqrt(sx[i]) * root + epsilon);
      y[i] -= (step * vy[i]) / (Math.sqrt(sy[i]) * root + epsilon);
    }
  }
  let sum = 0;
  for (let i = 0; i < count; i++) sum += x[i];
  return sum / count;
}

/**
 * The basin map of Adam on Himmelblau's function, cell by cell in local variables: to which minimum
 * each comes to stay near, and after how many steps; their mean.
 * @param {number} side @param {number} steps
 */
function basinMap(side, steps) {
  const pace = 0.1;
  const minima = [[3, 2], [3.5844283403304917, -1.8481265269644036], [-3.779310253377747, -3.2831859912861696],
    [-2.805118086952745, 3.131312518250573]];
  const reach = 0.01 * Math.hypot(12, 12);
  const near = reach * reach;
  const ends = new Int8Array(side * side);
  const since = new Uint32Array(side * side);
  const powers = Array.from({ length: steps }, (_, t) =>
    [pace / (1 - beta1 ** (t + 1)), 1 / Math.sqrt(1 - beta2 ** (t + 1))]).flat();
  for (let cell = 0; cell < side * side; cell++) {
    let x = -6 + (12 * ((cell % side) + 0.5)) / side;
    let y = -6 + (12 * (Math.floor(cell / side) + 0.5)) / side;
    let [vx, vy, sx, sy] = [0, 0, 0, 0];
    let [end, start] = [-1, 0];
    for (let t = 0; t <= steps; t++) {
      const [a, b] = [x * x + y - 11, x + y * y - 7];
      const loss = a * a + b * b;
      if (!(Math.abs(x) < 1.2e7 && Math.abs(y) < 1.2e7 && loss < Infinity)) {
        end = -2;
        break;
      }
      if (end < 0 || (x - minima[end][0]) ** 2 + (y - minima[end][1]) ** 2 > near) {
        end = -1;
        for (let i = 0; i < 4; i++) {
          if ((x - minima[i][0]) ** 2 + (y - minima[i][1]) ** 2 <= near) end = i;
        }
        start = t;
      }
      if (t === steps) break;
      const gx = 4 * x * a + 2 * b;
      const gy = 2 * a + 4 * y * b;
      vx = beta1 * vx + (1 - beta1) * gx;
      vy = beta1 * vy + (1 - beta1) * gy;
      sx = beta2 * sx + (1 - beta2) * gx * gx;
      sy = beta2 * sy + (1 - beta2) * gy * gy;
      const [step, root] = [powers[2 * t], powers[2 * t + 1]];
      x -= (step * vx) / (Math.sqrt(sx) * root + epsilon);
      y -= (step * vy) / (Math.sqrt(sy) * root + epsilon);
    }
    ends[cell] = end;
    since[cell] = start;
  }
  let [sum, count] = [0, 0];
  ends.forEach((end, cell) => {
    if (end < 0) return;
    sum += since[cell];
    count += 1;
  });
  return sum / count;
}

/** Adam over single-precision parameters. @param {number} count */
function adamSteps(count) {
  const gradients = Float32Array.from({ length: count }, (_, i) => Math.fround((i % 2001) / 1000) - 1);
  const [weights, v, s] = Array.from({ length: 3 }, () => new Float32Array(count));
  let [power1, power2] = [1, 1];
  return () => {
    power1 *= beta1;
    power2 *= beta2;
    const step = rate / (1 - power1);
    const root = 1 / Math.sqrt(1 - power2);
    for (let i = 0; i < count; i++) {
      const g = gradients[i];
      v[i] = beta1 * v[i] + (1 - beta1) * g;
      s[i] = beta2 * s[i] + (1 - beta2) * g * g;
      weights[i] -= (step * v[i]) / (Math.sqrt(s[i]) * root + epsilon);
    }
    return weights[0];
  };
}

/** The cases. @param {any} wasm @returns {import("./main.mjs").Case[]} */
export function surfaces(wasm) {
  const [one, many, steps, million] = [100_000, 10_000, 100, 1_000_000];
  const [side, most] = [200, 500];
  const compiled = new wasm.AdamSteps(million);
  return [
    { name: "Adam on Rosenbrock, 1 particle, recorded", unit: "step", count: one,
      javascript: () => raceOne(one), wasm: () => wasm.race_one(one) },
    { name: "…, 10,000 particles, JavaScript one by one", unit: "step", count: many * steps,
      javascript: () => raceMany(many, steps), wasm: () => wasm.race_many(many, steps) },
    { name: "…, 10,000 particles, JavaScript in arrays", unit: "step", count: many * steps,
      javascript: () => raceManyArrays(many, steps), wasm: () => wasm.race_many(many, steps) },
    { name: "Basin map, Adam on Himmelblau, 200 × 200 × 500", unit: "step", count: side * side * most,
      javascript: () => basinMap(side, most), wasm: () => wasm.basin_map() },
    { name: "Adam step over 1,000,000 float32 parameters", unit: "parameter", count: million,
      javascript: adamSteps(million), wasm: () => compiled.step() },
  ];
}
