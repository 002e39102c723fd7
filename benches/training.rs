//! Training updates of four networks from tiny to large, the forward passes of a decision map, and
//! the losses of a large dataset.
//!
//! `cargo bench --bench training`
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use downhill::core::experiment::{
    Batch, DataConfig, Given, NetworkConfig, RunConfig, Source, Training, TrainingConfig,
};

/// Inputs, hidden layers, batch and optimizer.
type Case = (&'static str, usize, &'static [usize], usize, &'static str);

const CASES: &[Case] = &[
    ("2-4-2-1_batch_10", 2, &[4, 2], 10, "sgd"),
    ("2-8-8-1_batch_32_adam", 2, &[8, 8], 32, "adam"),
    ("7-8-8-8-8-8-8-1_batch_10", 7, &[8; 6], 10, "sgd"),
    ("2-64-64-1_batch_64", 2, &[64, 64], 64, "sgd"),
];

const FEATURES: [&str; 7] = [
    "x",
    "y",
    "x_squared",
    "y_squared",
    "x_times_y",
    "sin_x",
    "sin_y",
];

/// Updates between two records, which are not what is measured.
const NEVER: usize = 1 << 30;

fn training(&(_, inputs, hidden, batch, optimizer): &Case, points: u32) -> Training {
    let source = Source::Dataset {
        dataset: "circle".to_owned(),
        parameters: [("points".to_owned(), Given::Number(points.into()))].into(),
    };
    Training::new(TrainingConfig {
        data: DataConfig {
            source,
            train_fraction: Some(1.0),
            ..DataConfig::of("circle")
        },
        network: NetworkConfig::new(hidden, "tanh", "cross_entropy"),
        features: Some(FEATURES[..inputs].iter().map(|&id| id.to_owned()).collect()),
        batch: Batch::Size(batch),
        record: Some(NEVER),
        runs: vec![RunConfig::new(optimizer).with("learning_rate", 0.01)],
    })
    .unwrap()
}

fn updates(criterion: &mut Criterion) {
    for case in CASES {
        let mut training = training(case, 250);
        let mut group = criterion.benchmark_group(case.0);
        group.throughput(Throughput::Elements(100 * case.3 as u64));
        group.bench_function("100_updates", |bencher| {
            bencher.iter(|| training.advance(100));
        });
    }
}

/// What a decision map of every neuron needs: 100 × 100 forward passes.
fn maps(criterion: &mut Criterion) {
    let places = || (0..100_u8).map(|i| f32::from(i) * 0.12 - 6.0);
    let inputs: Vec<f32> = places()
        .flat_map(|y| places().flat_map(move |x| [x, y]))
        .collect();
    for case in CASES {
        let mut training = training(case, 250);
        let mut group = criterion.benchmark_group(case.0);
        group.throughput(Throughput::Elements(10_000));
        group.bench_function("map_of_every_neuron", |bencher| {
            bencher.iter(|| {
                let table = training.ground().table_of_inputs(&inputs).unwrap();
                training.activations(0, &table).unwrap()
            });
        });
    }
}

fn losses(criterion: &mut Criterion) {
    let mut training = training(&CASES[1], 50_000);
    let mut group = criterion.benchmark_group("losses");
    group.throughput(Throughput::Elements(50_000));
    group.bench_function("50000_samples", |bencher| {
        bencher.iter(|| training.present_losses(0).unwrap());
    });
}

criterion_group!(benches, updates, maps, losses);
criterion_main!(benches);
