//! The exclusive or of two signs.

use super::{Build, Dataset, POINTS, Source, between, noise};
use crate::core::random::Random;
use crate::core::registry::Entry;

/// Class 1 where exactly one coordinate is positive: the smallest problem that no single neuron
/// solves.
///
/// # Formula
/// ```text
/// class = [x > 0] ⊕ [y > 0], |x| and |y| uniform in [0.3, 5]
/// ```
/// # Reference
/// Minsky & Papert 1969, "Perceptrons".
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "exclusive_or",
    label: "Exclusive or",
    summary: "Opposite quadrants share a class: the smallest problem no single neuron solves.",
    formula: "class = [x > 0] ⊕ [y > 0], 0.3 ≤ |x|, |y| ≤ 5",
    reference: "Minsky & Papert 1969, \"Perceptrons\"",
    parameters: &[POINTS, noise(0.3)],
    build: |values| Dataset::new(values, ExclusiveOr),
};

struct ExclusiveOr;

impl Source for ExclusiveOr {
    fn place(&self, class: usize, _: f64, random: &mut Random) -> [f64; 2] {
        let (x, y) = (between(0.3, 5.0, random), between(0.3, 5.0, random));
        let right = random.below(2) == 0;
        let above = right != (class == 1);
        [if right { x } else { -x }, if above { y } else { -y }]
    }
}
