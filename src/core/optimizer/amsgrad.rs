//! AMSGrad.

use super::Build;
use super::hyperparameters::{BETA1, BETA2, epsilon, epsilon_of, learning_rate};
use super::rule::{Moments, Rule, build};
use crate::core::average::Average;
use crate::core::registry::{Entry, Kind, Values};
use crate::core::scalar::Scalar;

/// AMSGrad: Adam, with the largest second moment so far in place of the present one.
///
/// # Formula
/// ```text
/// v ← β₁ v + (1−β₁) g        s ← β₂ s + (1−β₂) g²        s_max ← max(s_max, s)
/// w ← w − α v̂ / (√ŝ + ε)     v̂ = v/(1−β₁ᵗ), ŝ = s_max/(1−β₂ᵗ)
/// ```
/// # Conventions
/// The maximum is of the uncorrected s, and corrected afterwards, as in PyTorch; the paper has no
/// correction.
/// # Reference
/// `torch.optim.Adam(amsgrad=True)`; Reddi, Kale & Kumar 2018, arXiv:1904.09237, algorithm 2.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "amsgrad",
    label: "AMSGrad",
    summary: "Adam that never forgets a large gradient, so that its step sizes do not grow again.",
    formula: "v ← β₁ v + (1−β₁) g; s ← β₂ s + (1−β₂) g²; s_max ← max(s_max, s); v̂ = v/(1−β₁ᵗ); ŝ = s_max/(1−β₂ᵗ); η = α / (√ŝ + ε); w ← w − η v̂",
    reference: "torch.optim.Adam(amsgrad=True); Reddi, Kale & Kumar 2018, arXiv:1904.09237",
    parameters: &[
        learning_rate(0.001, (1e-5, 1.0)),
        BETA1,
        BETA2,
        epsilon(Kind::NonNegative, 1e-8),
    ],
    build: build::<AmsGrad>(),
};

#[derive(Clone)]
struct AmsGrad {
    first: Average,
    second: Average,
    epsilon: f64,
}

impl Rule for AmsGrad {
    const MOMENTS: &'static [&'static str] = &["v", "s", "s_max"];

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
        let [v, s, s_max] = moments.split();
        let (first, second) = (self.first.update(), self.second.update());
        let rate = S::of(learning_rate / self.first.correction(t));
        let root = S::of(self.second.correction(t).sqrt().recip());
        let epsilon = epsilon_of::<S>(self.epsilon);
        let moments = v.iter_mut().zip(s).zip(s_max);
        for ((w, &g), ((v, s), s_max)) in parameters.iter_mut().zip(gradients).zip(moments) {
            *v = first(*v, g);
            *s = second(*s, g * g);
            *s_max = s_max.max(*s);
            *w = *w - rate * *v / (s_max.sqrt() * root + epsilon);
        }
    }
}
