//! The subject matter, claim by claim: each test measures one with the code that the page runs. The
//! list of their names (`cargo test --test claims -- --list`) reads as a summary of it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)] // a test reports by panicking

#[path = "claims/adam.rs"]
mod adam;
#[path = "claims/averages.rs"]
mod averages;
#[path = "claims/batches.rs"]
mod batches;
#[path = "claims/critical_points.rs"]
mod critical_points;
#[path = "claims/decay.rs"]
mod decay;
#[path = "claims/goals.rs"]
mod goals;
#[path = "claims/momentum.rs"]
mod momentum;
#[path = "claims/rmsprop.rs"]
mod rmsprop;

use downhill::core::experiment::{
    Batch, DataConfig, Descent, DescentConfig, Given, NetworkConfig, RunConfig, Source, Training,
    TrainingConfig,
};
use downhill::core::optimizer::{self, Optimizer};
use downhill::core::registry::Setting;

/// An optimizer in double precision, with some hyperparameters set.
fn optimizer(id: &str, given: &[(&str, f64)]) -> Box<dyn Optimizer<f64>> {
    let entry = optimizer::find(id).unwrap();
    let given = given.iter().map(|&(name, x)| (name, Setting::Number(x)));
    (entry.build.double)(&entry.values(given).unwrap())
}

/// A run of an optimizer at a learning rate.
fn run(id: &str, rate: f64) -> RunConfig {
    RunConfig::new(id).with("learning_rate", rate)
}

/// A race on a surface from its own start.
fn race(surface: &str, runs: Vec<RunConfig>) -> DescentConfig {
    DescentConfig {
        runs,
        ..DescentConfig::on(surface).unwrap()
    }
}

/// A race on the bowl ½(x² + c y²) of elongation c, from (−4, 1).
fn bowl(elongation: f64, runs: Vec<RunConfig>) -> DescentConfig {
    let mut config = race("bowl", runs);
    let elongation = Given::Number(elongation);
    config
        .surface_parameters
        .insert("elongation".to_owned(), elongation);
    config
}

/// The race of a configuration after so many steps.
fn after(steps: u64, config: DescentConfig) -> Descent {
    let mut race = Descent::new(config).unwrap();
    race.advance(steps);
    race
}

/// Where a run has been: x, y and the loss before each step and after the last.
fn path(race: &Descent, run: usize) -> &[[f64; 3]] {
    race.runs()[run].path().rows()
}

/// The first step at which something is true of a run's position and loss.
fn first_step(race: &Descent, run: usize, is_there: impl Fn([f64; 3]) -> bool) -> Option<usize> {
    path(race, run).iter().position(|&row| is_there(row))
}

/// A training of tanh networks with cross entropy, on a dataset.
fn training(
    dataset: &str,
    given: &[(&str, f64)],
    hidden: &[usize],
    batch: Batch,
    runs: Vec<RunConfig>,
) -> Training {
    let mut data = DataConfig::of(dataset);
    if let Source::Dataset { parameters, .. } = &mut data.source {
        for &(id, x) in given {
            parameters.insert(id.to_owned(), Given::Number(x));
        }
    }
    Training::new(TrainingConfig {
        data,
        network: NetworkConfig::new(hidden, "tanh", "cross_entropy"),
        features: None,
        batch,
        record: Some(1),
        runs,
    })
    .unwrap()
}

fn close(ours: f64, expected: f64, allowed: f64, name: &str) {
    let off = (ours - expected).abs();
    assert!(
        off <= allowed * expected.abs().max(1e-300),
        "{name}: {ours}, not {expected} within {allowed} of it"
    );
}
