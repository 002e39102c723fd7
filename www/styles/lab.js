// @ts-check
import { sheet } from "./sheet.js";

/** How a lab is laid out: what is seen, what is set, and the run cards and charts that labs share. */
export const layout = sheet(`
.lab { --picture: clamp(13rem, 56cqi, var(--downhill-picture-height, 45vh)); display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.75rem; }
.seen, .set { display: grid; gap: 0.75rem; align-content: start; min-width: 0; }
.set { gap: 1.5rem; }
.set > section { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.5rem; min-width: 0; }
@container (min-width: 54rem) {
  .lab { --picture: clamp(13rem, 56cqi, var(--downhill-picture-height, 58vh)); grid-template-columns: minmax(0, 2fr) minmax(18rem, 1fr); gap: 2.5rem; }
  .seen { position: sticky; top: 0.75rem; align-self: start; }
}

.pictures { position: relative; }
.picture {
  position: relative;
  height: var(--picture);
  overflow: hidden;
  border-radius: 8px;
  background: var(--tint);
  cursor: crosshair;
  touch-action: pan-y;
}
canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
.caption { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.25rem 1.5rem; min-height: 1.75em; padding-block-start: 0.375rem; }
/* As wide whatever it says, so that reading the picture never moves what is under it. */
.reading {
  flex: 1 0 min(25rem, 100%);
  overflow: hidden;
  white-space: pre;
  text-align: end;
  text-overflow: ellipsis;
  color: var(--quiet);
}
@container (max-width: 40rem) { .reading { white-space: pre-wrap; text-align: start; } }
.formula { display: inline-flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; align-items: center; }

.losses { min-width: 0; }
.chart { position: relative; height: clamp(8rem, 17cqi, 22vh); touch-action: pan-y; cursor: crosshair; }
.hairline { position: absolute; inset-block: 0; left: 0; width: 1px; background: var(--quiet); pointer-events: none; }
.panel {
  position: absolute;
  z-index: 1;
  top: 0.25rem;
  left: 0.75rem;
  padding: 0.375rem 0.625rem;
  border: 1px solid var(--line);
  border-radius: 6px;
  background: var(--paper);
  font-size: 0.8125rem;
  pointer-events: none;
}
.panel.left { left: auto; right: calc(100% + 0.75rem); }
.panel-head { color: var(--quiet); }
.panel-rows { display: grid; grid-template-columns: auto auto auto; gap: 0 0.625rem; align-items: center; }
.wide .panel-rows { grid-template-columns: repeat(2, auto auto auto); }
.panel .value { text-align: end; }

.look { color: var(--quiet); text-wrap: pretty; }
.ways { display: flex; flex-wrap: wrap; gap: 0 1rem; }
.remarks { display: grid; gap: 0.25rem; margin: 0; padding: 0; list-style: none; font-size: 0.9375em; color: var(--quiet); }
.remarks span, .remarks .link { margin-inline-end: 0.5em; }
.link, .link:hover { min-height: 0; padding: 0; border: 0; color: var(--accent); text-align: start; text-decoration: underline; text-underline-offset: 0.2em; }
@media (pointer: coarse) { .link, .link:hover { min-height: var(--target); } }
.section-head { display: flex; justify-content: space-between; align-items: center; }
.card { border-block-start: 1px solid var(--line); padding-block: 0.375rem; }
.card-head {
  display: flex;
  align-items: center;
  gap: 0.75rem;
  width: 100%;
  padding: 0;
  border: 0;
  text-align: start;
}
.title { flex: 1; min-width: 0; display: flex; flex-wrap: wrap; gap: 0 0.625rem; align-items: baseline; }
.name { font-weight: 600; }
.rate { color: var(--quiet); }
.card-head .icon { width: 1.125rem; height: 1.125rem; color: var(--quiet); transition: rotate 0.15s; }
.card-head[aria-expanded="true"] .icon { rotate: 180deg; }
.card-line { display: flex; align-items: center; padding-inline-start: 2.75rem; }
.status { flex: 1; min-width: 0; font-size: 0.875em; color: var(--quiet); }
.hidden-run .card-head svg { opacity: 0.5; }
.hidden-run .name { color: var(--quiet); }
.card-body { padding-block: 0.5rem 0.75rem; }
.run-controls { display: grid; gap: 0.75rem; }
/* What is wider than its place scrolls there: a shade stands at the side where more of it is, and goes under paper that
   scrolls with it. */
.rule {
  display: grid;
  gap: 0.375rem;
  padding-block: 0.125rem;
  overflow: auto hidden;
  background:
    linear-gradient(to right, var(--paper) 60%, transparent) 0 0 / 1.25rem 100% local,
    linear-gradient(to left, var(--paper) 60%, transparent) 100% 0 / 1.25rem 100% local,
    linear-gradient(to right, var(--line), transparent) 0 50% / 0.75rem calc(100% - 4px) scroll,
    linear-gradient(to left, var(--line), transparent) 100% 50% / 0.75rem calc(100% - 4px) scroll;
  background-repeat: no-repeat;
}
.rule:empty { display: none; }
.caption > .rule { max-width: 100%; }
.source, .bound { font-size: 0.875em; color: var(--quiet); }
.bound .formula { display: inline; }
/* On a phone the picture stays in sight while its controls scroll by. */
@container (max-width: 53.99rem) {
  @media (min-height: 36rem) {
    .seen, .stage { display: contents; }
    .pictures { position: sticky; top: 0; z-index: 1; background: var(--paper); }
    .set * { scroll-margin-block: calc(var(--picture) + 1rem) 1rem; }
  }
}
/* Where a line has no room for all of it, it goes on under itself. */
@container (max-width: 17rem) {
  .section-head, .card-head, .card-row, .card-line, .control-head { flex-wrap: wrap; }
  .card-line { padding-inline-start: 0; justify-content: flex-end; }
  .title { flex-basis: calc(100% - 3rem); }
  .status { flex-basis: 100%; }
  .control { grid-template-columns: minmax(0, 1fr); }
  .control-head label { flex-basis: 5rem; }
  .control-head .idle { display: none; }
}
@media (prefers-reduced-motion: reduce) { .card-head .icon { transition: none; } }
`);
