//! The picture of a surface: its contours, axes and critical points.

use super::contour;
use super::frame::{BELOW, Frame, LEFT, Rect};
use super::marker::Marker;
use super::theme::{HAIRLINE, MARKER, Theme};
use super::{Drawn, Ink, Point};
use crate::core::surface::{self, Critical, Facts, Surface, Window};

/// Room around a map where it has no labels.
const ROOM: f64 = 12.0;

/// Where a window lies in a picture of a size.
#[must_use]
pub fn frame(window: Window, size: [f64; 2]) -> Frame {
    Frame::of_window(window, Rect::inside(size, LEFT, ROOM, ROOM, BELOW + 4.0))
}

/// Draws the picture of a surface.
pub fn draw(
    ink: &dyn Ink,
    theme: &Theme,
    frame: &Frame,
    surface: &dyn Surface,
    facts: &Facts,
) -> Drawn {
    ink.clear(theme.background)?;
    contour::draw(ink, theme, frame, &|x, y| surface.value(x, y))?;
    frame.draw_border(ink, theme)?;
    frame.draw_ticks(ink, theme)?;
    let lowest = surface::lowest_minima(surface, &facts.critical_points);
    for point in &facts.critical_points {
        let at = frame.place([point.x, point.y]);
        if frame.rect().contains(at) {
            draw_critical(ink, theme, at, point.kind, lowest.contains(point))?;
        }
    }
    Ok(())
}

/// ★ a global minimum, ○ another, × a saddle, △ a maximum, ◇ where the Hessian does not decide.
fn draw_critical(
    ink: &dyn Ink,
    theme: &Theme,
    at: Point,
    kind: Critical,
    is_global: bool,
) -> Drawn {
    let radius = MARKER / 2.0;
    let width = 1.5 * HAIRLINE;
    match kind {
        Critical::Minimum if is_global => ink.marker(Marker::Star, at, 1.6 * MARKER, theme.text),
        Critical::Minimum => ink.ring(at, radius, theme.quiet, width),
        Critical::Saddle => ink.cross(at, 0.75 * radius, theme.quiet, width),
        Critical::Maximum => draw_outline(ink, theme, at, Marker::Triangle, width),
        Critical::Degenerate => draw_outline(ink, theme, at, Marker::Diamond, width),
    }
}

fn draw_outline(ink: &dyn Ink, theme: &Theme, at: Point, marker: Marker, width: f64) -> Drawn {
    let mut closed = marker.placed(at, 1.1 * MARKER);
    closed.extend(closed.first().copied());
    ink.line(&closed, theme.quiet, width)
}
