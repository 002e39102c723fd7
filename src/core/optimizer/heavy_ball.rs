//! Momentum, in PyTorch's form.

use super::hyperparameters::{decay, learning_rate};
use super::rule::{Moments, Rule, build};
use super::{Build, Stability};
use crate::core::registry::{Entry, Parameter, Values};
use crate::core::scalar::Scalar;

/// The heavy ball: a step down the discounted sum of the gradients.
///
/// # Formula
/// ```text
/// v ← β v + g        w ← w − α v
/// ```
/// # Conventions
/// v is a sum, up to 1/(1−β) times as long as a gradient. The textbooks' average is `momentum`: at
/// α/(1−β) it makes the steps that this one makes at α. PyTorch's dampening is 0 here.
/// # Stability
/// On a quadratic it converges for α < 2(1+β)/λ_max.
/// # Reference
/// `torch.optim.SGD(momentum=β)`; Polyak 1964, doi:10.1016/0041-5553(64)90137-5.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "heavy_ball",
    label: "Heavy ball",
    summary: "Adds up the gradients as a rolling ball gathers speed: PyTorch's momentum.",
    formula: "v ← β v + g; w ← w − α v",
    reference: "torch.optim.SGD(momentum); Polyak 1964",
    parameters: &[learning_rate(0.01, (1e-5, 10.0)), MOMENTUM],
    build: build::<HeavyBall<false>>(),
};

/// β, the share of its speed that the ball keeps.
pub(super) const MOMENTUM: Parameter = decay("momentum", "β", "Momentum", 0.9);

/// The heavy ball, and with AHEAD Nesterov's, which steps from where the ball will be.
#[derive(Clone)]
pub(super) struct HeavyBall<const AHEAD: bool> {
    momentum: f64,
}

impl<const AHEAD: bool> Rule for HeavyBall<AHEAD> {
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
            *w = *w - rate * if AHEAD { g + momentum * *v } else { *v };
        }
    }

    fn stability(&self) -> Option<Stability> {
        let factor = 2.0 * (1.0 + self.momentum);
        Some(if AHEAD {
            Stability {
                formula: "2(1+β)/((1+2β)λ_max)",
                factor: factor / (1.0 + 2.0 * self.momentum),
            }
        } else {
            Stability {
                formula: "2(1+β)/λ_max",
                factor,
            }
        })
    }
}
