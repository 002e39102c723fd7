//! Pictures, drawn with plotters on whatever can be drawn on: the same code makes a canvas in the
//! browser and an SVG in a terminal.
//!
//! All places and sizes are in CSS pixels, as `f64`. Backends count in whole numbers, so they are
//! made [`UNIT`] times finer than a CSS pixel, and nothing but the [`sheet`] knows.

pub mod arrows;
pub mod averages;
pub mod axis;
pub mod band;
pub mod bars;
pub mod basins;
#[cfg(target_arch = "wasm32")]
pub mod canvas;
pub mod contour;
pub mod course;
pub mod criticality;
pub mod curves;
mod dash;
pub mod decay;
pub mod diagram;
pub mod frame;
pub mod ground;
pub mod heatmap;
pub mod histogram;
pub mod ink;
pub mod landscape;
pub mod losses;
pub mod map;
pub mod marker;
pub mod networks;
pub mod pen;
pub mod powers;
pub mod progress;
pub mod race;
pub mod rates;
pub mod regions;
pub mod scatter;
pub mod sheet;
pub mod svg;
pub mod theme;
pub mod trails;
pub mod training;

use std::fmt;

pub use ink::Ink;
pub use theme::Theme;

/// Backend units in a CSS pixel.
pub const UNIT: f64 = 8.0;

/// A place: [x, y] in CSS pixels from the top left corner.
pub type Point = [f64; 2];

/// Whether it could be drawn.
pub type Drawn = Result<(), Undrawn>;

/// What a backend says when it cannot draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undrawn(String);

impl Undrawn {
    /// It, for a reason.
    fn new(reason: &dyn fmt::Display) -> Self {
        Self(reason.to_string())
    }
}

impl fmt::Display for Undrawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot draw: {}", self.0)
    }
}

impl std::error::Error for Undrawn {}
