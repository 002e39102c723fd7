// @ts-check
import { sheet } from "./sheet.js";

/** How controls look, wherever they stand. */
export const controls = sheet(`
:host { --target: 2rem; }
@media (pointer: coarse) { :host { --target: 2.75rem; } }

button, input, select { font: inherit; font-variant-numeric: inherit; color: inherit; margin: 0; }
button, select, input[type="text"] {
  min-height: var(--target);
  border: 1px solid var(--line);
  border-radius: 6px;
  background: transparent;
}
button { padding: 0 0.75rem; cursor: pointer; }
select { padding: 0 0.375rem; max-width: 100%; background: var(--paper); }
button:hover, select:hover, input[type="text"]:hover { border-color: var(--quiet); }
button:disabled { cursor: default; opacity: 0.6; }

.icon-button {
  display: grid;
  place-items: center;
  flex: none;
  width: var(--target);
  padding: 0;
  border-color: transparent;
  color: var(--quiet);
}
.icon-button:hover:not(:disabled) { color: var(--ink); background: var(--tint); border-color: transparent; }
.icon-button .icon { width: 1.25rem; height: 1.25rem; }
.text-button { display: inline-flex; align-items: center; gap: 0.25rem; padding-inline: 0.375rem 0.75rem; }
.text-button .icon { width: 1.125rem; height: 1.125rem; }
.primary, .primary:hover:not(:disabled) {
  color: var(--paper);
  background: var(--accent);
  border-radius: 50%;
}
.primary .icon { width: 1.5rem; height: 1.5rem; }
.idle { visibility: hidden; }

.control { display: grid; gap: 0.125rem; min-width: 0; }
.control-head { display: flex; align-items: center; gap: 0.25rem; min-height: var(--target); }
.control-head label { flex: 1; min-width: 0; }
.symbol { margin-inline-start: 0.125rem; color: var(--quiet); font-family: math, serif; font-size: 1.1em; }
.unit { color: var(--quiet); font-size: 0.875em; }
.choice { grid-template-columns: minmax(5.5rem, auto) minmax(0, 1fr); align-items: center; gap: 0.25rem 0.75rem; }
.optional { width: 100%; min-width: 0; padding-inline: 0.5rem; }
.choice .message { grid-column: 1 / -1; }
.number { width: 5.5rem; padding: 0 0.375rem; text-align: end; }
.list, .formula-box { width: 100%; padding: 0 0.5rem; }
.formula-box { font-family: ui-monospace, monospace; }
.check { display: flex; align-items: center; gap: 0.5rem; min-height: var(--target); }
.check input { width: 1.125rem; height: 1.125rem; flex: none; }
.parameters { display: grid; gap: 0.25rem; }
.table-rows { display: grid; gap: 0.25rem; padding-block-end: 0.25rem; }
.table-rows li { display: flex; align-items: center; justify-content: flex-end; gap: 0.375rem; }
.table-rows span.number { padding-inline-end: 0.4375rem; }
[aria-invalid="true"] { border-color: var(--bad) !important; }
.message { color: var(--bad); font-size: 0.875em; overflow-wrap: anywhere; }
.marked { font: 0.875em ui-monospace, monospace; overflow: hidden; text-overflow: ellipsis; }
.marked mark { color: var(--paper); background: var(--bad); border-radius: 2px; }

input[type="range"] {
  --share: 0;
  -webkit-appearance: none;
  appearance: none;
  width: 100%;
  min-width: 0;
  height: var(--target);
  background: transparent;
  cursor: pointer;
}
input[type="range"]::-webkit-slider-runnable-track {
  height: 4px;
  border-radius: 2px;
  background: linear-gradient(to right, var(--accent) calc(var(--share) * 100%), var(--line) 0);
}
input[type="range"]::-moz-range-track { height: 4px; border-radius: 2px; background: var(--line); }
input[type="range"]::-moz-range-progress { height: 4px; border-radius: 2px; background: var(--accent); }
input[type="range"]::-webkit-slider-thumb {
  -webkit-appearance: none;
  width: 16px;
  height: 16px;
  margin-top: -6px;
  border: 2px solid var(--paper);
  border-radius: 50%;
  background: var(--accent);
}
input[type="range"]::-moz-range-thumb {
  width: 12px;
  height: 12px;
  border: 2px solid var(--paper);
  border-radius: 50%;
  background: var(--accent);
}
input[type="range"]:focus-visible { outline: none; }
input[type="range"]:focus-visible::-webkit-slider-thumb { outline: 2px solid var(--accent); outline-offset: 2px; }
input[type="range"]:focus-visible::-moz-range-thumb { outline: 2px solid var(--accent); outline-offset: 2px; }
input:disabled { opacity: 0.45; cursor: default; }
.slider { position: relative; display: flex; margin-block-start: calc(var(--target) / -4); }
.tick {
  position: absolute;
  top: calc(50% - 8px);
  left: calc(8px + var(--share) * (100% - 16px));
  width: 2px;
  height: 16px;
  margin-left: -1px;
  background: var(--bad);
  pointer-events: none;
}

.transport {
  display: grid;
  grid-template: "buttons scrub speed" / auto minmax(0, 1fr) 7rem;
  align-items: center;
  gap: 0.25rem 0.75rem;
}
.transport-buttons { grid-area: buttons; display: flex; align-items: center; gap: 0.25rem; }
.transport-scrub { grid-area: scrub; display: flex; align-items: center; gap: 0.75rem; min-width: 0; }
.transport-scrub output { flex: none; min-width: 6em; text-align: end; color: var(--quiet); }
.transport > select { grid-area: speed; min-width: 0; font-size: 0.875em; }
@container (max-width: 40rem) {
  .transport { grid-template: "scrub scrub" "buttons speed" / auto minmax(0, 7rem); justify-content: space-between; }
}

.swatch { width: 2rem; height: 1rem; flex: none; overflow: visible; }
.styles { display: flex; flex-wrap: wrap; gap: 0.25rem; }
.styles legend { padding-block-end: 0.25rem; }
.style {
  display: grid;
  place-items: center;
  width: 3rem;
  height: var(--target);
  border: 1px solid transparent;
  border-radius: 6px;
  cursor: pointer;
}
.style input { position: absolute; opacity: 0; pointer-events: none; }
.style:hover { background: var(--tint); }
.style:has(:checked) { border-color: var(--accent); }
.style:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 1px; }

@media (forced-colors: active) {
  input[type="range"] { appearance: auto; }
  .primary { border: 1px solid; }
  .tick { background: Highlight; }
}

details > summary { min-height: var(--target); display: flex; align-items: center; cursor: pointer; color: var(--quiet); }
details > summary::before {
  content: "";
  width: 0.45rem;
  height: 0.45rem;
  margin-inline: 0.125rem 0.625rem;
  border: solid currentColor;
  border-width: 0 1.5px 1.5px 0;
  rotate: -45deg;
}
details[open] > summary::before { rotate: 45deg; }
`);
