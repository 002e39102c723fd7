//! Descent, stability, refusals, memory.

use std::collections::BTreeMap;

use downhill::core::optimizer::{self, Optimizer};
use downhill::core::registry::Setting;
use downhill::core::{average, surface};

use super::double;
use super::reference::reference;

/// The learning rates that suit the optimizers on the bowl of elongation 100 and on Rosenbrock.
const SUITABLE_RATES: &[(&str, f64, f64)] = &[
    ("sgd", 0.01, 0.001),
    ("momentum", 0.1, 0.01),
    ("heavy_ball", 0.01, 0.001),
    ("nesterov", 0.01, 0.001),
    ("adagrad", 1.0, 1.0),
    ("adadelta", 0.3, 0.1),
    ("rmsprop", 0.003, 0.003),
    ("adam", 0.03, 0.03),
    ("adamw", 0.03, 0.03),
    ("amsgrad", 0.03, 0.1),
    ("adamax", 0.1, 0.1),
    ("nadam", 0.03, 0.03),
    ("radam", 0.03, 0.003),
    ("lion", 0.003, 0.001),
];

#[test]
fn every_optimizer_descends_the_bowl_and_rosenbrock() {
    assert_eq!(SUITABLE_RATES.len(), optimizer::ALL.len());
    for &(id, bowl_rate, rosenbrock_rate) in SUITABLE_RATES {
        for (name, rate) in [("bowl", bowl_rate), ("rosenbrock", rosenbrock_rate)] {
            let entry = surface::find(name).unwrap();
            let surface = (entry.build)(&entry.values([]).unwrap());
            let mut w = surface.facts().start;
            let before = surface.value(w[0], w[1]);
            let mut optimizer = double(id, &[]);
            for _ in 0..10_000 {
                let (_, gradient) = surface.value_and_gradient(w[0], w[1]);
                optimizer.step(rate, &mut w, &gradient).unwrap();
            }
            let after = surface.value(w[0], w[1]);
            assert!(
                after < before / 100.0,
                "{id} on {name}: {before} to {after}"
            );
        }
    }
}

/// |w| after many steps down ½λw² from 1.
fn run_on_quadratic(optimizer: &mut dyn Optimizer<f64>, rate: f64, curvature: f64) -> f64 {
    let mut w = [1.0];
    for _ in 0..5000 {
        let gradient = [curvature * w[0]];
        optimizer.step(rate, &mut w, &gradient).unwrap();
    }
    w[0].abs()
}

#[test]
fn stability_bounds_hold_from_both_sides() {
    let bounds = [
        ("sgd", "", "2/λ_max"),
        ("momentum", "beta", "2(1+β)/((1−β)λ_max)"),
        ("heavy_ball", "momentum", "2(1+β)/λ_max"),
        ("nesterov", "momentum", "2(1+β)/((1+2β)λ_max)"),
    ];
    for (id, decay, formula) in bounds {
        for beta in [0.0, 0.5, 0.9, 0.99] {
            let given: &[(&str, f64)] = if decay.is_empty() {
                &[]
            } else {
                &[(decay, beta)]
            };
            let mut optimizer = double(id, given);
            let bound = optimizer.stability().unwrap();
            assert_eq!(bound.formula, formula);
            for curvature in [0.5, 100.0] {
                let limit = bound.factor / curvature;
                optimizer.reset();
                let inside = run_on_quadratic(&mut *optimizer, 0.98 * limit, curvature);
                optimizer.reset();
                let outside = run_on_quadratic(&mut *optimizer, 1.02 * limit, curvature);
                assert!(inside < 1e-3, "{id} β {beta} λ {curvature}: {inside}");
                assert!(
                    outside.is_nan() || outside > 1e3,
                    "{id} β {beta} λ {curvature}: {outside}"
                );
            }
        }
    }
    for entry in optimizer::ALL {
        let known = bounds.iter().any(|(id, ..)| *id == entry.id);
        assert_eq!(
            double(entry.id, &[]).stability().is_some(),
            known,
            "{}",
            entry.id
        );
    }
}

#[test]
fn what_is_out_of_range_is_refused_by_name() {
    const NAN: f64 = f64::NAN;
    const INFINITY: f64 = f64::INFINITY;
    for entry in optimizer::ALL {
        // Where the textbook divides by ε alone, it must not vanish.
        let textbook = ["adam", "rmsprop"].contains(&entry.id);
        for parameter in entry.parameters {
            let (good, bad, allowed): (&[f64], &[f64], &str) = match parameter.id {
                "learning_rate" => (&[5e-324, 1e300], &[0.0, -0.1], "be a finite number above 0"),
                "epsilon" if textbook => {
                    (&[5e-324, 2.0], &[0.0, -1e-8], "be a finite number above 0")
                }
                "epsilon" | "weight_decay" | "momentum_decay" => {
                    (&[0.0, 2.0], &[-1e-300], "be a finite number, at least 0")
                }
                "bias_correction" => (&[0.0, 1.0], &[0.5, 2.0, -1.0], "be 0 (off) or 1 (on)"),
                _ => (
                    &[0.0, 0.5, 1.0 - f64::EPSILON],
                    &[1.0, -1e-9],
                    "be at least 0 and below 1",
                ),
            };
            let values = |x| entry.values([(parameter.id, Setting::Number(x))]);
            for &x in good {
                assert_eq!(values(x).unwrap().number(parameter.id), x);
            }
            for &x in bad.iter().chain(&[NAN, INFINITY, -INFINITY]) {
                assert_eq!(
                    values(x).unwrap_err().to_string(),
                    format!(
                        "{} is {}, but must {allowed}",
                        parameter.id,
                        Setting::Number(x)
                    ),
                );
            }
        }
    }
}

