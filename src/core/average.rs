//! Exponentially weighted averages, their bias and its correction, and what they are compared with:
//! the mean of a sliding window.
//!
//! ```text
//! V_t = β V_{t−1} + (1−β) x_t,  V_0 = 0        V̂_t = V_t / (1−βᵗ)
//! ```
//! The same average runs inside momentum, RMSprop and Adam.

use super::Error;
use super::registry::{Kind, Setting};
use super::scalar::{Scalar, real};

/// The exponentially weighted average of a series at each of its values, with or without the
/// correction of its bias towards V_0 = 0.
///
/// # Formula
/// ```text
/// V_t = β V_{t−1} + (1−β) x_t,  V_0 = 0        corrected: V̂_t = V_t / (1−βᵗ)
/// ```
/// # Errors
/// [`Error::OutOfRange`] unless 0 ≤ β < 1 and every value is finite.
/// # Reference
/// Kingma & Ba 2014, arXiv:1412.6980, section 3.
pub fn moving_average(series: &[f64], beta: f64, correct_bias: bool) -> Result<Vec<f64>, Error> {
    check_beta(beta)?;
    check_series(series)?;
    let average = Average::new(beta);
    let update = average.update();
    let mut v = 0.0;
    let values = series.iter().zip(1..).map(|(&x, t)| {
        v = update(v, x);
        if correct_bias {
            v / average.correction(t)
        } else {
            v
        }
    });
    Ok(values.collect())
}

/// The mean of the last `window` values at each value of a series; of all so far while there are
/// fewer.
///
/// # Errors
/// [`Error::OutOfRange`] unless the window holds at least one value and every value is finite.
pub fn sliding_mean(series: &[f64], window: usize) -> Result<Vec<f64>, Error> {
    Kind::Count.check("window", Setting::Number(real(window as u64)))?;
    check_series(series)?;
    // Nothing is subtracted, as a running sum would, so that one huge value leaves no rounding error
    // behind it. A window is the tail of one block, summed here, and the head of the next.
    let mut tails = series.to_vec();
    for block in tails.chunks_mut(window) {
        let mut sum = 0.0;
        for x in block.iter_mut().rev() {
            sum += *x;
            *x = sum;
        }
    }
    let mut head = 0.0;
    let means = series.iter().zip(1..).map(|(&x, count): (_, usize)| {
        head += x;
        if count % window == 0 {
            head = 0.0;
        }
        let start = count.checked_sub(window);
        let tail = start.and_then(|start| tails.get(start)).unwrap_or(&0.0);
        (tail + head) / real(window.min(count) as u64)
    });
    Ok(means.collect())
}

/// The weights (1−β)βᵏ of the values k = 0, 1, … `count` − 1 steps back.
///
/// # Errors
/// [`Error::OutOfRange`] unless 0 ≤ β < 1.
pub fn weights(beta: f64, count: usize) -> Result<Vec<f64>, Error> {
    check_beta(beta)?;
    Ok((0..count as u64)
        .map(|k| (1.0 - beta) * beta.powf(real(k)))
        .collect())
}

/// How many values an average remembers: 1/(1−β), after which a weight has fallen to about 1/e of
/// the first.
///
/// # Errors
/// [`Error::OutOfRange`] unless 0 ≤ β < 1.
pub fn memory(beta: f64) -> Result<f64, Error> {
    check_beta(beta)?;
    Ok(1.0 / (1.0 - beta))
}

/// An average at work, in a loop over many series at once: β is checked by whoever sets it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Average {
    pub(crate) beta: f64,
    log_beta: f64,
}

impl Average {
    pub(crate) fn new(beta: f64) -> Self {
        Self {
            beta,
            log_beta: beta.ln(),
        }
    }

    /// V ← β V + (1−β) x, from V and x, in the precision of S.
    pub(crate) fn update<S: Scalar>(self) -> impl Fn(S, S) -> S + Copy {
        let (past, new) = (S::of(self.beta), S::of(1.0 - self.beta));
        move |average, x| past * average + new * x
    }

    /// 1 − βᵗ, the sum of the weights of `t` values, by which V is divided to correct its bias.
    ///
    /// Taking βᵗ from 1 would lose the digits that matter where β is close to 1 and t small;
    /// −expm1(t ln β) loses none.
    pub(crate) fn correction(self, t: u64) -> f64 {
        if t == 0 {
            0.0
        } else {
            -(real(t) * self.log_beta).exp_m1()
        }
    }
}

fn check_beta(beta: f64) -> Result<(), Error> {
    Kind::Decay.check("beta", Setting::Number(beta))
}

