//! How a term of the ledger goes as the run goes.

use super::curves::{self, Extent};
use super::frame::Rect;
use super::pen::Pen;
use super::theme::RunStyle;
use super::{Drawn, Ink, Theme};
use crate::core::registry::Scale;

/// The dashes of the curves, in the order of the values of a row.
pub const DASHES: [&[f64]; 3] = [&[], &[6.0, 5.0], &[0.5, 4.0]];

/// Draws the values of each step as curves up to a step, in a run's colour. A log scale where all
/// are above 0 and they span more than a decade.
pub fn draw<'a>(
    ink: &mut dyn Ink,
    theme: &Theme,
    area: Rect,
    style: RunStyle,
    title: &str,
    rows: impl Iterator<Item = (u64, &'a [f64])> + Clone,
    step: u64,
) -> Drawn {
    let rows = rows.take_while(|(at, _)| *at <= step);
    let mut extent = Extent::default();
    for value in rows.clone().flat_map(|(_, values)| values) {
        extent.add(*value);
    }
    let y = if extent.low > 0.0 && extent.high > 10.0 * extent.low {
        (extent.log_range(f64::INFINITY), Scale::Log)
    } else {
        (extent.linear_range(f64::INFINITY), Scale::Linear)
    };
    let frame = curves::frame(area, (curves::steps_range(step), Scale::Linear), y);
    curves::draw_axes(ink, theme, &frame, title)?;
    for (i, dash) in DASHES.into_iter().enumerate() {
        let mut pen = Pen::for_curve(RunStyle { dash, ..style });
        let points = rows
            .clone()
            .filter_map(|(at, values)| Some((at, *values.get(i)?)));
        let places = points.map(|(at, value)| frame.place([at as f64, value]));
        pen.draw(ink, &frame.rect(), places)?;
    }
    Ok(())
}
