//! Two arms of a spiral.

use std::f64::consts::{PI, TAU};

use super::{Build, Dataset, POINTS, Source, noise, polar};
use crate::core::random::Random;
use crate::core::registry::{Entry, Kind, Parameter, Scale};

/// Two arms wound around each other: the hard one of the plane.
///
/// # Formula
/// ```text
/// r = 5 s, φ = 2π T s + π·class, s evenly in (0, 1)
/// ```
/// with T turns.
/// # Reference
/// Lang & Witbrock 1988, "Learning to tell two spirals apart".
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "spiral",
    label: "Spiral",
    summary: "Two arms wound around each other: the hardest of these for a small network.",
    formula: "r = 5 s, φ = 2π T s + π·class, s evenly in (0, 1)",
    reference: "Lang & Witbrock 1988, \"Learning to tell two spirals apart\"",
    parameters: &[POINTS, noise(0.1), TURNS],
    build: |values| {
        Dataset::new(
            values,
            Spiral {
                turns: values.number("turns"),
            },
        )
    },
};

const TURNS: Parameter = Parameter::new(
    "turns",
    "T",
    "Turns",
    Kind::Positive,
    1.75,
    (0.5, 3.0),
    Scale::Linear,
);

struct Spiral {
    turns: f64,
}

impl Source for Spiral {
    fn place(&self, class: usize, share: f64, _: &mut Random) -> [f64; 2] {
        let opposite = if class == 1 { PI } else { 0.0 };
        polar(5.0 * share, TAU * self.turns * share + opposite)
    }
}
