//! How the weights or the gradients of a layer are spread.

use super::frame::{Frame, Rect};
use super::theme::{RunStyle, Theme};
use super::{Drawn, Ink, bars, curves};
use crate::core::experiment::Histogram;
use crate::core::registry::Scale;

/// Draws a bar for each bin, as high as it has values.
pub fn draw(
    ink: &mut dyn Ink,
    theme: &Theme,
    area: Rect,
    style: RunStyle,
    title: &str,
    histogram: &Histogram,
) -> Drawn {
    let most = histogram.counts.iter().copied().max().unwrap_or(0);
    let y = (
        [0.0, curves::range_end(f64::from(most.max(1)), 1.0)],
        Scale::Linear,
    );
    let frame = curves::frame(area, (histogram.range, Scale::Linear), y);
    curves::draw_axes(ink, theme, &frame, title)?;
    let bins = histogram.counts.len() as f64;
    let of_bars = Frame::new(frame.rect(), ([-0.5, bins - 0.5], Scale::Linear), y);
    let counts = histogram.counts.iter().map(|&count| f64::from(count));
    bars::draw(ink, &of_bars, style.colour, counts)
}
