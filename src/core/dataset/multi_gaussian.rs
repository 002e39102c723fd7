//! A landscape of hills and hollows to fit.

use super::{Build, Dataset, EXTENT, POINTS, Source, Task, between, noise};
use crate::core::random::Random;
use crate::core::registry::Entry;

/// Three hills and three hollows: regression that takes a curved surface.
///
/// # Formula
/// ```text
/// t = Σ sₖ e^{−‖p − cₖ‖²/2}, s = + − + over c = (−4, 0, 4) at y = 2.5 and − + − at y = −2.5
/// ```
/// x and y uniform in ±6; t lies in ±1. The noise moves a point after its target was taken.
/// # Reference
/// After the multi gaussian of TensorFlow Playground (Smilkov et al. 2017, arXiv:1708.03788), with
/// gaussians for its cones.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "multi_gaussian",
    label: "Multi-gaussian",
    summary: "Three hills and three hollows: regression on a curved surface.",
    formula: "t = Σ sₖ e^{−‖p − cₖ‖²/2}, cₖ = (−4, 0, 4) × (2.5, −2.5), signs in turn",
    reference: "After TensorFlow Playground's multi gaussian (Smilkov et al. 2017, arXiv:1708.03788)",
    parameters: &[POINTS, noise(0.0)],
    build: |values| Dataset::new(values, MultiGaussian),
};

/// Each centre and its sign.
const HILLS: [([f64; 2], f64); 6] = [
    ([-4.0, 2.5], 1.0),
    ([0.0, 2.5], -1.0),
    ([4.0, 2.5], 1.0),
    ([-4.0, -2.5], -1.0),
    ([0.0, -2.5], 1.0),
    ([4.0, -2.5], -1.0),
];

struct MultiGaussian;

impl Source for MultiGaussian {
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
        HILLS
            .iter()
            .map(|([a, b], sign)| sign * (-((x - a) * (x - a) + (y - b) * (y - b)) / 2.0).exp())
            .sum()
    }
}
