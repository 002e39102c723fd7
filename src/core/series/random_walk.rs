//! A drunkard's walk.

use super::{Build, length, noise};
use crate::core::registry::Entry;

/// Each value is the one before and a random step: it has no mean to come back to.
///
/// # Formula
/// ```text
/// x_t = x_{t−1} + σ ε_t,  x_0 = 0,  t = 1 … n,  ε_t normal
/// ```
/// # Reference
/// Pearson 1905, doi:10.1038/072294b0.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "random_walk",
    label: "Random walk",
    summary: "Each value is the one before and a random step: an average can only follow behind.",
    formula: "x_t = x_{t−1} + σ ε_t,  x_0 = 0,  t = 1 … n",
    reference: "Pearson 1905, doi:10.1038/072294b0; ε_t is normal with mean 0 and variance 1",
    parameters: &[noise(1.0, 10.0), length(500.0)],
    build: |values| {
        let noise = values.number("noise");
        Box::new(move |_, before, random| before + noise * random.normal())
    },
};
