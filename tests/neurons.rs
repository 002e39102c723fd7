//! The surfaces of one neuron over samples, and descent by the gradients of batches of them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use downhill::core::analysis::critical_points;
use downhill::core::analysis::hessian::eigenvalues;
use downhill::core::experiment::{
    Batch, Descent, DescentConfig, Given, RunConfig, Settings, Status, build_surface,
};
use downhill::core::surface::{Critical, Surface, lowest_minima};
use downhill::core::{optimizer, surface};

const NEURONS: [&str; 2] = ["linear_neuron", "sigmoid_neuron"];

fn with(settings: &[(&str, f64)]) -> Settings {
    let named = |&(name, value): &(&str, f64)| (name.to_owned(), Given::Number(value));
    settings.iter().map(named).collect()
}

fn neuron(id: &str, settings: &[(&str, f64)]) -> Box<dyn Surface> {
    build_surface(id, &with(settings)).unwrap()
}

fn run(optimizer: &str, rate: f64, batch: Batch) -> RunConfig {
    RunConfig {
        batch: Some(batch),
        ..RunConfig::new(optimizer).with("learning_rate", rate)
    }
}

fn race(surface: &str, runs: Vec<RunConfig>) -> DescentConfig {
    DescentConfig {
        runs,
        ..DescentConfig::on(surface).unwrap()
    }
}

#[test]
fn the_gradient_of_all_samples_is_the_mean_of_each_ones() {
    for id in NEURONS {
        let surface = neuron(id, &[("samples", 37.0)]);
        assert_eq!(surface.samples(), 37);
        let (_, full) = surface.value_and_gradient(0.7, -1.3);
        let all: Vec<u32> = (0..37).collect();
        assert_eq!(surface.batch_gradient(0.7, -1.3, &all), full, "{id}");
        let mut mean = [0.0; 2];
        for place in 0..37 {
            let gradient = surface.batch_gradient(0.7, -1.3, &[place]);
            mean = [mean[0] + gradient[0] / 37.0, mean[1] + gradient[1] / 37.0];
        }
        assert!((mean[0] - full[0]).abs() < 1e-14, "{id}: {mean:?} {full:?}");
        assert!((mean[1] - full[1]).abs() < 1e-14, "{id}: {mean:?} {full:?}");
    }
}

/// Least squares have one minimum, near the line that the samples were drawn around, in a ravine.
#[test]
fn the_linear_neuron_fits_its_line() {
    for seed in 0..20 {
        let surface = neuron("linear_neuron", &[("seed", f64::from(seed))]);
        let facts = surface.facts();
        let [fit] = facts.critical_points[..] else {
            unreachable!("{:?}", facts.critical_points)
        };
        assert_eq!(fit.kind, Critical::Minimum);
        assert!((fit.x - 1.5).abs() < 0.25, "weight {}", fit.x);
        assert!((fit.y + 1.0).abs() < 0.6, "bias {}", fit.y);
        let [low, high] = eigenvalues(surface.hessian(0.0, 0.0));
        assert!((20.0..60.0).contains(&(high / low)), "{}", high / low);
        // The noise is all that is left.
        let left = surface.value(fit.x, fit.y).sqrt();
        assert!((0.4..0.6).contains(&left), "{left}");
        let steep = surface.value(facts.start[0], facts.start[1]);
        assert!((1.0..20.0).contains(&steep), "{steep}");
    }
}

#[test]
fn without_spread_the_linear_neuron_fits_exactly() {
    let surface = neuron("linear_neuron", &[("spread", 0.0)]);
    let [fit] = surface.facts().critical_points[..] else {
        unreachable!()
    };
    assert!((fit.x - 1.5).abs() < 1e-12 && (fit.y + 1.0).abs() < 1e-12);
    assert!(surface.value(fit.x, fit.y) < 1e-24);
}

/// For any seed: the full gradient leads from the start into the shallow minimum and stays; batches
/// of 8 and single samples end near the deep one.
#[test]
fn noise_of_batches_leaves_the_shallow_minimum() {
    for seed in 0..8 {
        let config = DescentConfig {
            surface_parameters: with(&[("seed", f64::from(seed))]),
            ..race(
                "sigmoid_neuron",
                [Batch::All, Batch::Size(8), Batch::Size(1)]
                    .map(|batch| run("sgd", 1.5, batch))
                    .to_vec(),
            )
        };
        let mut descent = Descent::new(config).unwrap();
        let facts = descent.facts().clone();
        let minima = facts.critical_points.iter();
        let minima: Vec<_> = minima.filter(|p| p.kind == Critical::Minimum).collect();
        assert_eq!(minima.len(), 2, "seed {seed}: {:?}", facts.critical_points);
        let found = critical_points::find(descent.surface(), facts.window);
        assert_eq!(found.len(), facts.critical_points.len(), "seed {seed}");
        let [deep] = lowest_minima(descent.surface(), &facts.critical_points)[..] else {
            unreachable!()
        };
        let shallow = minima.iter().find(|p| p.x != deep.x).unwrap();
        assert!(
            shallow.x.abs() < 0.5 && deep.x > 2.0,
            "{shallow:?} {deep:?}"
        );
        descent.advance(800);
        let ends: Vec<f64> = descent.runs().iter().map(|r| r.path().last()[0]).collect();
        assert_eq!(descent.status(0), Some(Status::Minimum), "seed {seed}");
        assert!((ends[0] - shallow.x).abs() < 1e-4, "seed {seed}: {ends:?}");
        for end in &ends[1..] {
            assert!(*end > 2.0, "seed {seed}: {ends:?}");
        }
    }
}

