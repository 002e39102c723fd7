// @ts-check
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
