//! 1. Why optimization algorithms matter: a lower loss, and one that holds on unseen data.

use super::{Batch, Training, run, training};

/// The training and the test loss now.
fn present(training: &mut Training) -> [f32; 2] {
    let losses = training.present_losses(0).unwrap();
    [losses.train, losses.test]
}

#[test]
fn training_minimizes_the_loss_over_the_parameters() {
    let mut training = training(
        "moons",
        &[("points", 200.0)],
        &[8],
        Batch::All,
        vec![run("adam", 0.02)],
    );
    let before = present(&mut training);
    training.advance(500);
    let after = present(&mut training);
    // And it does well on the samples that no update has seen.
    assert!(after[0] < before[0] / 10.0, "{before:?} {after:?}");
    assert!(after[1] < before[1] / 5.0, "{before:?} {after:?}");
}

#[test]
fn a_network_too_large_trained_too_long_on_too_few_points_overfits() {
    let mut training = training(
        "two_gaussians",
        &[("points", 60.0)],
        &[24, 24],
        Batch::All,
        vec![run("adam", 0.02)],
    );
    training.advance(500);
    let rows = training.runs()[0].losses().rows();
    let best = rows
        .iter()
        .map(|row| row.test)
        .fold(f32::INFINITY, f32::min);
    let at_best = rows.iter().find(|row| row.test == best).unwrap();
    let last = rows.last().unwrap();
    assert!(last.train < at_best.train / 10.0, "{at_best:?} {last:?}");
    assert!(last.test > 1.5 * best, "{at_best:?} {last:?}");
    assert!(last.test > 10.0 * last.train);
}

#[test]
fn a_network_too_small_or_trained_too_short_underfits() {
    let losses = |hidden: &[usize], updates| {
        let points = [("points", 200.0)];
        let mut training = training(
            "circle",
            &points,
            hidden,
            Batch::All,
            vec![run("adam", 0.03)],
        );
        training.advance(updates);
        present(&mut training)
    };
    let [small, short, enough] = [losses(&[1], 600), losses(&[8], 10), losses(&[8], 600)];
    // Not even the samples that train are fitted.
    assert!(small[0] > 0.4 && short[0] > 0.4, "{small:?} {short:?}");
    assert!(enough[0] < 0.05 && enough[1] < small[1] / 2.0, "{enough:?}");
}
