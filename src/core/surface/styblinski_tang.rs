//! Styblinski and Tang's function.

use num_dual::DualNum;

use super::{Build, Facts, Function, Window, separable, square};
use crate::core::registry::Entry;

/// Four minima, one in each quadrant, of four depths but for symmetry: the lowest lies farthest
/// from the start.
///
/// # Formula
/// ```text
/// f(x, y) = ½(x⁴ − 16x² + 5x) + ½(y⁴ − 16y² + 5y)
/// ```
/// # Reference
/// Styblinski & Tang 1990, doi:10.1016/0893-6080(90)90029-K
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "styblinski_tang",
    label: "Styblinski–Tang",
    summary: "A minimum in each quadrant: the start is in the highest one's, the lowest is opposite.",
    formula: "f(x, y) = ½(x⁴ − 16x² + 5x) + ½(y⁴ − 16y² + 5y)",
    reference: "Styblinski & Tang 1990, doi:10.1016/0893-6080(90)90029-K",
    parameters: &[],
    build: |_| Box::new(StyblinskiTang),
};

struct StyblinskiTang;

/// One coordinate's share.
#[inline(always)]
fn axis<D: DualNum<f64> + Copy>(x: D) -> D {
    let x2 = square(x);
    ((x2 - 16.0) * x2 + x * 5.0) * 0.5
}

impl Function for StyblinskiTang {
    #[inline(always)]
    fn value<D: DualNum<f64> + Copy>(&self, x: D, y: D) -> D {
        axis(x) + axis(y)
    }

    fn facts(&self) -> Facts {
        Facts {
            window: Window::centred(5.0, 5.0),
            start: [4.6, 4.2],
            // The roots of 4x³ − 32x + 5 = 0.
            critical_points: separable::critical_points(axis, [-2.9, 0.16, 2.75]),
            quadratic: false,
        }
    }
}
