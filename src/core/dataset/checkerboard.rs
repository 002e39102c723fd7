//! The squares of a checkerboard.

use super::{Build, Dataset, EXTENT, POINTS, Source, noise};
use crate::core::random::Random;
use crate::core::registry::{Entry, Parameter, Scale};

/// Squares of a board that take turns in class: many small regions, which a small network cannot
/// all learn.
///
/// # Formula
/// ```text
/// class = (⌊(x+6)/s⌋ + ⌊(y+6)/s⌋) mod 2, s = 12/k, x and y uniform in the squares of the class
/// ```
/// with k squares a side.
/// # Reference
/// Exclusive or, repeated; a usual test of support vector machines: Ho & Kleinberg 1996.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "checkerboard",
    label: "Checkerboard",
    summary: "Squares that take turns in class: many small regions, too many for a small network.",
    formula: "class = (⌊(x+6)/s⌋ + ⌊(y+6)/s⌋) mod 2, s = 12/k",
    reference: "Ho & Kleinberg 1996, \"Building projectable classifiers of arbitrary complexity\"",
    parameters: &[POINTS, noise(0.0), SQUARES],
    build: |values| {
        Dataset::new(
            values,
            Checkerboard {
                squares: values.size("squares"),
            },
        )
    },
};

const SQUARES: Parameter =
    Parameter::whole("squares", "k", "Squares a side", 4, (2, 12), Scale::Linear);

struct Checkerboard {
    squares: usize,
}

impl Source for Checkerboard {
    #[allow(clippy::cast_precision_loss)]
    fn place(&self, class: usize, _: f64, random: &mut Random) -> [f64; 2] {
        let side = 2.0 * EXTENT / self.squares as f64;
        loop {
            let (column, row) = (random.below(self.squares), random.below(self.squares));
            let (right, up) = (random.uniform(), random.uniform());
            if (column + row) % 2 == class {
                return [
                    side * (column as f64 + right) - EXTENT,
                    side * (row as f64 + up) - EXTENT,
                ];
            }
        }
    }
}
