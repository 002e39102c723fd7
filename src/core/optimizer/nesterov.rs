//! Nesterov's accelerated gradient, in PyTorch's form.

use super::Build;
use super::heavy_ball::{HeavyBall, MOMENTUM};
use super::hyperparameters::learning_rate;
use super::rule::build;
use crate::core::registry::Entry;

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
    build: build::<HeavyBall<true>>(),
};
