//! The pictures of studies of minima and saddles.

use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

use super::curves::{self, Extent};
use super::frame::{Frame, Rect};
use super::marker::Marker;
use super::pen::Pen;
use super::theme::{CURVE, HAIRLINE, MARKER, OUTLINE, RunStyle, SMALL, Theme};
use super::{Drawn, Ink, Point, Undrawn, bars, svg};
use crate::core::analysis::ensemble;
use crate::core::analysis::positive_share::positive_share;
use crate::core::analysis::proportion::Proportion;
use crate::core::experiment::{
    Criticality, Curvature, Escape, Matrices, Minima, RunConfig, Spectrum,
};
use crate::core::registry::Scale;

/// The share of the height of a whole picture that the first of two gets.
const FIRST: f64 = 0.6;
/// Dashes of a curve that theory gives.
const THEORY: &[f64] = &[7.0, 5.0];

/// Draws what a study has found so far.
pub fn draw(ink: &mut dyn Ink, theme: &Theme, area: Rect, study: &Criticality) -> Drawn {
    match study {
        Criticality::Matrices(study) => draw_shares(ink, theme, area, study),
        Criticality::Escape(study) => draw_escape(ink, theme, area, study),
        Criticality::Minima(study) => draw_minima(ink, theme, area, study),
        Criticality::Curvature(study) => draw_curvature(ink, theme, area, study),
    }
}

/// Draws the second picture of a study of matrices, the histogram of eigenvalues against the
/// semicircle; the other studies have none.
pub fn draw_histogram(ink: &mut dyn Ink, theme: &Theme, area: Rect, study: &Criticality) -> Drawn {
    let Criticality::Matrices(study) = study else {
        return Ok(());
    };
    let peak = study.histogram().fold(0.7, f64::max);
    let y = ([0.0, (10.0 * peak).ceil() / 10.0], Scale::Linear);
    let frame = curves::frame(area, (study.range(), Scale::Linear), y);
    let n = study.config().size;
    let title = format!("density of the eigenvalues of {n}×{n} matrices, in radii √(2n)");
    curves::draw_axes_under(ink, theme, &frame, [&title, "density, in radii"])?;
    let bins = study.histogram().len() as f64;
    let of_bars = Frame::new(frame.rect(), ([-0.5, bins - 0.5], Scale::Linear), y);
    bars::draw(ink, &of_bars, theme.ground[0], study.histogram())?;
    let curve = (-200..=200).map(f64::from).map(|i| {
        let x = i / 200.0;
        [x, ensemble::semicircle(x)]
    });
    draw_curve(ink, &frame, full(theme.text), curve)
}

/// What a study has found so far, as an SVG of a size in CSS pixels: its picture, and under it the
/// second one of a study that has two.
///
/// # Errors
/// None in practice: text can always be written.
pub fn svg(
    study: &Criticality,
    [width, height]: [u32; 2],
    theme: &Theme,
) -> Result<String, Undrawn> {
    let whole = Rect::of_size([width, height].map(f64::from));
    let is_twofold = matches!(study, Criticality::Matrices(_));
    let first = if is_twofold { FIRST } else { 1.0 };
    let [upper, lower] = whole.rows([first, 1.0 - first]);
    svg::svg(width, height, theme.background, |ink| {
        draw(ink, theme, upper, study)?;
        draw_histogram(ink, theme, lower, study)
    })
}

fn full(colour: RGBColor) -> RunStyle {
    RunStyle {
        colour,
        dash: &[],
        marker: Marker::Circle,
    }
}

fn draw_curve(
    ink: &mut dyn Ink,
    frame: &Frame,
    style: RunStyle,
    points: impl Iterator<Item = [f64; 2]>,
) -> Drawn {
    let (mut pen, rect) = (Pen::for_curve(style), frame.rect());
    let places = points.map(|point| frame.place(point));
    // The end of a curve that goes on for less than a pixel waits for what follows.
    pen.draw(ink, &rect, places.chain([[f64::NAN; 2]]))
}

/// An upright line over an interval.
fn draw_interval(
    ink: &mut dyn Ink,
    frame: &Frame,
    colour: RGBColor,
    x: f64,
    [low, high]: [f64; 2],
) -> Drawn {
    let rect = frame.rect();
    let [x, low, high] = [frame.x.place(x), frame.y.place(low), frame.y.place(high)];
    let [low, high] = [low, high].map(|y| y.clamp(rect.top, rect.bottom));
    ink.line(&[[x, low], [x, high]], colour, CURVE)
}

