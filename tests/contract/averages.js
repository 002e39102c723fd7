// Exponentially weighted averages.

return {
  moving_averages() {
    equal(movingAverage(new Float64Array([1, 1, 1]), 0.5, false), [0.5, 0.75, 0.875]);
    equal(movingAverage(new Float64Array([1, 1, 1]), 0.5, true), [1, 1, 1]);
    equal(movingAverage(new Float64Array(), 0.5, true), []);
    refuses(() => movingAverage([1, 2], 0.5, true), "series is a list", "Float64Array");
    refuses(() => movingAverage(new Float64Array([1, NaN]), 0.5, true), "series[1]", "NaN");
    refuses(() => movingAverage(new Float64Array(1), 1, true), "beta is 1");
    refuses(() => movingAverage(new Float64Array(1), 0.5, 1), "correctBias is 1", "true or false");
  },

  averages_of_a_series() {
    const averaging = new Averaging({ series: [1, 2, 4], averages: [{ beta: 0.5 }, { beta: 0 }] });
    equal(averaging.days, 3);
    equal(averaging.curve(0, "raw"), [1, 2, 4]);
    equal(averaging.curve(0, "averaged"), [0.5, 1.25, 2.625]);
    equal(averaging.curve(0, "corrected"), [1, 1.25 / 0.75, 3]);
    equal(averaging.curve(0, "sliding"), [1, 1.5, 3]);
    equal(averaging.curve(1, "averaged"), [1, 2, 4]);
    equal([averaging.memory(0), averaging.window(0)], [2, 2]);
    equal(averaging.writtenOut(0, 3, 2), {
      day: 3, terms: [{ weight: 0.5, value: 4 }, { weight: 0.25, value: 2 }], older: 1, rest: 0.125,
      weight: 0.875, averaged: 2.625, corrected: 3, sliding: 3,
    });
    for (const { id } of catalog().series) {
      const of = (seed) => new Averaging({ series: id, seriesParameters: { noise: 2 }, seed, averages: [{ beta: 0.9 }] });
      const [one, same, other] = [of(1), of(1), of(2)].map((made) => made.curve(0, "averaged"));
      equal(one, same, id);
      check(one.every(Number.isFinite) && one[0] !== other[0], id);
    }
  },

  averages_refuse_bad_input() {
    const with_ = (part) => () => new Averaging({ series: "spike", averages: [{ beta: 0.9 }], ...part });
    refuses(() => new Averaging(), "config: nothing was given");
    refuses(with_({ series: "spik" }), "series", '"spik"', "spike");
    refuses(with_({ series: [1, NaN] }), "series[1] is NaN");
    refuses(with_({ series: [1, "2"] }), "series[1]", '"2"', "number");
    refuses(with_({ series: [] }), "the number of values is 0");
    refuses(with_({ series: 3 }), "series: 3", "id of a series");
    refuses(with_({ averages: [] }), "number of averages is 0");
    refuses(with_({ averages: [{ beta: 1 }] }), "averages[0]", "beta is 1", "below 1");
    refuses(with_({ averages: [{}] }), "averages[0].beta", "nothing was given");
    refuses(with_({ curves: ["rough"] }), "curves[0]", '"rough"', "sliding");
    refuses(with_({ day: 201 }), "day is 201", "from 1 to 200");
    refuses(with_({ chosen: 1 }), "chosen is 1");
    const averaging = with_({})();
    refuses(() => averaging.curve(1, "raw"), "average is 1");
    refuses(() => averaging.curve(0, "rough"), '"rough"');
    refuses(() => averaging.writtenOut(0, 0, 3), "day is 0", "from 1 to 200");
    refuses(() => averaging.writtenOut(0, 1.5, 3), "day is 1.5");
  },
};
