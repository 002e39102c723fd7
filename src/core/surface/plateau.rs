//! A hole in a plateau.

use num_dual::DualNum;

use super::{Build, CriticalPoint, Facts, Function, Window, square};
use crate::core::registry::Entry;

/// Almost flat outside, with a hole in the middle: the gradient at the start is less than a
/// hundredth of what it is at the rim.
///
/// # Formula
/// ```text
/// f(x, y) = 1 − e^{−r²/2} + .0005 r²,  r² = x² + y²
/// ```
/// # Reference
/// A gaussian well of depth 1 and width 1; the last term tilts the plateau inwards
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "plateau",
    label: "Plateau",
    summary: "Almost flat, with a hole in the middle: a tiny gradient has to be followed a long way.",
    formula: "f(x, y) = 1 − e^{−r²/2} + .0005 r²,  r² = x² + y²",
    reference: "A gaussian well of depth 1 and width 1; the last term tilts the plateau inwards",
    parameters: &[],
    build: |_| Box::new(Plateau),
};

struct Plateau;

impl Function for Plateau {
    #[inline(always)]
    fn value<D: DualNum<f64> + Copy>(&self, x: D, y: D) -> D {
        let r2 = square(x) + square(y);
        // e^{−r²/2} − 1 as one function keeps the digits that a difference would lose near 0.
        r2 * 0.0005 - (r2 * -0.5).exp_m1()
    }

    fn facts(&self) -> Facts {
        Facts {
            window: Window::centred(6.0, 6.0),
            start: [-4.5, 2.5],
            critical_points: vec![CriticalPoint::minimum(0.0, 0.0)],
            quadratic: false,
        }
    }
}
