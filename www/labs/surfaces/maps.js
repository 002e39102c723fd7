// @ts-check
import { basins } from "../maps/basins.js";
import { mapSection } from "../maps/index.js";
import { rates } from "../maps/rates.js";
import { seeds } from "../maps/seeds.js";
import { tuned } from "../maps/tuned.js";
import { raceOf } from "./experiment.js";

/** Without noise, starts are scattered by this share of the window's width. */
const SCATTER = 0.02;
/** Steps of each run, to begin with: so few that rates still differ. */
const STEPS = 100;

/**
 * The maps of a surface.
 * @param {import("./race.js").Race} race
 */
export function surfaceMaps(race) {
  const config = () => raceOf(race.experiment);
  /** @param {Partial<import("./experiment.js").Experiment>} parts */
  const set = (parts) => {
    race.set(parts);
    race.raceAgain();
  };
  const scatter = () => {
    const [left, right] = race.facts.window;
    return (race.experiment.noise ?? 0) > 0 ? 0 : SCATTER * (right - left);
  };
  return mapSection(race, [
    basins(race),
    rates(race, config, set, STEPS),
    tuned(race, config, (runs) => race.open({ ...race.experiment, runs }), STEPS),
    seeds(
      race,
      config,
      scatter,
      "One race misleads. Here it is run over many seeds: with noise each has its own; without, each has its own start, a little beside the one you chose. The line is the median, the band the middle half.",
      STEPS,
    ),
  ]);
}
