//! One value unlike all others.

use super::{Build, day, height, length, noise};
use crate::core::registry::Entry;

/// 0 but for one day: the average draws its own weights.
///
/// # Formula
/// ```text
/// x_t = (h if t = T, otherwise 0) + σ ε_t,  t = 1 … n,  ε_t normal
/// ```
/// # Reference
/// Dirac's impulse; the average's answer is h (1−β) β^(t−T), its weights.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "spike",
    label: "Spike",
    summary: "0 but for one day: the average draws its own weights after it.",
    formula: "x_t = (h if t = T, otherwise 0) + σ ε_t,  t = 1 … n",
    reference: "Dirac's impulse; the average's answer is h (1−β) β^(t−T), its weights",
    parameters: &[height(1.0), day(50.0), noise(0.0, 10.0), length(200.0)],
    build: |values| {
        let [height, day, noise] = ["height", "day", "noise"].map(|id| values.number(id));
        Box::new(move |t, _, random| {
            let value = if t == day { height } else { 0.0 };
            value + noise * random.normal()
        })
    },
};
