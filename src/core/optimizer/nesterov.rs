//! Nesterov's accelerated gradient, in PyTorch's form.

use super::heavy_ball::MOMENTUM;
use super::hyperparameters::learning_rate;
use super::rule::{Moments, Rule, build};
use super::{Build, Stability};
use crate::core::registry::{Entry, Values};
use crate::core::scalar::Scalar;

/// Nesterov's momentum: the heavy ball, with the gradient as if taken where the ball will be.
///
/// # Formula
/// ```text
/// v ← β v + g        w ← w − α (g + β v)
/// ```
/// # Conventions
/// The parameters w are the looked-ahead ones, at which the gradient is taken, so that a step needs
/// no second place.
/// # Stability
/// On a quadratic it converges for α < 2(1+β)/((1+2β)λ_max).
/// # Reference
/// `torch.optim.SGD(momentum=β, nesterov=True)`; Nesterov 1983; Sutskever et al. 2013, "On the
/// importance of initialization and momentum in deep learning".
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "nesterov",
    label: "Nesterov momentum",
    summary: "A heavy ball that looks ahead: it brakes before the slope turns, not after.",
    formula: "v ← β v + g; w ← w − α (g + β v)",
    reference: "torch.optim.SGD(momentum, nesterov=True); Sutskever et al. 2013",
    parameters: &[learning_rate(0.01, (1e-5, 10.0)), MOMENTUM],
    build: build::<Nesterov>(),
};

#[derive(Clone)]
struct Nesterov {
    momentum: f64,
}

impl Rule for Nesterov {
    const MOMENTS: &'static [&'static str] = &["v"];

    fn new(values: &Values) -> Self {
        Self {
            momentum: values.number("momentum"),
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
        let (rate, momentum) = (S::of(learning_rate), S::of(self.momentum));
        for ((w, &g), v) in parameters.iter_mut().zip(gradients).zip(v) {
            *v = momentum * *v + g;
            *w = *w - rate * (g + momentum * *v);
        }
    }

    fn stability(&self) -> Option<Stability> {
        Some(Stability {
            formula: "2(1+β)/((1+2β)λ_max)",
            factor: 2.0 * (1.0 + self.momentum) / (1.0 + 2.0 * self.momentum),
        })
    }
}
