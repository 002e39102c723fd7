//! The curvature of a surface at a point.

use crate::core::experiment::Status;
use crate::core::surface::Surface;

/// Below this a gradient or a curvature counts as 0.
pub const NEGLIGIBLE: f64 = 1e-6;

/// The eigenvalues of the symmetric matrix [[a, b], [b, c]], the smaller first.
///
/// # Formula
/// ```text
/// λ = (a + c)/2 ± √((a − c)²/4 + b²)
/// ```
#[must_use]
pub fn eigenvalues([a, b, c]: [f64; 3]) -> [f64; 2] {
    let middle = a / 2.0 + c / 2.0;
    let half_gap = (a / 2.0 - c / 2.0).hypot(b);
    let far = if middle < 0.0 {
        middle - half_gap
    } else {
        middle + half_gap
    };
    // The other one from the determinant, where their difference would cancel.
    let determinant = a * c - b * b;
    let near = if far == 0.0 { 0.0 } else { determinant / far };
    if far < near { [far, near] } else { [near, far] }
}

/// What a point where the gradient is `gradient` is: nothing special (`None`), or a kind of
/// critical point, by the signs of the Hessian's eigenvalues.
#[must_use]
pub fn classify(surface: &dyn Surface, [x, y]: [f64; 2], gradient: [f64; 2]) -> Option<Status> {
    let slope = gradient[0].hypot(gradient[1]);
    if slope.is_nan() || slope > NEGLIGIBLE {
        return None;
    }
    let [low, high] = eigenvalues(surface.hessian(x, y));
    Some(if low > NEGLIGIBLE {
        Status::Minimum
    } else if high < -NEGLIGIBLE {
        Status::Maximum
    } else if low < -NEGLIGIBLE && high > NEGLIGIBLE {
        Status::Saddle
    } else {
        Status::Plateau
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eigenvalues_of_known_matrices() {
        for (matrix, expected) in [
            ([1.0, 0.0, 100.0], [1.0, 100.0]),
            ([2.0, 0.0, -2.0], [-2.0, 2.0]),
            ([0.0, 3.0, 0.0], [-3.0, 3.0]),
            ([0.0, 0.0, 0.0], [0.0, 0.0]),
            ([-5.0, 2.0, -2.0], [-6.0, -1.0]),
        ] {
            let found = eigenvalues(matrix);
            for (a, b) in found.iter().zip(expected) {
                assert!((a - b).abs() < 1e-12, "{matrix:?}: {found:?}");
            }
        }
    }

    #[test]
    fn a_small_eigenvalue_beside_a_large_one_keeps_its_digits() {
        let [low, _] = eigenvalues([1e-10, 0.0, 1e10]);
        assert!((low / 1e-10 - 1.0).abs() < 1e-12, "{low}");
    }
}
