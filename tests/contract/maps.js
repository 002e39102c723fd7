// The tests of maps, sweeps, tuned and seeded races and landscapes.

return {
  a_basin_map_agrees_with_single_runs() {
    const race = { surface: "himmelblau", start: [0, 0], runs: [sgd(0.01), sgd(0.1)] };
    const map = new BasinMap({ race, columns: 9, rows: 7, steps: 300 });
    equal([map.progress, [...new Set(map.ends())]], [0, [-3]]);
    while (!map.advanceFor(2)) check(map.progress < 1, "done too early");
    equal(map.progress, 1);
    const points = map.points();
    equal(points.filter(({ kind }) => kind === "minimum").map(({ style }) => style), [0, 1, 2, 3]);
    map.ends().forEach((end, cell) => {
      const start = [...map.start(cell)];
      const alone = new Descent({ ...race, start });
      alone.advance(300);
      const [x, y] = alone.path(0).slice(-3);
      const near = points.findIndex((point) => Math.hypot(point.x - x, point.y - y) < 0.1);
      equal(end, alone.status(0) === "diverged" ? -2 : near, `from ${start}`);
    });
    equal(map.steps().length, 63);
    equal([...map.at(5)], [map.ends()[5], map.steps()[5]]);
    const shares = map.shares();
    close(shares.reduce((sum, { share }) => sum + share, 0), 1);
    shares.forEach(({ end, share }) => close(share * 63, map.ends().filter((other) => other === end).length));
    equal(map.pixels(false).length, 4 * 63);
    check(map.pixels(true) instanceof Uint8ClampedArray, "pixels");
    refuses(() => new BasinMap({ race, columns: 0 }), "columns is 0", "1 to 1000");
    refuses(() => new BasinMap({ race, run: 2 }), "run is 2");
    refuses(() => new BasinMap({ race, cells: 2 }), "cells", "columns");
    refuses(() => new BasinMap({ race: ravine(sgd(-1)) }), "race.runs[0]", "-1");
    refuses(() => map.start(63), "cell is 63");
    refuses(() => map.advanceFor(-1), "milliseconds is -1");
  },

  a_rate_sweep_finds_the_best_rate() {
    const sweep = new RateSweep({ race: ravine(sgd(0.01)), rates: [0.001, 0.1], count: 41 });
    check(sweep.best(0) === undefined, "best before anything is known");
    while (!sweep.advanceFor(5));
    const { rate, good } = sweep.best(0);
    check(Math.abs(Math.log10(rate * 101 / 2)) <= 0.05, `${rate} is not 2/(1 + 100)`);
    check(good[0] <= rate && rate <= good[1] && good[1] < sweep.bound(0).value, `${good}`);
    equal([sweep.rates().length, sweep.losses(0).length, sweep.losses(0)[40]], [41, 41, Infinity]);
    const heat = new RateSweep({ race: circle(sgd(0.1)), steps: 20, count: 3,
      across: { parameter: "batch", values: [1, 64], count: 2, scale: "log" } });
    while (!heat.advanceFor(5));
    equal([[...heat.values()], heat.losses(0).length, heat.pixels(0, true).length], [[1, 64], 6, 24]);
    equal(heat.at(0, 11, 60), { rate: 10, value: 64, loss: heat.losses(0)[5] });
    equal(Object.keys(sweep.at(0, 0.01)), ["rate", "loss"]);
    refuses(() => heat.at(0, 1), "value");
    refuses(() => sweep.at(0, NaN), "rate");
    refuses(() => new RateSweep({ race: ravine(sgd(0.1)), rates: [1, 0] }), "rates is [1, 0]");
    refuses(() => new RateSweep({ race: ravine(sgd(0.1)), across: { parameter: "beta", values: [0, 1] } }), "across", "beta");
    refuses(() => sweep.losses(1), "run is 1");
  },

  a_tuned_race_keeps_the_untuned_beside_it() {
    const tuned = new TunedRace({ race: ravine(sgd(0.001)), steps: 200 });
    check(tuned.results() === undefined && tuned.target === undefined, "results before they are known");
    while (!tuned.advanceFor(5));
    const [run] = tuned.results();
    equal(run.untuned.rate, 0.001);
    close(run.tuned.rate, 2 / 101, 0.02);
    check(run.tuned.loss < run.untuned.loss && run.tuned.reached > 0, JSON.stringify(run));
    equal(run.gradients, 200);
  },

  a_seed_band_counts_wins() {
    const race = { ...ravine(sgd(0.015), sgd(0.0001)), noise: 0.1 };
    const band = new SeedBand({ race, seeds: 8, steps: 100, points: 10 });
    equal(band.best, undefined);
    while (!band.advanceFor(5));
    equal([band.done, band.best, band.steps().length, band.quartiles(0).length], [8, 0, 11, 33]);
    const [first, second] = band.standings();
    equal([first.wins, first.worse, second.wins, second.worse], [8, false, 0, true]);
    close(second.chance, 2 / 256);
    refuses(() => new SeedBand({ race, seeds: 1 }), "seeds is 1");
  },

  a_landscape_shows_the_real_loss() {
    const landscape = new Landscape({ race: circle(sgd(0.1)), updates: 40, plane: "random", columns: 8, rows: 6 });
    equal([landscape.window(), landscape.shown(0), landscape.losses().length], [undefined, undefined, 0]);
    while (!landscape.advanceFor(5));
    const training = new Training({ ...circle(sgd(0.1)), record: 40 });
    training.advance(40);
    const { place, distance, loss, planeLoss } = landscape.shown(0);
    equal([[...place], distance], [[0, 0], 0]);
    close(loss, training.losses(0, "train")[1], 1e-6);
    close(planeLoss, loss, 1e-6);
    equal(landscape.losses().length, 48);
    landscape.extend(80);
    while (!landscape.advanceFor(5));
    equal([landscape.updates, landscape.explained().length], [80, 2]);
    refuses(() => new Landscape({ race: circle(sgd(0.1)), plane: "flat" }), "plane", '"principal"');
    refuses(() => landscape.extend(1e9), "updates is 1000000000");
  },
};
