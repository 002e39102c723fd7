//! Adamax.

use super::Build;
use super::hyperparameters::{BETA1, BETA2, epsilon, epsilon_of, learning_rate};
use super::rule::{Moments, Rule, build};
use crate::core::average::Average;
use crate::core::registry::{Entry, Kind, Values};
use crate::core::scalar::Scalar;

/// Adamax: Adam, scaled by the largest recent gradient in place of the root mean square.
///
/// # Formula
/// ```text
/// v ← β₁ v + (1−β₁) g        u ← max(β₂ u, |g| + ε)
/// w ← w − α v̂ / u            v̂ = v/(1−β₁ᵗ)
/// ```
/// # Conventions
/// ε stands inside the maximum, as in PyTorch; the paper has none. u needs no correction.
/// # Reference
/// `torch.optim.Adamax`; Kingma & Ba 2014, arXiv:1412.6980, algorithm 2.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "adamax",
    label: "Adamax",
    summary: "Adam with a fading maximum of the gradients in place of their root mean square.",
    formula: "v ← β₁ v + (1−β₁) g; u ← max(β₂ u, |g| + ε); v̂ = v/(1−β₁ᵗ); η = α / u; w ← w − η v̂",
    reference: "torch.optim.Adamax; Kingma & Ba 2014, arXiv:1412.6980, algorithm 2",
    parameters: &[
        learning_rate(0.002, (1e-5, 1.0)),
        BETA1,
        BETA2,
        epsilon(Kind::NonNegative, 1e-8),
    ],
    build: build::<Adamax>(),
};

#[derive(Clone)]
struct Adamax {
    first: Average,
    beta2: f64,
    epsilon: f64,
}

impl Rule for Adamax {
    const MOMENTS: &'static [&'static str] = &["v", "u"];

    fn new(values: &Values) -> Self {
        Self {
            first: Average::new(values.number("beta1")),
            beta2: values.number("beta2"),
            epsilon: values.number("epsilon"),
        }
    }

    fn step<S: Scalar>(
        &mut self,
        t: u64,
        learning_rate: f64,
        parameters: &mut [S],
        gradients: &[S],
        moments: Moments<'_, S>,
    ) {
        let [v, u] = moments.split();
        let first = self.first.update();
        let rate = S::of(learning_rate / self.first.correction(t));
        let (beta2, epsilon) = (S::of(self.beta2), epsilon_of::<S>(self.epsilon));
        for (((w, &g), v), u) in parameters.iter_mut().zip(gradients).zip(v).zip(u) {
            *v = first(*v, g);
            *u = (beta2 * *u).max(g.abs() + epsilon);
            *w = *w - rate * *v / *u;
        }
    }
}
