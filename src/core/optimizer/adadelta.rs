//! Adadelta.

use super::Build;
use super::hyperparameters::{decay, epsilon, epsilon_of, learning_rate};
use super::rule::{Moments, Rule, build};
use crate::core::average::Average;
use crate::core::registry::{Entry, Kind, Values};
use crate::core::scalar::Scalar;

/// Adadelta: the step is scaled by the size of recent steps, so that it has the parameters' unit.
///
/// # Formula
/// ```text
/// s ← ρ s + (1−ρ) g²        d = g √(u + ε) / √(s + ε)
/// u ← ρ u + (1−ρ) d²        w ← w − α d
/// ```
/// # Conventions
/// ε stands inside both roots, and sets the length of the first steps: about √ε. The paper has no
/// α, which is 1.
/// # Reference
/// `torch.optim.Adadelta`; Zeiler 2012, arXiv:1212.5701, algorithm 1.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "adadelta",
    label: "Adadelta",
    summary: "Sizes its steps by its own past steps, so that the learning rate may stay at 1.",
    formula: "s ← ρ s + (1−ρ) g²; r = √(u + ε) / √(s + ε); d = r g; u ← ρ u + (1−ρ) d²; η = α r; w ← w − η g",
    reference: "torch.optim.Adadelta; Zeiler 2012, arXiv:1212.5701",
    parameters: &[
        learning_rate(1.0, (1e-3, 100.0)),
        decay("rho", "ρ", "Decay", 0.9),
        epsilon(Kind::NonNegative, 1e-6),
    ],
    build: build::<Adadelta>(),
};

#[derive(Clone)]
struct Adadelta {
    average: Average,
    epsilon: f64,
}

impl Rule for Adadelta {
    const MOMENTS: &'static [&'static str] = &["s", "u"];

    fn new(values: &Values) -> Self {
        Self {
            average: Average::new(values.number("rho")),
            epsilon: values.number("epsilon"),
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
        let [s, u] = moments.split();
        let (rate, epsilon) = (S::of(learning_rate), epsilon_of::<S>(self.epsilon));
        let average = self.average.update();
        for (((w, &g), s), u) in parameters.iter_mut().zip(gradients).zip(s).zip(u) {
            *s = average(*s, g * g);
            let d = g * (*u + epsilon).sqrt() / (*s + epsilon).sqrt();
            *u = average(*u, d * d);
            *w = *w - rate * d;
        }
    }
}
