// @ts-check
import { sheet } from "./sheet.js";

/**
 * A lab before it is ready, and one with fewer controls: `controls="minimal"` leaves the transport bar,
 * `controls="none"` not even that. It then has a height of its own, which its pictures share, so that
 * nothing moves when it is ready; the list of runs becomes their legend.
 */
export const reduced = sheet(`
:host { --tall: var(--downhill-picture-height, 45vh); }
/* About as high as what will take its place. */
.waiting { min-height: calc(clamp(13rem, 56cqi, var(--tall)) + clamp(8rem, 17cqi, 22vh) + 32rem); }
@container (min-width: 54rem) { .waiting { min-height: calc(clamp(13rem, 56cqi, var(--tall)) + clamp(8rem, 17cqi, 22vh) + 8rem); } }

:host(:is([controls="none"], [controls="minimal"]):not([hidden])) {
  display: flex;
  flex-direction: column;
  box-sizing: border-box;
  width: 100%;
  aspect-ratio: 10 / 9;
  min-height: 30rem;
  max-height: 46rem;
}
:host(:is([controls="none"], [controls="minimal"])) {
  .waiting { min-height: 0; }
  /* What is wrong is read line by line where the pictures need the room. */
  .notice { max-height: 3.25rem; margin-block: 0 0.375rem; padding: 0.25rem 0.75rem; overflow-y: auto; font-size: 0.875em; }
  .lab, .seen, .stage, .losses { display: flex; flex-direction: column; min-height: 0; }
  .lab, .seen, .pictures, .chart, .losses { flex: 1 1 0; }
  .stage { flex: 3 1 0; }
  .seen { position: static; align-self: stretch; }
  .pictures { position: relative; z-index: auto; min-height: 0; }
  .picture { position: absolute; inset: 0; height: auto; }
  .chart { height: auto; min-height: 0; }
  .lab ~ :not(dialog) { display: none; }
  .set { display: block; }
  .set > :not(:has(.runs)), .set > * > :not(.runs, :has(.runs)) { display: none; }
  /* As many lines whatever the rates become, so that nothing moves. */
  .runs { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(var(--legend, 14rem), 100%), 1fr)); gap: 0 1rem; }
  .card { min-width: 0; border: 0; padding: 0; }
  .title { flex-wrap: nowrap; white-space: nowrap; }
  .rate { overflow: hidden; text-overflow: ellipsis; }
  .card-line, .card-body, .card-head > :not(.swatch, .title) { display: none; }
}
@container (max-width: 20rem) {
  :host(:is([controls="none"], [controls="minimal"])) {
    .lab, .seen { gap: 0.25rem; }
    .losses { flex-grow: 2; }
  }
}
:host([controls="none"]) :is(.transport, .work) { display: none; }
`);
