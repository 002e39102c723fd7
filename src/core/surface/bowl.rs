//! An elongated bowl.

use num_dual::DualNum;

use super::{Build, CriticalPoint, Facts, Function, Window};
use crate::core::registry::{Entry, Kind, Parameter, Scale};

/// A quadratic bowl whose curvatures differ by the factor c: the ravine in its purest form.
///
/// # Formula
/// ```text
/// f(x, y) = ½(x² + c y²)
/// ```
/// # Reference
/// The Hessian is diag(1, c): Goh 2017, "Why Momentum Really Works", studies this case.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "bowl",
    label: "Elongated bowl",
    summary: "A ravine along x: steep across, flat along, in the ratio of the elongation.",
    formula: "f(x, y) = ½(x² + c y²)",
    reference: "A quadratic with Hessian diag(1, c)",
    parameters: &[elongation(100.0)],
    build: |values| {
        Box::new(Bowl {
            elongation: values.number("elongation"),
        })
    },
};

/// The ratio of the curvatures.
pub(super) const fn elongation(default: f64) -> Parameter {
    Parameter::new(
        "elongation",
        "c",
        "Elongation",
        Kind::Positive,
        default,
        (1.0, 1000.0),
        Scale::Log,
    )
}

struct Bowl {
    elongation: f64,
}

impl Function for Bowl {
    #[inline(always)]
    fn value<D: DualNum<f64> + Copy>(&self, x: D, y: D) -> D {
        (x * x + y * y * self.elongation) * 0.5
    }

    fn facts(&self) -> Facts {
        Facts {
            window: Window::centred(5.0, 2.5),
            start: [-4.0, 1.0],
            critical_points: vec![CriticalPoint::minimum(0.0, 0.0)],
            quadratic: true,
        }
    }
}