#[test]
fn a_refused_step_changes_nothing() {
    for entry in optimizer::ALL {
        let mut optimizer = double(entry.id, &[]);
        let mut w = [1.0, 2.0];
        assert_eq!(
            optimizer.step(0.1, &mut w, &[1.0]).unwrap_err().to_string(),
            "the length of gradients is 1, but must be 2, the number of parameters"
        );
        assert!(
            optimizer
                .moments()
                .iter()
                .all(|(_, values)| values.is_empty())
        );
        optimizer.step(0.1, &mut w, &[1.0, -1.0]).unwrap();
        let (before, moments) = (w, format!("{:?}", optimizer.moments()));
        assert_eq!(
            optimizer
                .step(0.1, &mut w[..1], &[1.0])
                .unwrap_err()
                .to_string(),
            "the length of parameters is 1, but must be 2, the number of parameters"
        );
        for (rate, shown) in [(f64::NAN, "NaN"), (f64::INFINITY, "inf"), (-0.1, "-0.1")] {
            assert_eq!(
                optimizer
                    .step(rate, &mut w, &[1.0, -1.0])
                    .unwrap_err()
                    .to_string(),
                format!("learning_rate is {shown}, but must be a finite number, at least 0")
            );
        }
        assert_eq!((w, optimizer.steps()), (before, 1), "{}", entry.id);
        assert_eq!(
            format!("{:?}", optimizer.moments()),
            moments,
            "{}",
            entry.id
        );
    }
}

/// The parameters after each gradient of the recorded sequence.
fn follow(optimizer: &mut dyn Optimizer<f64>, gradients: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut w = reference().start;
    let rows = gradients.iter().map(|gradient| {
        optimizer.step(0.01, &mut w, gradient).unwrap();
        w.clone()
    });
    rows.collect()
}

#[test]
fn a_reset_forgets_everything_and_a_duplicate_nothing() {
    let gradients = &reference().gradients["drift"];
    for entry in optimizer::ALL {
        let mut optimizer = double(entry.id, &[]);
        let first = follow(&mut *optimizer, gradients);
        optimizer.reset();
        assert_eq!(optimizer.steps(), 0);
        assert!(
            optimizer
                .moments()
                .iter()
                .all(|(_, values)| values.is_empty())
        );
        assert_eq!(follow(&mut *optimizer, gradients), first, "{}", entry.id);

        let mut copy = optimizer.duplicate();
        assert_eq!(copy.steps(), optimizer.steps());
        let continued = follow(&mut *optimizer, gradients);
        assert_eq!(follow(&mut *copy, gradients), continued, "{}", entry.id);

        // After a reset it serves any number of parameters.
        optimizer.reset();
        optimizer.step(0.1, &mut [0.0; 7], &[1.0; 7]).unwrap();
    }
}

#[test]
fn the_moments_are_the_averages_of_their_names() {
    let gradients = &reference().gradients["drift"];
    let series: Vec<f64> = gradients.iter().map(|g| g[0]).collect();
    let squares: Vec<f64> = series.iter().map(|g| g * g).collect();
    for (id, name, beta, series) in [
        ("momentum", "v", 0.9, &series),
        ("rmsprop", "s", 0.9, &squares),
        ("adam", "v", 0.9, &series),
        ("adam", "s", 0.999, &squares),
        ("lion", "v", 0.99, &series),
        ("adadelta", "s", 0.9, &squares),
    ] {
        let mut optimizer = double(id, &[]);
        follow(&mut *optimizer, gradients);
        let moments: BTreeMap<_, _> = optimizer.moments().into_iter().collect();
        let average = average::moving_average(series, beta, false).unwrap();
        assert_eq!(moments[name][0], *average.last().unwrap(), "{id}'s {name}");
    }
}

#[test]
fn without_correction_adams_first_step_is_too_long() {
    // (1−β₁)/√(1−β₂) = 0.1/√0.001 of α, and α with the correction.
    for (correction, length) in [(1.0, 0.01), (0.0, 0.01 * 0.1 / 0.001_f64.sqrt())] {
        for id in ["adam", "adamw"] {
            let mut w = [0.0];
            let mut adam = double(id, &[("bias_correction", correction)]);
            adam.step(0.01, &mut w, &[1e3]).unwrap();
            assert!((w[0] + length).abs() < 1e-9, "{id}: {w:?}");
        }
    }
}

#[test]
fn a_tiny_epsilon_still_keeps_the_division_finite_in_single_precision() {
    for entry in optimizer::ALL {
        let epsilon = entry.parameters.iter().find(|p| p.id == "epsilon");
        if epsilon.is_some() {
            let values = entry
                .values([("epsilon", Setting::Number(1e-200))])
                .unwrap();
            let mut w = [1.0_f32, 1.0];
            let mut optimizer = (entry.build.single)(&values);
            optimizer.step(0.01, &mut w, &[0.0, 1.0]).unwrap();
            assert!(w.iter().all(|x| x.is_finite()), "{}: {w:?}", entry.id);
        }
    }
}
