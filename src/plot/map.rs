//! The picture of a surface: its contours, axes and critical points.

use super::contour;
use super::frame::{BELOW, Frame, LEFT, Rect};
use super::marker::Marker;
use super::theme::{HAIRLINE, MARKER, Theme};
use super::{Drawn, Ink, Point};
use crate::core::surface::{self, Critical, Facts, Surface, Window};

/// Room around a map where it has no labels.
const ROOM: f64 = 12.0;

/// More critical points than this are drawn smaller.
const CROWD: usize = 50;

/// Where a window lies in a picture of a size.
#[must_use]
pub fn frame(window: Window, size: [f64; 2]) -> Frame {
    Frame::of_window(window, Rect::inside(size, LEFT, ROOM, ROOM, BELOW + 4.0))
}

/// Draws the picture of a surface. ★ marks a global minimum.
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
    let points = &facts.critical_points;
    let lowest = surface::lowest_minima(surface, points);
    let size = if points.len() > CROWD {
        0.6 * MARKER
    } else {
        MARKER
    };
    for point in points {
        let at = frame.place([point.x, point.y]);
        if !frame.rect().contains(at) {
            continue;
        }
        if lowest.contains(point) {
            ink.marker(Marker::Star, at, 1.6 * MARKER, theme.text)?;
        } else {
            draw_critical(ink, theme, at, size, point.kind)?;
        }
    }
    Ok(())
}

/// ○ a minimum, × a saddle, △ a maximum, ◇ where the Hessian does not decide.
fn draw_critical(ink: &dyn Ink, theme: &Theme, at: Point, size: f64, kind: Critical) -> Drawn {
    let colour = theme.quiet;
    let width = 1.5 * HAIRLINE;
    let outline = |marker: Marker| {
        let mut corners = marker.placed(at, 1.1 * size);
        corners.extend(corners.first().copied());
        ink.line(&corners, colour, width)
    };
    match kind {
        Critical::Minimum => ink.ring(at, 0.5 * size, colour, width),
        Critical::Saddle => ink.cross(at, 0.4 * size, colour, width),
        Critical::Maximum => outline(Marker::Triangle),
        Critical::Degenerate => outline(Marker::Diamond),
    }
}
