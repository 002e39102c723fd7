//! Time-based decay.

use super::{Build, Schedule, period};
use crate::core::registry::Entry;
use crate::core::scalar::real;

/// The rate falls as one over the time: to a half after one period, a third after two.
///
/// # Formula
/// ```text
/// α(t) = α / (1 + t/T)
/// ```
/// T counts updates.
/// # Reference
/// Robbins & Monro 1951, doi:10.1214/aoms/1177729586: the rates sum to infinity, their squares do
/// not.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "time_based",
    label: "Time-based decay",
    summary: "The rate falls to a half after one period, to a third after two, and so on.",
    formula: "α(t) = α / (1 + t/T)",
    reference: "Robbins & Monro 1951, doi:10.1214/aoms/1177729586",
    parameters: &[period(1000.0)],
    build: |values| {
        Ok(Box::new(TimeBased {
            period: values.number("period"),
        }))
    },
};

struct TimeBased {
    period: f64,
}

impl Schedule for TimeBased {
    fn rate(&self, learning_rate: f64, t: u64) -> f64 {
        learning_rate / (1.0 + real(t) / self.period)
    }
}
