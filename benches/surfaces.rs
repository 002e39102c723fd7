//! Gradients of surfaces at 10,000 places, in one call and one by one; Hessians there; the search
//! for critical points. Some surfaces are typed as formulas too, to be compared.
//!
//! `cargo bench --bench surfaces`
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use downhill::core::analysis::critical_points::find;
use downhill::core::surface::{Surface, parse_or_find};

const PLACES: u32 = 10_000;

const SURFACES: &[(&str, &str)] = &[
    ("rosenbrock", "rosenbrock"),
    ("rosenbrock_typed", "(1-x)^2 + 100*(y-x^2)^2"),
    ("goldstein_price", "goldstein_price"),
    ("wells", "wells"),
    (
        "wells_typed",
        "x^2 + y^2 - 2*exp(-((x-1)^2+y^2)/.2) - 3*exp(-((x+1)^2+y^2)/.2)",
    ),
    ("ackley", "ackley"),
];

fn gradients(criterion: &mut Criterion) {
    let x: Vec<f64> = (0..PLACES).map(|i| f64::from(i) * 4e-4 - 2.0).collect();
    let y: Vec<f64> = x.iter().map(|x| (7.0 * x).sin()).collect();
    let (mut gx, mut gy) = (vec![0.0; x.len()], vec![0.0; x.len()]);
    for (name, text) in SURFACES {
        let surface = parse_or_find(text, []).unwrap();
        let mut group = criterion.benchmark_group(*name);
        group.throughput(Throughput::Elements(PLACES.into()));
        group.bench_function("together", |bencher| {
            bencher.iter(|| {
                surface.gradients(&x, &y, &mut gx, &mut gy);
                black_box(&gx);
            });
        });
        group.bench_function("one_by_one", |bencher| {
            bencher.iter(|| one_by_one(&*surface, &x, &y));
        });
        group.bench_function("critical_points", |bencher| {
            let window = surface.facts().window;
            bencher.iter(|| find(&*surface, window));
        });
        group.bench_function("hessians", |bencher| {
            bencher.iter(|| {
                for (&x, &y) in x.iter().zip(&y) {
                    black_box(surface.hessian(black_box(x), black_box(y)));
                }
            });
        });
    }
}

fn one_by_one(surface: &dyn Surface, x: &[f64], y: &[f64]) {
    for (&x, &y) in x.iter().zip(y) {
        black_box(surface.value_and_gradient(black_box(x), black_box(y)));
    }
}

criterion_group!(benches, gradients);
criterion_main!(benches);
