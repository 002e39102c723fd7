//! The hyperparameters that several rules share.

use crate::core::registry::{Kind, Parameter, Scale};
use crate::core::scalar::Scalar;

/// α, which every rule has, with the default of its reference.
pub(super) const fn learning_rate(default: f64, range: (f64, f64)) -> Parameter {
    Parameter::new(
        "learning_rate",
        "α",
        "Learning rate",
        Kind::Positive,
        default,
        range,
        Scale::Log,
    )
}

/// A weight of the past in an average.
pub(super) const fn decay(
    id: &'static str,
    symbol: &'static str,
    label: &'static str,
    default: f64,
) -> Parameter {
    Parameter::new(
        id,
        symbol,
        label,
        Kind::Decay,
        default,
        (0.0, 0.9999),
        Scale::Linear,
    )
}

/// β₁, of the average of gradients.
pub(super) const BETA1: Parameter = decay("beta1", "β₁", "First-moment decay", 0.9);

/// β₂, of the average of squared gradients.
pub(super) const BETA2: Parameter = decay("beta2", "β₂", "Second-moment decay", 0.999);

/// ε, which keeps a division finite: above 0 in the textbooks ([`Kind::Positive`]), at least 0 in
/// PyTorch ([`Kind::NonNegative`]).
pub(super) const fn epsilon(kind: Kind, default: f64) -> Parameter {
    Parameter::new(
        "epsilon",
        "ε",
        "Epsilon",
        kind,
        default,
        (1e-12, 1.0),
        Scale::Log,
    )
}

/// An ε in the precision of a step. One above 0 stays above 0, where rounding to single precision
/// would bring back the 0/0 it is there to prevent.
pub(super) fn epsilon_of<S: Scalar>(epsilon: f64) -> S {
    if epsilon > 0.0 {
        S::of(epsilon).max(S::min_positive_value())
    } else {
        S::zero()
    }
}

/// λ, the share of each parameter that is taken away per unit of learning rate.
pub(super) const fn weight_decay(default: f64) -> Parameter {
    Parameter::new(
        "weight_decay",
        "λ",
        "Weight decay",
        Kind::NonNegative,
        default,
        (0.0, 0.5),
        Scale::Linear,
    )
}

/// Whether the averages are divided by 1 − βᵗ.
pub(super) const BIAS_CORRECTION: Parameter = Parameter::new(
    "bias_correction",
    "corrected",
    "Bias correction",
    Kind::Flag,
    1.0,
    (0.0, 1.0),
    Scale::Linear,
);
