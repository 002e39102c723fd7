//! Learning rates as they change, and what they do: the distance of each run from the minimum.

use super::curves::{self, Extent};
use super::frame::{Frame, LEFT, Rect};
use super::pen::Pen;
use super::theme::{RunStyle, Theme};
use super::trails::{self, style_of};
use super::{Drawn, Ink, Point, Undrawn, map, svg};
use crate::core::experiment::{Descent, Run};
use crate::core::registry::Scale;

/// The share of the height of a whole picture that the rates get.
const RATES: f64 = 0.45;
/// Room for half of the last label.
const LABEL: f64 = 8.0;
/// A run is followed until it is so many times as far away as at its start.
const FOLLOWED: f64 = 1e2;
/// The line of theory.
const EXPECTED: &[f64] = &[5.0, 4.0];

/// The plane of the rates over so many steps.
#[must_use]
pub fn rate_frame(area: Rect, race: &Descent, steps: u64, scale: Scale) -> Frame {
    let mut extent = Extent::default();
    for run in race.runs() {
        rates(run, steps, area).for_each(|[_, rate]| extent.add(rate));
    }
    let range = match scale {
        Scale::Linear => {
            extent.add(0.0);
            extent.linear_range(f64::INFINITY)
        }
        Scale::Log => extent.log_range(f64::INFINITY),
    };
    frame(area, steps, (range, scale))
}

fn frame(area: Rect, steps: u64, y: ([f64; 2], Scale)) -> Frame {
    let area = area.inset(0.0, 0.0, LABEL, 0.0);
    curves::frame(area, ([0.0, steps.max(1) as f64], Scale::Linear), y).counting()
}

/// Each how many-th step is shown of a smooth curve: no more than one a pixel, or its dashes would not
/// show.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at least 1
fn every(steps: u64, area: Rect) -> usize {
    let width = (area.right - area.left - LEFT).max(1.0);
    (steps as f64 / width).ceil().max(1.0) as usize
}

/// The rate of a run after 0, 1, 2, … steps, or now and then where there are too many to show.
fn rates(run: &Run, steps: u64, area: Rect) -> impl Iterator<Item = [f64; 2]> {
    (0..=steps)
        .step_by(every(steps, area))
        .map(move |t| [t as f64, run.learning_rate(t)])
}

/// Draws the rate of every run; those of hidden runs are pale.
pub fn draw_rates(
    ink: &mut dyn Ink,
    theme: &Theme,
    area: Rect,
    frame: &Frame,
    race: &Descent,
    steps: u64,
) -> Drawn {
    curves::draw_axes(ink, theme, frame, "learning rate α(t) against step t")?;
    for hidden in [true, false] {
        for (i, run) in race.runs().iter().enumerate() {
            if run.config().hidden != hidden {
                continue;
            }
            let style = style_of(theme, i, run);
            let style = if hidden {
                RunStyle {
                    colour: theme.line,
                    dash: &[],
                    ..style
                }
            } else {
                style
            };
            draw_curve(
                ink,
                frame,
                style,
                rates(run, steps, area).map(|at| frame.place(at)),
            )?;
        }
    }
    Ok(())
}

/// What the Schedules lab shows of a race up to a step, as an SVG of a size in CSS pixels: the rates
/// over so many steps, under them the distances from the minimum and the paths around it.
///
/// # Errors
/// None in practice: text can always be written.
pub fn svg(
    race: &Descent,
    [width, height]: [u32; 2],
    theme: &Theme,
    steps: u64,
    scale: Scale,
    step: u64,
) -> Result<String, Undrawn> {
    let whole = Rect::of_size([width, height].map(f64::from));
    let [upper, lower] = whole.rows([RATES, 1.0 - RATES]);
    let [left, right] = lower.halves();
    svg::svg(width, height, theme.background, |ink| {
        let frame = rate_frame(upper, race, steps, scale);
        draw_rates(ink, theme, upper, &frame, race, steps)?;
        draw_distances(ink, theme, left, race, steps, step)?;
        let frame = map::frame(race.facts().window, right);
        map::draw(ink, theme, &frame, race)?;
        trails::draw_tails(ink, theme, &frame, race, step)?;
        trails::draw_balls(ink, theme, &frame, race, step)?;
        trails::draw_heads(ink, theme, &frame, race, step)
    })
}

fn draw_curve(
    ink: &mut dyn Ink,
    frame: &Frame,
    style: RunStyle,
    points: impl Iterator<Item = Point>,
) -> Drawn {
    let rect = frame.rect();
    let mut pen = Pen::for_curve(style);
    pen.draw(ink, &rect, points)?;
    // A gap ends the column of pixels that the curve has come to.
    pen.draw(ink, &rect, [[f64::NAN; 2]])
}

/// The distance of a run from a minimum after each recorded step, up to one.
fn distances(run: &Run, [x, y]: [f64; 2], step: u64) -> impl Iterator<Item = [f64; 2]> {
    let path = run.path();
    let rows = path.rows().iter().take(path.row_at(step) + 1).enumerate();
    rows.map(move |(row, at)| [path.step_of(row) as f64, (at[0] - x).hypot(at[1] - y)])
}

/// Draws how far each run is from the lowest minimum after each step up to one, over so many steps,
/// and dashed how far theory expects it to be.
#[allow(clippy::cast_possible_truncation)] // steps that are shown one by one
pub fn draw_distances(
    ink: &mut dyn Ink,
    theme: &Theme,
    area: Rect,
    race: &Descent,
    steps: u64,
    step: u64,
) -> Drawn {
    let Some(minimum) = race.minimum() else {
        return Ok(());
    };
    let shown = || {
        race.runs()
            .iter()
            .enumerate()
            .filter(|(_, run)| !run.config().hidden)
    };
    let [x, y] = race.config().start;
    let start = (x - minimum[0]).hypot(y - minimum[1]);
    let mut extent = Extent::default();
    extent.add(start);
    for (i, run) in shown() {
        distances(run, minimum, step).for_each(|[_, distance]| extent.add(distance));
        let expected = race.expected_distances(i).into_iter().flatten();
        expected
            .take(steps as usize + 1)
            .for_each(|distance| extent.add(distance));
    }
    let most = if start > 0.0 {
        FOLLOWED * start
    } else {
        f64::INFINITY
    };
    let frame = frame(area, steps, (extent.log_range(most), Scale::Log));
    let title = [
        "distance from the minimum against step",
        "distance against step",
    ];
    curves::draw_axes_under(ink, theme, &frame, title)?;
    for (i, run) in shown() {
        let points = distances(run, minimum, step).map(|at| frame.place(at));
        draw_curve(ink, &frame, style_of(theme, i, run), points)?;
    }
    for (i, run) in shown() {
        let expected = race.expected_distances(i).into_iter().flatten();
        let points = (0..=steps)
            .zip(expected)
            .step_by(every(steps, area))
            .map(|(t, d)| frame.place([t as f64, d]));
        let style = RunStyle {
            colour: theme.text,
            dash: EXPECTED,
            ..style_of(theme, i, run)
        };
        draw_curve(ink, &frame, style, points)?;
    }
    Ok(())
}
