//! Linear warm-up.

use super::{Build, Schedule, updates};
use crate::core::registry::Entry;
use crate::core::scalar::real;

/// The rate rises evenly to its full value, and stays there.
///
/// # Formula
/// ```text
/// α(t) = α min(1, (t+1)/N)
/// ```
/// N counts updates: the first has the rate α/N, the Nth and all later ones α.
/// # Reference
/// Goyal et al. 2017, arXiv:1706.02677, section 2.2.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "warmup",
    label: "Linear warm-up",
    summary: "The rate rises evenly to its full value: small steps while the averages fill.",
    formula: "α(t) = α min(1, (t+1)/N)",
    reference: "Goyal et al. 2017, arXiv:1706.02677, section 2.2",
    parameters: &[updates("steps", "N", "Steps", 100.0)],
    build: |values| {
        Ok(Box::new(Warmup {
            steps: values.number("steps"),
        }))
    },
};

struct Warmup {
    steps: f64,
}

impl Schedule for Warmup {
    fn rate(&self, learning_rate: f64, t: u64) -> f64 {
        learning_rate * ((real(t) + 1.0) / self.steps).min(1.0)
    }
}
