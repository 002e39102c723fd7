// @ts-check
import { mapSection } from "../maps/index.js";
import { landscape } from "../maps/landscape.js";
import { rates } from "../maps/rates.js";
import { seeds } from "../maps/seeds.js";
import { tuned } from "../maps/tuned.js";
import { trainingOf } from "./experiment.js";

/** Updates of each run, to begin with. */
const UPDATES = 500;

/**
 * What goes beyond one race of networks.
 * @param {import("./race.js").TrainingRace} race
 */
export function networkMaps(race) {
  const config = () => trainingOf(race.experiment);
  return mapSection(race, [
    landscape(race, config, () => race.shown),
    rates(race, config, (parts) => race.set(parts), UPDATES),
    tuned(race, config, (runs) => race.set({ runs }), UPDATES),
    seeds(
      race,
      config,
      () => 0,
      "One race misleads. Here it is run over many seeds, each with its own samples, first weights and order. The line is the median, the band the middle half.",
      UPDATES,
    ),
  ]);
}
