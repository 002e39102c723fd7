// @ts-check
import { sheet } from "./sheet.js";

/** What only the Surfaces lab has: the heads of its runs and the start that one drags. */
export const marks = sheet(`
.head {
  position: absolute;
  top: -8px;
  left: -8px;
  width: 16px;
  height: 16px;
  overflow: visible;
  pointer-events: none;
}
.head path { stroke: var(--paper); stroke-width: 0.22; paint-order: stroke; stroke-linejoin: round; }
.start {
  position: absolute;
  top: -1.375rem;
  left: -1.375rem;
  width: 2.75rem;
  height: 2.75rem;
  border-radius: 50%;
  cursor: grab;
  touch-action: none;
}
.start::after {
  content: "";
  position: absolute;
  inset: 0.875rem;
  border: 2.5px solid var(--ink);
  border-radius: 50%;
  background: var(--paper);
}
.start:hover::after, .held::after { inset: 0.75rem; }
.held { cursor: grabbing; }
.start:focus-visible { outline-offset: -6px; }
`);
