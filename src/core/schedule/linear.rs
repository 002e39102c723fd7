//! Linear decay.

use super::{Build, FLOOR, Schedule, between, period};
use crate::core::registry::Entry;
use crate::core::scalar::real;

/// The rate falls evenly to a floor, and stays there.
///
/// # Formula
/// ```text
/// α(t) = α + (f−α) min(t, T)/T
/// ```
/// T counts updates; f is a rate, and one above α makes the rate rise.
/// # Reference
/// `torch.optim.lr_scheduler.LinearLR`, with the floor as a rate in place of a factor.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "linear",
    label: "Linear decay",
    summary: "The rate falls evenly to a floor, and stays there.",
    formula: "α(t) = α + (f−α) min(t, T)/T",
    reference: "torch.optim.lr_scheduler.LinearLR, with the floor as a rate",
    parameters: &[period(1000.0), FLOOR],
    build: |values| {
        Ok(Box::new(Linear {
            period: values.number("period"),
            floor: values.number("floor"),
        }))
    },
};

struct Linear {
    period: f64,
    floor: f64,
}

impl Schedule for Linear {
    fn rate(&self, learning_rate: f64, t: u64) -> f64 {
        let share = (real(t) / self.period).min(1.0);
        between(learning_rate, self.floor, share)
    }
}
