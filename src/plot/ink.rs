//! Lines, fills and words in CSS pixels.

use std::iter::Map;
use std::slice;

use plotters::element::{Circle, Drawable, PointCollection};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::{BackendCoord, DrawingBackend, DrawingErrorKind};

use super::marker::Marker;
use super::theme::FONT;
use super::{Area, Drawn, Point, UNIT};

/// Draws on an area in CSS pixels.
pub struct Ink<'a, B: DrawingBackend> {
    area: &'a Area<B>,
}

impl<'a, B: DrawingBackend> Ink<'a, B> {
    /// Ink for an area.
    #[must_use]
    pub fn on(area: &'a Area<B>) -> Self {
        Self { area }
    }

    /// The size of the area: width and height.
    #[must_use]
    pub fn size(&self) -> [f64; 2] {
        let (width, height) = self.area.dim_in_pixel();
        [f64::from(width) / UNIT, f64::from(height) / UNIT]
    }

    /// Fills the whole area.
    pub fn clear(&self, colour: RGBColor) -> Drawn<B> {
        self.area.fill(&colour)
    }

    /// A line through points.
    pub fn line(&self, points: &[Point], colour: RGBColor, width: f64) -> Drawn<B> {
        if points.len() < 2 {
            return Ok(());
        }
        self.area.draw(&Shape {
            points,
            style: colour.stroke_width(units(width)),
            filled: false,
        })
    }

    /// A filled polygon. Parts that are joined by a line drawn there and back become one shape: a
    /// hole runs the other way round than what it is in.
    pub fn fill(&self, points: &[Point], colour: RGBColor) -> Drawn<B> {
        if points.len() < 3 {
            return Ok(());
        }
        self.area.draw(&Shape {
            points,
            style: colour.filled(),
            filled: true,
        })
    }

    /// A filled circle.
    pub fn disc(&self, centre: Point, radius: f64, colour: RGBColor) -> Drawn<B> {
        self.area.draw(&Circle::new(
            to_backend(&centre),
            units(radius),
            colour.filled(),
        ))
    }

    /// A circle.
    pub fn ring(&self, centre: Point, radius: f64, colour: RGBColor, width: f64) -> Drawn<B> {
        let style = colour.stroke_width(units(width));
        self.area
            .draw(&Circle::new(to_backend(&centre), units(radius), style))
    }

    /// A filled marker, so wide.
    pub fn marker(&self, marker: Marker, at: Point, width: f64, colour: RGBColor) -> Drawn<B> {
        let outline = marker.outline();
        let placed: Vec<Point> = outline
            .into_iter()
            .map(|[x, y]| [at[0] + x * width, at[1] + y * width])
            .collect();
        self.fill(&placed, colour)
    }

    /// A line of text, its vertical middle on `at`.
    pub fn text(&self, text: &str, at: Point, side: HPos, size: f64, colour: RGBColor) -> Drawn<B> {
        let style = text_style(size).color(&colour).pos(Pos {
            h_pos: side,
            v_pos: VPos::Center,
        });
        self.area.draw_text(text, &style, to_backend(&at))
    }

    /// The width of a line of text.
    #[must_use]
    pub fn text_width(&self, text: &str, size: f64) -> f64 {
        let size = self.area.estimate_text_size(text, &text_style(size));
        size.map_or(0.0, |(width, _)| f64::from(width) / UNIT)
    }
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
    filled: bool,
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
        if self.filled {
            backend.fill_polygon(points, &self.style)
        } else {
            backend.draw_path(points, &self.style)
        }
    }
}
