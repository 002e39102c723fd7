//! A plane to fit.

use super::{Build, Dataset, EXTENT, POINTS, Source, Task, between, noise};
use crate::core::random::Random;
use crate::core::registry::Entry;

/// A target that rises evenly along the diagonal: linear regression.
///
/// # Formula
/// ```text
/// t = (x + y)/12, x and y uniform in ±6, so that t lies in ±1
/// ```
/// The noise moves a point after its target was taken.
/// # Reference
/// After the plane of TensorFlow Playground (Smilkov et al. 2017, arXiv:1708.03788).
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "plane",
    label: "Plane",
    summary: "A target that rises evenly along the diagonal: linear regression.",
    formula: "t = (x + y)/12",
    reference: "After TensorFlow Playground's plane (Smilkov et al. 2017, arXiv:1708.03788)",
    parameters: &[POINTS, noise(0.0)],
    build: |values| Dataset::new(values, Plane),
};

struct Plane;

impl Source for Plane {
    fn task(&self) -> Task {
        Task::Regression
    }

    fn place(&self, _: usize, _: f64, random: &mut Random) -> [f64; 2] {
        [
            between(-EXTENT, EXTENT, random),
            between(-EXTENT, EXTENT, random),
        ]
    }

    fn target(&self, _: usize, [x, y]: [f64; 2]) -> f64 {
        (x + y) / (2.0 * EXTENT)
    }
}
