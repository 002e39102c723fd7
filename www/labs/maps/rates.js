// @ts-check
import { figure, setting as short } from "../../controls/figures.js";
import { element, write } from "../../dom.js";
import { panel } from "./panel.js";
import { mapPicture } from "./picture.js";
import { settings } from "./settings.js";
import { named, rowButton, table } from "./table.js";

/** Rates of a chart, and of a heat map. */
const RATES = 61;
const HEAT = { rates: 49, values: 33 };
/** The name of the batch among parameters. */
const BATCH = { id: "batch", label: "Batch", min: 1, max: 512, scale: /** @type {"log"} */ ("log") };

/**
 * The loss after so many steps against the learning rate, and against another parameter too.
 * @param {import("./panel.js").Subject} subject
 * @param {() => any} config the race, as the wasm module takes it
 * @param {(run: number, rate: number) => void} setRate
 * @param {number} usual how many steps each run makes
 */
export function rates(subject, config, setRate, usual) {
  const reading = element("output", { class: "reading" });
  const picture = mapPicture(subject, {
    label: "Loss against the learning rate",
    resized: () => shown.show(),
    press: (rate) => use(run.value, rate),
    hover: (rate, loss) => write(reading, `α ${short(rate)}   ${across.value ? "" : `loss ${figure(loss, 3)}   `}click to set it on ${subject.nameOf(run.value)}`),
  });
  const own = settings(subject, "rates");
  const run = own.run("Run to set");
  const across = own.choice("across", "Against", parameters);
  const steps = own.budget(usual);
  const best = table("Best learning rates", ["run", "best α", "good range", "bound", ""]);

  const shown = panel({
    own,
    title: "The loss against the learning rate",
    about: "Each run is made at every rate. The marker is its best; the bar at the foot, the rates around it that come within twice the best loss; the dotted line, the rate above which it must diverge near the start. A rule is easy to use when its bar is long.",
    action: "Sweep again",
    automatic: true,
    pictures: [picture.node, reading],
    controls: [run.node, across.node, steps.node, best.node],
    config: swept,
    make: (value, wasm) => new wasm.RateSweep(value),
    show: draw,
    recolour: picture.recolour,
    rescale: () => picture.resize(),
  });

  /** What can be swept beside the rate of the chosen run. @param {any} race */
  function sweepable(race) {
    const { optimizer } = race.runs[race.maps?.rates?.run ?? 0] ?? race.runs[0];
    const own = subject.catalog.optimizers.find(({ id }) => id === optimizer)?.parameters ?? [];
    const surface = subject.catalog.surfaces.find(({ id }) => id === race.surface)?.parameters ?? [];
    const known = [...own.slice(1), ...surface].filter(({ kind }) => kind !== "flag" && kind !== "seed" && kind !== "count");
    return race.data ? [...known, BATCH] : known;
  }

  /** @param {any} experiment */
  function parameters(experiment) {
    const entries = sweepable(experiment).map(({ id, label }) => ({ id, label: `α and ${label.toLowerCase()}` }));
    return [{ id: "", label: "α alone, all runs" }, ...entries];
  }

  function swept() {
    const race = config();
    const parameter = sweepable(subject.experiment).find(({ id }) => id === across.value);
    if (!parameter) return { race, steps: steps.value, count: RATES };
    const { id, min, max, scale } = parameter;
    const values = [min, max];
    return {
      race: { ...race, runs: [race.runs[run.value]] },
      steps: steps.value,
      count: HEAT.rates,
      across: { parameter: id, values, count: HEAT.values, scale },
    };
  }

  /** @param {import("../../downhill.js").RateSweep} sweep @param {boolean} _ @param {import("../wasm.js").Wasm} wasm */
  function draw(sweep, _, wasm) {
    if (!picture.isSeen) return;
    const view = picture.viewOf(wasm);
    if (sweep.values().length > 1) {
      view.drawHeat(sweep, 0);
      picture.paint(sweep.pixels(0, subject.lab.dark), HEAT.rates);
      best.write([]);
      picture.describe(`Loss of ${subject.nameOf(run.value)} against the learning rate and ${across.value}`);
      return;
    }
    picture.clear();
    view.drawSweep(sweep);
    const found = subject.experiment.runs.map((_, place) => sweep.best(place));
    best.write(found.map((one, place) => row(sweep, place, one)));
    const words = found.map((one, place) => `${subject.nameOf(place)} ${one ? short(one.rate) : "none"}`).join(", ");
    picture.describe(`Loss against the learning rate; best rates: ${words}`);
  }

  /**
   * @param {import("../../downhill.js").RateSweep} sweep
   * @param {number} place
   * @param {import("../../downhill.js").BestRate | undefined} one
   */
  function row(sweep, place, one) {
    const name = subject.nameOf(place);
    const bound = sweep.bound(place);
    const bounded = bound ? short(bound.value) : "–";
    if (!one) return [named(subject.styleOf(place), name), "none", "–", bounded, ""];
    const [low, high] = one.good;
    return [
      named(subject.styleOf(place), name),
      short(one.rate),
      `${short(low)} – ${short(high)}`,
      bounded,
      rowButton("Use", `Use α ${short(one.rate)} for ${name}`, () => use(place, one.rate)),
    ];
  }

  /** @param {number} place @param {number} rate */
  function use(place, rate) {
    const rounded = Number(rate.toPrecision(3));
    setRate(place, rounded);
    write(reading, `${subject.nameOf(place)}: α ${short(rounded)}`);
  }

  return shown;
}
