// @ts-check
import { sheet } from "./sheet.js";

/** What only the Networks lab has: its small pictures, the network drawn, one's own points. */
export const networks = sheet(`
.twofold { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.75rem 1.5rem; min-width: 0; }
.networks { --picture: clamp(15rem, 92cqi, 45vh); }
@container (min-width: 54rem) {
  .networks { --picture: clamp(15rem, 36cqi, 60vh); }
  .twofold { grid-template-columns: repeat(2, minmax(0, 1fr)); align-items: start; }
  /* What is unfolded may be higher than the window: then it scrolls with everything else. */
  .networks .seen:has(.measured[open]) { position: static; }
}
.multiples {
  display: grid;
  grid-template-columns: repeat(var(--columns, 2), var(--side, 8rem));
  gap: 0.5rem;
  justify-content: center;
  align-content: start;
  height: var(--picture);
  overflow: hidden;
}
/* A picture too narrow for a name is told by how its run is drawn, as in the list of runs. */
.region { container-type: inline-size; display: grid; grid-template-rows: 2.125rem auto; width: var(--side, 8rem); }
.region-head {
  display: flex;
  align-items: center;
  gap: 0.375rem;
  min-width: 0;
  min-height: 0;
  padding: 0;
  border: 0;
  border-radius: 0;
  font-size: 0.8125rem;
  text-align: start;
  overflow: hidden;
}
.region-head .swatch { width: 1.5rem; }
.region-name { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; line-height: 1.2; overflow: hidden; }
.region-head .name { font-weight: 400; }
@container (max-width: 8.5rem) { .region-head { gap: 0.25rem; } .region-head .swatch { width: 1rem; } .region-name { font-size: 0.75rem; } }
@container (max-width: 4.5rem) { .region-name { display: none; } }
.region-head[aria-pressed="true"] .name { font-weight: 600; }
.region-head .rate { font-size: 0.9em; }
.plane {
  position: relative;
  aspect-ratio: 1;
  overflow: hidden;
  border-radius: 6px;
  background: var(--tint);
  cursor: crosshair;
  touch-action: pan-y;
}
.region:has([aria-pressed="true"]) .plane { outline: 2px solid var(--line); outline-offset: 1px; }
.cursor {
  position: absolute;
  width: 2.75rem;
  height: 2.75rem;
  margin: -1.375rem;
  border-radius: 50%;
  pointer-events: none;
}
.cursor::before, .cursor::after { content: ""; position: absolute; background: var(--ink); }
.cursor::before { inset: calc(50% - 0.5px) 0.75rem; }
.cursor::after { inset: 0.75rem calc(50% - 0.5px); }

.network { display: grid; gap: 0.5rem; min-width: 0; }
.network-scroll { overflow-x: auto; }
.layer-heads { display: grid; grid-template-columns: repeat(var(--columns), minmax(2.75rem, 1fr)); }
.layer-head { display: flex; flex-wrap: wrap; justify-content: center; align-content: start; align-items: center; gap: 0 0.125rem; font-size: 0.8125rem; }
.layer-head > .unit { width: 100%; text-align: center; }
.layer-head > .icon-button { height: var(--target); min-height: 0; }
.network-picture {
  position: relative;
  min-width: calc(var(--columns) * 2.75rem);
  height: calc(var(--picture) - 11rem);
  min-height: 9rem;
  touch-action: pan-x pan-y;
}
.unit-marker {
  position: absolute;
  top: 0;
  left: 0;
  width: var(--width);
  height: var(--width);
  border-radius: 3px;
  box-shadow: 0 0 0 2px var(--ink);
  pointer-events: none;
}
.unit-detail { display: grid; grid-template-columns: 6rem minmax(0, 1fr); gap: 0.75rem; min-height: 7rem; }
.unit-picture { position: relative; width: 6rem; height: 6rem; border-radius: 6px; overflow: hidden; background: var(--tint); }
.unit-text { display: grid; gap: 0.25rem; align-content: start; }
h3 { margin: 0; font-size: 0.9375rem; }
.weights { display: flex; flex-wrap: wrap; gap: 0.125rem 0.75rem; max-height: 6.5rem; overflow-y: auto; }
.weights label { display: flex; align-items: center; gap: 0.375rem; font-size: 0.8125rem; }
.weights .number { width: 5rem; }
@container (max-width: 17rem) { .unit-detail { grid-template-columns: minmax(0, 1fr); } }
@container (max-width: 40rem) { .weights { max-height: 11.5rem; } }
@container (min-width: 40rem) { .networks .transport { grid-template-columns: auto minmax(0, 1fr) 9rem; } }
.networks .status { white-space: pre-line; }
.chart-settings { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; align-items: center; }
.chart-settings .choice { grid-template-columns: auto auto; }
.chart-settings .control:last-child { flex: 1 1 11rem; }
@container (max-width: 17rem) { .chart-settings .choice { grid-template-columns: minmax(0, 1fr); } }
.timing-charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 0.25rem 1rem; }
.measured .chart { position: relative; height: 12rem; }
.measured .chart.square { width: min(100%, 24rem); height: auto; aspect-ratio: 1; }
.layers { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(11rem, 100%), 1fr)); gap: 0.5rem 1rem; }
.layers figure { margin: 0; min-width: 0; }
.layers .chart { height: 8.5rem; }
.layers figcaption { font-size: 0.8125rem; }
.features { display: flex; flex-wrap: wrap; gap: 0 1rem; }
.features legend { float: inline-start; min-height: var(--target); display: flex; align-items: center; margin-inline-end: 1rem; }
.own { display: grid; gap: 0.5rem; }
.own, .own > *, .own .control > * { min-width: 0; }
.own, .own .control { grid-template-columns: minmax(0, 1fr); }
.own input[type="file"] { max-width: 100%; min-width: 0; }
.own-buttons { display: flex; flex-wrap: wrap; gap: 0.5rem; padding-block-start: 0.25rem; }
textarea {
  width: 100%;
  padding: 0.375rem 0.5rem;
  border: 1px solid var(--line);
  border-radius: 6px;
  background: transparent;
  color: inherit;
  font: 0.875em/1.4 ui-monospace, monospace;
}
:host(:is([controls="none"], [controls="minimal"])) {
  .network, .caption, .chart-settings, .measured { display: none; }
  .pictures { display: flex; flex-direction: column; }
  .multiples { flex: 1 1 0; height: auto; min-height: 0; }
  .stage, .losses { flex: 1 1 0; }
}
@container (max-width: 53.99rem) {
  @media (min-height: 36rem) { .networks .pictures { padding-block-end: 0.25rem; } }
}
`);
