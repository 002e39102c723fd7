//! Rastrigin's function.

use std::f64::consts::TAU;

use num_dual::DualNum;

use super::{Build, Facts, Function, Window, separable, square};
use crate::core::registry::Entry;

/// An egg box in a bowl: a minimum near each point with whole coordinates, the one at 0 lowest.
///
/// # Formula
/// ```text
/// f(x, y) = 20 + x² − 10 cos 2πx + y² − 10 cos 2πy
/// ```
/// # Reference
/// Rastrigin 1974, Systems of Extremal Control; in this form Mühlenbein, Schomisch & Born 1991,
/// doi:10.1016/S0167-8191(05)80052-3
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "rastrigin",
    label: "Rastrigin",
    summary: "An egg box in a bowl: a local minimum near every point with whole coordinates.",
    formula: "f(x, y) = 20 + x² − 10 cos 2πx + y² − 10 cos 2πy",
    reference: "Rastrigin 1974; Mühlenbein et al. 1991, doi:10.1016/S0167-8191(05)80052-3",
    parameters: &[],
    build: |_| Box::new(Rastrigin),
};

struct Rastrigin;

/// One coordinate's share.
#[inline(always)]
fn axis<D: DualNum<f64> + Copy>(x: D) -> D {
    square(x) - (x * TAU).cos() * 10.0
}

impl Function for Rastrigin {
    #[inline(always)]
    fn value<D: DualNum<f64> + Copy>(&self, x: D, y: D) -> D {
        axis(x) + axis(y) + 20.0
    }

    fn facts(&self) -> Facts {
        // Along an axis the minima lie near the whole numbers and the maxima near the halves
        // between; those near ±4.5 fall outside.
        let guesses = (-8..=8).map(|halves| f64::from(halves) / 2.0);
        Facts {
            window: Window::centred(4.5, 4.5),
            start: [-2.2, 3.3],
            critical_points: separable::critical_points(axis, guesses),
            quadratic: false,
        }
    }
}
