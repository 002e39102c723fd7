//! The picture of a surface: its contours, axes and critical points.

use plotters::style::RGBColor;

use super::contour::{self, Field};
use super::frame::{BELOW, Frame, LEFT, Rect};
use super::marker::Marker;
use super::theme::{MARKER, OUTLINE, SMALL, Theme};
use super::{Drawn, Ink, Point};
use crate::core::experiment::Descent;
use crate::core::registry::Scale;
use crate::core::surface::{self, Critical, Window};
use plotters::style::text_anchor::HPos;

/// Room around a map where it has no labels.
const ROOM: f64 = 12.0;

/// More critical points than this are drawn smaller.
const CROWD: usize = 50;

/// Where a window lies in an area.
#[must_use]
pub fn frame(window: Window, area: Rect) -> Frame {
    Frame::of_window(window, area.inset(LEFT, ROOM, ROOM, BELOW + 4.0))
}

/// Where a window fills an area, stretched to its shape.
#[must_use]
pub(super) fn plane(window: Window, area: Rect) -> Frame {
    let rect = area.inset(LEFT, ROOM, ROOM, BELOW + 4.0);
    Frame::new(rect, (window.x, Scale::Linear), (window.y, Scale::Linear))
}

/// Draws the picture of a race's surface and of the critical points in all that is seen of it. ★
/// marks a global minimum of its window.
pub fn draw(ink: &mut dyn Ink, theme: &Theme, frame: &Frame, race: &Descent) -> Drawn {
    let surface = race.surface();
    let value = |x: f64, y: f64| surface.value(x, y);
    let field = Field::sample(frame.window(), contour::nodes(frame), &value);
    draw_field(ink, theme, frame, race, field)
}

/// The same over values of the surface that are known.
pub(super) fn draw_field(
    ink: &mut dyn Ink,
    theme: &Theme,
    frame: &Frame,
    race: &Descent,
    field: Field,
) -> Drawn {
    contour::draw_field(ink, theme, frame, field)?;
    frame.draw_border(ink, theme)?;
    frame.draw_ticks(ink, theme)?;
    draw_names(ink, theme, frame, race.surface().axes())?;
    let marks = marks(frame, race);
    let size = if marks.len() > CROWD {
        0.6 * MARKER
    } else {
        MARKER
    };
    for mark in marks {
        if mark.is_global {
            ink.marker(Marker::Star, mark.at, 1.6 * MARKER, theme.text)?;
        } else {
            draw_critical(ink, theme.quiet, mark.at, size, mark.kind)?;
        }
    }
    Ok(())
}

/// The mark of a critical point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// Where it stands in the picture.
    pub at: Point,
    /// The kind of the point.
    pub kind: Critical,
    /// Whether it is a global minimum of the surface's window.
    pub is_global: bool,
}

/// The marks of the critical points in all that is seen of a race's surface.
#[must_use]
pub fn marks(frame: &Frame, race: &Descent) -> Vec<Mark> {
    let lowest = surface::lowest_minima(race.surface(), &race.facts().critical_points);
    let points = race.points_in(frame.window());
    let marks = points.iter().map(|point| Mark {
        at: frame.place([point.x, point.y]),
        kind: point.kind,
        is_global: lowest.contains(point),
    });
    marks
        .filter(|mark| frame.rect().contains(mark.at))
        .collect()
}

/// The names of the axes, inside the plane at their ends; x and y need none.
fn draw_names(ink: &mut dyn Ink, theme: &Theme, frame: &Frame, [x, y]: [&str; 2]) -> Drawn {
    if x == "x" {
        return Ok(());
    }
    let rect = frame.rect();
    let below = [rect.right - 0.5 * SMALL, rect.bottom - SMALL];
    ink.text(x, below, HPos::Right, SMALL, theme.text)?;
    let above = [rect.left + 0.5 * SMALL, rect.top + SMALL];
    ink.text(y, above, HPos::Left, SMALL, theme.text)
}

/// ○ a minimum, × a saddle, △ a maximum, ◇ where the Hessian does not decide.
pub(super) fn draw_critical(
    ink: &mut dyn Ink,
    colour: RGBColor,
    at: Point,
    size: f64,
    kind: Critical,
) -> Drawn {
    match kind {
        Critical::Minimum => ink.outline(Marker::Circle, at, 1.1 * size, colour),
        Critical::Saddle => ink.cross(at, 0.4 * size, colour, OUTLINE),
        Critical::Maximum => ink.outline(Marker::Triangle, at, 1.1 * size, colour),
        Critical::Degenerate => ink.outline(Marker::Diamond, at, 1.1 * size, colour),
    }
}
