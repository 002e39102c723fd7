//! What pictures are drawn with: lines, fills and words, in CSS pixels.

use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

use super::marker::Marker;
use super::theme::OUTLINE;
use super::{Drawn, Point};

/// Something to draw with. Every backend of plotters becomes one as a [`Sheet`](super::sheet::Sheet).
pub trait Ink {
    /// Fills everything.
    fn clear(&mut self, colour: RGBColor) -> Drawn;

    /// A line through points.
    fn line(&mut self, points: &[Point], colour: RGBColor, width: f64) -> Drawn;

    /// A filled polygon. Parts that are joined by a line drawn there and back become one shape: a
    /// hole runs the other way round than what it is in.
    fn fill(&mut self, points: &[Point], colour: RGBColor) -> Drawn;

    /// A line of text with its vertical middle on `at`.
    fn text(&mut self, text: &str, at: Point, side: HPos, size: f64, colour: RGBColor) -> Drawn;

    /// The width of a line of text.
    fn text_width(&mut self, text: &str, size: f64) -> f64;

    /// A filled marker, so wide.
    fn marker(&mut self, marker: Marker, at: Point, width: f64, colour: RGBColor) -> Drawn {
        self.fill(&marker.placed(at, width), colour)
    }

    /// The outline of a marker, so wide.
    fn outline(&mut self, marker: Marker, at: Point, width: f64, colour: RGBColor) -> Drawn {
        let mut corners = marker.placed(at, width);
        corners.extend(corners.first().copied());
        self.line(&corners, colour, OUTLINE)
    }

    /// Two lines crossed aslant, whose ends lie so far to each side.
    fn cross(&mut self, at: Point, arm: f64, colour: RGBColor, width: f64) -> Drawn {
        for slope in [-1.0, 1.0] {
            let ends = [-arm, arm].map(|dx| [at[0] + dx, at[1] + slope * dx]);
            self.line(&ends, colour, width)?;
        }
        Ok(())
    }
}
