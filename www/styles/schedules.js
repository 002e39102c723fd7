// @ts-check
import { sheet } from "./sheet.js";

/** What only the Schedules lab has: the handles of a table, the pair of pictures under it, the balls. */
export const schedules = sheet(`
.lab { --picture: clamp(12rem, 42cqi, var(--downhill-picture-height, 34vh)); }
.effects { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 0.75rem 1.5rem; }
.effects .chart { height: clamp(12rem, 30cqi, 34vh); cursor: default; overflow: hidden; border-radius: 8px; }
.key { color: var(--quiet); font-size: 0.8125rem; }
.rings { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
.rings ellipse { fill: none; stroke-width: 2.5; stroke-dasharray: 5 4; }
.grip {
  position: absolute;
  top: calc(var(--target) / -2);
  left: calc(var(--target) / -2);
  width: var(--target);
  height: var(--target);
  border-radius: 50%;
  touch-action: none;
}
.grip::after {
  content: "";
  position: absolute;
  inset: calc(50% - 7px);
  border: 2px solid var(--ink);
  border-radius: 50%;
  background: var(--paper);
}
.grip.rate { cursor: ns-resize; }
.grip.boundary { cursor: ew-resize; }
.grip.boundary::after { inset: calc(50% - 9px) calc(50% - 5px); border-radius: 4px; }
.grip:focus-visible { outline-offset: -4px; }
:host(:is([controls="none"], [controls="minimal"])) {
  .effects { flex: 4 1 0; min-height: 0; grid-template: minmax(0, 1fr) / repeat(2, minmax(0, 1fr)); }
  .key, .caption, .hidden-run { display: none; }
  .runs { --legend: 20rem; }
  @container (max-width: 36rem) {
    .effects { grid-template-columns: minmax(0, 1fr); }
    .effects > :first-child { display: none; }
  }
}
@container (max-width: 22rem) { .card-head .unit { display: none; } }
.sends { display: flex; flex-wrap: wrap; gap: 0.5rem; }
`);
