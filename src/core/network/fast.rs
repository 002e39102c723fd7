//! Elementary functions on four `f32` at once, with the largest error of each as the tests
//! measure it.
//!
//! What is not a finite number does not become one: divergence must never be smoothed over.

use wide::{CmpEq, f32x4, i32x4};

/// tanh x, to 4e-7: an odd polynomial of degree 13 over an even one of degree 6, on ±7.9, beyond
/// which tanh is ±1 in `f32`.
///
/// # Reference
/// The coefficients are those of Eigen's `generic_fast_tanh_float`.
#[inline(always)]
pub(super) fn tanh(x: f32x4) -> f32x4 {
    let near = clamp(x, 7.905_311);
    let square = near * near;
    let odd = polynomial(
        square,
        [
            -2.760_768_5e-16,
            2.000_188e-13,
            -8.604_672e-11,
            5.122_297e-8,
            1.485_722_35e-5,
            6.372_619_3e-4,
            4.893_524_6e-3,
        ],
    );
    let even = polynomial(
        square,
        [1.198_258_4e-6, 1.185_347_1e-4, 2.268_434_6e-3, 4.893_525e-3],
    );
    near * odd / even + nothing(x)
}

/// Φ(x), to 3e-7: ½ + ½ erf(x/√2), with erf an odd polynomial of degree 13 over an even one of
/// degree 8 on ±4, beyond which it is ±1 in `f32`.
///
/// # Reference
/// The coefficients are those of Eigen's `generic_fast_erf_float`, before its version 3.4.
#[inline(always)]
pub(super) fn normal_cdf(x: f32x4) -> f32x4 {
    let near = clamp(x * f32x4::splat(std::f32::consts::FRAC_1_SQRT_2), 4.0);
    let square = near * near;
    let odd = polynomial(
        square,
        [
            -2.726_142_3e-10,
            2.770_681_4e-8,
            -2.101_024e-6,
            -5.692_506_5e-5,
            -7.349_906_3e-4,
            -2.954_6e-3,
            -1.609_603_3e-2,
        ],
    );
    let even = polynomial(
        square,
        [
            -1.456_607_2e-5,
            -2.133_740_6e-4,
            -1.682_827e-3,
            -7.373_329e-3,
            -1.426_473_9e-2,
        ],
    );
    let half = f32x4::splat(0.5);
    half + half * (near * odd / even) + nothing(x)
}

/// eˣ for x ≤ 0, to 2e-7 of its value; below −87 it is e⁻⁸⁷.
///
/// eˣ = 2ⁿ eʳ with n the whole number nearest to x/ln 2, which the addition of 1.5·2²³ rounds to
/// and leaves in the lowest bits.
/// # Reference
/// The polynomial and the two parts of ln 2 are those of `expf` in Cephes (Moshier 1992).
#[inline(always)]
pub(super) fn exp(x: f32x4) -> f32x4 {
    let zero = nothing(x);
    let x = x.fast_max(f32x4::splat(-87.0));
    let magic = f32x4::splat(12_582_912.0);
    let shifted = x * f32x4::LOG2_E + magic;
    let n = shifted - magic;
    let r = x - n * f32x4::splat(0.693_359_4) + n * f32x4::splat(2.121_944_4e-4);
    let bend = polynomial(
        r,
        [
            1.987_569_1e-4,
            1.398_199_9e-3,
            8.333_452e-3,
            4.166_579_6e-2,
            1.666_666_5e-1,
            0.5,
        ],
    );
    let bits: i32x4 = bytemuck::cast(shifted);
    let power: f32x4 = bytemuck::cast((bits + i32x4::splat(127)) << 23);
    (bend * (r * r) + r + f32x4::ONE) * power + zero
}

/// ln(1 + x) for 0 ≤ x ≤ 1, to 2e-7 of its value, however small: x times a polynomial of degree 8.
///
/// # Reference
/// The polynomial interpolates ln(1 + x)/x at Chebyshev's points, and is within 4e-8 of it.
#[inline(always)]
pub(super) fn ln_1p_of_share(x: f32x4) -> f32x4 {
    x * polynomial(
        x,
        [
            5.253_458e-3,
            -2.958_850_7e-2,
            7.836_167e-2,
            -1.367_477e-1,
            1.911_143e-1,
            -2.484_437e-1,
            3.331_927e-1,
            -4.999_950_2e-1,
            1.0,
        ],
    )
}

