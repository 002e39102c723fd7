//! NAdam.

use super::Build;
use super::hyperparameters::{BETA1, BETA2, epsilon, epsilon_of, learning_rate};
use super::rule::{Moments, Rule, build};
use crate::core::average::Average;
use crate::core::registry::{Entry, Kind, Parameter, Scale, Values};
use crate::core::scalar::Scalar;

/// NAdam: Adam with Nesterov's look ahead, its momentum μ rising to β₁.
///
/// # Formula
/// ```text
/// μ_t = β₁ (1 − ½ 0.96^(t ψ))        m ← m μ_t, from 1
/// v ← β₁ v + (1−β₁) g                s ← β₂ s + (1−β₂) g²
/// w ← w − α ((1−μ_t) g/(1−m) + μ_{t+1} v/(1−m μ_{t+1})) / (√ŝ + ε)     ŝ = s/(1−β₂ᵗ)
/// ```
/// # Conventions
/// v is averaged with β₁ itself, as in PyTorch; the paper uses μ_t there too.
/// # Reference
/// `torch.optim.NAdam`; Dozat 2016, "Incorporating Nesterov Momentum into Adam".
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "nadam",
    label: "NAdam",
    summary: "Adam that looks ahead as Nesterov's momentum does, with a momentum that warms up.",
    formula: "μ_t = β₁ (1 − ½ 0.96^(t ψ)); μ_{t+1} = β₁ (1 − ½ 0.96^((t+1) ψ)); m ← m μ_t; v ← β₁ v + (1−β₁) g; s ← β₂ s + (1−β₂) g²; ŝ = s/(1−β₂ᵗ); η = α / (√ŝ + ε); w ← w − η ((1−μ_t) g/(1−m) + μ_{t+1} v/(1−m μ_{t+1}))",
    reference: "torch.optim.NAdam; Dozat 2016",
    parameters: &[
        learning_rate(0.002, (1e-5, 1.0)),
        BETA1,
        BETA2,
        epsilon(Kind::NonNegative, 1e-8),
        Parameter::new(
            "momentum_decay",
            "ψ",
            "Momentum decay",
            Kind::NonNegative,
            0.004,
            (0.0, 0.1),
            Scale::Linear,
        ),
    ],
    build: build::<NAdam>(),
};

#[derive(Clone)]
struct NAdam {
    first: Average,
    second: Average,
    epsilon: f64,
    /// 0.96^ψ.
    factor: f64,
    /// 0.96^(tψ), with t the number of the next update.
    power: f64,
    /// m, the product of all μ so far.
    product: f64,
}

impl NAdam {
    /// μ of the next update.
    fn momentum(&self) -> f64 {
        self.first.beta * (1.0 - 0.5 * self.power)
    }
}

impl Rule for NAdam {
    const MOMENTS: &'static [&'static str] = &["v", "s"];

    fn new(values: &Values) -> Self {
        let factor = 0.96_f64.powf(values.number("momentum_decay"));
        Self {
            first: Average::new(values.number("beta1")),
            second: Average::new(values.number("beta2")),
            epsilon: values.number("epsilon"),
            factor,
            power: factor,
            product: 1.0,
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
        let momentum = self.momentum();
        self.product *= momentum;
        self.power *= self.factor;
        let next = self.momentum();
        let gradient_rate = S::of(learning_rate * (1.0 - momentum) / (1.0 - self.product));
        let moment_rate = S::of(learning_rate * next / (1.0 - self.product * next));
        let root = S::of(self.second.correction(t).sqrt().recip());
        let epsilon = epsilon_of::<S>(self.epsilon);
        for (((w, &g), v), s) in parameters.iter_mut().zip(gradients).zip(v).zip(s) {
            *v = first(*v, g);
            *s = second(*s, g * g);
            let step = gradient_rate * g + moment_rate * *v;
            *w = *w - step / (s.sqrt() * root + epsilon);
        }
    }

    fn shared(&self) -> Option<(&'static str, f64)> {
        Some(("m", self.product))
    }
}
