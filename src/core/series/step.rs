//! A jump to another level.

use super::{Build, day, height, length, noise};
use crate::core::registry::Entry;

/// 0 up to a day, another value from the next on: how soon does an average believe it?
///
/// # Formula
/// ```text
/// x_t = (h if t > T, otherwise 0) + σ ε_t,  t = 1 … n,  ε_t normal
/// ```
/// # Reference
/// Heaviside's step; the average's answer is h (1 − β^(t−T)).
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "step",
    label: "Step",
    summary: "0 up to a day, another value after it: an average takes its time to believe it.",
    formula: "x_t = (h if t > T, otherwise 0) + σ ε_t,  t = 1 … n",
    reference: "Heaviside's step; the average's answer is h (1 − β^(t−T))",
    parameters: &[height(1.0), day(50.0), noise(0.0, 10.0), length(200.0)],
    build: |values| {
        let [height, day, noise] = ["height", "day", "noise"].map(|id| values.number(id));
        Box::new(move |t, _, random| {
            let level = if t > day { height } else { 0.0 };
            level + noise * random.normal()
        })
    },
};
