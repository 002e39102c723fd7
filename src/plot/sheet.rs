//! Any backend of plotters, drawn on in CSS pixels.

use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontFamily, FontStyle, RGBColor, TextStyle};
use plotters_backend::{BackendCoord, DrawingBackend, DrawingErrorKind};

use super::theme::FONT;
use super::{Drawn, Ink, Point, UNIT, Undrawn};

/// How a backend sets text.
///
/// Left alone, plotters measures a text in the browser by adding a styled element to the page: that
/// shows in the page, fails under a strict style policy and does not exist in Node.
pub trait Lettering {
    /// What the backend divides a font size by.
    const SHRINKS: f64;
    /// How far above the middle of its digits the backend puts a text that is anchored there, in
    /// font sizes.
    const LIFTS: f64;

    /// The width of a text, in font sizes.
    fn width(&mut self, text: &str) -> f64;
}

/// A drawing backend, whose units are [`UNIT`] times finer than CSS pixels.
pub struct Sheet<B, L> {
    /// The backend.
    pub backend: B,
    /// How it sets text.
    pub lettering: L,
    /// Its width and height in CSS pixels.
    pub size: [f64; 2],
}

impl<B: DrawingBackend, L: Lettering> Ink for Sheet<B, L> {
    fn clear(&mut self, colour: RGBColor) -> Drawn {
        let style = colour.to_backend_color();
        let end = to_backend(&self.size);
        told(self.backend.draw_rect((0, 0), end, &style, true))
    }

    fn line(&mut self, points: &[Point], colour: RGBColor, width: f64) -> Drawn {
        if points.len() < 2 {
            return Ok(());
        }
        let style = colour.stroke_width(units(width));
        let points = points.iter().map(to_backend);
        told(self.backend.draw_path(points, &style))
    }

    fn fill(&mut self, points: &[Point], colour: RGBColor) -> Drawn {
        if points.len() < 3 {
            return Ok(());
        }
        let style = colour.to_backend_color();
        let points = points.iter().map(to_backend);
        told(self.backend.fill_polygon(points, &style))
    }

    fn text(&mut self, text: &str, at: Point, side: HPos, size: f64, colour: RGBColor) -> Drawn {
        let size = size * UNIT;
        let style = TextStyle {
            font: (FontFamily::Name(FONT), size * L::SHRINKS, FontStyle::Normal).into(),
            color: colour.to_backend_color(),
            pos: Pos::new(side, VPos::Center),
        };
        let (x, y) = to_backend(&at);
        let lower = whole(size * L::LIFTS);
        told(self.backend.draw_text(text, &style, (x, y + lower)))
    }

    fn text_width(&mut self, text: &str, size: f64) -> f64 {
        self.lettering.width(text) * size
    }
}

fn told<E: std::error::Error + Send + Sync>(result: Result<(), DrawingErrorKind<E>>) -> Drawn {
    result.map_err(|error| Undrawn(error.to_string()))
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // saturates
fn units(length: f64) -> u32 {
    (length * UNIT).round() as u32
}

#[allow(clippy::cast_possible_truncation)] // saturates
fn whole(length: f64) -> i32 {
    length.round() as i32
}

fn to_backend(&[x, y]: &Point) -> BackendCoord {
    (whole(x * UNIT), whole(y * UNIT))
}
