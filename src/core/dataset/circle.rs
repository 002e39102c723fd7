//! A disc inside a ring.

use std::f64::consts::TAU;

use super::{Build, Dataset, POINTS, Source, between, noise, polar};
use crate::core::random::Random;
use crate::core::registry::Entry;

/// Class 1 fills a disc, class 0 the ring around it: no line parts them, a closed curve does.
///
/// # Formula
/// ```text
/// r = √u, u uniform in [0, 2.5²] for class 1 and in [3.5², 5²] for class 0; φ uniform in [0, 2π)
/// ```
/// so that both areas are filled evenly.
/// # Reference
/// After the circle of TensorFlow Playground (Smilkov et al. 2017, arXiv:1708.03788).
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "circle",
    label: "Circle",
    summary: "A disc inside a ring: no straight line parts them.",
    formula: "class 1: r ≤ 2.5; class 0: 3.5 ≤ r ≤ 5",
    reference: "After TensorFlow Playground's circle (Smilkov et al. 2017, arXiv:1708.03788)",
    parameters: &[POINTS, noise(0.3)],
    build: |values| Dataset::new(values, Circle),
};

struct Circle;

impl Source for Circle {
    fn place(&self, class: usize, _: f64, random: &mut Random) -> [f64; 2] {
        let (inner, outer): (f64, f64) = if class == 1 { (0.0, 2.5) } else { (3.5, 5.0) };
        let radius = between(inner * inner, outer * outer, random).sqrt();
        polar(radius, TAU * random.uniform())
    }
}
