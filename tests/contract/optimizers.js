// The bare step functions, and a step written out.

return {
  optimizers_step_in_place() {
    const optimizer = new Optimizer("momentum", { learning_rate: 0.1, beta: 0.8 });
    const parameters = new Float64Array([1, -2]);
    optimizer.step(parameters, new Float64Array([0.5, -1]));
    close(parameters[0], 0.99);
    close(parameters[1], -1.98);
    equal(optimizer.stepCount, 1);
    close(optimizer.state().v[0], 0.1);
    optimizer.learningRate = 0.2;
    equal(optimizer.learningRate, 0.2);
    optimizer.reset();
    equal([optimizer.stepCount, optimizer.learningRate], [0, 0.2]);
    equal(optimizer.state(), { v: [] });
    for (const { id, parameters: [rate] } of catalog().optimizers) {
      equal(rate.id, "learning_rate", id);
      const weights = new Float64Array(3);
      const one = new Optimizer(id);
      one.step(weights, new Float64Array([1, -2, 0]));
      check(weights[0] < 0 && weights[1] > 0 && weights[2] === 0, `${id}: ${weights}`);
    }
  },

  an_optimizer_refuses_bad_input_and_goes_on() {
    refuses(() => new Optimizer("admm"), 'unknown optimizer "admm"', "adam");
    refuses(() => new Optimizer(), "id is nothing");
    refuses(() => new Optimizer(3), "id is 3");
    refuses(() => new Optimizer("adam", { beta: 0.9 }), 'no parameter "beta"', "beta1");
    refuses(() => new Optimizer("adam", { beta1: 1 }), "beta1 is 1", "below 1");
    refuses(() => new Optimizer("adam", { beta1: -0.1 }), "beta1 is -0.1");
    refuses(() => new Optimizer("adam", { epsilon: -1e-8 }), "epsilon");
    refuses(() => new Optimizer("adam", { learning_rate: "0.1" }), "learning_rate", '"0.1"', "number");
    refuses(() => new Optimizer("adam", { learning_rate: NaN }), "learning_rate is NaN");
    refuses(() => new Optimizer("adam", { learning_rate: Infinity }), "learning_rate is inf");
    refuses(() => new Optimizer("adam", { learning_rate: 0 }), "learning_rate is 0", "above 0");
    refuses(() => new Optimizer("adam", { learning_rate: [0.1] }), "learning_rate is [0.1]");
    refuses(() => new Optimizer("adam", 7), "hyperparameters", "7");
    refuses(() => new Optimizer("adam", null), "hyperparameters");
    const optimizer = new Optimizer("adam");
    const parameters = new Float64Array([1, 2]);
    refuses(() => optimizer.step(parameters, new Float64Array(3)), "length of gradients is 3", "2");
    refuses(() => optimizer.step([1, 2], new Float64Array(2)), "parameters is a list", "Float64Array");
    refuses(() => optimizer.step(parameters, new Float32Array(2)), "gradients", "Float64Array");
    refuses(() => optimizer.step(parameters, new Float64Array([0, NaN])), "gradients[1] is NaN");
    refuses(() => { optimizer.learningRate = -1; }, "learningRate is -1", "above 0");
    refuses(() => { optimizer.learningRate = "0.1"; }, '"0.1"', "number");
    equal(parameters, [1, 2]);
    equal([optimizer.stepCount, optimizer.learningRate], [0, 0.001]);
    optimizer.step(parameters, new Float64Array([1, 1]));
    close(parameters[0], 1 - 0.001 / (1 + 1e-8));
    refuses(() => optimizer.step(new Float64Array(1), new Float64Array(1)), "length of parameters is 1", "2");
  },

  the_ledger_writes_a_step_out() {
    const race = new Descent(ravine({ optimizer: "adam", hyperparameters: { learning_rate: 0.1 } }, sgd(0.5)));
    race.advance(300);
    for (const step of [0, 299, 140, 300]) {
      const ledger = race.ledger(0, step);
      equal(ledger.t, step + 1);
      const [, x, y] = race.row(0, step);
      equal(ledger.known.find(({ symbol }) => symbol === "w").values, [x, y]);
      equal(ledger.lines.map(({ term }) => term.symbol).join(" ").normalize(), "v s v\u0302 ŝ η w");
      if (step < 300) close(ledger.lines.at(-1).term.values[0], race.row(0, step + 1)[1]);
      close(ledger.update[0], ledger.lines.at(-1).term.values[0] - x);
      equal(ledger.alternatives.map(({ label, on }) => [label, on]), [["Bias correction", false]]);
    }
    // At the first step v is 0.1 g, and corrected it is g: −4 and 100.
    const [v, , corrected, , , w] = race.ledger(0, 0).lines;
    equal(v.text, "v ← β₁ v + (1−β₁) g");
    close(v.term.values[0], -0.4);
    close(corrected.term.values[1], 100);
    close(w.term.values[0], -3.9, 1e-8);
    const end = race.recordedSteps(1).at(-1);
    equal(race.status(1), "diverged");
    equal(race.ledger(1, end), undefined);
    equal(race.ledger(1, end - 1).t, end);
    equal(race.ledger(0, 301), undefined);
    equal(race.recall(0, 7, 1e3), true);
    refuses(() => race.ledger(2, 0), "run is 2");
    refuses(() => race.ledger(0, -1), "step is -1");
    refuses(() => race.recall(0, 1, -1), "milliseconds is -1");
  },
};
