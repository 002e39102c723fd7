//! Step decay.

use super::{Build, Schedule, factor, updates};
use crate::core::registry::Entry;
use crate::core::scalar::real;

/// The rate is multiplied by a factor every so many updates.
///
/// # Formula
/// ```text
/// α(t) = α γ^⌊t/N⌋
/// ```
/// γ is a pure number above 0, and one above 1 makes the rate grow; N counts updates.
/// # Reference
/// `torch.optim.lr_scheduler.StepLR`.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "step",
    label: "Step decay",
    summary: "The rate is multiplied by a factor every so many updates.",
    formula: "α(t) = α γ^⌊t/N⌋",
    reference: "torch.optim.lr_scheduler.StepLR",
    parameters: &[factor(0.9), updates("every", "N", "Every", 1000.0)],
    build: |values| {
        Ok(Box::new(Step {
            factor: values.number("factor"),
            every: values.number("every"),
        }))
    },
};

struct Step {
    factor: f64,
    every: f64,
}

impl Schedule for Step {
    fn rate(&self, learning_rate: f64, t: u64) -> f64 {
        let falls = (real(t) / self.every).floor();
        (learning_rate * self.factor.powf(falls)).min(f64::MAX)
    }
}
