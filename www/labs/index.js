// @ts-check
import { fromHash } from "../permalink.js";
import { labOf } from "./lab.js";
import { load, loadSurfaces } from "./wasm.js";

/**
 * Every lab: its name in links, what the page calls it, its tag and its class. The first is the one a visit opens.
 * What a lab is made of is fetched when it opens.
 */
export const labs = [
  { id: "surfaces", label: "Surfaces", tag: "downhill-surfaces", Lab: labOf(() => import("./surfaces.js"), loadSurfaces) },
  { id: "networks", label: "Networks", tag: "downhill-networks", Lab: labOf(() => import("./networks.js"), load) },
  { id: "averages", label: "Averages", tag: "downhill-averages", Lab: labOf(() => import("./averages.js"), load) },
  { id: "schedules", label: "Schedules", tag: "downhill-schedules", Lab: labOf(() => import("./schedules.js"), load) },
  { id: "saddles", label: "Saddles", tag: "downhill-saddles", Lab: labOf(() => import("./saddles.js"), load) },
];

/**
 * What the hash of an address opens, and in which lab: the first, where it names none that there is.
 * @param {string} hash
 */
export function fromAddress(hash) {
  const { lab: named, experiment, problems } = fromHash(hash);
  const lab = labs.find(({ id }) => id === named) ?? labs[0];
  if (named !== "" && named !== lab.id) problems.push(`there is no lab “${named}”`);
  return { lab, experiment, problems };
}
