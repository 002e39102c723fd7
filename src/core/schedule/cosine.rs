//! Cosine decay.

use super::{Build, FLOOR, Schedule, along_cosine, period};
use crate::core::registry::Entry;
use crate::core::scalar::real;

/// The rate falls along half a cosine wave to a floor, and stays there.
///
/// # Formula
/// ```text
/// α(t) = f + (α−f)(1 + cos(π min(t, T)/T))/2
/// ```
/// T counts updates; f is a rate, and one above α makes the rate rise.
/// # Reference
/// Loshchilov & Hutter 2016, arXiv:1608.03983, without restarts;
/// `torch.optim.lr_scheduler.CosineAnnealingLR` up to T.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "cosine",
    label: "Cosine decay",
    summary: "The rate falls slowly, then fast, then slowly again to a floor, and stays there.",
    formula: "α(t) = f + (α−f)(1 + cos(π min(t, T)/T))/2",
    reference: "Loshchilov & Hutter 2016, arXiv:1608.03983, without restarts",
    parameters: &[period(1000.0), FLOOR],
    build: |values| {
        Ok(Box::new(Cosine {
            period: values.number("period"),
            floor: values.number("floor"),
        }))
    },
};

struct Cosine {
    period: f64,
    floor: f64,
}

impl Schedule for Cosine {
    fn rate(&self, learning_rate: f64, t: u64) -> f64 {
        let share = (real(t) / self.period).min(1.0);
        along_cosine(learning_rate, self.floor, share)
    }
}
