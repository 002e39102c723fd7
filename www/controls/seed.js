// @ts-check
import { iconButton } from "./icons.js";
import { numberControl } from "./number.js";

const SEED = { id: "seed", symbol: "", label: "Seed", kind: "seed", default: 0, min: 0, max: 999, scale: "linear", unit: "" };

/**
 * What random numbers are drawn from, with a button for the next.
 * @param {(value: number | undefined) => void} change
 * @returns {import("./number.js").Control<number>}
 */
export function seedControl(change) {
  let current = 0;
  const control = numberControl(SEED, change);
  const another = iconButton("another", "Another seed", () => change(current + 1));
  control.node.querySelector(".control-head")?.append(another);
  return {
    node: control.node,
    update(value) {
      current = value ?? 0;
      control.update(value);
    },
  };
}
