//! RAdam.

use super::Build;
use super::hyperparameters::{BETA1, BETA2, epsilon, epsilon_of, learning_rate};
use super::rule::{Moments, Rule, build};
use crate::core::average::Average;
use crate::core::registry::{Entry, Kind, Values};
use crate::core::scalar::{Scalar, real};

/// RAdam: Adam, rectified while the second moment rests on too few gradients to be trusted.
///
/// # Formula
/// ```text
/// v ← β₁ v + (1−β₁) g               s ← β₂ s + (1−β₂) g²        v̂ = v/(1−β₁ᵗ)
/// ρ_∞ = 2/(1−β₂) − 1                ρ = ρ_∞ − 2 t β₂ᵗ/(1−β₂ᵗ)
/// r = √( (ρ−4)(ρ−2)ρ_∞ / ((ρ_∞−4)(ρ_∞−2)ρ) )
/// ρ > 5: w ← w − α r v̂ √(1−β₂ᵗ) / (√s + ε)        otherwise: w ← w − α v̂
/// ```
/// # Conventions
/// ε is added to the uncorrected root, and the threshold is 5, as in PyTorch; the paper's is 4.
/// # Reference
/// `torch.optim.RAdam`; Liu et al. 2019, arXiv:1908.03265, algorithm 2.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "radam",
    label: "RAdam",
    summary: "Adam that starts as plain momentum and trusts its step sizes more as evidence gathers.",
    formula: "v ← β₁ v + (1−β₁) g; s ← β₂ s + (1−β₂) g²; v̂ = v/(1−β₁ᵗ); ρ_∞ = 2/(1−β₂) − 1; ρ = ρ_∞ − 2 t β₂ᵗ/(1−β₂ᵗ); if ρ > 5: r = √((ρ−4)(ρ−2)ρ_∞ / ((ρ_∞−4)(ρ_∞−2)ρ)), η = α r √(1−β₂ᵗ) / (√s + ε); otherwise: η = α; w ← w − η v̂",
    reference: "torch.optim.RAdam; Liu et al. 2019, arXiv:1908.03265",
    parameters: &[
        learning_rate(0.001, (1e-5, 1.0)),
        BETA1,
        BETA2,
        epsilon(Kind::NonNegative, 1e-8),
    ],
    build: build::<RAdam>(),
};

#[derive(Clone)]
struct RAdam {
    first: Average,
    second: Average,
    epsilon: f64,
}

impl RAdam {
    /// r √(1−β₂ᵗ), or nothing while ρ ≤ 5.
    fn rectification(&self, t: u64) -> Option<f64> {
        let correction = self.second.correction(t);
        let limit = 2.0 / (1.0 - self.second.beta) - 1.0;
        let rho = limit - 2.0 * real(t) * (1.0 - correction) / correction;
        (rho > 5.0).then(|| {
            let rectified = (rho - 4.0) * (rho - 2.0) * limit;
            let full = (limit - 4.0) * (limit - 2.0) * rho;
            (rectified / full * correction).sqrt()
        })
    }
}

impl Rule for RAdam {
    const MOMENTS: &'static [&'static str] = &["v", "s"];

    fn new(values: &Values) -> Self {
        Self {
            first: Average::new(values.number("beta1")),
            second: Average::new(values.number("beta2")),
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
        let [v, s] = moments.split();
        let (first, second) = (self.first.update(), self.second.update());
        let rate = learning_rate / self.first.correction(t);
        let rectification = self.rectification(t);
        let epsilon = epsilon_of::<S>(self.epsilon);
        for ((v, s), &g) in v.iter_mut().zip(s.iter_mut()).zip(gradients) {
            *v = first(*v, g);
            *s = second(*s, g * g);
        }
        match rectification {
            Some(factor) => {
                let rate = S::of(rate * factor);
                for ((w, v), s) in parameters.iter_mut().zip(v).zip(s) {
                    *w = *w - rate * *v / (s.sqrt() + epsilon);
                }
            }
            None => {
                let rate = S::of(rate);
                for (w, v) in parameters.iter_mut().zip(v) {
                    *w = *w - rate * *v;
                }
            }
        }
    }
}
