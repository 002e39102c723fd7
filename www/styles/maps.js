// @ts-check
import { sheet } from "./sheet.js";

/** The panels of maps, sweeps, tuned and seeded races, in whichever lab they stand. */
export const maps = sheet(`
.maps { display: grid; gap: 0; grid-column: 1 / -1; margin-block-start: 1.5rem; min-width: 0; }
.maps > h2 { padding-block-end: 0.5rem; }
.map-panel { border-block-start: 1px solid var(--line); padding-block: 0.25rem; min-width: 0; }
.map-panel > summary { min-height: var(--target); align-content: center; cursor: pointer; font-weight: 600; }
.map-panel > .look { max-width: 44rem; padding-block-end: 0.75rem; }
.map-body { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem 2.5rem; padding-block-end: 1.5rem; }
.map-seen, .map-set { display: grid; gap: 0.75rem; align-content: start; min-width: 0; }
@container (min-width: 54rem) { .map-body { grid-template-columns: minmax(0, 3fr) minmax(18rem, 2fr); } }
.map-picture { position: relative; height: clamp(15rem, 48cqi, 26rem); overflow: hidden; touch-action: pan-y; }
.map-picture.pressed { cursor: crosshair; }
.map-picture .cells { inset: auto; image-rendering: pixelated; }
.map-panel .reading { min-height: 1.45em; flex: none; text-align: start; }
.job { display: flex; align-items: center; gap: 0.75rem; min-height: var(--target); }
.job progress { flex: 1; min-width: 0; height: 0.375rem; }
.job:not(:has(> :not([hidden]))) { display: none; }
.state { color: var(--quiet); font-size: 0.875em; }
.state:empty, .verdict:empty { display: none; }
.actions { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.map-table { overflow-x: auto; max-height: 22rem; }
.map-table table { border-collapse: collapse; width: 100%; font-size: 0.875em; }
.map-table :is(th, td) { padding: 0.25rem 0.5rem 0.25rem 0; text-align: end; font-weight: 400; white-space: nowrap; border-block-end: 1px solid var(--line); }
.map-table :is(th, td):first-child { text-align: start; }
.map-table thead th { color: var(--quiet); }
@container (max-width: 30rem) {
  .map-table table { font-size: 0.8em; }
  .map-table :is(th, td) { white-space: normal; padding-inline-end: 0.375rem; }
}
.named { display: inline-flex; align-items: center; gap: 0.5rem; }
.named .swatch { width: 2rem; height: 1rem; flex: none; }
.tuned { padding-inline-start: 2.5rem; color: var(--quiet); }
.patch { width: 1rem; height: 1rem; border-radius: 3px; flex: none; background: var(--line); }
.chequer { background: repeating-conic-gradient(var(--ink) 0 25%, var(--quiet) 0 50%) 0 / 0.5rem 0.5rem; }
.row-button { min-height: 1.75rem; padding: 0 0.5rem; }
@media (pointer: coarse) { .row-button { min-height: var(--target); } }
:host(:is([controls="none"], [controls="minimal"])) .maps { display: none; }
`);
