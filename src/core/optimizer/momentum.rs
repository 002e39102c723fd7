//! Momentum, in the averaged form of the textbooks.

use super::hyperparameters::{decay, learning_rate};
use super::rule::{Moments, Rule, build};
use super::{Build, Stability};
use crate::core::average::Average;
use crate::core::registry::{Entry, Values};
use crate::core::scalar::Scalar;

/// Momentum: a step down the exponentially weighted average of the gradients.
///
/// # Formula
/// ```text
/// v ← β v + (1−β) g        w ← w − α v
/// ```
/// # Conventions
/// The factor (1−β) makes v an average, so that α keeps its scale. PyTorch's form, without it, is
/// `heavy_ball`: at α(1−β) it makes the steps that this one makes at α.
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
    parameters: &[
        learning_rate(0.01, (1e-4, 100.0)),
        decay("beta", "β", "Momentum", 0.9),
    ],
    build: build::<Momentum>(),
};

#[derive(Clone)]
struct Momentum {
    average: Average,
}

impl Rule for Momentum {
    const MOMENTS: &'static [&'static str] = &["v"];

    fn new(values: &Values) -> Self {
        Self {
            average: Average::new(values.number("beta")),
        }
    }

    fn step<S: Scalar>(
        &mut self,
        _: u64,
        learning_rate: f64,
        parameters: &mut [S],
        gradients: &[S],
        moments: Moments<'_, S>,
    ) {
        let [v] = moments.split();
        let rate = S::of(learning_rate);
        let average = self.average.update();
        for ((w, &g), v) in parameters.iter_mut().zip(gradients).zip(v) {
            *v = average(*v, g);
            *w = *w - rate * *v;
        }
    }

    fn stability(&self) -> Option<Stability> {
        let beta = self.average.beta;
        Some(Stability {
            formula: "2(1+β)/((1−β)λ_max)",
            factor: 2.0 * (1.0 + beta) / (1.0 - beta),
        })
    }
}
