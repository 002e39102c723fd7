//! An elongated bowl that lies across the axes.

use num_dual::DualNum;

use super::{Build, CriticalPoint, Facts, Function, Window, bowl::elongation, square};
use crate::core::registry::Entry;

/// The bowl turned by 45°: the ravine no longer follows a coordinate, so scaling each coordinate
/// by itself (`AdaGrad`, `RMSprop`, Adam) cannot undo its elongation.
///
/// # Formula
/// ```text
/// f(x, y) = ½(u² + c v²),  u = (x+y)/√2,  v = (x−y)/√2
/// ```
/// # Reference
/// A quadratic whose Hessian has eigenvalues 1 along (1, 1) and c along (1, −1)
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "rotated_bowl",
    label: "Rotated bowl",
    summary: "A ravine across both axes: rules that scale each coordinate lose their advantage here.",
    formula: "f(x, y) = ½(u² + c v²),  u = (x+y)/√2,  v = (x−y)/√2",
    reference: "A quadratic whose Hessian has eigenvalues 1 along (1, 1) and c along (1, −1)",
    parameters: &[elongation(50.0)],
    build: |values| {
        Box::new(RotatedBowl {
            elongation: values.number("elongation"),
        })
    },
};

struct RotatedBowl {
    elongation: f64,
}

impl Function for RotatedBowl {
    #[inline(always)]
    fn value<D: DualNum<f64> + Copy>(&self, x: D, y: D) -> D {
        (square(x + y) + square(x - y) * self.elongation) * 0.25
    }

    fn facts(&self) -> Facts {
        Facts {
            window: Window::centred(4.0, 4.0),
            start: [-3.0, -1.5],
            critical_points: vec![CriticalPoint::minimum(0.0, 0.0)],
            quadratic: true,
        }
    }
}
