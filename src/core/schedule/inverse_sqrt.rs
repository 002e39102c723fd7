//! Decay with the square root of the time.

use super::{Build, Schedule};
use crate::core::registry::{Entry, Kind, Parameter, Scale};
use crate::core::scalar::real;

/// The rate falls as one over the square root of the time.
///
/// # Formula
/// ```text
/// α(t) = α k / √(t+1)
/// ```
/// k is a pure number above 0.
/// # Reference
/// Zinkevich 2003, "Online Convex Programming and Generalized Infinitesimal Gradient Ascent", with
/// updates counted from 0.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "inverse_sqrt",
    label: "Inverse square root",
    summary: "The rate falls with the square root of the time: fast at first, then ever slower.",
    formula: "α(t) = α k / √(t+1)",
    reference: "Zinkevich 2003, with updates counted from 0",
    parameters: &[Parameter::new(
        "scale",
        "k",
        "Scale",
        Kind::Positive,
        1.0,
        (0.1, 100.0),
        Scale::Log,
    )],
    build: |values| {
        Ok(Box::new(InverseSqrt {
            scale: values.number("scale"),
        }))
    },
};

struct InverseSqrt {
    scale: f64,
}

impl Schedule for InverseSqrt {
    fn rate(&self, learning_rate: f64, t: u64) -> f64 {
        (learning_rate * (self.scale / (real(t) + 1.0).sqrt())).min(f64::MAX)
    }
}