fn draw_shares(ink: &mut dyn Ink, theme: &Theme, area: Rect, study: &Matrices) -> Drawn {
    let largest = study.config().largest;
    let counted = |n| study.positive(n);
    let mut lowest = 1e-3_f64;
    for n in 1..=largest {
        let [low, high] = counted(n).interval();
        let seen = if counted(n).hits > 0 { low } else { high };
        if counted(n).tries > 0 {
            lowest = lowest.min(seen);
        }
    }
    let bottom = 10_f64.powf(lowest.log10().floor());
    let frame = curves::frame(
        area,
        ([0.5, largest as f64 + 0.5], Scale::Linear),
        ([bottom, 1.0], Scale::Log),
    );
    curves::draw_axes_under(
        ink,
        theme,
        &frame,
        [
            "share of random matrices with only positive eigenvalues, against n",
            "share, against n",
        ],
    )?;
    let rate = RunStyle {
        dash: THEORY,
        ..full(theme.quiet)
    };
    let steps = (10..=10 * largest + 5).map(|tenth| tenth as f64 / 10.0);
    draw_curve(ink, &frame, rate, steps.map(|n| [n, ensemble::rate(n)]))?;
    let style = theme.run(0);
    for n in 1..=largest {
        let x = n as f64;
        let exact = frame.place([x, positive_share(n)]);
        ink.outline(Marker::Diamond, exact, 2.0 * MARKER, theme.text)?;
        let share = counted(n);
        let [low, high] = share.interval();
        if share.tries == 0 {
            continue;
        }
        if share.hits == 0 {
            draw_bound(ink, &frame, theme, [x, high])?;
        } else {
            draw_interval(ink, &frame, style.colour, x, [low, high])?;
            let at = frame.place([x, share.share()]);
            ink.marker(style.marker, at, MARKER, style.colour)?;
        }
    }
    Ok(())
}

/// What is known of a share without a hit: it lies below the bound.
fn draw_bound(ink: &mut dyn Ink, frame: &Frame, theme: &Theme, bound: [f64; 2]) -> Drawn {
    let colour = theme.run(0).colour;
    let [x, y] = frame.place(bound);
    let end = (y + 2.0 * MARKER).min(frame.rect().bottom);
    ink.line(
        &[[x - MARKER / 2.0, y], [x + MARKER / 2.0, y]],
        colour,
        OUTLINE,
    )?;
    ink.line(&[[x, y], [x, end]], colour, OUTLINE)?;
    ink.marker(Marker::Wedge, [x, end - MARKER / 4.0], MARKER, colour)
}

fn style_of(theme: &Theme, place: usize, run: &RunConfig) -> RunStyle {
    theme.run(run.style.map_or(place, usize::from))
}

/// A curve with a marker at each of its points.
fn draw_marked(ink: &mut dyn Ink, frame: &Frame, style: RunStyle, points: &[[f64; 2]]) -> Drawn {
    let (mut pen, rect) = (Pen::for_curve(style), frame.rect());
    let places: Vec<Point> = points.iter().map(|&point| frame.place(point)).collect();
    pen.draw(ink, &rect, places.iter().copied().chain([[f64::NAN; 2]]))?;
    for at in places {
        pen.mark(ink, &rect, at)?;
    }
    Ok(())
}

fn draw_escape(ink: &mut dyn Ink, theme: &Theme, area: Rect, study: &Escape) -> Drawn {
    let runs = &study.config().runs;
    let curve = |run: usize| -> Vec<[f64; 2]> {
        let median = |steps: Option<u64>| steps.map_or(f64::NAN, |steps| steps as f64);
        let points = study
            .curve(run)
            .map(|(distance, [_, half, _])| [distance, median(half)]);
        points.collect()
    };
    let shown = || runs.iter().enumerate().filter(|(_, run)| !run.hidden);
    let mut extent = Extent::default();
    extent.add(0.0);
    extent.add(10.0);
    for (i, _) in shown() {
        curve(i).iter().for_each(|point| extent.add(point[1]));
    }
    let frame = curves::frame(
        area,
        ([1e-12 * study.radius(), study.radius()], Scale::Log),
        (extent.linear_range(f64::INFINITY), Scale::Linear),
    );
    curves::draw_axes_under(
        ink,
        theme,
        &frame,
        [
            "steps to leave, against the distance at the start",
            "steps, against distance",
        ],
    )?;
    let rect = frame.rect();
    let x = frame.x.place(study.config().distance).max(rect.left);
    ink.line(&[[x, rect.top], [x, rect.bottom]], theme.line, HAIRLINE)?;
    for (i, run) in shown() {
        draw_marked(ink, &frame, style_of(theme, i, run), &curve(i))?;
    }
    Ok(())
}

