//! Lines, fills and words in CSS pixels.

use std::iter::Map;
use std::slice;

use plotters::drawing::DrawingAreaErrorKind;
use plotters::element::{Drawable, PointCollection};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::{BackendCoord, DrawingBackend, DrawingErrorKind};

use super::marker::Marker;
use super::theme::{FONT, OUTLINE};
use super::{Area, Drawn, Point, UNIT, Undrawn};

/// What pictures are drawn with: any [`Area`] of any backend of plotters.
pub trait Ink {
    /// The width and height there is.
    fn size(&self) -> [f64; 2];

    /// Fills everything.
    fn clear(&self, colour: RGBColor) -> Drawn;

    /// A line through points.
    fn line(&self, points: &[Point], colour: RGBColor, width: f64) -> Drawn;

    /// A filled polygon. Parts that are joined by a line drawn there and back become one shape: a
    /// hole runs the other way round than what it is in.
    fn fill(&self, points: &[Point], colour: RGBColor) -> Drawn;

    /// A line of text with its vertical middle on `at`.
    fn text(&self, text: &str, at: Point, side: HPos, size: f64, colour: RGBColor) -> Drawn;

    /// The width of a line of text.
    fn text_width(&self, text: &str, size: f64) -> f64;

    /// A filled marker, so wide.
    fn marker(&self, marker: Marker, at: Point, width: f64, colour: RGBColor) -> Drawn {
        self.fill(&marker.placed(at, width), colour)
    }

    /// The outline of a marker, so wide.
    fn outline(&self, marker: Marker, at: Point, width: f64, colour: RGBColor) -> Drawn {
        let mut corners = marker.placed(at, width);
        corners.extend(corners.first().copied());
        self.line(&corners, colour, OUTLINE)
    }

    /// Two lines crossed aslant, whose ends lie so far to each side.
    fn cross(&self, at: Point, arm: f64, colour: RGBColor, width: f64) -> Drawn {
        for slope in [-1.0, 1.0] {
            let ends = [-arm, arm].map(|dx| [at[0] + dx, at[1] + slope * dx]);
            self.line(&ends, colour, width)?;
        }
        Ok(())
    }
}

impl<B: DrawingBackend> Ink for Area<B> {
    fn size(&self) -> [f64; 2] {
        let (width, height) = self.dim_in_pixel();
        [f64::from(width) / UNIT, f64::from(height) / UNIT]
    }

    fn clear(&self, colour: RGBColor) -> Drawn {
        Area::fill(self, &colour).map_err(undrawn)
    }

    fn line(&self, points: &[Point], colour: RGBColor, width: f64) -> Drawn {
        if points.len() < 2 {
            return Ok(());
        }
        self.draw(&Shape {
            points,
            style: colour.stroke_width(units(width)),
        })
        .map_err(undrawn)
    }

    fn fill(&self, points: &[Point], colour: RGBColor) -> Drawn {
        if points.len() < 3 {
            return Ok(());
        }
        self.draw(&Shape {
            points,
            style: colour.filled(),
        })
        .map_err(undrawn)
    }

    fn text(&self, text: &str, at: Point, side: HPos, size: f64, colour: RGBColor) -> Drawn {
        let style = text_style(size).color(&colour).pos(Pos {
            h_pos: side,
            v_pos: VPos::Center,
        });
        self.draw_text(text, &style, to_backend(&at))
            .map_err(undrawn)
    }

    fn text_width(&self, text: &str, size: f64) -> f64 {
        let size = self.estimate_text_size(text, &text_style(size));
        size.map_or(0.0, |(width, _)| f64::from(width) / UNIT)
    }
}

fn undrawn<E: std::error::Error + Send + Sync>(error: DrawingAreaErrorKind<E>) -> Undrawn {
    Undrawn(error.to_string())
}

fn text_style(size: f64) -> TextStyle<'static> {
    let family = FontFamily::Name(FONT);
    TextStyle::from((family, size * UNIT, FontStyle::Normal))
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn units(length: f64) -> u32 {
    (length * UNIT).round() as u32
}

#[allow(clippy::cast_possible_truncation)] // saturates
fn to_backend(&[x, y]: &Point) -> BackendCoord {
    ((x * UNIT).round() as i32, (y * UNIT).round() as i32)
}

/// A polygon or an open line whose points are borrowed: plotters' own elements copy them.
struct Shape<'a> {
    points: &'a [Point],
    style: ShapeStyle,
}

impl<'a> PointCollection<'a, BackendCoord> for &'a Shape<'_> {
    type Point = BackendCoord;
    type IntoIter = Map<slice::Iter<'a, Point>, fn(&Point) -> BackendCoord>;

    fn point_iter(self) -> Self::IntoIter {
        self.points.iter().map(to_backend)
    }
}

impl<B: DrawingBackend> Drawable<B> for Shape<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        points: I,
        backend: &mut B,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        if self.style.filled {
            backend.fill_polygon(points, &self.style)
        } else {
            backend.draw_path(points, &self.style)
        }
    }
}
