// @ts-check
import { count, figure } from "../../controls/figures.js";

/**
 * How a run of networks fares: its training loss, and the rest in words, a line each. Losses are taken
 * now and then only, so it says after which update.
 * @param {import("../../downhill.js").Training} training
 * @param {number} run
 */
export function state(training, run) {
  const now = training.reading(run);
  const right = [now.trainAccuracy, now.testAccuracy].map((share, set) =>
    Number.isNaN(share) ? "" : `${(100 * share).toFixed(1)} % ${set === 0 ? "train" : "test"}`,
  );
  const measures = [
    `update ${count(now.updates)}`,
    `epoch ${now.epochs < 100 ? figure(now.epochs, 3) : count(Math.floor(now.epochs))}`,
    `${count(now.samples)} samples`,
    `${figure(now.seconds, 2)} s`,
  ];
  const losses = [
    `loss at update ${count(now.recorded)}`,
    Number.isNaN(now.test) ? "" : `test ${figure(now.test)}`,
    right.some(Boolean) ? `right: ${right.filter(Boolean).join(", ")}` : "",
  ].filter(Boolean);
  const words = training.describe(run);
  const judged = words === "" ? [] : [`${words[0].toUpperCase()}${words.slice(1)}.`];
  return { value: now.train, words: [losses.join("; "), measures.join(", "), ...judged].join("\n") };
}
