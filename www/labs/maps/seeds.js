// @ts-check
import { count, figure } from "../../controls/figures.js";
import { element, write } from "../../dom.js";
import { panel } from "./panel.js";
import { mapPicture } from "./picture.js";
import { settings } from "./settings.js";
import { named, table } from "./table.js";

/**
 * The same race over many seeds.
 * @param {import("./panel.js").Subject} subject
 * @param {() => any} config the race, as the wasm module takes it
 * @param {() => number} scatter how far starts are scattered, where chance has no other say
 * @param {string} about what differs from seed to seed
 * @param {number} usual how many steps each run makes
 */
export function seeds(subject, config, scatter, about, usual) {
  const picture = mapPicture(subject, { label: "Losses over many seeds", resized: () => shown.show() });
  const own = settings(subject, "seeds");
  const steps = own.budget(usual);
  const many = own.number({ id: "seeds", label: "Seeds", usual: 20, min: 2, max: 500 });
  const verdict = element("p", { class: "verdict" });
  const rows = table("Runs over all seeds", ["run", "last loss, median", "middle half", "wins"]);

  const shown = panel({
    own,
    title: "The same race over many seeds",
    about,
    action: "Race over many seeds",
    automatic: false,
    pictures: [picture.node, verdict, rows.node],
    controls: [many.node, steps.node],
    config: () => ({ race: config(), steps: steps.value, seeds: many.value, scatter: scatter() }),
    make: (value, wasm) => new wasm.SeedBand(value),
    show: draw,
    recolour: picture.recolour,
    rescale: () => picture.resize(),
  });

  /** @param {import("../../downhill.js").SeedBand} band @param {boolean} done @param {import("../wasm.js").Wasm} wasm */
  function draw(band, done, wasm) {
    if (!picture.isSeen || band.done === 0) return;
    picture.viewOf(wasm).drawBand(band);
    const standings = band.standings();
    const whole = /** @param {number} share */ (share) => (100 * share).toFixed(0);
    rows.write(
      standings.map(({ quartiles: [low, median, high], wins, share: [, least, most] }, run) => [
        named(subject.styleOf(run), subject.nameOf(run)),
        figure(median, 3),
        `${figure(low, 3)} – ${figure(high, 3)}`,
        `${count(wins)} of ${count(band.done)} (${whole(least)} to ${whole(most)} %)`,
      ]),
    );
    const words = said(band, standings, done);
    write(verdict, words);
    picture.describe(`Median losses and the middle half of ${band.done} seeds. ${words}`);
  }

  /**
   * What can be said of the runs, and what cannot.
   * @param {import("../../downhill.js").SeedBand} band
   * @param {import("../../downhill.js").Standing[]} standings
   * @param {boolean} done
   */
  function said(band, standings, done) {
    const best = band.best ?? 0;
    if (!done || standings.length < 2) return "";
    const names = /** @param {boolean} worse */ (worse) =>
      standings.flatMap((one, run) => (run !== best && one.worse === worse ? [subject.nameOf(run)] : [])).join(", ");
    const [beaten, even] = [names(true), names(false)];
    const lowest = `${subject.nameOf(best)} has the lowest median`;
    if (!even) return `${lowest}, and is better than ${beaten} beyond chance (sign test, 5 %).`;
    const open = `no significant difference to ${even}`;
    return beaten ? `${lowest}: better than ${beaten} beyond chance, but ${open}.` : `${lowest}, but ${open}.`;
  }

  return shown;
}
