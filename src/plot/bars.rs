//! Bar charts.

use plotters::style::RGBColor;

use super::frame::Frame;
use super::{Drawn, Ink};

/// The share of its place that a bar fills, where there is room for a gap.
const FILLED: f64 = 0.8;

/// Draws bars from 0 to each value, one after the other at 0, 1, 2, … of the horizontal axis: bar i
/// stands between i − ½ and i + ½. What is not finite has none. Where bars are narrower than a pixel,
/// a few stand as one, with the first's value.
pub fn draw(
    ink: &mut dyn Ink,
    frame: &Frame,
    colour: RGBColor,
    values: impl IntoIterator<Item = f64>,
) -> Drawn {
    let rect = frame.rect();
    let base = frame.y.place(0.0).clamp(rect.top, rect.bottom);
    let one = frame.x.place(1.0) - frame.x.place(0.0);
    let every = (1.0 / one).ceil().clamp(1.0, 1e6);
    let width = one * every;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // from 1 to 10⁶
    let (values, step) = (values.into_iter().enumerate(), every as usize);
    for (i, value) in values.step_by(step) {
        let from = frame.x.place(i as f64 - 0.5);
        let to = from + width;
        // Bars of a pixel or two stand side by side, on whole pixels so that no seam shows.
        let [left, right] = if width > 3.0 {
            let gap = width * (1.0 - FILLED) / 2.0;
            [from + gap, to - gap]
        } else {
            [from, to].map(f64::round)
        };
        let [left, right] = [left, right].map(|x| x.clamp(rect.left, rect.right));
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
