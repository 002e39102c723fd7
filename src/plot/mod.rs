//! Pictures, drawn with plotters on whatever can be drawn on: the same code makes a canvas in the
//! browser and an SVG in a terminal.
//!
//! All places and sizes are in CSS pixels, as `f64`. Backends count in whole numbers, so they are
//! made [`UNIT`] times finer than a CSS pixel, and nothing but the [`sheet`] knows.

pub mod axis;
pub mod bars;
#[cfg(target_arch = "wasm32")]
pub mod canvas;
pub mod contour;
pub mod curves;
mod dash;
pub mod frame;
pub mod heatmap;
pub mod ink;
pub mod losses;
pub mod map;
pub mod marker;
pub mod pen;
pub mod progress;
pub mod race;
pub mod sheet;
pub mod svg;
pub mod theme;
pub mod trails;

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

impl fmt::Display for Undrawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot draw: {}", self.0)
    }
}

impl std::error::Error for Undrawn {}
