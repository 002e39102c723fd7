//! The PyTorch scripts that one can take away, run by Python: with the stand-in for PyTorch in
//! `tests/page/standin`, they compare their own numbers with the lab's.

use std::process::{Command, Stdio};

use serde_json::Value;

use crate::browser::{Page, Viewport};
use crate::lab::Lab;

fn open() -> Lab {
    let page = Page::blank(Viewport::DESKTOP);
    page.prefer(&[("prefers-reduced-motion", "reduce")]);
    Lab::open_on(page, "/#surfaces")
}

/// Runs every script that was written; those that were not are called null.
fn run_all(scripts: &Value) {
    let scripts = scripts.as_object().expect("scripts by name");
    for (name, text) in scripts
        .iter()
        .filter_map(|(name, text)| Some((name, text.as_str()?)))
    {
        if let Err(error) = run_python(text) {
            panic!("{name}: {error}");
        }
    }
}

/// A script of this name with something in it changed says that its numbers are others.
fn assert_refused(scripts: &Value, name: &str, from: &str, to: &str) {
    let script = scripts[name].as_str().expect("a script");
    assert!(script.contains(from), "{script}");
    let refused = run_python(&script.replacen(from, to, 1)).expect_err("a refusal");
    assert!(refused.contains("AssertionError"), "{refused}");
}

/// Every optimizer and every surface, written as scripts, run by Python, and compared by the scripts
/// themselves with what the lab has.
#[test]
fn scripts_of_races_on_surfaces_come_to_the_same_numbers() {
    let lab = open();
    let written = lab.run(
        "const wasm = await (await import('/sources/labs/wasm.js')).load();
         const { script } = await import('/sources/labs/surfaces/script.js');
         const catalog = wasm.catalog();
         const scripts = {};
         const write = (name, experiment, shown) => {
           const descent = new wasm.Descent(experiment);
           descent.advance(shown);
           const surfaceEntry = catalog.surfaces.find(({ id }) => id === experiment.surface);
           scripts[name] = script({
             descent, shown, catalog, wasm, surfaceEntry, experiment: { ...experiment, start: descent.config().start },
             surfaceName: surfaceEntry?.label ?? experiment.surface, nameOf: (run) => experiment.runs[run].optimizer,
           }) ?? null;
         };
         write('optimizers', { surface: 'booth', runs: catalog.optimizers.map(({ id }) => ({ optimizer: id })) }, 60);
         write('settings', { surface: 'bowl', surfaceParameters: { elongation: 7 }, runs: [
           { optimizer: 'adam', hyperparameters: { learning_rate: 0.1, bias_correction: 0 } },
           { optimizer: 'adamw', hyperparameters: { learning_rate: 0.1, weight_decay: 0.1 }, schedule: { id: 'cosine', period: 30 } },
           { optimizer: 'sgd', hyperparameters: { learning_rate: 2 } } ] }, 400);
         for (const { id } of catalog.surfaces)
           write(id, { surface: id, runs: [{ optimizer: 'adam', hyperparameters: { learning_rate: 0.05 } }] }, 50);
         const typed = ['x^2 + 10*sin(y)^2 - e^-x', 'max(x, y) + abs(x) + 1e-3*pi*sqrt(y^2+1)', '3'];
         for (const surface of typed)
           write(surface, { surface, start: [1, 0.5], runs: [{ optimizer: 'momentum', hyperparameters: { learning_rate: 0.01 } }] }, 40);
         write('noise', { surface: 'bowl', noise: 1, seed: 3, runs: [{ optimizer: 'sgd' }] }, 40);
         return scripts;",
    );
    let scripts = written.as_object().expect("scripts by name");
    let unwritten: Vec<_> = scripts
        .iter()
        .filter(|(_, text)| text.is_null())
        .map(|(name, _)| name)
        .collect();
    // Their loss is a mean over samples, which is no formula in x and y.
    assert!(
        unwritten.iter().all(|name| name.ends_with("_neuron")),
        "{unwritten:?}"
    );
    run_all(&written);
    assert_refused(&written, "booth", "0.05", "0.06");
}

