//! The picture of a surface: its contours, axes and critical points.

use plotters_backend::DrawingBackend;

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
pub fn draw<B: DrawingBackend>(
    ink: &Ink<'_, B>,
    theme: &Theme,
    frame: &Frame,
    surface: &dyn Surface,
    facts: &Facts,
) -> Drawn<B> {
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
fn draw_critical<B: DrawingBackend>(
    ink: &Ink<'_, B>,
    theme: &Theme,
    at: Point,
    kind: Critical,
    is_global: bool,
) -> Drawn<B> {
    let radius = MARKER / 2.0;
    let width = 1.5 * HAIRLINE;
    match kind {
        Critical::Minimum if is_global => ink.marker(Marker::Star, at, 1.6 * MARKER, theme.text),
        Critical::Minimum => ink.ring(at, radius, theme.quiet, width),
        Critical::Saddle => {
            let arm = 0.75 * radius;
            for slope in [-1.0, 1.0] {
                let ends = [-arm, arm].map(|dx| [at[0] + dx, at[1] + slope * dx]);
                ink.line(&ends, theme.quiet, width)?;
            }
            Ok(())
        }
        Critical::Maximum => draw_outline(ink, theme, at, Marker::Triangle, width),
        Critical::Degenerate => draw_outline(ink, theme, at, Marker::Diamond, width),
    }
}

fn draw_outline<B: DrawingBackend>(
    ink: &Ink<'_, B>,
    theme: &Theme,
    at: Point,
    marker: Marker,
    width: f64,
) -> Drawn<B> {
    let corners = marker.outline();
    let closed: Vec<Point> = corners
        .iter()
        .chain(corners.first())
        .map(|[x, y]| [at[0] + x * 1.1 * MARKER, at[1] + y * 1.1 * MARKER])
        .collect();
    ink.line(&closed, theme.quiet, width)
}
