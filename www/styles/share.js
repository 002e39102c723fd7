// @ts-check
import { sheet } from "./sheet.js";

/** The dialog in which one takes an experiment elsewhere. */
export const sharing = sheet(`
.share {
  width: min(40rem, 100% - 2rem);
  max-height: calc(100% - 2rem);
  padding: 0;
  border: 1px solid var(--line);
  border-radius: 10px;
  background: var(--paper);
  color: var(--ink);
}
.share::backdrop { background: rgb(0 0 0 / 0.4); }
.share-body { display: grid; gap: 0.75rem; padding: 1rem 1.25rem 1.25rem; }
.copy-text {
  display: block;
  width: 100%;
  padding: 0.5rem;
  border: 1px solid var(--line);
  border-radius: 6px;
  background: var(--tint);
  color: inherit;
  font: 0.8125rem/1.4 ui-monospace, monospace;
  resize: vertical;
}
.save { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.actions { justify-self: start; }
`);
