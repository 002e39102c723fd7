//! Training updates of four networks from tiny to large, the forward passes of a decision map, and
//! the losses of a large dataset.
//!
//! `cargo bench --bench training`
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
#[path = "side_by_side/cases.rs"]
mod cases;

use cases::CASES;

fn updates(criterion: &mut Criterion) {
    for case in &CASES {
        let mut training = case.training(250).unwrap();
        let mut group = criterion.benchmark_group(case.name);
        group.throughput(Throughput::Elements(100 * case.batch as u64));
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
    for case in &CASES {
        let mut training = case.training(250).unwrap();
        let mut group = criterion.benchmark_group(case.name);
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
    let mut training = CASES[1].training(50_000).unwrap();
    let mut group = criterion.benchmark_group("losses");
    group.throughput(Throughput::Elements(50_000));
    group.bench_function("50000_samples", |bencher| {
        bencher.iter(|| training.present_losses(0).unwrap());
    });
}

criterion_group!(benches, updates, maps, losses);
criterion_main!(benches);
