//! Two wells in a bowl.

use num_dual::DualNum;

use super::{Build, CriticalPoint, Facts, Function, Window, square};
use crate::core::registry::Entry;

/// A bowl with a shallow well on the right and a deep one on the left: the shallow one traps.
///
/// # Formula
/// ```text
/// f(x, y) = x² + y² − 2e^{−((x−1)²+y²)/.2} − 3e^{−((x+1)²+y²)/.2}
/// ```
/// # Reference
/// Two gaussian wells of depths 2 and 3 in a round bowl
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "wells",
    label: "Two wells",
    summary: "A shallow trap next to the deep minimum: momentum and noise may carry a run across.",
    formula: "f(x, y) = x² + y² − 2e^{−((x−1)²+y²)/.2} − 3e^{−((x+1)²+y²)/.2}",
    reference: "Two gaussian wells of depths 2 and 3 in a round bowl",
    parameters: &[],
    build: |_| Box::new(Wells),
};

struct Wells;

/// A round well of depth 1 around 0.
#[inline(always)]
fn well<D: DualNum<f64> + Copy>(x: D, y2: D) -> D {
    ((square(x) + y2) / -0.2).exp()
}

impl Function for Wells {
    #[inline(always)]
    fn value<D: DualNum<f64> + Copy>(&self, x: D, y: D) -> D {
        let y2 = square(y);
        square(x) + y2 - well(x - 1.0, y2) * 2.0 - well(x + 1.0, y2) * 3.0
    }

    fn facts(&self) -> Facts {
        Facts {
            window: Window::centred(2.0, 2.0),
            start: [0.75, 1.6],
            critical_points: vec![
                CriticalPoint::minimum(-0.936_300_634_010_918_7, 0.0),
                CriticalPoint::minimum(0.905_317_899_160_115, 0.0),
                CriticalPoint::saddle(0.068_602_436_708_096_57, 0.0),
            ],
            quadratic: false,
        }
    }
}
