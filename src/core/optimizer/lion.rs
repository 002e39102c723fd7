//! Lion.

use super::Build;
use super::hyperparameters::{decay, learning_rate, weight_decay};
use super::rule::{Moments, Rule, build};
use crate::core::average::Average;
use crate::core::registry::{Entry, Values};
use crate::core::scalar::Scalar;

/// Lion: every coordinate moves by α, in the direction of the sign of an average.
///
/// # Formula
/// ```text
/// c = β₁ v + (1−β₁) g        w ← w − α (sign(c) + λ w)        v ← β₂ v + (1−β₂) g
/// ```
/// # Conventions
/// sign(0) = 0. The decay is multiplied by α and acts on w as it was before the step. As every
/// step has the same length, a constant α circles the minimum without settling.
/// # Reference
/// Chen et al. 2023, arXiv:2302.06675, algorithm 2.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "lion",
    label: "Lion",
    summary: "Moves every coordinate by the learning rate, in the direction of the momentum's sign.",
    formula: "c = β₁ v + (1−β₁) g; w ← w − α (sign(c) + λ w); v ← β₂ v + (1−β₂) g",
    reference: "Chen et al. 2023, arXiv:2302.06675, algorithm 2",
    parameters: &[
        learning_rate(0.001, (1e-5, 1.0)),
        decay("beta1", "β₁", "Direction's decay", 0.9),
        decay("beta2", "β₂", "Momentum's decay", 0.99),
        weight_decay(0.0),
    ],
    build: build::<Lion>(),
};

#[derive(Clone)]
struct Lion {
    direction: Average,
    momentum: Average,
    weight_decay: f64,
}

impl Rule for Lion {
    const MOMENTS: &'static [&'static str] = &["v"];

    fn new(values: &Values) -> Self {
        Self {
            direction: Average::new(values.number("beta1")),
            momentum: Average::new(values.number("beta2")),
            weight_decay: values.number("weight_decay"),
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
        let (direction, momentum) = (self.direction.update(), self.momentum.update());
        let (rate, weight_decay) = (S::of(learning_rate), S::of(self.weight_decay));
        for ((w, &g), v) in parameters.iter_mut().zip(gradients).zip(v) {
            *w = *w - rate * (sign(direction(*v, g)) + weight_decay * *w);
            *v = momentum(*v, g);
        }
    }
}

/// −1, 0 or 1; NaN stays NaN, so that a divergence shows.
fn sign<S: Scalar>(x: S) -> S {
    if x == S::zero() { x } else { x.signum() }
}
