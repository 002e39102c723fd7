//! Bar charts.

use plotters::style::RGBColor;

use super::frame::Frame;
use super::{Drawn, Ink};

/// The share of its place that a bar fills, where there is room for a gap.
const FILLED: f64 = 0.8;

/// Draws bars from 0 to each value, one after the other at 0, 1, 2, … of the horizontal axis: bar i
/// stands between i − ½ and i + ½. What is not finite has none.
pub fn draw(
    ink: &mut dyn Ink,
    frame: &Frame,
    colour: RGBColor,
    values: impl IntoIterator<Item = f64>,
) -> Drawn {
    let rect = frame.rect();
    let base = frame.y.place(0.0).clamp(rect.top, rect.bottom);
    for (i, value) in values.into_iter().enumerate() {
        let [from, to] = [-0.5, 0.5].map(|half| frame.x.place(i as f64 + half));
        let width = to - from;
        // Bars of a pixel or two stand side by side.
        let gap = if width > 3.0 {
            width * (1.0 - FILLED) / 2.0
        } else {
            0.0
        };
        let [left, right] = [from + gap, to - gap].map(|x| x.clamp(rect.left, rect.right));
        let end = frame.y.place(value);
        if end.is_nan() || left >= right {
            continue;
        }
        let end = end.clamp(rect.top, rect.bottom);
        ink.fill(
            &[[left, base], [left, end], [right, end], [right, base]],
            colour,
        )?;
    }
    Ok(())
}
