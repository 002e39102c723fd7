// @ts-check

/**
 * The recorded losses of all runs, for files.
 * @param {import("./race.js").TrainingRace} race
 * @returns {import("../save.js").Table}
 */
export function table(race) {
  const { training } = race;
  const rows = race.experiment.runs.flatMap((_, run) => {
    const name = race.nameOf(run);
    const test = training.losses(run, "test");
    const train = training.losses(run, "train");
    return [...training.recordedUpdates(run)].map((update, row) => [name, update, train[row], test[row] ?? ""]);
  });
  return { columns: ["run", "update", "train_loss", "test_loss"], rows };
}
