//! 6. Adam: the averages of momentum and RMSprop, both corrected.

use downhill::core::experiment::Status;

use super::{after, close, optimizer, race, run};

#[test]
fn adam_steps_along_the_corrected_average_over_the_root_of_the_corrected_mean_square() {
    let (mut v, mut s, mut w) = (0.0, 0.0, 1.0);
    let mut ours = [1.0];
    let mut adam = optimizer("adam", &[]);
    for (t, g) in (1..).zip([3.0_f64, -1.0, 0.5, 2.0, -4.0]) {
        v = 0.9 * v + 0.1 * g;
        s = 0.999 * s + 0.001 * g * g;
        let v_hat = v / (1.0 - 0.9_f64.powi(t));
        let s_hat = s / (1.0 - 0.999_f64.powi(t));
        w -= 0.2 * v_hat / (s_hat.sqrt() + 1e-8);
        adam.step(0.2, &mut ours, &[g]).unwrap();
        close(ours[0], w, 1e-12, "w");
    }
}

#[test]
fn adams_first_step_moves_every_coordinate_by_the_rate() {
    let gradients = [1e6, 3.0, 1e-3, -1e-6, -1e-8, 0.0];
    let mut w = [0.0; 6];
    optimizer("adam", &[])
        .step(0.01, &mut w, &gradients)
        .unwrap();
    for (moved, g) in w.iter().zip(gradients) {
        let expected = -0.01 * g / (g.abs() + 1e-8);
        assert!(
            (moved - expected).abs() < 1e-12,
            "{g}: {moved}, not {expected}"
        );
    }
}

#[test]
fn without_correction_adams_first_steps_are_too_long() {
    // (1−β₁)/√(1−β₂) = 3.16 times the rate at first, and about the rate in the long run.
    let steps = |correction| -> Vec<f64> {
        let mut adam = optimizer("adam", &[("bias_correction", correction)]);
        let mut w = [0.0];
        let step = |_| {
            let before = w[0];
            adam.step(0.01, &mut w, &[2.0]).unwrap();
            before - w[0]
        };
        (0..8_000).map(step).collect()
    };
    let (with, without) = (steps(1.0), steps(0.0));
    close(
        without[0],
        0.1 / 0.001_f64.sqrt() * 0.01,
        1e-6,
        "the first step",
    );
    assert!(without[10] > 6.0 * 0.01, "the eleventh is {}", without[10]);
    close(without[7_999], 0.01, 1e-3, "the last step");
    assert!(with.iter().all(|step| (step - 0.01).abs() < 1e-9));
}

/// The loss on Rosenbrock's valley after 2,000 steps.
fn loss(rate: f64, given: &[(&str, f64)]) -> f64 {
    let adam = given.iter().fold(run("adam", rate), |run, &(name, value)| {
        run.with(name, value)
    });
    let race = after(2_000, race("rosenbrock", vec![adam]));
    assert_ne!(race.status(0), Some(Status::Diverged));
    race.runs()[0].path().last()[2]
}

#[test]
fn adams_rate_needs_tuning_and_the_others_rarely_do() {
    let rates = [0.0001, 0.001, 0.01, 0.1, 1.0, 10.0];
    let losses = rates.map(|rate| loss(rate, &[]));
    // A sweep finds the good range, and what it costs to miss it.
    let best = losses.iter().copied().fold(f64::INFINITY, f64::min);
    let is_good = losses.map(|loss| loss < 0.01);
    assert_eq!(
        is_good,
        [false, false, false, true, false, false],
        "{losses:?}"
    );
    assert!(
        losses
            .iter()
            .zip(is_good)
            .all(|(&loss, good)| good || loss > 10.0 * best),
        "{losses:?}"
    );
    for (name, values) in [
        ("beta1", [0.8, 0.85, 0.95]),
        ("beta2", [0.99, 0.995, 0.9995]),
        ("epsilon", [1e-10, 1e-9, 1e-7]),
    ] {
        for value in values {
            let loss = loss(0.1, &[(name, value)]);
            assert!(loss < 0.01, "{name} {value}: {loss}");
        }
    }
}