#[test]
fn every_seed_and_spread_gives_a_window_that_holds_its_start() {
    for id in NEURONS {
        for (samples, spread, seed) in [
            (10.0, 0.0, 0.0),
            (10.0, 2.0, 1.0),
            (1000.0, 0.5, 9_007_199_254_740_991.0),
            (100.0, 1e6, 0.0),
            (100.0, 1e200, 0.0),
            (100.0, f64::MAX, 0.0),
        ] {
            let settings = [("samples", samples), ("spread", spread), ("seed", seed)];
            let facts = neuron(id, &settings).facts();
            let window = facts.window;
            assert!(
                window.diagonal().is_finite(),
                "{id} {settings:?}: {window:?}"
            );
            assert!(window.contains(facts.start), "{id} {settings:?}");
        }
    }
}

#[test]
fn batches_are_the_same_however_the_work_is_divided() {
    for entry in optimizer::ALL {
        let runs = vec![
            run(entry.id, 0.01, Batch::Size(7)),
            run(entry.id, 0.01, Batch::Size(1)),
        ];
        let config = DescentConfig {
            noise: 0.1,
            ..race("linear_neuron", runs)
        };
        let mut at_once = Descent::new(config.clone()).unwrap();
        at_once.advance(300);
        let mut in_parts = Descent::new(config.clone()).unwrap();
        (0..100).for_each(|_| in_parts.advance(1));
        let mut slices = 1;
        in_parts.advance_while(|| std::mem::take(&mut slices) > 0);
        in_parts.advance(300_u64.saturating_sub(in_parts.steps()));
        for (one, other) in at_once.runs().iter().zip(in_parts.runs()) {
            let rows = &other.path().rows()[..301];
            assert_eq!(one.path().rows(), rows, "{}", entry.id);
        }
    }
}

/// A run that is changed and changed back has the same path again; one beside it is not disturbed.
#[test]
fn a_replayed_run_meets_the_same_batches() {
    let runs = |rate| {
        vec![
            run("sgd", rate, Batch::Size(3)),
            run("adam", 0.02, Batch::Size(8)),
        ]
    };
    let mut descent = Descent::new(race("linear_neuron", runs(0.02))).unwrap();
    descent.advance(250);
    let before: Vec<_> = descent.runs().iter().map(|r| r.path().clone()).collect();
    descent.replace(race("linear_neuron", runs(0.03))).unwrap();
    assert!(descent.catch_up_while(|| true));
    assert_ne!(descent.runs()[0].path(), &before[0]);
    descent.replace(race("linear_neuron", runs(0.02))).unwrap();
    assert!(descent.catch_up_while(|| true));
    for (run, before) in descent.runs().iter().zip(&before) {
        assert_eq!(run.path(), before);
    }
}

#[test]
fn all_samples_are_the_surface_itself() {
    let alike = |batch| {
        let config = race("sigmoid_neuron", vec![run("adam", 0.05, batch)]);
        let mut descent = Descent::new(config).unwrap();
        descent.advance(200);
        descent.runs()[0].path().clone()
    };
    let mut plain = Descent::new(race(
        "sigmoid_neuron",
        vec![RunConfig::new("adam").with("learning_rate", 0.05)],
    ))
    .unwrap();
    plain.advance(200);
    for batch in [Batch::All, Batch::Size(100), Batch::Size(5_000)] {
        assert_eq!(plain.runs()[0].path(), &alike(batch), "{batch}");
    }
    assert_ne!(plain.runs()[0].path(), &alike(Batch::Size(99)));
}

/// The bound holds everywhere only for the gradient of all samples.
#[test]
fn the_bound_of_a_run_by_batches_is_local() {
    let runs = [Batch::All, Batch::Size(10)].map(|batch| run("sgd", 0.1, batch));
    let descent = Descent::new(race("linear_neuron", runs.to_vec())).unwrap();
    let exact = [0, 1].map(|run| descent.bound(run, 0).unwrap().exact);
    assert_eq!(exact, [true, false]);
}

#[test]
fn surfaces_without_samples_refuse_a_batch() {
    for entry in surface::ALL {
        let config = race(entry.id, vec![run("sgd", 0.01, Batch::Size(8))]);
        if NEURONS.contains(&entry.id) {
            assert!(Descent::new(config).is_ok());
            continue;
        }
        assert_eq!(
            Descent::new(config).err().expect("refused").to_string(),
            "runs[0]: batch is 8, but must be \"all\" or left out: this surface is no mean over samples"
        );
    }
}

/// The ledger of an earlier update shows the gradient of the batch that it was made with.
#[test]
fn a_recalled_step_has_its_own_batch() {
    let config = race("linear_neuron", vec![run("momentum", 0.05, Batch::Size(7))]);
    let mut descent = Descent::new(config.clone()).unwrap();
    descent.advance(500);
    for step in [0, 1, 57, 499] {
        let mut fresh = Descent::new(config.clone()).unwrap();
        fresh.advance(step);
        let gradient = |descent: &mut Descent| {
            let ledger = descent.ledger(0, step).unwrap();
            ledger.value("g").unwrap().to_vec()
        };
        let recalled = gradient(&mut descent);
        assert_eq!(recalled, gradient(&mut fresh), "step {step}");
        assert_ne!(
            recalled,
            fresh.runs()[0].gradient(),
            "it is no full gradient"
        );
    }
}
