//! The pictures of a sweep over learning rates: curves, or a heat map over two parameters.

use plotters::style::RGBColor;

use super::basins::diverged;
use super::curves::{self, Extent};
use super::frame::{Frame, Rect};
use super::pen::Pen;
use super::svg::svg;
use super::theme::{HAIRLINE, MARKER, PATH, RunStyle, Theme, mix};
use super::{Drawn, Ink, Undrawn, heatmap};
use crate::core::analysis::rate_sweep::{RateSweep, RateSweepConfig};
use crate::core::analysis::refinement::nearest_known;
use crate::core::experiment::{RaceConfig, RunConfig};
use crate::core::registry::Scale;
use crate::core::{optimizer, surface};

/// A loss is followed until it is so many times that of the lowest rate.
const FOLLOWED: f64 = 1e2;
/// How far the bars of two runs' good ranges are apart.
const APART: f64 = 5.0;
/// Lengths drawn and left out of the line at a bound.
const BOUND: [f64; 2] = [3.0, 4.0];

/// How a run is drawn.
pub(super) fn style_of(theme: &Theme, number: usize, run: &RunConfig) -> RunStyle {
    theme.run(run.style.map_or(number, usize::from))
}

/// The vertical axis for losses above a floor, and what is to be taken from each: a log scale where
/// a floor is known.
pub(super) fn heights(extent: &Extent, most: f64, floor: f64) -> ([f64; 2], Scale) {
    if floor.is_nan() {
        (extent.linear_range(most), Scale::Linear)
    } else {
        (extent.log_range(most), Scale::Log)
    }
}

/// What losses are counted from: 0 where no lowest value is known.
pub(super) fn zero(floor: f64) -> f64 {
    if floor.is_nan() { 0.0 } else { floor }
}

/// What a race counts, as an axis is named by it.
pub(super) fn counted(race: &RaceConfig) -> &'static str {
    match race {
        RaceConfig::Descent(_) => "step",
        RaceConfig::Training(_) => "updates",
    }
}

/// When the losses of a sweep are those of its runs.
fn after(sweep: &RateSweep) -> String {
    let RateSweepConfig { race, steps, .. } = sweep.config();
    match race {
        RaceConfig::Descent(_) => format!("after {steps} steps"),
        RaceConfig::Training(_) => format!("after {steps} updates"),
    }
}

/// The symbol of the parameter that is swept beside a run's rate, or its name where it has none.
fn across_name(sweep: &RateSweep, run: usize) -> &str {
    let RateSweepConfig { race, across, .. } = sweep.config();
    let Some(across) = across else { return "" };
    let rule = optimizer::find(&race.runs()[run].optimizer).map(|entry| entry.parameters);
    let ground = match race {
        RaceConfig::Descent(config) => surface::find(&config.surface).map(|entry| entry.parameters),
        RaceConfig::Training(_) => Ok(&[][..]),
    };
    let known = [rule, ground].into_iter().flatten().flatten();
    known
        .filter(|parameter| !parameter.symbol.is_empty())
        .find(|parameter| parameter.id == across.parameter)
        .map_or(&across.parameter, |parameter| parameter.symbol)
}

/// Runs that are drawn, with their places.
fn seen(sweep: &RateSweep) -> impl Iterator<Item = (usize, &RunConfig)> {
    let runs = sweep.config().race.runs().iter().enumerate();
    runs.filter(|(_, run)| !run.hidden)
}

/// What a loss counts at most, so that a chart is not made of what diverges.
fn most(sweep: &RateSweep, zero: f64) -> f64 {
    let first = seen(sweep).map(|(run, _)| sweep.losses(run)[0] - zero);
    FOLLOWED * first.filter(|loss| loss.is_finite()).fold(0.0, f64::max)
}

/// Where the chart of a sweep lies in an area.
#[must_use]
pub fn frame(sweep: &RateSweep, area: Rect) -> Frame {
    let floor = sweep.floor();
    let mut extent = Extent::default();
    for (run, _) in seen(sweep) {
        let row = &sweep.losses(run)[..sweep.rates().len()];
        row.iter().for_each(|loss| extent.add(loss - zero(floor)));
    }
    let y = heights(&extent, most(sweep, zero(floor)), floor);
    curves::frame(area, (ends(sweep.rates()), Scale::Log), y)
}

fn ends(values: &[f64]) -> [f64; 2] {
    let end = |value: Option<&f64>| value.copied().unwrap_or(f64::NAN);
    [end(values.first()), end(values.last())]
}

