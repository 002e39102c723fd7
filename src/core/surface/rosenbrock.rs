//! Rosenbrock's curved valley.

use num_dual::DualNum;

use super::{Build, CriticalPoint, Facts, Function, Window};
use crate::core::registry::Entry;

/// A long valley along a parabola: easy to find, hard to follow.
///
/// # Formula
/// ```text
/// f(x, y) = (1−x)² + 100(y−x²)²
/// ```
/// # Reference
/// Rosenbrock 1960, doi:10.1093/comjnl/3.3.175
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "rosenbrock",
    label: "Rosenbrock",
    summary: "A curved valley: easy to find, hard to follow to its minimum.",
    formula: "f(x, y) = (1−x)² + 100(y−x²)²",
    reference: "Rosenbrock 1960, doi:10.1093/comjnl/3.3.175",
    parameters: &[],
    build: |_| Box::new(Rosenbrock),
};

struct Rosenbrock;

impl Function for Rosenbrock {
    #[inline(always)]
    fn value<D: DualNum<f64> + Copy>(&self, x: D, y: D) -> D {
        let one_minus_x = -x + 1.0;
        let off_parabola = y - x * x;
        one_minus_x * one_minus_x + off_parabola * off_parabola * 100.0
    }

    fn facts(&self) -> Facts {
        Facts {
            window: Window {
                x: [-2.0, 2.0],
                y: [-1.0, 3.0],
            },
            start: [-1.2, 1.0],
            critical_points: vec![CriticalPoint::minimum(1.0, 1.0)],
            quadratic: false,
        }
    }
}
