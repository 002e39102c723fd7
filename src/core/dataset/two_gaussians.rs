//! Two gaussian clouds.

use super::{Build, Dataset, POINTS, Source, noise};
use crate::core::random::Random;
use crate::core::registry::Entry;

/// Two round clouds, one a class: a straight line parts them as well as anything can.
///
/// # Formula
/// ```text
/// class 0: N((−2, −2), σ²)        class 1: N((2, 2), σ²)
/// ```
/// The noise σ is the whole spread of a cloud.
/// # Reference
/// The setting of linear discriminant analysis: Fisher 1936, doi:10.1111/j.1469-1809.1936.tb02137.x
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "two_gaussians",
    label: "Two gaussians",
    summary: "Two round clouds: a straight line parts them, and more noise makes them overlap.",
    formula: "class 0: N((−2, −2), σ²); class 1: N((2, 2), σ²)",
    reference: "Fisher 1936, doi:10.1111/j.1469-1809.1936.tb02137.x",
    parameters: &[POINTS, noise(1.0)],
    build: |values| Dataset::new(values, TwoGaussians),
};

struct TwoGaussians;

impl Source for TwoGaussians {
    fn place(&self, class: usize, _: f64, _: &mut Random) -> [f64; 2] {
        let centre = if class == 1 { 2.0 } else { -2.0 };
        [centre; 2]
    }
}
