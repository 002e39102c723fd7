//! Random symmetric matrices: what the Hessian of a critical point is like when nothing is known of
//! it but its number of dimensions.
//!
//! The Gaussian orthogonal ensemble: entries drawn independently from gaussians of mean 0, on the
//! diagonal with variance 1, off it with variance ½. No direction is preferred.

use std::f64::consts::{FRAC_1_SQRT_2, PI, SQRT_2};

use nalgebra::DMatrix;

use crate::core::random::Random;

/// How many leading blocks 1×1, 2×2, … of one random matrix have only positive eigenvalues, up to
/// n×n. Each block is itself a matrix of the ensemble, so that one draw counts for every dimension;
/// no more of the matrix is drawn than that takes.
///
/// A block has only positive eigenvalues as long as each of its Cholesky pivots is above 0.
pub fn positive_blocks(random: &mut Random, n: usize, factor: &mut Vec<f64>) -> usize {
    // The rows of the lower triangular factor, one after the other.
    factor.clear();
    for row in 0..n {
        let start = factor.len();
        let mut pivot = 0.0;
        for column in 0..row {
            let other = column * (column + 1) / 2;
            let (above, own) = factor.split_at(start);
            let products = own.iter().zip(&above[other..]).map(|(a, b)| a * b);
            let entry = FRAC_1_SQRT_2 * random.normal() - products.sum::<f64>();
            let entry = entry / above[other + column];
            pivot -= entry * entry;
            factor.push(entry);
        }
        pivot += random.normal();
        if pivot <= 0.0 {
            return row;
        }
        factor.push(pivot.sqrt());
    }
    n
}

/// The eigenvalues of one random n×n matrix, in units of the radius √(2n) of the semicircle, in no
/// particular order.
pub fn eigenvalues(random: &mut Random, n: usize) -> Vec<f64> {
    let mut matrix = DMatrix::zeros(n, n);
    for row in 0..n {
        for column in 0..row {
            let entry = FRAC_1_SQRT_2 * random.normal();
            matrix[(row, column)] = entry;
            matrix[(column, row)] = entry;
        }
        matrix[(row, row)] = random.normal();
    }
    #[allow(clippy::cast_precision_loss)]
    let radius = SQRT_2 * (n as f64).sqrt();
    let eigenvalues = matrix.symmetric_eigenvalues();
    eigenvalues.iter().map(|value| value / radius).collect()
}

/// The density that eigenvalues have in many dimensions, in units of its radius.
///
/// # Formula
/// ```text
/// ρ(x) = (2/π) √(1 − x²)
/// ```
/// # Reference
/// Wigner 1958, doi:10.2307/1970008.
#[must_use]
pub fn semicircle(x: f64) -> f64 {
    2.0 / PI * (1.0 - x * x).max(0.0).sqrt()
}

/// How the share of n×n matrices with only positive eigenvalues falls in many dimensions: its logarithm tends to −n² (ln 3)/4 to first order. The
/// share itself is smaller by a factor that grows more slowly.
///
/// # Reference
/// Dean & Majumdar 2006, arXiv:cond-mat/0609651.
#[must_use]
pub fn rate(n: f64) -> f64 {
    (-n * n * 3_f64.ln() / 4.0).exp()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::analysis::positive_share::positive_share;
    use crate::core::analysis::proportion::Proportion;
    use crate::core::random::Seed;

    #[test]
    fn shares_are_the_exact_ones() {
        let mut random = Random::new(Seed::default(), 0);
        let mut factor = Vec::new();
        let mut hits = [0_u64; 5];
        let tries = 400_000;
        for _ in 0..tries {
            for hit in &mut hits[..=positive_blocks(&mut random, 4, &mut factor)] {
                *hit += 1;
            }
        }
        assert_eq!(hits[0], tries);
        for (n, &hits) in hits.iter().enumerate().skip(1) {
            let exact = positive_share(n);
            let deviation = (exact * (1.0 - exact) / tries as f64).sqrt();
            let share = hits as f64 / tries as f64;
            assert!((share - exact).abs() < 4.0 * deviation, "{n}: {share}");
        }
    }

    /// The pivots say of a matrix what its eigenvalues say.
    #[test]
    fn positive_pivots_are_positive_eigenvalues() {
        let share = |positive: &mut dyn FnMut(&mut Random) -> bool| {
            let mut random = Random::new(Seed::default(), 1);
            let hits = (0..100_000).filter(|_| positive(&mut random)).count() as u64;
            Proportion {
                hits,
                tries: 100_000,
            }
        };
        let mut factor = Vec::new();
        let by_pivots = share(&mut |random| positive_blocks(random, 2, &mut factor) == 2);
        let by_eigenvalues =
            share(&mut |random| eigenvalues(random, 2).iter().all(|&value| value > 0.0));
        let [[a, b], [c, d]] = [by_pivots, by_eigenvalues].map(Proportion::interval);
        assert!(a < d && c < b, "{by_pivots:?} {by_eigenvalues:?}");
    }

    #[test]
    fn eigenvalues_fill_the_semicircle() {
        let mut random = Random::new(Seed::default(), 2);
        let values: Vec<f64> = (0..40).flat_map(|_| eigenvalues(&mut random, 60)).collect();
        let moment = |power| values.iter().map(|x| x.powi(power)).sum::<f64>() / 2_400.0;
        // Of the semicircle: 0, 1/4, 0, 1/8.
        assert!(moment(1).abs() < 0.02 && moment(3).abs() < 0.02);
        assert!((moment(2) - 0.25).abs() < 0.01, "{}", moment(2));
        assert!((moment(4) - 0.125).abs() < 0.01, "{}", moment(4));
    }

    #[test]
    fn the_semicircle_holds_everything() {
        let sum: f64 = (0..2_000)
            .map(|i| semicircle((f64::from(i) - 999.5) / 1_000.0))
            .sum();
        assert!((sum / 1_000.0 - 1.0).abs() < 1e-4);
        assert_eq!(semicircle(1.1), 0.0);
    }
}
