//! Adam.

use super::{Build, Moments, Rule, build, decay, epsilon, learning_rate};
use crate::core::registry::{Entry, Kind, Parameter, Scale, Values};
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
    formula: "v ← β₁ v + (1−β₁) g; s ← β₂ s + (1−β₂) g²; w ← w − α v̂ / (√ŝ + ε); v̂ = v/(1−β₁ᵗ); ŝ = s/(1−β₂ᵗ)",
    reference: "Kingma & Ba 2014, arXiv:1412.6980, algorithm 1; torch.optim.Adam",
    parameters: &[
        learning_rate(0.001),
        decay("beta1", "β₁", "First-moment decay", 0.9),
        decay("beta2", "β₂", "Second-moment decay", 0.999),
        epsilon(Kind::Positive, 1e-8),
        BIAS_CORRECTION,
    ],
    build: build::<Adam>(),
};

/// Whether the averages are divided by 1 − βᵗ.
pub(super) const BIAS_CORRECTION: Parameter = Parameter::new(
    "bias_correction",
    "",
    "Bias correction",
    Kind::Flag,
    1.0,
    (0.0, 1.0),
    Scale::Linear,
);

#[derive(Clone)]
struct Adam {
    beta1: f64,
    beta2: f64,
    epsilon: f64,
    bias_correction: bool,
    /// β₁ᵗ and β₂ᵗ.
    powers: [f64; 2],
}

impl Rule for Adam {
    const MOMENTS: &'static [&'static str] = &["v", "s"];

    fn new(values: &Values) -> Self {
        Self {
            beta1: values.number("beta1"),
            beta2: values.number("beta2"),
            epsilon: values.number("epsilon"),
            bias_correction: values.flag("bias_correction"),
            powers: [1.0; 2],
        }
    }

    fn step<S: Scalar>(
        &mut self,
        learning_rate: f64,
        parameters: &mut [S],
        gradients: &[S],
        moments: Moments<'_, S>,
    ) {
        let [v, s] = moments.split();
        self.powers[0] *= self.beta1;
        self.powers[1] *= self.beta2;
        let correction = if self.bias_correction {
            self.powers.map(|power| 1.0 - power)
        } else {
            [1.0; 2]
        };
        // α v̂ / (√ŝ + ε), with the two corrections taken out of the loop.
        let rate = S::of(learning_rate / correction[0]);
        let root = S::of(correction[1].sqrt().recip());
        let epsilon = S::of(self.epsilon);
        let (beta1, rest1) = (S::of(self.beta1), S::of(1.0 - self.beta1));
        let (beta2, rest2) = (S::of(self.beta2), S::of(1.0 - self.beta2));
        for (((w, &g), v), s) in parameters.iter_mut().zip(gradients).zip(v).zip(s) {
            *v = beta1 * *v + rest1 * g;
            *s = beta2 * *s + rest2 * g * g;
            *w = *w - rate * *v / (s.sqrt() * root + epsilon);
        }
    }
}
