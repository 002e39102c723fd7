//! A saddle between two minima.

use std::f64::consts::SQRT_2;

use num_dual::DualNum;

use super::{Build, CriticalPoint, Facts, Function, Window, square};
use crate::core::registry::Entry;

/// The plainest saddle, x² − y², closed by a quartic so that a descent ends somewhere.
///
/// # Formula
/// ```text
/// f(x, y) = x² − y² + ¼y⁴
/// ```
/// # Reference
/// Critical points: the saddle (0, 0) and the minima (0, ±√2)
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "saddle",
    label: "Saddle",
    summary: "Slopes down to a saddle first: the way out begins almost flat.",
    formula: "f(x, y) = x² − y² + ¼y⁴",
    reference: "Critical points: the saddle (0, 0) and the minima (0, ±√2)",
    parameters: &[],
    build: |_| Box::new(Saddle),
};

struct Saddle;

impl Function for Saddle {
    #[inline(always)]
    fn value<D: DualNum<f64> + Copy>(&self, x: D, y: D) -> D {
        let y2 = square(y);
        square(x) - y2 + square(y2) * 0.25
    }

    fn facts(&self) -> Facts {
        Facts {
            window: Window::centred(2.0, 2.0),
            start: [-1.8, 0.001],
            critical_points: vec![
                CriticalPoint::minimum(0.0, -SQRT_2),
                CriticalPoint::minimum(0.0, SQRT_2),
                CriticalPoint::saddle(0.0, 0.0),
            ],
            quadratic: false,
        }
    }
}
