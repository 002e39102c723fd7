//! Several gaussian clouds.

use std::f64::consts::{FRAC_PI_2, TAU};

use super::{Build, Dataset, POINTS, Source, Task, noise, polar};
use crate::core::random::Random;
use crate::core::registry::{Entry, Parameter, Scale};

/// Several round clouds on a circle, one a class.
///
/// # Formula
/// ```text
/// class c of k: N(4 (cos φ, sin φ), σ²), φ = π/2 + 2π c/k
/// ```
/// The noise σ is the whole spread of a cloud.
/// # Reference
/// After `sklearn.datasets.make_blobs`, with the centres on a circle.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "blobs",
    label: "Blobs",
    summary: "Three clouds or more on a circle, one a class, for softmax.",
    formula: "class c of k: N(4 (cos φ, sin φ), σ²), φ = π/2 + 2π c/k",
    reference: "After sklearn.datasets.make_blobs, with the centres on a circle",
    parameters: &[POINTS, noise(0.9), CLASSES],
    build: |values| {
        Dataset::new(
            values,
            Blobs {
                classes: values.size("classes"),
            },
        )
    },
};

const CLASSES: Parameter = Parameter::whole("classes", "k", "Classes", 3, (3, 10), Scale::Linear);

struct Blobs {
    classes: usize,
}

impl Source for Blobs {
    fn task(&self) -> Task {
        Task::Classes(self.classes)
    }

    #[allow(clippy::cast_precision_loss)]
    fn place(&self, class: usize, _: f64, _: &mut Random) -> [f64; 2] {
        polar(4.0, FRAC_PI_2 + TAU * class as f64 / self.classes as f64)
    }
}
