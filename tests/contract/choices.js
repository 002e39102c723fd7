// What there is to choose from: the catalog, schedules, surfaces and formulas.

return {
  the_catalog_describes_everything() {
    const all = catalog();
    for (const family of ["optimizers", "schedules", "surfaces", "datasets", "activations", "losses",
      "initializations", "series"]) {
      check(all[family].length > 0, family);
      for (const entry of all[family]) {
        for (const field of ["id", "label", "summary", "formula", "reference"]) {
          check(typeof entry[field] === "string" && entry[field], `${entry.id}.${field}`);
        }
        for (const parameter of entry.parameters) {
          check(typeof parameter.default === "number" || Array.isArray(parameter.default),
            `${entry.id}.${parameter.id}`);
          check(["linear", "log"].includes(parameter.scale), `${entry.id}.${parameter.id}`);
          check(parameter.min < parameter.max, `${entry.id}.${parameter.id}`);
        }
      }
    }
    const runs = Array(mostRuns()).fill({ optimizer: "sgd" });
    equal(new Descent({ surface: "bowl", runs }).runCount, mostRuns());
    refuses(() => new Descent({ surface: "bowl", runs: [...runs, runs[0]] }), `must be from 1 to ${mostRuns()}`);
    const bowl = all.surfaces.find(({ id }) => id === "bowl");
    equal(bowl.window, [-5, 5, -2.5, 2.5]);
    equal(bowl.start, [-4, 1]);
    equal(new Descent({ surface: "bowl", runs: [{ optimizer: "sgd" }] }).config().start, bowl.start);
    equal(bowl.criticalPoints, [{ x: 0, y: 0, value: 0, kind: "minimum", eigenvalues: [1, 100], global: true }]);
  },

  schedules_give_rates() {
    equal(new Schedule("constant").rate(0.1, 1e9), 0.1);
    close(new Schedule("exponential", { factor: 0.5, period: 10 }).rate(0.1, 20), 0.025);
    const table = new Schedule("piecewise", { boundaries: [1000, 2000], rates: [0.01, 0.001, 0.0001] });
    equal([0, 999, 1000, 2000].map((t) => table.rate(0.5, t)), [0.01, 0.01, 0.001, 0.0001]);
    refuses(() => new Schedule("piecewise", { boundaries: [1], rates: [1] }), "rates");
    refuses(() => new Schedule("piecewise", { boundaries: [2, 1], rates: [1, 1, 1] }), "boundaries is [2, 1]");
    refuses(() => new Schedule("nothing"), 'unknown schedule "nothing"', "cosine");
    refuses(() => new Schedule("exponential", { factor: -1 }), "factor is -1");
    refuses(() => table.rate(0.1, -1), "t is -1");
    refuses(() => table.rate(0.1, 0.5), "t is 0.5", "whole number");
    refuses(() => table.rate(0, 1), "learningRate is 0");
    refuses(() => table.rate("1", 1), "learningRate", "number");
  },

  surfaces_have_exact_derivatives() {
    const bowl = new Surface("bowl", { elongation: 10 });
    equal(bowl.value(1, 2), 20.5);
    check(bowl.gradient(1, 2) instanceof Float64Array, "gradient is a Float64Array");
    equal(bowl.gradient(1, 2), [1, 20]);
    equal(bowl.hessian(1, 2), [1, 0, 10]);
    const typed = new Surface("x^2*y + sin(x)");
    close(typed.value(1, 2), 2 + Math.sin(1));
    close(typed.gradient(1, 2)[0], 4 + Math.cos(1));
    close(typed.hessian(1, 2)[1], 2);
    refuses(() => new Surface("rosenbrok"), '"rosenbrok"', "rosenbrock");
    refuses(() => new Surface("bowl", { elongation: 0 }), "elongation is 0");
    refuses(() => new Surface("booth", { elongation: 5 }), 'no parameter "elongation"');
    refuses(() => bowl.value("1", 2), 'x is "1"');
    refuses(() => bowl.gradient(1), "y is nothing");
    refuses(() => bowl.hessian(NaN, 0), "x is NaN");
  },

  malformed_formulas_are_refused() {
    refuses(() => new Surface(""), "formula");
    refuses(() => new Surface("x +"), "formula", "character");
    refuses(() => new Surface("2x"), "*");
    refuses(() => new Surface("x".repeat(100000)), "");
    refuses(() => new Surface("x+".repeat(50000) + "x"), "formula");
    refuses(() => new Surface("(".repeat(50000)), "formula");
    refuses(() => new Surface("x; alert(1)"), "formula", ";");
    equal(new Surface("-x^2").value(3, 0), -9);
  },
};
