//! Exponential decay.

use super::{Build, Schedule, real};
use crate::core::registry::{Entry, Kind, Parameter, Scale};

/// The rate falls by the same factor over every period.
///
/// # Formula
/// ```text
/// α(t) = α γ^(t/T)
/// ```
/// γ is a pure number above 0, T counts updates.
/// # Reference
/// `torch.optim.lr_scheduler.ExponentialLR` with T = 1.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "exponential",
    label: "Exponential decay",
    summary: "The rate falls by the same factor over every period.",
    formula: "α(t) = α γ^(t/T)",
    reference: "torch.optim.lr_scheduler.ExponentialLR, spread over a period",
    parameters: &[
        Parameter::new(
            "factor",
            "γ",
            "Factor",
            Kind::Positive,
            0.95,
            (0.5, 1.0),
            Scale::Linear,
        ),
        Parameter::new(
            "period",
            "T",
            "Period",
            Kind::Positive,
            100.0,
            (1.0, 10_000.0),
            Scale::Log,
        )
        .in_unit("updates"),
    ],
    build: |values| {
        Ok(Box::new(Exponential {
            factor: values.number("factor"),
            period: values.number("period"),
        }))
    },
};

struct Exponential {
    factor: f64,
    period: f64,
}

impl Schedule for Exponential {
    fn rate(&self, learning_rate: f64, t: u64) -> f64 {
        learning_rate * self.factor.powf(real(t) / self.period)
    }
}
