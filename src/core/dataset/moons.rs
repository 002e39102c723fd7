//! Two half moons.

use std::f64::consts::PI;

use super::{Build, Dataset, POINTS, Source, noise};
use crate::core::random::Random;
use crate::core::registry::Entry;

/// Two half circles, each reaching into the other.
///
/// # Formula
/// ```text
/// class 0: 3 (cos φ − ½, sin φ − ¼)        class 1: 3 (½ − cos φ, ¼ − sin φ)        φ evenly in (0, π)
/// ```
/// # Reference
/// `sklearn.datasets.make_moons`, centred at 0 and three times as large.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "moons",
    label: "Moons",
    summary: "Two half moons, each reaching into the other: a gently curved boundary.",
    formula: "class 0: 3 (cos φ − ½, sin φ − ¼); class 1: 3 (½ − cos φ, ¼ − sin φ)",
    reference: "sklearn.datasets.make_moons, centred and three times as large",
    parameters: &[POINTS, noise(0.3)],
    build: |values| Dataset::new(values, Moons),
};

struct Moons;

impl Source for Moons {
    fn place(&self, class: usize, share: f64, _: &mut Random) -> [f64; 2] {
        let (sin, cos) = (PI * share).sin_cos();
        let side = if class == 1 { -3.0 } else { 3.0 };
        [side * (cos - 0.5), side * (sin - 0.25)]
    }
}