fn draw_minima(ink: &mut dyn Ink, theme: &Theme, area: Rect, study: &Minima) -> Drawn {
    let frame = curves::frame(
        area,
        ([0.0, study.config().noise], Scale::Linear),
        ([0.0, 1.0], Scale::Linear),
    );
    curves::draw_axes_under(
        ink,
        theme,
        &frame,
        [
            "share of starts that end in a global minimum, against the noise σ",
            "share, against noise σ",
        ],
    )?;
    let runs = study.config().runs.iter().enumerate();
    for (i, run) in runs.filter(|(_, run)| !run.hidden) {
        let style = style_of(theme, i, run);
        for (noise, share) in study.curve(i) {
            draw_interval(ink, &frame, style.colour, noise, share.interval())?;
        }
        let points: Vec<[f64; 2]> = study
            .curve(i)
            .map(|(noise, share)| [noise, Proportion::share(share)])
            .collect();
        draw_marked(ink, &frame, style, &points)?;
    }
    Ok(())
}

fn draw_curvature(ink: &mut dyn Ink, theme: &Theme, area: Rect, study: &Curvature) -> Drawn {
    let found = study.spectrum();
    let values = found.map_or(&[][..], |spectrum| &spectrum.eigenvalues);
    let mut extent = Extent::default();
    values.iter().for_each(|value| extent.add(value.abs()));
    // A decade below what counts as 0, so that it is seen to be there.
    let floor = found.map_or(0.0, |spectrum| spectrum.near_zero / 10.0);
    extent.low_positive = extent.low_positive.max(floor);
    let count = values.len().max(2) as f64;
    let frame = curves::frame(
        area,
        ([-0.5, count - 0.5], Scale::Linear),
        (extent.log_range(f64::INFINITY), Scale::Log),
    );
    let title = [
        "size of each eigenvalue of the Hessian, the lowest first",
        "size of each eigenvalue",
    ];
    curves::draw_axes_under(ink, theme, &frame, title)?;
    found.map_or(Ok(()), |spectrum| {
        draw_spectrum(ink, theme, &frame, spectrum)
    })
}

/// The bars of the negative eigenvalues, of those near 0 and of the positive ones; each group is
/// named over its bars where there is room.
fn draw_spectrum(ink: &mut dyn Ink, theme: &Theme, frame: &Frame, spectrum: &Spectrum) -> Drawn {
    let rect = frame.rect();
    let colours = [theme.run(1).colour, theme.line, theme.run(0).colour];
    let names = ["negative", "near 0", "positive"];
    let mut from = 0;
    for ((count, colour), name) in spectrum.counts().into_iter().zip(colours).zip(names) {
        let group = from..from + count;
        let bars = spectrum.eigenvalues.iter().enumerate();
        let bars = bars.map(|(i, value)| {
            if group.contains(&i) {
                value.abs()
            } else {
                f64::NAN
            }
        });
        bars::draw(ink, frame, colour, bars)?;
        let [left, right] = [from, from + count].map(|end| frame.x.place(end as f64 - 0.5));
        let text = format!("{count} {name}");
        if from > 0 && count > 0 {
            ink.line(
                &[[left, rect.top], [left, rect.bottom]],
                theme.line,
                HAIRLINE,
            )?;
        }
        if ink.text_width(&text, SMALL) < right - left {
            let at = [(left + right) / 2.0, rect.top + SMALL];
            ink.text(&text, at, HPos::Center, SMALL, theme.text)?;
        }
        from += count;
    }
    let level = frame.y.place(spectrum.near_zero);
    let across = [[rect.left, level], [rect.right, level]];
    if level < rect.bottom && level > rect.top {
        ink.line(&across, theme.quiet, HAIRLINE)?;
    }
    Ok(())
}
