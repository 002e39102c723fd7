// Studies of minima and saddles.

return {
  studies_are_worked_on_in_slices() {
    const finish = (config) => {
      const study = new Criticality(config);
      let calls = 0;
      for (let before = 0; !study.advanceFor(1); calls += 1) {
        check(study.progress >= before && study.progress < 1, `progress ${study.progress}`);
        before = study.progress;
      }
      equal(study.progress, 1);
      return { ...study.findings(), calls };
    };
    const matrices = finish({ study: "matrices", draws: 400000, largest: 3, size: 10 });
    check(matrices.calls > 0, "all at once");
    equal(matrices.dimensions.map(({ n }) => n), [1, 2, 3]);
    for (const { counted, exact } of matrices.dimensions) {
      equal(counted.tries, 400000);
      close(counted.share, exact, 0.01);
      check(counted.interval[0] < counted.share && counted.share < counted.interval[1], "interval");
    }
    const runs = [sgd(0.05), { optimizer: "adam", hyperparameters: { learning_rate: 0.05 } }];
    const escape = finish({ study: "escape", surface: "saddle", distance: 1e-6, runs });
    equal([escape.saddle, escape.steps[0].length], [[0, 0], 3]);
    check(escape.steps[1][1] < escape.steps[0][1], "Adam is sooner");
    const minima = finish({ study: "minima", surface: "wells", noise: 4, starts: 20, steps: 200, runs });
    equal(minima.shares.map((shares) => shares.length), [9, 9]);
    equal([minima.shares[0][0].noise, minima.shares[0][8].noise, minima.shares[0][0].tries], [0, 4, 20]);
    const curvature = finish({ study: "curvature", updates: 20, ...circle(sgd(0.1)) });
    equal(curvature.spectrum.counts.reduce((sum, count) => sum + count), curvature.parameters);
    equal([curvature.parameters, curvature.updates, curvature.diverged], [25, 20, false]);
    check(curvature.spectrum.lowest <= curvature.spectrum.highest, "in order");
  },

  a_study_refuses_bad_input() {
    refuses(() => new Criticality(), "config");
    refuses(() => new Criticality({ study: "matrix" }), "unknown study", "matrix", "matrices");
    refuses(() => new Criticality({ study: "matrices", draws: -1 }), "draws", "-1");
    refuses(() => new Criticality({ study: "matrices", largest: "3" }), "largest", "3");
    refuses(() => new Criticality({ study: "escape", surface: "bowl", distance: 1, runs: [sgd(0.1)] }), "bowl", "saddle");
    refuses(() => new Criticality({ study: "minima", surface: "wells", noise: 1, runs: [] }), "number of runs");
    refuses(() => new Criticality({ study: "curvature", ...circle(sgd(0.1), sgd(0.2)) }), "number of runs");
    const study = new Criticality({ study: "matrices", draws: 1, size: 1 });
    refuses(() => study.advanceFor("1"), "milliseconds");
    while (!study.advanceFor(50));
    equal(study.findings().dimensions[0].counted.tries, 1);
  },
};
