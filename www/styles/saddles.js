// @ts-check
import { sheet } from "./sheet.js";

/** What only the Saddles lab has: its studies, its tables and the bar of its work. */
export const saddles = sheet(`
.studies { display: flex; flex-wrap: wrap; gap: 0.25rem; padding-block-end: 0.75rem; }
.studies button { border-color: transparent; color: var(--quiet); }
.studies [aria-current] { border-color: var(--accent); color: var(--ink); }
.plain { cursor: default; background: none; }
.stage > .chart { height: clamp(9rem, 22cqi, 26vh); margin-block-start: 0.75rem; }
.work { display: flex; align-items: center; gap: 0.5rem; }
.work progress { flex: 1; min-width: 0; height: 4px; accent-color: var(--accent); }
.work output { min-width: 3em; text-align: end; }
.finding { text-wrap: pretty; min-height: 3em; }
.findings { width: 100%; max-width: 36rem; border-collapse: collapse; font-size: 0.875em; }
.findings th { font-weight: 400; color: var(--quiet); }
.findings :is(th, td) { padding: 0.125rem 0.5rem 0.125rem 0; text-align: end; border-block-end: 1px solid var(--line); }
.findings :is(th, td):first-child { text-align: start; }
@container (max-width: 17rem) { .findings { display: block; overflow-x: auto; } }
:host(:is([controls="none"], [controls="minimal"])) {
  div:has(> .lab) { display: contents; }
  .studies, .finding + div { display: none; }
  .finding { min-height: 0; }
}
`);
