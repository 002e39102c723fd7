//! Momentum, in the averaged form of the textbooks.

use super::{Build, Moments, Rule, Stability, build, decay, learning_rate};
use crate::core::registry::{Entry, Values};
use crate::core::scalar::Scalar;

/// Momentum: a step down the exponentially weighted average of the gradients.
///
/// # Formula
/// ```text
/// v ← β v + (1−β) g        w ← w − α v
/// ```
/// # Conventions
/// The factor (1−β) makes v an average, so that α keeps its scale; PyTorch's form, without it, is
/// `heavy_ball`, and equals this one at α/(1−β).
/// # Stability
/// On a quadratic it converges for α < 2(1+β)/((1−β)λ_max).
/// # Reference
/// Polyak 1964, doi:10.1016/0041-5553(64)90137-5, scaled as an average.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "momentum",
    label: "Momentum",
    summary: "Averages the gradients: what changes sign cancels, what keeps its direction adds up.",
    formula: "v ← β v + (1−β) g; w ← w − α v",
    reference: "Polyak 1964, in the averaged form of the textbooks",
    parameters: &[learning_rate(0.01), decay("beta", "β", "Momentum", 0.9)],
    build: build::<Momentum>(),
};

#[derive(Clone)]
struct Momentum {
    beta: f64,
}

impl Rule for Momentum {
    const MOMENTS: &'static [&'static str] = &["v"];

    fn new(values: &Values) -> Self {
        Self {
            beta: values.number("beta"),
        }
    }

    fn step<S: Scalar>(
        &mut self,
        learning_rate: f64,
        parameters: &mut [S],
        gradients: &[S],
        moments: Moments<'_, S>,
    ) {
        let [v] = moments.split();
        let (rate, beta, rest) = (
            S::of(learning_rate),
            S::of(self.beta),
            S::of(1.0 - self.beta),
        );
        for ((w, &g), v) in parameters.iter_mut().zip(gradients).zip(v) {
            *v = beta * *v + rest * g;
            *w = *w - rate * *v;
        }
    }

    fn stability(&self) -> Option<Stability> {
        Some(Stability {
            formula: "2(1+β)/((1−β)λ_max)",
            factor: 2.0 * (1.0 + self.beta) / (1.0 - self.beta),
        })
    }
}
