// @ts-check
import { sheet } from "./sheet.js";

/** How a ledger looks, in whichever lab. */
export const ledger = sheet(`
.ledger { display: grid; gap: 0.5rem; min-width: 0; }
.ledger-table { overflow-x: auto; }
.ledger-table table { width: 100%; border-collapse: collapse; }
.ledger-table caption { padding-block: 0.25rem; text-align: start; font-weight: 600; }
.ledger-table th { padding: 0.375rem 0; text-align: start; font-weight: inherit; }
.ledger-table thead th, .ledger-table .unit { font-size: 0.875em; color: var(--quiet); }
.ledger-table th .unit { display: block; }
.ledger-table td { padding-block: 0.375rem; }
.ledger-table th ~ * { padding-inline-start: 0.75rem; text-align: end; white-space: nowrap; }
.ledger-table tbody tr:has(th) > * { border-block-start: 1px solid var(--line); }
.ledger-table .filled { padding-block: 0 0.5rem; color: var(--quiet); }
.legend { display: flex; flex-wrap: wrap; gap: 0.125rem 1rem; font-size: 0.875em; color: var(--quiet); }
.legend span { display: inline-flex; align-items: center; gap: 0.5rem; }
.course { display: grid; gap: 0.25rem; min-width: 0; }
`);
