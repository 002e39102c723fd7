//! Goldstein and Price's function.

use num_dual::DualNum;

use super::{Build, CriticalPoint, Facts, Function, Window, square};
use crate::core::registry::Entry;

/// Four minima between 3 and 840 on a range up to a million: gradients of very different sizes.
///
/// # Formula
/// ```text
/// f(x, y) = [1+(x+y+1)²(19−14x+3x²−14y+6xy+3y²)]·[30+(2x−3y)²(18−32x+12x²+48y−36xy+27y²)]
/// ```
/// # Reference
/// Goldstein & Price 1971, doi:10.1090/S0025-5718-1971-0312365-X
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "goldstein_price",
    label: "Goldstein–Price",
    summary: "Values from 3 to a million: a learning rate that suits one place suits no other.",
    formula: "f(x, y) = [1+(x+y+1)²(19−14x+3x²−14y+6xy+3y²)]·[30+(2x−3y)²(18−32x+12x²+48y−36xy+27y²)]",
    reference: "Goldstein & Price 1971, doi:10.1090/S0025-5718-1971-0312365-X",
    parameters: &[],
    build: |_| Box::new(GoldsteinPrice),
};

struct GoldsteinPrice;

impl Function for GoldsteinPrice {
    #[inline(always)]
    fn value<D: DualNum<f64> + Copy>(&self, x: D, y: D) -> D {
        let (x2, xy, y2) = (square(x), x * y, square(y));
        let first = x2 * 3.0 + xy * 6.0 + y2 * 3.0 - x * 14.0 - y * 14.0 + 19.0;
        let second = x2 * 12.0 - xy * 36.0 + y2 * 27.0 - x * 32.0 + y * 48.0 + 18.0;
        (square(x + y + 1.0) * first + 1.0) * (square(x * 2.0 - y * 3.0) * second + 30.0)
    }

    fn facts(&self) -> Facts {
        Facts {
            window: Window::centred(2.0, 2.0),
            start: [-1.5, 0.5],
            critical_points: vec![
                CriticalPoint::minimum(0.0, -1.0),
                CriticalPoint::minimum(-0.6, -0.4),
                CriticalPoint::minimum(1.8, 0.2),
                CriticalPoint::minimum(1.2, 0.8),
                CriticalPoint::saddle(-0.4, -0.6),
                CriticalPoint::saddle(1.2, -0.2),
                CriticalPoint::saddle(1.4, 0.6),
                CriticalPoint::saddle(0.6, 0.4),
                CriticalPoint::maximum(0.8, 0.2),
            ],
            quadratic: false,
        }
    }
}
