//! Beale's function.

use num_dual::DualNum;

use super::{Build, CriticalPoint, Facts, Function, Window, square};
use crate::core::registry::Entry;

/// Almost flat in the middle, with sharp walls in the corners and a saddle beside the valley.
///
/// # Formula
/// ```text
/// f(x, y) = (1.5−x+xy)² + (2.25−x+xy²)² + (2.625−x+xy³)²
/// ```
/// # Reference
/// Beale 1958, On an Iterative Method for Finding a Local Minimum; Jamil & Yang 2013, arXiv:1308.4008
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "beale",
    label: "Beale",
    summary: "Flat in the middle and steep at the corners: gradients differ by a factor of thousands.",
    formula: "f(x, y) = (1.5−x+xy)² + (2.25−x+xy²)² + (2.625−x+xy³)²",
    reference: "Beale 1958, On an Iterative Method for Finding a Local Minimum; Jamil & Yang 2013, arXiv:1308.4008",
    parameters: &[],
    build: |_| Box::new(Beale),
};

struct Beale;

impl Function for Beale {
    #[inline(always)]
    fn value<D: DualNum<f64> + Copy>(&self, x: D, y: D) -> D {
        let y2 = square(y);
        square(x * y - x + 1.5) + square(x * y2 - x + 2.25) + square(x * y2 * y - x + 2.625)
    }

    fn facts(&self) -> Facts {
        Facts {
            window: Window {
                x: [-1.0, 4.5],
                y: [-2.0, 2.0],
            },
            start: [1.0, 1.5],
            critical_points: vec![
                CriticalPoint::minimum(3.0, 0.5),
                CriticalPoint::saddle(0.0, 1.0),
            ],
            quadratic: false,
        }
    }
}
