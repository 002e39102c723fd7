//! The picture of a race over many seeds: the median of every curve, and the band between its
//! quartiles.

use super::curves::{self, Extent};
use super::frame::{Frame, Rect};
use super::pen::Pen;
use super::rates::{counted, heights, style_of, zero};
use super::svg::svg;
use super::theme::{HAIRLINE, Theme, mix};
use super::{Drawn, Ink, Point, Undrawn};
use crate::core::analysis::seed_band::SeedBand;
use crate::core::experiment::RunConfig;
use crate::core::registry::Scale;

/// A loss is followed until it is so many times that of the start.
const FOLLOWED: f64 = 1e2;
/// The share of a run's colour in its band.
const TINT: f64 = 0.22;

fn seen(band: &SeedBand) -> impl Iterator<Item = (usize, &RunConfig)> {
    let runs = band.config().race.runs().iter().enumerate();
    runs.filter(|(_, run)| !run.hidden)
}

/// Where the chart of a band lies in an area.
#[must_use]
pub fn frame(band: &SeedBand, area: Rect) -> Frame {
    let zero = zero(band.floor());
    let mut extent = Extent::default();
    let mut most = 0.0_f64;
    for (run, _) in seen(band) {
        let quartiles = band.quartiles(run);
        most = quartiles
            .first()
            .map_or(most, |first| most.max(first[2] - zero));
        for loss in quartiles.iter().flatten() {
            extent.add(loss - zero);
        }
    }
    let y = heights(&extent, FOLLOWED * most, band.floor());
    let steps = [0.0, band.config().steps as f64];
    curves::frame(area, (steps, Scale::Linear), y).counting()
}

/// Draws the bands, and the medians over them.
pub fn draw(ink: &mut dyn Ink, theme: &Theme, frame: &Frame, band: &SeedBand) -> Drawn {
    let zero = zero(band.floor());
    let above = if zero == 0.0 {
        ""
    } else {
        " above the minimum"
    };
    let seeds = band.done();
    let against = format!("against {}", counted(&band.config().race));
    let title = format!("loss{above} {against}: median and middle half of {seeds} seeds");
    let short = format!("loss{above} of {seeds} seeds, {against}");
    curves::draw_axes_under(ink, theme, frame, [&title, &short])?;
    let rect = frame.rect();
    let line = |run: usize, quarter: usize| -> Vec<Point> {
        let quartiles = band.quartiles(run);
        let points = band.steps().iter().zip(quartiles);
        points
            .map(|(&step, losses)| frame.place([step as f64, losses[quarter].min(f64::MAX) - zero]))
            .collect()
    };
    let inside = |[x, y]: Point| [x, y.clamp(rect.top, rect.bottom)];
    for (run, config) in seen(band) {
        let colour = style_of(theme, run, config).colour;
        let (low, high) = (line(run, 0), line(run, 2));
        let outline: Vec<Point> = low.into_iter().chain(high.into_iter().rev()).collect();
        let outline: Vec<Point> = outline.into_iter().map(inside).collect();
        ink.fill(&outline, mix(theme.background, colour, TINT))?;
    }
    for (run, config) in seen(band) {
        let style = style_of(theme, run, config);
        for quarter in [0, 2] {
            let edge: Vec<Point> = line(run, quarter).into_iter().map(inside).collect();
            ink.line(
                &edge,
                mix(theme.background, style.colour, 2.0 * TINT),
                HAIRLINE,
            )?;
        }
    }
    for (run, config) in seen(band) {
        let style = style_of(theme, run, config);
        Pen::for_curve(style).draw(ink, &rect, line(run, 1))?;
    }
    Ok(())
}

/// The band as an SVG of a size in CSS pixels.
///
/// # Errors
/// None in practice: text can always be written.
pub fn band_svg(
    band: &SeedBand,
    width: u32,
    height: u32,
    theme: &Theme,
) -> Result<String, Undrawn> {
    let frame = frame(band, Rect::of_size([width, height].map(f64::from)));
    svg(width, height, theme.background, |ink| {
        draw(ink, theme, &frame, band)
    })
}