/// Every optimizer, activation and loss, with batches of all kinds, over several epochs.
#[test]
fn scripts_of_networks_come_to_the_same_losses() {
    let lab = open();
    let written = lab.run(
        "const wasm = await (await import('/sources/labs/wasm.js')).load();
         const { script } = await import('/sources/labs/networks/script.js');
         const catalog = wasm.catalog();
         const scripts = {};
         const write = (name, experiment, updates) => {
           const training = new wasm.Training({ ...experiment, runs: experiment.runs.map(({ start, ...run }) => run) });
           experiment.runs.forEach(({ start }, run) => start && training.setParameters(run, Float32Array.from(start)));
           training.advance(updates);
           scripts[name] = script({
             training, experiment, catalog, wasm,
             nameOf: (run) => experiment.runs[run].optimizer, rateOf: (run, update) => training.learningRate(run, update),
           }) ?? null;
         };
         const points = Array.from({ length: 12 }, (_, place) => [Math.sin(place), Math.cos(2 * place)]);
         const data = (kind) => ({ inputs: points, targets: points.map(([x, y], place) => (kind ? place % kind : x * y)), seed: 7, trainFraction: 0.75 });
         const network = (activation, loss, more) => ({ hidden: [3], activation, loss, ...more });
         const [tanh] = catalog.activations.map(({ id }) => id);
         const [entropy, squares] = catalog.losses.map(({ id }) => id);
         const sgd = { optimizer: 'sgd', hyperparameters: { learning_rate: 0.1 } };
         write('optimizers', { data: data(2), network: network(tanh, entropy), batch: 4, record: 1,
           runs: catalog.optimizers.map(({ id }) => ({ optimizer: id })) }, 12);
         for (const { id } of catalog.activations)
           write(id, { data: data(0), network: network(id, squares, { hidden: [3, 2] }), batch: 4, record: 2, runs: [sgd] }, 20);
         for (const id of [entropy, squares])
           write(`three classes, ${id}`, { data: data(3), network: network(tanh, id, { outputs: 3, l2: 0.1 }), batch: 'all', record: 1, runs: [sgd] }, 20);
         write('batches', { data: data(2), network: network(tanh, squares), batch: 'all', record: 5, runs: [
           sgd, { ...sgd, batch: 1 }, { ...sgd, batch: 5 }, { ...sgd, batch: 9 }, { ...sgd, batch: 100 } ] }, 40);
         write('settings', { data: { dataset: 'circle', points: 50, seed: 3 }, features: ['x_squared', 'sin_y'], batch: 10, record: 4,
           network: network(tanh, entropy, { hidden: [], seed: 5, initialization: 'he' }), runs: [
           { ...sgd, schedule: { id: 'cosine', period: 8 } }, { ...sgd, start: [1, -1, 0.5] }, { optimizer: 'adam', hyperparameters: { learning_rate: 0.1, beta1: 0.5 } } ] }, 20);
         write('divergence', { data: data(0), network: network('linear', squares), batch: 'all', record: 1,
           runs: [{ ...sgd, hyperparameters: { learning_rate: 1e6 } }] }, 40);
         write('too many samples', { data: { dataset: 'circle', points: 50000 }, features: ['x', 'y', 'sin_x', 'sin_y', 'x_times_y'],
           network: network(tanh, entropy), batch: 10, runs: [sgd] }, 0);
         return scripts;",
    );
    let scripts = written.as_object().expect("scripts by name");
    let unwritten: Vec<_> = scripts.iter().filter(|(_, text)| text.is_null()).collect();
    assert_eq!(unwritten.len(), 1, "{unwritten:?}");
    assert!(scripts["too many samples"].is_null());
    run_all(&written);
    assert_refused(&written, "batches", "[0.1] * ", "[0.1001] * ");
    assert_refused(&written, "batches", "SEED = 7", "SEED = 8");
    assert_refused(
        &written,
        "settings",
        "TRAIN = samples([",
        "TRAIN = samples([1+",
    );
    assert_refused(&written, "three classes, cross_entropy", "0.05 *", "0.06 *");
}

/// Runs a script with the stand-in for PyTorch; what it complains of.
fn run_python(script: &str) -> Result<(), String> {
    use std::io::Write;
    let mut python = Command::new("python3")
        .arg("-")
        .env("PYTHONPATH", "tests/page/standin")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("python3 on PATH: scripts/setup installs it");
    let mut input = python.stdin.take().expect("its input");
    input.write_all(script.as_bytes()).expect("it reads");
    drop(input);
    let done = python.wait_with_output().expect("its end");
    if done.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&done.stderr).into_owned())
    }
}
