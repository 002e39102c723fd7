// @ts-check
import { sheet } from "./sheet.js";

/** What only the Averages lab has: the switches of its curves, and a day written out. */
export const averages = sheet(`
.lab { --picture: clamp(13rem, 52cqi, var(--downhill-picture-height, 42vh)); }
.picture:focus-visible { outline-offset: -2px; }
.toggles { display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
.mark { color: var(--quiet); letter-spacing: -0.05em; }
.sum { display: grid; gap: 0.25rem; padding-block-end: 0.75rem; min-height: 7.5rem; align-content: start; }
.sum .formula { white-space: nowrap; max-width: 100%; overflow-x: auto; }
.weights { height: clamp(9rem, 20cqi, 26vh); cursor: default; }
.card-row { display: flex; align-items: center; gap: 0.5rem; }
.card-row .card-head { flex: 1; min-height: var(--target); }
.card-head[aria-pressed="true"] .name { text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 0.25em; }
.card-head .loss { white-space: pre; color: var(--quiet); }
textarea.list {
  font: inherit;
  color: inherit;
  resize: vertical;
  border: 1px solid var(--line);
  border-radius: 6px;
  background: transparent;
}
:host(:is([controls="none"], [controls="minimal"])) {
  .toggles, .caption, .sum, .averages .control, .averages .status, .averages .icon-button { display: none; }
}
@container (max-width: 17rem) { .sum p { overflow-x: auto; } }
@container (max-width: 30rem) { .card-head .loss { font-size: 0.875em; } }
`);
