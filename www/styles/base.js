// @ts-check
import { sheet } from "./sheet.js";

/** What all labs share: colours, type, notices. A page sets the --downhill-… properties. */
export const base = sheet(`
:host {
  color-scheme: light dark;
  --paper: var(--downhill-paper, light-dark(#fff, #0f1216));
  --ink: var(--downhill-ink, light-dark(#1b1f24, #e6e9ee));
  --accent: var(--downhill-accent, light-dark(#1c64b0, #7fb8ee));
  --quiet: color-mix(in srgb, var(--ink) 68%, var(--paper));
  --line: color-mix(in srgb, var(--ink) 14%, var(--paper));
  --tint: color-mix(in srgb, var(--ink) 4%, var(--paper));
  --bad: light-dark(#b3261e, #ff9d94);
  display: block;
  container-type: inline-size;
  background: var(--paper);
  color: var(--ink);
  accent-color: var(--accent);
  font: 0.9375rem/1.45 var(--downhill-font, system-ui, sans-serif);
  font-variant-numeric: tabular-nums;
  text-align: start;
}
:host([hidden]) { display: none; }
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
h2, p, ol, fieldset, legend, pre { margin: 0; padding: 0; border: 0; font: inherit; }
ol { list-style: none; }
h2 { font-weight: 600; font-size: 1rem; }
math { font-size: 1.1em; math-style: normal; }
.icon {
  width: 1.5rem;
  height: 1.5rem;
  fill: none;
  stroke: currentColor;
  stroke-width: 1.6;
  stroke-linecap: round;
  stroke-linejoin: round;
}
.notice {
  margin-block: 0.75rem;
  padding: 0.75rem 1rem;
  border-inline-start: 3px solid var(--bad);
  background: var(--tint);
}
.notice button { margin-block-start: 0.5rem; }
.unseen {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 2px;
}
`);