fn check_series(series: &[f64]) -> Result<(), Error> {
    match series.iter().enumerate().find(|(_, x)| !x.is_finite()) {
        Some((i, &x)) => Kind::Real.check(&format!("series[{i}]"), Setting::Number(x)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::random::{Random, Seed};

    const BETAS: [f64; 8] = [0.0, 1e-9, 0.3, 0.5, 0.9, 0.98, 0.9999, 0.999_999];

    fn series(length: usize) -> Vec<f64> {
        let mut random = Random::new(Seed::default(), 0);
        (0..length).map(|_| 10.0 + random.normal()).collect()
    }

    /// Relative to the larger of 1 and what is expected.
    fn assert_close(ours: f64, expected: f64, name: &str) {
        let off = (ours - expected).abs() / expected.abs().max(1.0);
        assert!(off <= 1e-12, "{name}: {ours}, not {expected}");
    }

    #[test]
    fn an_average_is_the_weighted_sum_of_its_past() {
        let series = series(300);
        for beta in BETAS {
            let plain = moving_average(&series, beta, false).unwrap();
            let corrected = moving_average(&series, beta, true).unwrap();
            for t in [1, 2, 3, 10, 300] {
                let weights = weights(beta, t).unwrap();
                let past = series[..t].iter().rev();
                let sum: f64 = past.zip(&weights).map(|(x, weight)| x * weight).sum();
                let total: f64 = weights.iter().sum();
                let name = format!("β {beta}, t {t}");
                assert_close(plain[t - 1], sum, &name);
                assert_close(corrected[t - 1], sum / total, &name);
            }
        }
    }

    #[test]
    fn the_corrected_average_of_a_constant_is_the_constant() {
        for beta in BETAS {
            let corrected = moving_average(&[1.0; 20_000], beta, true).unwrap();
            for v in corrected {
                assert_close(v, 1.0, &format!("β {beta}"));
            }
        }
    }

    /// 1 − β²ᵗ = c (2 − c) with c = 1 − βᵗ: a recurrence of positive terms, which loses no digits.
    #[test]
    fn the_correction_keeps_its_digits_however_close_beta_is_to_1() {
        for beta in [
            0.3,
            0.5,
            0.9,
            0.999,
            0.999_999,
            1.0 - 1e-12,
            1.0 - f64::EPSILON,
        ] {
            let mut expected = 1.0 - beta;
            for doublings in 0..53 {
                let ours = Average::new(beta).correction(1 << doublings);
                let off = (ours / expected - 1.0).abs();
                assert!(
                    off < 1e-13,
                    "β {beta}, t 2^{doublings}: {ours}, not {expected}"
                );
                expected *= 2.0 - expected;
            }
        }
        let ends = (
            Average::new(0.0).correction(1),
            Average::new(0.9).correction(0),
        );
        assert_eq!(ends, (1.0, 0.0));
    }

    #[test]
    fn weights_fall_to_about_1_over_e_within_the_memory() {
        for beta in [0.9, 0.98, 0.999] {
            let memory = memory(beta).unwrap();
            let last = memory.round() as usize;
            let weights = weights(beta, last + 1).unwrap();
            let share = weights[last] / weights[0];
            assert!(
                (share * std::f64::consts::E - 1.0).abs() < 0.06,
                "β {beta}: {share}"
            );
        }
    }

    #[test]
    fn a_sliding_mean_is_the_mean_of_its_window() {
        let mut series = series(100);
        // One huge value must not spoil the windows after it.
        series[20] = 1e18;
        for window in [1, 2, 3, 7, 50, 99, 100, 101, usize::MAX >> 11] {
            let means = sliding_mean(&series, window).unwrap();
            for (i, mean) in means.iter().enumerate() {
                let values = &series[(i + 1).saturating_sub(window)..=i];
                let expected = values.iter().sum::<f64>() / values.len() as f64;
                assert_close(*mean, expected, &format!("window {window} at {i}"));
            }
        }
    }

    #[test]
    fn an_empty_series_has_no_averages() {
        assert_eq!(moving_average(&[], 0.9, true).unwrap(), [0.0; 0]);
        assert_eq!(sliding_mean(&[], 5).unwrap(), [0.0; 0]);
    }

    #[test]
    fn bad_input_is_named() {
        let message = |result: Result<Vec<f64>, Error>| result.unwrap_err().to_string();
        for (bad, shown) in [(1.0, "1"), (-0.1, "-0.1"), (f64::NAN, "NaN")] {
            let expected = format!("beta is {shown}, but must be at least 0 and below 1");
            assert_eq!(message(moving_average(&[1.0], bad, false)), expected);
            assert_eq!(message(weights(bad, 3)), expected);
            assert_eq!(memory(bad).unwrap_err().to_string(), expected);
        }
        for (bad, shown) in [(f64::NAN, "NaN"), (f64::NEG_INFINITY, "-inf")] {
            let expected = format!("series[1] is {shown}, but must be a finite number");
            assert_eq!(message(moving_average(&[1.0, bad], 0.9, true)), expected);
            assert_eq!(message(sliding_mean(&[1.0, bad, bad], 2)), expected);
        }
        assert_eq!(
            message(sliding_mean(&[1.0], 0)),
            "window is 0, but must be a whole number from 1 to 9007199254740991"
        );
    }
}
