//! The parameters that PyTorch 2.15 reaches in float64 (or the textbook's formula, where PyTorch has
//! none), on two sequences of gradients.

use std::collections::BTreeMap;

use downhill::core::optimizer::{self, Optimizer};
use downhill::core::registry::Setting;
use downhill::core::scalar::Scalar;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Reference {
    pub start: Vec<f64>,
    pub gradients: BTreeMap<String, Vec<Vec<f64>>>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    optimizer: String,
    hyperparameters: BTreeMap<String, f64>,
    gradients: String,
    /// The parameters after so many steps.
    parameters: BTreeMap<usize, Vec<f64>>,
}

pub fn reference() -> Reference {
    serde_json::from_str(include_str!("../fixtures/optimizer_steps.json")).unwrap()
}

/// Replays a case in one precision and hands each number of each recorded step to `check`.
fn replay<S: Scalar>(
    reference: &Reference,
    case: &Case,
    mut optimizer: Box<dyn Optimizer<S>>,
    check: impl Fn(usize, f64, f64),
) {
    let convert = |values: &[f64]| values.iter().map(|&x| S::of(x)).collect::<Vec<S>>();
    let rate = case.hyperparameters["learning_rate"];
    let mut parameters = convert(&reference.start);
    let mut recorded = 0;
    for (gradients, t) in reference.gradients[&case.gradients].iter().zip(1..) {
        let gradients = convert(gradients);
        optimizer.step(rate, &mut parameters, &gradients).unwrap();
        assert_eq!(optimizer.steps(), t as u64);
        if let Some(expected) = case.parameters.get(&t) {
            recorded += 1;
            assert_eq!(expected.len(), parameters.len());
            for (ours, &theirs) in parameters.iter().zip(expected) {
                check(t, ours.to_double(), theirs);
            }
        }
    }
    assert_eq!(recorded, case.parameters.len(), "{}", case.optimizer);
}

#[test]
fn every_optimizer_equals_its_reference() {
    let reference = reference();
    assert_eq!(reference.cases.len(), 28);
    for case in &reference.cases {
        let entry = optimizer::find(&case.optimizer).unwrap();
        let given = case.hyperparameters.iter();
        let values = entry
            .values(given.map(|(id, &x)| (id.as_str(), Setting::Number(x))))
            .unwrap();
        // One rounding a step.
        let single = |t: usize| f64::from(f32::EPSILON) * (t + 8) as f64;
        let close = |tolerance: fn(usize) -> f64| {
            let name = format!("{} on {}", case.optimizer, case.gradients);
            move |t, ours: f64, theirs: f64| {
                let off = (ours - theirs).abs();
                assert!(
                    off <= tolerance(t) * theirs.abs().max(1.0),
                    "{name}, step {t}: {ours}, not {theirs}"
                );
            }
        };
        replay(
            &reference,
            case,
            (entry.build.double)(&values),
            close(|_| 1e-12),
        );
        replay(
            &reference,
            case,
            (entry.build.single)(&values),
            close(single),
        );
    }
}

#[test]
fn every_optimizer_has_references_and_takes_their_hyperparameters() {
    let reference = reference();
    let recorded: usize = reference
        .cases
        .iter()
        .map(|case| case.parameters.len())
        .sum();
    assert!(recorded >= 28 * 4, "{recorded}");
    for entry in optimizer::ALL {
        let cases = reference
            .cases
            .iter()
            .filter(|case| case.optimizer == entry.id);
        let sequences: Vec<_> = cases.clone().map(|case| case.gradients.as_str()).collect();
        assert_eq!(sequences, ["drift", "sparse"], "{}", entry.id);
        for case in cases {
            // The references have no switch for the correction.
            let ours = entry.parameters.iter().map(|p| p.id);
            let mut ours: Vec<_> = ours.filter(|&id| id != "bias_correction").collect();
            ours.sort_unstable();
            let theirs: Vec<_> = case.hyperparameters.keys().map(String::as_str).collect();
            assert_eq!(ours, theirs, "{}", entry.id);
        }
    }
}
