//! A line between measured points, both axes logarithmic.

use super::curves;
use super::frame::Rect;
use super::pen::Pen;
use super::theme::{MARKER, RunStyle, Theme};
use super::{Drawn, Ink};
use crate::core::registry::Scale;

/// Draws a line through points [x, y] in order, a marker on each. Points that are not above 0 leave
/// a gap; those at x = `pointed` have a larger marker.
pub fn draw(
    ink: &mut dyn Ink,
    theme: &Theme,
    area: Rect,
    style: RunStyle,
    title: &str,
    points: &[[f64; 2]],
    pointed: f64,
) -> Drawn {
    let shown = |axis: usize| {
        let values = points.iter().map(move |point| point[axis]);
        values.filter(|value| value.is_finite() && *value > 0.0)
    };
    let range = |axis: usize| {
        let low = shown(axis).fold(f64::INFINITY, f64::min);
        let high = shown(axis).fold(0.0, f64::max);
        if low > high {
            return [1.0, 10.0];
        }
        let bottom = 10_f64.powf(low.log10().floor());
        [bottom, 10_f64.powf(high.log10().ceil()).max(10.0 * bottom)]
    };
    let frame = curves::frame(area, (range(0), Scale::Log), (range(1), Scale::Log));
    curves::draw_axes(ink, theme, &frame, title)?;
    let places = || {
        let place = |&[x, y]: &[f64; 2]| {
            if x > 0.0 && y > 0.0 {
                [x, y]
            } else {
                [f64::NAN; 2]
            }
        };
        points.iter().map(place)
    };
    let rect = frame.rect();
    let mut pen = Pen::for_path(style, &rect);
    pen.draw(ink, &rect, places().map(|point| frame.place(point)))?;
    for point in places().filter(|[x, y]| (x + y).is_finite()) {
        let width = if point[0] == pointed { 1.6 } else { 0.7 } * MARKER;
        ink.marker(style.marker, frame.place(point), width, style.colour)?;
    }
    Ok(())
}
