//! Adagrad.

use super::Build;
use super::hyperparameters::{epsilon, epsilon_of, learning_rate};
use super::rule::{Moments, Rule, build};
use crate::core::registry::{Entry, Kind, Values};
use crate::core::scalar::Scalar;

/// Adagrad: each coordinate's step shrinks with the squares of all its gradients so far.
///
/// # Formula
/// ```text
/// s ← s + g²        w ← w − α g / (√s + ε)
/// ```
/// # Conventions
/// ε stands outside the root; s starts at 0; α does not decay by itself, as with PyTorch's default
/// `lr_decay` 0.
/// # Reference
/// `torch.optim.Adagrad`; Duchi, Hazan & Singer 2011, JMLR 12:2121.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "adagrad",
    label: "Adagrad",
    summary: "A step size per coordinate that only ever shrinks: rare gradients keep large steps.",
    formula: "s ← s + g²; η = α / (√s + ε); w ← w − η g",
    reference: "torch.optim.Adagrad; Duchi, Hazan & Singer 2011",
    parameters: &[
        learning_rate(0.01, (1e-4, 10.0)),
        epsilon(Kind::NonNegative, 1e-10),
    ],
    build: build::<Adagrad>(),
};

#[derive(Clone)]
struct Adagrad {
    epsilon: f64,
}

impl Rule for Adagrad {
    const MOMENTS: &'static [&'static str] = &["s"];

    fn new(values: &Values) -> Self {
        Self {
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
        let [s] = moments.split();
        let (rate, epsilon) = (S::of(learning_rate), epsilon_of::<S>(self.epsilon));
        for ((w, &g), s) in parameters.iter_mut().zip(gradients).zip(s) {
            *s = *s + g * g;
            *w = *w - rate * g / (s.sqrt() + epsilon);
        }
    }
}