/// ln(1 + x) for x ≥ 0, to 3e-7 of its value, however small: the rounding of 1 + x is divided out.
///
/// # Reference
/// Kahan's formula: Goldberg 1991, doi:10.1145/103162.103163, theorem 4.
#[inline(always)]
pub(super) fn ln_1p(x: f32x4) -> f32x4 {
    let sum = f32x4::ONE + x;
    let rounded = sum - f32x4::ONE;
    rounded.cmp_eq(f32x4::ZERO).blend(x, sum.ln() * x / rounded)
}

/// x between −limit and limit; anything there if x is not a number.
#[inline(always)]
fn clamp(x: f32x4, limit: f32) -> f32x4 {
    x.fast_max(f32x4::splat(-limit))
        .fast_min(f32x4::splat(limit))
}

/// 0 for a finite x, else not a number.
#[inline(always)]
fn nothing(x: f32x4) -> f32x4 {
    x * f32x4::ZERO
}

/// A polynomial by Horner's rule, the highest power first.
#[inline(always)]
fn polynomial<const N: usize>(x: f32x4, coefficients: [f32; N]) -> f32x4 {
    let mut sum = f32x4::ZERO;
    for (i, c) in coefficients.into_iter().enumerate() {
        let c = f32x4::splat(c);
        sum = if i == 0 { c } else { sum * x + c };
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Floats from 0 to `limit` with both signs: every exponent, and many of each.
    fn floats(limit: f32) -> impl Iterator<Item = f32> {
        (0..=limit.to_bits())
            .step_by(10_007)
            .map(f32::from_bits)
            .chain([limit])
            .flat_map(|x| [x, -x])
    }

    fn largest_error(
        inputs: impl Iterator<Item = f32>,
        fast: fn(f32x4) -> f32x4,
        exact: fn(f64) -> f64,
        relative: bool,
    ) -> f64 {
        inputs.fold(0.0, |largest: f64, x| {
            let expected = exact(f64::from(x));
            let error = (f64::from(fast(f32x4::splat(x)).to_array()[0]) - expected).abs();
            assert!(!error.is_nan(), "{x}");
            largest.max(if relative && error > 0.0 {
                error / expected.abs()
            } else {
                error
            })
        })
    }

    #[test]
    fn tanh_is_right_over_the_whole_range() {
        let error = largest_error(floats(f32::MAX), tanh, f64::tanh, false);
        assert!(error < 4e-7, "{error}");
    }

    #[test]
    fn the_normal_distribution_is_right_over_the_whole_range() {
        let exact = |x: f64| 0.5 * libm::erfc(-x / std::f64::consts::SQRT_2);
        let error = largest_error(floats(f32::MAX), normal_cdf, exact, false);
        assert!(error < 3e-7, "{error}");
    }

    #[test]
    fn exponential_and_logarithm_keep_their_relative_precision() {
        let below = floats(87.0).filter(|x| *x <= 0.0);
        let error = largest_error(below, exp, f64::exp, true);
        assert!(error < 2e-7, "{error}");
        let error = largest_error(
            floats(f32::MAX).filter(|x| *x < -87.0),
            exp,
            f64::exp,
            false,
        );
        assert!(error < 2e-38, "{error}");
        let shares = floats(1.0).filter(|x| *x >= 0.0);
        let error = largest_error(shares, ln_1p_of_share, f64::ln_1p, true);
        assert!(error < 2e-7, "{error}");
        let above = floats(1e30).filter(|x| *x >= 0.0);
        let error = largest_error(above, ln_1p, f64::ln_1p, true);
        assert!(error < 3e-7, "{error}");
    }

    #[test]
    fn what_is_not_finite_does_not_become_so() {
        for f in [tanh, normal_cdf, exp, ln_1p, ln_1p_of_share] {
            assert!(f(f32x4::splat(f32::NAN)).to_array()[0].is_nan());
        }
        for x in [f32::INFINITY, f32::NEG_INFINITY] {
            for f in [tanh, normal_cdf, exp] {
                assert!(f(f32x4::splat(x)).to_array()[0].is_nan());
            }
        }
    }
}
