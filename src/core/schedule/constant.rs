//! No decay.

use super::{Build, Schedule};
use crate::core::registry::Entry;

/// The same rate for ever.
///
/// # Formula
/// ```text
/// α(t) = α
/// ```
/// # Reference
/// Robbins & Monro 1951 ask for decay; without noise a constant rate converges as well.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "constant",
    label: "Constant",
    summary: "The same learning rate at every update.",
    formula: "α(t) = α",
    reference: "The default of every optimizer",
    parameters: &[],
    build: |_| Ok(Box::new(Constant)),
};

struct Constant;

impl Schedule for Constant {
    fn rate(&self, learning_rate: f64, _: u64) -> f64 {
        learning_rate
    }

    fn is_constant(&self) -> bool {
        true
    }
}
