//! A saddle with three ways down.

use num_dual::DualNum;

use super::{Build, CriticalPoint, Facts, Function, Window, square};
use crate::core::registry::Entry;

/// Three valleys meet in a point where the Hessian is 0: two for the legs of a monkey, one for
/// its tail. A quartic closes the valleys.
///
/// # Formula
/// ```text
/// f(x, y) = x³ − 3xy² + ¼(x²+y²)²
/// ```
/// # Reference
/// x³ − 3xy²: Hilbert & Cohn-Vossen 1932, Anschauliche Geometrie; the quartic adds the minima
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "monkey_saddle",
    label: "Monkey saddle",
    summary: "A flat saddle with three ways down: its Hessian is 0 in the middle and says nothing.",
    formula: "f(x, y) = x³ − 3xy² + ¼(x²+y²)²",
    reference: "x³ − 3xy²: Hilbert & Cohn-Vossen 1932, Anschauliche Geometrie; the quartic adds the minima",
    parameters: &[],
    build: |_| Box::new(MonkeySaddle),
};

struct MonkeySaddle;

impl Function for MonkeySaddle {
    #[inline(always)]
    fn value<D: DualNum<f64> + Copy>(&self, x: D, y: D) -> D {
        let (x2, y2) = (square(x), square(y));
        x * (x2 - y2 * 3.0) + square(x2 + y2) * 0.25
    }

    fn facts(&self) -> Facts {
        let side = 1.5 * 3_f64.sqrt();
        Facts {
            window: Window::centred(4.0, 4.0),
            start: [0.6, 0.05],
            critical_points: vec![
                CriticalPoint::minimum(-3.0, 0.0),
                CriticalPoint::minimum(1.5, -side),
                CriticalPoint::minimum(1.5, side),
                CriticalPoint::degenerate(0.0, 0.0),
            ],
            quadratic: false,
        }
    }
}
