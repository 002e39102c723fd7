//! Adam.

use super::Build;
use super::hyperparameters::{BETA1, BETA2, BIAS_CORRECTION, epsilon, epsilon_of, learning_rate};
use super::rule::{Moments, Rule, build};
use crate::core::average::Average;
use crate::core::registry::{Entry, Kind, Values};
use crate::core::scalar::Scalar;

/// Adam: bias-corrected averages of the gradient and of its square.
///
/// # Formula
/// ```text
/// v ← β₁ v + (1−β₁) g        s ← β₂ s + (1−β₂) g²
/// w ← w − α v̂ / (√ŝ + ε)     v̂ = v/(1−β₁ᵗ), ŝ = s/(1−β₂ᵗ)
/// ```
/// # Conventions
/// ε stands outside the root, as in algorithm 1 of the paper and in PyTorch; t starts at 1. With
/// `bias_correction` 0, v̂ = v and ŝ = s.
/// # Reference
/// Kingma & Ba 2014, arXiv:1412.6980
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "adam",
    label: "Adam",
    summary: "Momentum and a step size per coordinate, both from averages corrected for their start at 0.",
    formula: "v ← β₁ v + (1−β₁) g; s ← β₂ s + (1−β₂) g²; if corrected: v̂ = v/(1−β₁ᵗ), ŝ = s/(1−β₂ᵗ); otherwise: v̂ = v, ŝ = s; η = α / (√ŝ + ε); w ← w − η v̂",
    reference: "Kingma & Ba 2014, arXiv:1412.6980, algorithm 1; torch.optim.Adam",
    parameters: &[
        learning_rate(0.001, (1e-5, 1.0)),
        BETA1,
        BETA2,
        epsilon(Kind::Positive, 1e-8),
        BIAS_CORRECTION,
    ],
    build: build::<Adam<false>>(),
};

/// Adam, and with DECAY also AdamW, which takes α λ w away before the step.
#[derive(Clone)]
pub(super) struct Adam<const DECAY: bool> {
    first: Average,
    second: Average,
    epsilon: f64,
    bias_correction: bool,
    weight_decay: f64,
}

impl<const DECAY: bool> Rule for Adam<DECAY> {
    const MOMENTS: &'static [&'static str] = &["v", "s"];

    fn new(values: &Values) -> Self {
        Self {
            first: Average::new(values.number("beta1")),
            second: Average::new(values.number("beta2")),
            epsilon: values.number("epsilon"),
            bias_correction: values.flag("bias_correction"),
            weight_decay: if DECAY {
                values.number("weight_decay")
            } else {
                0.0
            },
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
        let [v, s] = moments.split();
        let (first, second) = (self.first.update(), self.second.update());
        let correction = |average: Average| {
            if self.bias_correction {
                average.correction(t)
            } else {
                1.0
            }
        };
        // α v̂ / (√ŝ + ε), with the two corrections taken out of the loop.
        let rate = S::of(learning_rate / correction(self.first));
        let root = S::of(correction(self.second).sqrt().recip());
        let epsilon = epsilon_of::<S>(self.epsilon);
        let decay = S::of(learning_rate * self.weight_decay);
        for (((w, &g), v), s) in parameters.iter_mut().zip(gradients).zip(v).zip(s) {
            *v = first(*v, g);
            *s = second(*s, g * g);
            let step = rate * *v / (s.sqrt() * root + epsilon);
            *w = *w - if DECAY { decay * *w + step } else { step };
        }
    }
}
