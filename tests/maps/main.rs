//! Maps, sweeps, tuned and seeded races, and the landscape of a network, against single runs and
//! against theory.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::cast_precision_loss)]

mod basins;
mod landscape;
mod rates;
mod seeds;

use downhill::core::experiment::{
    Batch, DataConfig, DescentConfig, NetworkConfig, RunConfig, TrainingConfig,
};

/// A race on a surface.
fn descent<const N: usize>(surface: &str, runs: [RunConfig; N]) -> DescentConfig {
    DescentConfig {
        runs: runs.to_vec(),
        ..DescentConfig::on(surface).unwrap()
    }
}

/// A race of small networks.
fn training<const N: usize>(hidden: &[usize], runs: [RunConfig; N]) -> TrainingConfig {
    TrainingConfig {
        data: DataConfig::of("two_gaussians"),
        network: NetworkConfig::new(hidden, "tanh", "cross_entropy"),
        features: None,
        batch: Batch::Size(32),
        record: None,
        runs: runs.to_vec(),
    }
}

fn run(optimizer: &str, rate: f64) -> RunConfig {
    RunConfig::new(optimizer).with("learning_rate", rate)
}

/// A clock that has run down at every `n`-th look.
fn every(n: usize) -> impl FnMut() -> bool {
    let mut looks = 0;
    move || {
        looks += 1;
        looks % n != 0
    }
}
