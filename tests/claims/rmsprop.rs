//! 5. RMSprop: S = β S + (1−β) g²; w = w − α g / (√S + ε).

use super::{after, bowl, close, optimizer, path, run};

#[test]
fn rmsprop_divides_each_gradient_by_the_root_of_its_mean_square() {
    let (mut s, mut w) = (0.0, 1.0);
    let mut ours = [1.0];
    let mut rmsprop = optimizer("rmsprop", &[]);
    for g in [3.0_f64, -1.0, 0.5, 2.0] {
        s = 0.9 * s + 0.1 * g * g;
        w -= 0.2 * g / (s.sqrt() + 1e-8);
        rmsprop.step(0.2, &mut ours, &[g]).unwrap();
        close(ours[0], w, 1e-14, "w");
    }
}

#[test]
fn epsilon_stands_outside_the_root() {
    // With S = 0.1 g² tiny against ε, g/(√S + ε) is about g/ε; inside it would be g/√ε.
    let mut w = [0.0];
    let mut rmsprop = optimizer("rmsprop", &[]);
    rmsprop.step(1.0, &mut w, &[1e-12]).unwrap();
    close(
        w[0],
        -1e-12 / (0.1_f64.sqrt() * 1e-12 + 1e-8),
        1e-9,
        "the step",
    );
    assert!((w[0] + 1e-4).abs() < 1e-7);
}

#[test]
fn large_gradients_get_smaller_rates_and_small_ones_larger() {
    let mut rmsprop = optimizer("rmsprop", &[]);
    for _ in 0..100 {
        rmsprop.step(0.01, &mut [0.0, 0.0], &[0.1, 10.0]).unwrap();
    }
    let moments = rmsprop.moments();
    let rates: Vec<f64> = moments[0]
        .1
        .iter()
        .map(|s| 0.01 / (s.sqrt() + 1e-8))
        .collect();
    close(rates[0], 0.1, 1e-3, "the rate where gradients are small");
    close(rates[1], 0.001, 1e-3, "the rate where gradients are large");
}

/// Whatever the elongation, each axis is walked at its own scale: the path is the same.
#[test]
fn rmsprop_equalizes_the_axes() {
    let paths = [1.0, 100.0, 10_000.0].map(|elongation| {
        let race = after(60, bowl(elongation, vec![run("rmsprop", 0.05)]));
        path(&race, 0).to_vec()
    });
    for other in &paths[1..] {
        for (round, elongated) in paths[0].iter().zip(other) {
            assert!((round[0] - elongated[0]).abs() < 1e-6);
            assert!((round[1] - elongated[1]).abs() < 1e-6);
        }
    }
    // Plain descent's is another for each.
    let plain = [1.0, 100.0].map(|elongation| {
        let race = after(60, bowl(elongation, vec![run("sgd", 0.019)]));
        path(&race, 0)[60]
    });
    assert!((plain[0][1] - plain[1][1]).abs() > 0.1);
}
