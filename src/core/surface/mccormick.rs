//! McCormick's function.

use std::f64::consts::FRAC_PI_3;

use num_dual::DualNum;

use super::{Build, CriticalPoint, Facts, Function, Window, square};
use crate::core::registry::Entry;

/// A wave running down a slanted trough. Along x + y = s and x − y = d the slopes are
/// cos s + ½ and 2(d − 1), so every critical point has d = 1 and cos s = −½.
///
/// # Formula
/// ```text
/// f(x, y) = sin(x+y) + (x−y)² − 1.5x + 2.5y + 1
/// ```
/// # Reference
/// Jamil & Yang 2013, arXiv:1308.4008
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "mccormick",
    label: "McCormick",
    summary: "A wave in a slanted trough: a second, higher minimum lies one wave further on.",
    formula: "f(x, y) = sin(x+y) + (x−y)² − 1.5x + 2.5y + 1",
    reference: "Jamil & Yang 2013, arXiv:1308.4008",
    parameters: &[],
    build: |_| Box::new(McCormick),
};

struct McCormick;

impl Function for McCormick {
    #[inline(always)]
    fn value<D: DualNum<f64> + Copy>(&self, x: D, y: D) -> D {
        (x + y).sin() + square(x - y) - x * 1.5 + y * 2.5 + 1.0
    }

    fn facts(&self) -> Facts {
        // (s + d)/2 and (s − d)/2 with d = 1 and s/2 = ±π/3, …
        let at = |half: f64| (half + 0.5, half - 0.5);
        let (lowest, pass, other) = (at(-FRAC_PI_3), at(FRAC_PI_3), at(2.0 * FRAC_PI_3));
        Facts {
            window: Window {
                x: [-1.5, 4.0],
                y: [-3.0, 4.0],
            },
            start: [0.0, 0.0],
            critical_points: vec![
                CriticalPoint::minimum(lowest.0, lowest.1),
                CriticalPoint::minimum(other.0, other.1),
                CriticalPoint::saddle(pass.0, pass.1),
            ],
            quadratic: false,
        }
    }
}
