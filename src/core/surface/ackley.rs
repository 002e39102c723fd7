//! Ackley's function.

use std::f64::consts::{E, TAU};

use num_dual::DualNum;

use super::{Build, CriticalPoint, Facts, Function, Window, formula::sqrt, square};
use crate::core::analysis::critical_points::newton;
use crate::core::registry::Entry;

/// A dimpled funnel that ends in a cone.
///
/// # Formula
/// ```text
/// f(x, y) = −20 e^{−.2 √(r²/2)} − e^{½(cos 2πx + cos 2πy)} + 20 + e,  r² = x² + y²
/// ```
/// # Conventions
/// At the tip of the cone, (0, 0), f has no gradient. There (precisely, where r²/2 < 1e-100) the
/// first term counts as constant, so that the gradient is 0 and the Hessian that of the other
/// terms, 2π²e in both directions: the tip is the minimum that it is.
/// # Reference
/// Ackley 1987, A Connectionist Machine for Genetic Hillclimbing, doi:10.1007/978-1-4613-1997-9
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "ackley",
    label: "Ackley",
    summary: "A dimpled funnel with a sharp tip: a local minimum near every point with whole coordinates.",
    formula: "f(x, y) = −20 e^{−.2 √(r²/2)} − e^{½(cos 2πx + cos 2πy)} + 20 + e,  r² = x² + y²",
    reference: "Ackley 1987, doi:10.1007/978-1-4613-1997-9",
    parameters: &[],
    build: |_| Box::new(Ackley),
};

struct Ackley;

impl Function for Ackley {
    #[inline(always)]
    fn value<D: DualNum<f64> + Copy>(&self, x: D, y: D) -> D {
        let r2 = (square(x) + square(y)) * 0.5;
        let r = sqrt(r2);
        let waves = ((x * TAU).cos() + (y * TAU).cos()) * 0.5;
        // −20(e^u − 1) and e − e^w: each exactly 0 at the tip.
        -(r * -0.2).exp_m1() * 20.0 + (-waves.exp() + E)
    }

    /// The critical points are the minima only: one near each point with whole coordinates.
    fn facts(&self) -> Facts {
        let whole = || (-4..=4).map(f64::from);
        let window = Window::centred(4.0, 4.0);
        Facts {
            window,
            start: [-2.6, 1.7],
            critical_points: whole()
                .flat_map(|x| whole().map(move |y| [x, y]))
                .filter_map(|guess| newton(self, guess))
                .map(|[x, y]| CriticalPoint::minimum(x, y))
                .collect(),
            quadratic: false,
        }
    }
}
