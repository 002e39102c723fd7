//! Himmelblau's function.

use num_dual::DualNum;

use super::{Build, CriticalPoint, Facts, Function, Window, square};
use crate::core::registry::Entry;

/// Four equal minima around a hill, with a saddle between each two of them. The start is the
/// hilltop, nearly: which minimum a run falls to depends on its optimizer.
///
/// # Formula
/// ```text
/// f(x, y) = (x²+y−11)² + (x+y²−7)²
/// ```
/// # Reference
/// Himmelblau 1972, Applied Nonlinear Programming
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "himmelblau",
    label: "Himmelblau",
    summary: "Four equal minima around a hill: from its top, optimizers part ways.",
    formula: "f(x, y) = (x²+y−11)² + (x+y²−7)²",
    reference: "Himmelblau 1972, Applied Nonlinear Programming",
    parameters: &[],
    build: |_| Box::new(Himmelblau),
};

struct Himmelblau;

impl Function for Himmelblau {
    #[inline(always)]
    fn value<D: DualNum<f64> + Copy>(&self, x: D, y: D) -> D {
        square(square(x) + y - 11.0) + square(x + square(y) - 7.0)
    }

    fn facts(&self) -> Facts {
        Facts {
            window: Window::centred(6.0, 6.0),
            start: [-0.27, -0.92],
            critical_points: vec![
                CriticalPoint::minimum(3.0, 2.0),
                CriticalPoint::minimum(3.584_428_340_330_491_7, -1.848_126_526_964_403_6),
                CriticalPoint::minimum(-3.779_310_253_377_747, -3.283_185_991_286_169_6),
                CriticalPoint::minimum(-2.805_118_086_952_745, 3.131_312_518_250_573),
                CriticalPoint::saddle(3.385_154_183_607_021, 0.073_851_879_837_749_28),
                CriticalPoint::saddle(0.086_677_504_555_396_36, 2.884_254_701_174_776),
                CriticalPoint::saddle(-3.073_025_750_764_389_7, -0.081_353_044_287_967_51),
                CriticalPoint::saddle(-0.127_961_346_730_680_08, -1.953_714_980_244_576_3),
                CriticalPoint::maximum(-0.270_844_590_667_347_6, -0.923_038_556_479_981_5),
            ],
            quadratic: false,
        }
    }
}
