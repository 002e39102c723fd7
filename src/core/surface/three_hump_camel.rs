//! The three-hump camel.

use num_dual::DualNum;

use super::{Build, CriticalPoint, Facts, Function, Window, square};
use crate::core::registry::Entry;

/// Three minima, the middle one global. The critical points lie on y = −x/2, where the slope
/// along x is x(x⁴ − 4.2x² + 3.5).
///
/// # Formula
/// ```text
/// f(x, y) = 2x² − 1.05x⁴ + x⁶/6 + xy + y²
/// ```
/// # Reference
/// Jamil & Yang 2013, arXiv:1308.4008
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "three_hump_camel",
    label: "Three-hump camel",
    summary: "Three minima in a row: a trap on either side of the lowest.",
    formula: "f(x, y) = 2x² − 1.05x⁴ + x⁶/6 + xy + y²",
    reference: "Jamil & Yang 2013, arXiv:1308.4008",
    parameters: &[],
    build: |_| Box::new(ThreeHumpCamel),
};

struct ThreeHumpCamel;

impl Function for ThreeHumpCamel {
    #[inline(always)]
    fn value<D: DualNum<f64> + Copy>(&self, x: D, y: D) -> D {
        let x2 = square(x);
        (x2 * (x2 / 6.0 - 1.05) + 2.0) * x2 + x * y + square(y)
    }

    fn facts(&self) -> Facts {
        let (trap, pass) = (
            (2.1 + 0.91_f64.sqrt()).sqrt(),
            (2.1 - 0.91_f64.sqrt()).sqrt(),
        );
        Facts {
            window: Window::centred(2.5, 2.5),
            start: [-2.0, 1.8],
            critical_points: vec![
                CriticalPoint::minimum(0.0, 0.0),
                CriticalPoint::minimum(-trap, trap / 2.0),
                CriticalPoint::minimum(trap, -trap / 2.0),
                CriticalPoint::saddle(-pass, pass / 2.0),
                CriticalPoint::saddle(pass, -pass / 2.0),
            ],
            quadratic: false,
        }
    }
}
