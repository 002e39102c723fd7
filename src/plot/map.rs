//! The picture of a surface: its contours, axes and critical points.

use super::contour;
use super::frame::{BELOW, Frame, LEFT, Rect};
use super::marker::Marker;
use super::theme::{MARKER, OUTLINE, Theme};
use super::{Drawn, Ink, Point};
use crate::core::surface::{self, Critical, Facts, Surface, Window};

/// Room around a map where it has no labels.
const ROOM: f64 = 12.0;

/// More critical points than this are drawn smaller.
const CROWD: usize = 50;

/// Where a window lies in an area.
#[must_use]
pub fn frame(window: Window, area: Rect) -> Frame {
    Frame::of_window(window, area.inset(LEFT, ROOM, ROOM, BELOW + 4.0))
}

/// Draws the picture of a surface. ★ marks a global minimum of its window; the other critical points
/// are those of all that is seen.
pub fn draw(
    ink: &mut dyn Ink,
    theme: &Theme,
    frame: &Frame,
    surface: &dyn Surface,
    facts: &Facts,
) -> Drawn {
    contour::draw(ink, theme, frame, &|x, y| surface.value(x, y))?;
    frame.draw_border(ink, theme)?;
    frame.draw_ticks(ink, theme)?;
    let lowest = surface::lowest_minima(surface, &facts.critical_points);
    let points = facts.clone().in_window(surface, frame.window());
    let points = &points.critical_points;
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
fn draw_critical(ink: &mut dyn Ink, theme: &Theme, at: Point, size: f64, kind: Critical) -> Drawn {
    match kind {
        Critical::Minimum => ink.outline(Marker::Circle, at, 1.1 * size, theme.quiet),
        Critical::Saddle => ink.cross(at, 0.4 * size, theme.quiet, OUTLINE),
        Critical::Maximum => ink.outline(Marker::Triangle, at, 1.1 * size, theme.quiet),
        Critical::Degenerate => ink.outline(Marker::Diamond, at, 1.1 * size, theme.quiet),
    }
}
