//! Plain gradient descent.

use super::hyperparameters::learning_rate;
use super::rule::{Moments, Rule, build};
use super::{Build, Stability};
use crate::core::registry::{Entry, Values};
use crate::core::scalar::Scalar;

/// Gradient descent: a step down the gradient.
///
/// # Formula
/// ```text
/// w ← w − α g
/// ```
/// # Stability
/// On a quadratic it converges for α < 2/λ_max.
/// # Reference
/// `torch.optim.SGD` without momentum; Cauchy 1847.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "sgd",
    label: "Gradient descent",
    summary: "A step down the gradient, its length the learning rate times the slope.",
    formula: "w ← w − α g",
    reference: "torch.optim.SGD",
    parameters: &[learning_rate(0.01, (1e-5, 10.0))],
    build: build::<Sgd>(),
};

#[derive(Clone)]
struct Sgd;

impl Rule for Sgd {
    const MOMENTS: &'static [&'static str] = &[];

    fn new(_: &Values) -> Self {
        Self
    }

    fn step<S: Scalar>(
        &mut self,
        _: u64,
        learning_rate: f64,
        parameters: &mut [S],
        gradients: &[S],
        _: Moments<'_, S>,
    ) {
        let rate = S::of(learning_rate);
        for (w, &g) in parameters.iter_mut().zip(gradients) {
            *w = *w - rate * g;
        }
    }

    fn stability(&self) -> Option<Stability> {
        Some(Stability {
            formula: "2/λ_max",
            factor: 2.0,
        })
    }
}
