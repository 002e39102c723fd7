//! What the Hessian [∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y²] says of a place.

use crate::core::surface::{Critical, Surface};

/// A gradient no longer than this counts as 0.
pub const STATIONARY: f64 = 1e-6;

/// A curvature within ± this counts as 0.
pub const FLAT: f64 = 1e-6;

/// The eigenvalues of a symmetric 2×2 matrix [a, b, c] = (a b; b c), the lower first: the
/// curvatures along the two directions in which they are extreme.
///
/// # Formula
/// ```text
/// λ₁ = ½(a + c ± √((a−c)² + 4b²)), the sign that of a + c;  λ₂ = (ac − b²)/λ₁
/// ```
/// The second comes from the determinant, since a difference would lose its digits when the two
/// differ much in size. An entry that is not finite gives NaN.
///
/// # Reference
/// LAPACK's `dlaev2`; the determinant after Kahan (Jeannerod, Louvet & Muller 2013,
/// doi:10.1090/S0025-5718-2013-02679-8), exact to 1.5 units in the last place.
#[must_use]
pub fn eigenvalues([a, b, c]: [f64; 3]) -> [f64; 2] {
    // In units of the largest entry, nothing overflows.
    let unit = a.abs().max(b.abs()).max(c.abs());
    if unit == 0.0 {
        return [0.0, 0.0];
    }
    let (a, b, c) = (a / unit, b / unit, c / unit);
    let root = (a - c).hypot(2.0 * b);
    let first = 0.5 * (a + c + root.copysign(a + c));
    let square = b * b;
    let determinant = a.mul_add(c, -square) - b.mul_add(b, -square);
    let second = determinant / first;
    [first.min(second) * unit, first.max(second) * unit]
}

/// The kind a critical point has by its Hessian: eigenvalues both above [`FLAT`], a minimum; both
/// below −`FLAT`, a maximum; one above and one below, a saddle; otherwise the Hessian does not
/// decide.
#[must_use]
pub fn kind(hessian: [f64; 3]) -> Critical {
    let [low, high] = eigenvalues(hessian);
    if low > FLAT {
        Critical::Minimum
    } else if high < -FLAT {
        Critical::Maximum
    } else if low < -FLAT && high > FLAT {
        Critical::Saddle
    } else {
        Critical::Degenerate
    }
}

/// What a place is, from the gradient there: `None` where that is longer than [`STATIONARY`] or
/// not finite, otherwise its [`kind`]; a degenerate one is a plateau.
#[must_use]
pub fn classify(surface: &dyn Surface, [x, y]: [f64; 2], gradient: [f64; 2]) -> Option<Critical> {
    let stationary = gradient[0].hypot(gradient[1]) <= STATIONARY;
    stationary.then(|| kind(surface.hessian(x, y)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::surface::find;

    #[test]
    fn eigenvalues_of_known_matrices() {
        for (matrix, expected) in [
            ([0.0, 0.0, 0.0], [0.0, 0.0]),
            ([2.0, 0.0, -3.0], [-3.0, 2.0]),
            ([0.0, 1.0, 0.0], [-1.0, 1.0]),
            ([1.0, 1.0, 1.0], [0.0, 2.0]),
            ([-1.0, 2.0, -1.0], [-3.0, 1.0]),
            ([5.0, 0.0, 5.0], [5.0, 5.0]),
            ([1e300, 0.0, -1e300], [-1e300, 1e300]),
            ([1e200, 1e200, 1e200], [0.0, 2e200]),
        ] {
            assert_eq!(eigenvalues(matrix), expected, "{matrix:?}");
        }
    }

    /// (1+δ, 1; 1, 1) has determinant δ and so an eigenvalue near δ/2, which ½(a + c − root)
    /// would round away.
    #[test]
    fn a_small_eigenvalue_keeps_its_digits() {
        let delta = 2_f64.powi(-40);
        let [low, _] = eigenvalues([1.0 + delta, 1.0, 1.0]);
        assert!((low / (delta / 2.0) - 1.0).abs() < 1e-12, "{low}");
    }

    #[test]
    fn nothing_is_said_of_what_is_not_finite() {
        for bad in [f64::NAN, f64::INFINITY] {
            assert!(eigenvalues([bad, 0.0, 1.0]).iter().all(|x| x.is_nan()));
            assert_eq!(kind([1.0, bad, 1.0]), Critical::Degenerate);
        }
    }

    #[test]
    fn kinds_follow_the_signs() {
        for (hessian, expected) in [
            ([1.0, 0.0, 2.0], Critical::Minimum),
            ([-1.0, 0.0, -2.0], Critical::Maximum),
            ([-1.0, 0.0, 2.0], Critical::Saddle),
            ([1e-6, 0.0, 2.0], Critical::Degenerate),
            ([0.0, 0.0, 0.0], Critical::Degenerate),
            ([-1e-7, 0.0, -2.0], Critical::Degenerate),
        ] {
            assert_eq!(kind(hessian), expected, "{hessian:?}");
        }
    }

    #[test]
    fn only_a_place_without_slope_is_classified() {
        let entry = find("bowl").unwrap();
        let bowl = (entry.build)(&entry.values([]).unwrap());
        for (slope, expected) in [
            (0.0, Some(Critical::Minimum)),
            (1e-6, Some(Critical::Minimum)),
            (1.1e-6, None),
            (f64::NAN, None),
            (f64::INFINITY, None),
        ] {
            assert_eq!(
                classify(&*bowl, [0.0, 0.0], [0.0, slope]),
                expected,
                "{slope}"
            );
        }
    }
}
