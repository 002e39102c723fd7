//! Input features: what a network is given of a point.

use crate::core::Error;

/// A number made of a point's coordinates.
#[derive(Debug)]
pub struct Feature {
    /// Stable name, snake_case.
    pub id: &'static str,
    /// What a reader sees, and its formula: "x²".
    pub label: &'static str,
    /// The number, of x and y.
    pub value: fn(f64, f64) -> f64,
}

/// Every feature there is.
pub const ALL: &[Feature] = &[
    Feature {
        id: "x",
        label: "x",
        value: |x, _| x,
    },
    Feature {
        id: "y",
        label: "y",
        value: |_, y| y,
    },
    Feature {
        id: "x_squared",
        label: "x²",
        value: |x, _| x * x,
    },
    Feature {
        id: "y_squared",
        label: "y²",
        value: |_, y| y * y,
    },
    Feature {
        id: "x_times_y",
        label: "x y",
        value: |x, y| x * y,
    },
    Feature {
        id: "sin_x",
        label: "sin x",
        value: |x, _| x.sin(),
    },
    Feature {
        id: "sin_y",
        label: "sin y",
        value: |_, y| y.sin(),
    },
];

/// Finds a feature by its id.
///
/// # Errors
/// [`Error::UnknownId`].
pub fn find(id: &str) -> Result<&'static Feature, Error> {
    ALL.iter()
        .find(|feature| feature.id == id)
        .ok_or_else(|| Error::UnknownId {
            kind: "feature",
            id: id.to_owned(),
            allowed: ALL.iter().map(|feature| feature.id).collect(),
        })
}
