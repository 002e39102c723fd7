//! Booth's quadratic.

use num_dual::DualNum;

use super::{Build, CriticalPoint, Facts, Function, Window, square};
use crate::core::registry::Entry;

/// A gentle quadratic valley, elongated 9 to 1 across the axes.
///
/// # Formula
/// ```text
/// f(x, y) = (x+2y−7)² + (2x+y−5)²
/// ```
/// # Reference
/// Jamil & Yang 2013, arXiv:1308.4008
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "booth",
    label: "Booth",
    summary: "A gentle quadratic valley, slanted and nine times steeper across than along.",
    formula: "f(x, y) = (x+2y−7)² + (2x+y−5)²",
    reference: "Jamil & Yang 2013, arXiv:1308.4008",
    parameters: &[],
    build: |_| Box::new(Booth),
};

struct Booth;

impl Function for Booth {
    #[inline(always)]
    fn value<D: DualNum<f64> + Copy>(&self, x: D, y: D) -> D {
        square(x + y * 2.0 - 7.0) + square(x * 2.0 + y - 5.0)
    }

    fn facts(&self) -> Facts {
        Facts {
            window: Window::centred(10.0, 10.0),
            start: [-8.0, 7.0],
            critical_points: vec![CriticalPoint::minimum(1.0, 3.0)],
            quadratic: true,
        }
    }
}
