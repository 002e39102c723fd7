//! The time of one step of every optimizer: over a network of a million parameters in single
//! precision, and over a point on a surface in double precision.
//!
//! `cargo bench --bench optimizers -- network` runs the first alone, `-- adam` one optimizer's.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use downhill::core::optimizer::{self, Optimizer};
use downhill::core::random::{Random, Seed};
use downhill::core::registry::Values;
use downhill::core::scalar::Scalar;

/// One group: a step of every optimizer over `length` parameters.
fn steps<S: Scalar>(
    criterion: &mut Criterion,
    name: &str,
    length: usize,
    build: impl Fn(&optimizer::Build, &Values) -> Box<dyn Optimizer<S>>,
) {
    let mut random = Random::new(Seed::default(), 0);
    let mut draw = || -> Vec<S> { (0..length).map(|_| S::of(random.normal())).collect() };
    let (mut parameters, gradients) = (draw(), draw());
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Elements(length as u64));
    for entry in optimizer::ALL {
        group.bench_function(BenchmarkId::from_parameter(entry.id), |bencher| {
            let values = entry.values([]).expect("the defaults are valid");
            let mut optimizer = build(&entry.build, &values);
            bencher.iter(|| optimizer.step(1e-6, &mut parameters, &gradients));
        });
    }
    group.finish();
}

fn network(criterion: &mut Criterion) {
    steps::<f32>(criterion, "network", 1_000_000, |build, values| {
        (build.single)(values)
    });
}

fn surface(criterion: &mut Criterion) {
    steps::<f64>(criterion, "surface", 2, |build, values| {
        (build.double)(values)
    });
}

criterion_group!(benches, network, surface);
criterion_main!(benches);
