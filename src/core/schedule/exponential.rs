//! Exponential decay.

use super::{Build, Schedule, factor, period};
use crate::core::registry::Entry;
use crate::core::scalar::real;

/// The rate falls by the same factor over every period.
///
/// # Formula
/// ```text
/// α(t) = α γ^(t/T)
/// ```
/// γ is a pure number above 0, and one above 1 makes the rate grow; T counts updates.
/// # Reference
/// `torch.optim.lr_scheduler.ExponentialLR` with T = 1.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "exponential",
    label: "Exponential decay",
    summary: "The rate falls by the same factor over every period.",
    formula: "α(t) = α γ^(t/T)",
    reference: "torch.optim.lr_scheduler.ExponentialLR, spread over a period",
    parameters: &[factor(0.95), period(100.0)],
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
        (learning_rate * self.factor.powf(real(t) / self.period)).min(f64::MAX)
    }
}
