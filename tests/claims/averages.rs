//! 3. Exponentially weighted averages: V_t = β V_{t−1} + (1−β) x_t.

use std::f64::consts::E;

use downhill::core::average::{memory, moving_average, sliding_mean, weights};
use downhill::core::random::{Random, Seed};

use super::{close, optimizer};

/// A noisy temperature over two years.
fn temperatures() -> Vec<f64> {
    let mut random = Random::new(Seed::default(), 0);
    (0..730)
        .map(|day| 12.0 - 9.0 * (f64::from(day) / 58.1).cos() + 3.0 * random.normal())
        .collect()
}

#[test]
fn an_average_moves_towards_each_value_by_1_minus_beta() {
    let series = temperatures();
    for beta in [0.0, 0.5, 0.9, 0.98] {
        let mut v = 0.0;
        for (x, average) in series
            .iter()
            .zip(moving_average(&series, beta, false).unwrap())
        {
            v = beta * v + (1.0 - beta) * x;
            close(average, v, 1e-12, "V");
        }
    }
}

#[test]
fn an_average_remembers_about_1_over_1_minus_beta_values() {
    for (beta, values, left) in [(0.9, 10, 0.35), (0.98, 50, 0.36)] {
        close(memory(beta).unwrap(), f64::from(values), 1e-12, "memory");
        let weights = weights(beta, values as usize + 1).unwrap();
        let share = weights[values as usize] / weights[0];
        assert!((share - left).abs() < 0.005, "{beta}^{values} = {share}");
        assert!((share - 1.0 / E).abs() < 0.02, "{share} is not about 1/e");
    }
}

#[test]
fn the_weights_of_an_average_sum_to_1_minus_beta_to_the_t() {
    for beta in [0.5, 0.9, 0.98, 0.999] {
        for t in [1, 2, 10, 50, 1000] {
            let sum: f64 = weights(beta, t).unwrap().iter().sum();
            close(sum, 1.0 - beta.powi(t as i32), 1e-11, "sum of weights");
        }
    }
}

#[test]
fn an_average_is_the_sum_of_its_past_by_these_weights() {
    let series = temperatures();
    let average = moving_average(&series, 0.98, false).unwrap();
    let weights = weights(0.98, series.len()).unwrap();
    let past = series.iter().rev().zip(weights);
    let sum: f64 = past.map(|(x, weight)| x * weight).sum();
    close(average[729], sum, 1e-12, "V");
}

#[test]
fn an_average_smooths_and_lags() {
    let series = temperatures();
    let roughness = |values: &[f64]| -> f64 {
        values
            .windows(2)
            .map(|pair| (pair[1] - pair[0]).powi(2))
            .sum()
    };
    let [rough, smooth, smoother] =
        [0.0, 0.9, 0.98].map(|beta| roughness(&moving_average(&series, beta, true).unwrap()));
    assert!(rough > 50.0 * smooth && smooth > 5.0 * smoother);
    // The more it remembers, the later it sees a step.
    let step: Vec<f64> = (0..300).map(|t| f64::from(u8::from(t >= 100))).collect();
    let sees = |beta| {
        let average = moving_average(&step, beta, false).unwrap();
        average.iter().position(|&v| v > 0.5).unwrap()
    };
    assert_eq!((sees(0.0), sees(0.9), sees(0.98)), (100, 106, 134));
}

#[test]
fn an_average_starts_biased_towards_0_and_its_correction_removes_the_bias() {
    let constant = [10.0; 200];
    let plain = moving_average(&constant, 0.98, false).unwrap();
    let corrected = moving_average(&constant, 0.98, true).unwrap();
    close(plain[0], 0.2, 1e-12, "the first average");
    for (t, (plain, corrected)) in (1..).zip(plain.iter().zip(corrected)) {
        close(corrected, 10.0, 1e-12, "corrected");
        close(*plain, 10.0 * (1.0 - 0.98_f64.powi(t)), 1e-12, "plain");
    }
}

#[test]
fn the_corrected_and_the_plain_average_meet_as_t_grows() {
    let series = temperatures();
    let plain = moving_average(&series, 0.98, false).unwrap();
    let corrected = moving_average(&series, 0.98, true).unwrap();
    let apart = |t: usize| (corrected[t - 1] / plain[t - 1] - 1.0).abs();
    assert!(apart(1) > 40.0 && apart(50) > 0.5);
    assert!(apart(300) < 0.003 && apart(700) < 1e-6);
}

#[test]
fn an_average_needs_one_number_of_memory_and_a_sliding_window_of_n_needs_n() {
    let (head, tail) = (
        temperatures()[..365].to_vec(),
        temperatures()[365..].to_vec(),
    );
    let whole = moving_average(&[head.clone(), tail.clone()].concat(), 0.9, false).unwrap();
    // All that the tail needs of the past is V: as if it had been seen alone, from V = 0, and V's
    // own weight βᵗ added.
    let v = moving_average(&head, 0.9, false).unwrap()[364];
    let alone = moving_average(&tail, 0.9, false).unwrap();
    for (t, (whole, alone)) in (1..).zip(whole[365..].iter().zip(alone)) {
        close(*whole, alone + 0.9_f64.powi(t) * v, 1e-11, "V");
    }
    // Each of the n values in a window decides its mean, and the next when it leaves.
    for back in 0..10 {
        let mut other = head.clone();
        other[364 - back] += 10.0;
        let mean = |series: &[f64]| sliding_mean(series, 10).unwrap()[364];
        close(mean(&other) - mean(&head), 1.0, 1e-9, "the mean's change");
    }
}

#[test]
fn the_same_average_is_at_work_in_momentum_rmsprop_and_adam() {
    let gradients: Vec<f64> = temperatures().iter().map(|x| x / 10.0).collect();
    let squares: Vec<f64> = gradients.iter().map(|g| g * g).collect();
    for (id, moment, series, beta) in [
        ("momentum", "v", &gradients, 0.9),
        ("rmsprop", "s", &squares, 0.9),
        ("adam", "v", &gradients, 0.9),
        ("adam", "s", &squares, 0.999),
    ] {
        let average = moving_average(series, beta, false).unwrap();
        let mut optimizer = optimizer(id, &[]);
        for (g, v) in gradients.iter().zip(average) {
            optimizer.step(0.01, &mut [1.0], &[*g]).unwrap();
            let moments = optimizer.moments();
            let (_, values) = moments.iter().find(|(name, _)| *name == moment).unwrap();
            close(values[0], v, 1e-12, id);
        }
    }
}
