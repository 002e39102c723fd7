//! Races of networks: against losses that torch reached, and what must hold however they are run.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

mod behaviour;
mod configuration;
mod histograms;
mod ledger;
mod pictures;
mod properties;
mod records;

use std::cell::Cell;
use std::collections::HashSet;
use std::rc::Rc;

use downhill::core::Error;
use downhill::core::experiment::{
    Batch, DataConfig, FULL_RESOLUTION, Given, NetworkConfig, RunConfig, ScheduleConfig, Set,
    Settings, Source, Training, TrainingConfig, TrainingRun,
};
use downhill::core::network::{activation, initialization, loss};
use downhill::core::tree::{Read, Tree};
use downhill::core::{dataset, optimizer};
use proptest::prelude::*;

fn config(dataset: &str, hidden: &[usize], batch: Batch, runs: Vec<RunConfig>) -> TrainingConfig {
    TrainingConfig {
        data: DataConfig::of(dataset),
        network: NetworkConfig::new(hidden, "tanh", "cross_entropy"),
        features: None,
        batch,
        record: None,
        runs,
    }
}

fn circle(batch: Batch, runs: Vec<RunConfig>) -> TrainingConfig {
    config("circle", &[4, 2], batch, runs)
}

fn adam() -> RunConfig {
    RunConfig::new("adam").with("learning_rate", 0.01)
}

fn sgd() -> RunConfig {
    RunConfig::new("sgd").with("learning_rate", 0.1)
}

/// The bits of everything a run has recorded and become.
fn bits(run: &TrainingRun) -> Vec<u32> {
    let losses = run
        .losses()
        .rows()
        .iter()
        .flat_map(|row| [row.train, row.test]);
    let batches = run.batch_losses().map_or(&[][..], |record| record.rows());
    let batches = batches.iter().flat_map(|row| [row.loss, row.gradient_norm]);
    losses
        .chain(batches)
        .chain(run.parameters().iter().copied())
        .map(f32::to_bits)
        .collect()
}