/// Draws a curve for each run, with its best rate, its good range as a bar at the foot and its bound
/// as a dotted line.
pub fn draw(ink: &mut dyn Ink, theme: &Theme, frame: &Frame, sweep: &RateSweep) -> Drawn {
    let zero = zero(sweep.floor());
    let above = if zero == 0.0 {
        ""
    } else {
        " above the minimum"
    };
    let after = after(sweep);
    let title = format!("loss{above} {after}, against the learning rate α");
    let short = format!("loss{above} {after}, against α");
    curves::draw_axes_under(ink, theme, frame, [&title, &short])?;
    let rect = frame.rect();
    for (run, config) in seen(sweep) {
        let style = style_of(theme, run, config);
        if let Some(bound) = sweep.bound(run) {
            let x = frame.x.place(bound.value);
            let [drawn, left_out] = BOUND;
            let mut y = rect.top;
            while (rect.left..=rect.right).contains(&x) && y + drawn < rect.bottom {
                ink.line(&[[x, y], [x, y + drawn]], style.colour, HAIRLINE)?;
                y += drawn + left_out;
            }
        }
        let place = |(&rate, &loss): (&f64, &f64)| frame.place([rate, loss - zero]);
        let known = sweep.rates().iter().zip(sweep.losses(run));
        let known = known.filter(|(_, loss)| !loss.is_nan());
        // What diverges is out of sight, above.
        let points = known.map(|(rate, loss)| place((rate, &loss.min(f64::MAX))));
        Pen::for_curve(style).draw(ink, &rect, points)?;
    }
    for (place, (run, config)) in seen(sweep).enumerate() {
        let Some(best) = sweep.best(run, 0) else {
            continue;
        };
        let style = style_of(theme, run, config);
        let y = rect.bottom - APART * (place as f64 + 0.8);
        let bar = best.good.map(|rate| [frame.x.place(rate), y]);
        ink.line(&bar, style.colour, PATH)?;
        let [x, y] = frame.place([best.rate, best.loss - zero]);
        let at = [x, y.clamp(rect.top, rect.bottom)];
        ink.marker(style.marker, at, 1.9 * MARKER, theme.background)?;
        ink.marker(style.marker, at, 1.4 * MARKER, style.colour)?;
    }
    Ok(())
}

/// Where the heat map of a sweep over two parameters lies in an area: each cell about its values.
#[must_use]
pub fn heat_frame(sweep: &RateSweep, area: Rect) -> Frame {
    let scale = sweep.config().across.as_ref().map(|across| across.scale);
    let y = (
        around(sweep.values(), scale.unwrap_or(Scale::Linear)),
        scale,
    );
    let x = (around(sweep.rates(), Scale::Log), Scale::Log);
    curves::frame(area, x, (y.0, y.1.unwrap_or(Scale::Linear)))
}

/// From half a cell before the first value to half a cell after the last.
fn around(values: &[f64], scale: Scale) -> [f64; 2] {
    let [low, high] = ends(values);
    let cells = (values.len().max(2) - 1) as f64;
    match scale {
        Scale::Linear => {
            let half = (high - low) / cells / 2.0;
            [low - half, high + half]
        }
        Scale::Log => {
            let half = (high / low).powf(0.5 / cells);
            [low / half, high * half]
        }
    }
}

/// The colours of a run's heat map, row by row from the bottom left.
fn colours(theme: &Theme, sweep: &RateSweep, run: usize) -> Vec<Option<RGBColor>> {
    let zero = zero(sweep.floor());
    let (columns, losses) = (sweep.rates().len(), sweep.losses(run));
    let first = losses.first().map_or(f64::NAN, |loss| loss - zero);
    let mut extent = Extent::default();
    losses.iter().for_each(|loss| extent.add(loss - zero));
    let most = if first > 0.0 { first } else { f64::MAX };
    let [low, high] = extent.log_range(most).map(|loss| loss.min(most).log10());
    nearest_known(columns, losses.len(), |cell| !losses[cell].is_nan())
        .enumerate()
        .map(|(place, cell)| {
            let loss = losses[cell?] - zero;
            if loss.is_infinite() {
                return Some(diverged(theme, place % columns, place / columns));
            }
            let share = (loss.max(f64::MIN_POSITIVE).log10() - low) / (high - low);
            Some(mix(theme.run(0).colour, theme.background, share))
        })
        .collect()
}

/// The pixels of a run's heat map, as [`basins::pixels`](super::basins::pixels): the stronger the
/// colour, the lower the loss, on a log scale; none from the loss of the first cell on.
#[must_use]
pub fn pixels(theme: &Theme, sweep: &RateSweep, run: usize) -> Vec<u8> {
    heatmap::image(sweep.rates().len(), colours(theme, sweep, run).into_iter())
}

/// Draws the axes of a heat map, and the best rate of each row.
pub fn draw_heat(
    ink: &mut dyn Ink,
    theme: &Theme,
    frame: &Frame,
    sweep: &RateSweep,
    run: usize,
) -> Drawn {
    let name = across_name(sweep, run);
    let after = after(sweep);
    let title = format!("loss {after}: {name} upwards, α to the right");
    frame.draw_ticks(ink, theme)?;
    frame.draw_border(ink, theme)?;
    let short = format!("{name} upwards, α to the right");
    let title = curves::fitting(ink, frame, [&title, &short]);
    frame.draw_title(ink, theme, title)?;
    for (row, &value) in sweep.values().iter().enumerate() {
        if let Some(best) = sweep.best(run, row) {
            let at = frame.place([best.rate, value]);
            ink.cross(at, 2.5, theme.text, HAIRLINE)?;
        }
    }
    Ok(())
}

/// The sweep as an SVG of a size in CSS pixels: the first run's heat map where two parameters are
/// swept, else curves.
///
/// # Errors
/// None in practice: text can always be written.
pub fn rates_svg(
    sweep: &RateSweep,
    width: u32,
    height: u32,
    theme: &Theme,
) -> Result<String, Undrawn> {
    let area = Rect::of_size([width, height].map(f64::from));
    svg(width, height, theme.background, |ink| {
        if sweep.config().across.is_none() {
            return draw(ink, theme, &frame(sweep, area), sweep);
        }
        let frame = heat_frame(sweep, area);
        let cells = colours(theme, sweep, 0);
        heatmap::draw_cells(ink, &frame, sweep.rates().len(), &cells)?;
        draw_heat(ink, theme, &frame, sweep, 0)
    })
}
