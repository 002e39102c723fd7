//! A series and its averages: the curves over the days, and the weights of one of them.

use plotters::style::text_anchor::HPos;

use super::curves::{self, Extent};
use super::dash::dashed;
use super::frame::{Frame, Rect};
use super::pen::Pen;
use super::theme::{CURVE, HAIRLINE, MARKER, RunStyle, SMALL, Theme};
use super::{Drawn, Ink, Point, Undrawn, bars, svg};
use crate::core::average::weights;
use crate::core::experiment::{Averaging, Curve, shown_weights};
use crate::core::registry::Scale;

/// The share of the height of a whole picture that the curves get.
const CURVES: f64 = 0.65;
/// The width of the dot of a day, and of a day that has much room.
const DOT: [f64; 2] = [2.5, 6.0];
/// The share of the room of a day that its dot takes.
const DOT_SHARE: f64 = 0.1;
/// The share of the height that is left above and below the values, for their dots.
const MARGIN: f64 = 0.02;
/// Days with less room than this get a line in place of dots, in pixels.
const ROOM: f64 = 0.25;
/// The distance of two markers on a curve, in pixels.
const APART: f64 = 150.0;
/// What marks the memory: thin dashes.
const THIN: &[f64] = &[3.0, 4.0];

/// How a kind of curve is dashed; its colour and marker say which average it is.
#[must_use]
pub fn dash(curve: Curve) -> &'static [f64] {
    match curve {
        Curve::Raw | Curve::Averaged => &[],
        Curve::Corrected => &[7.0, 5.0],
        Curve::Sliding => &[0.5, 4.0],
    }
}

/// The plane of the curves: all days, and all values that are shown.
#[must_use]
pub fn frame(area: Rect, averaging: &Averaging) -> Frame {
    let mut extent = Extent::default();
    for (average, _) in averaging.config().averages.iter().enumerate() {
        for &curve in &averaging.config().curves {
            let values = averaging.curve(average, curve).unwrap_or_default();
            values.iter().for_each(|&x| extent.add(x));
        }
    }
    let margin = MARGIN * (extent.high - extent.low);
    extent.add(extent.low - margin);
    extent.add(extent.high + margin);
    // A day is as wide as any other, the first and the last too.
    let days = [0.5, averaging.values().len() as f64 + 0.5];
    let y = (extent.linear_range(f64::INFINITY), Scale::Linear);
    curves::frame(area, (days, Scale::Linear), y).counting()
}

/// Draws the series and the curves that are shown.
pub fn draw(ink: &mut dyn Ink, theme: &Theme, frame: &Frame, averaging: &Averaging) -> Drawn {
    let config = averaging.config();
    curves::draw_axes(ink, theme, frame, "value against day")?;
    if config.curves.contains(&Curve::Raw) {
        draw_series(ink, theme, frame, averaging.values())?;
    }
    for kind in Curve::ALL {
        if kind == Curve::Raw || !config.curves.contains(&kind) {
            continue;
        }
        for (i, average) in config.averages.iter().enumerate() {
            let style = RunStyle {
                dash: dash(kind),
                ..style_of(theme, i, average.style)
            };
            let values = averaging.curve(i, kind).unwrap_or_default();
            draw_curve(ink, frame, style, values, i)?;
        }
    }
    Ok(())
}

/// What the Averages lab shows, as an SVG of a size in CSS pixels: the curves, under them the weights
/// of an average on a day, from 1.
///
/// # Errors
/// None in practice: text can always be written.
pub fn svg(
    averaging: &Averaging,
    [width, height]: [u32; 2],
    theme: &Theme,
    average: usize,
    day: usize,
) -> Result<String, Undrawn> {
    let whole = Rect::of_size([width, height].map(f64::from));
    let [upper, lower] = whole.rows([CURVES, 1.0 - CURVES]);
    svg::svg(width, height, theme.background, |ink| {
        draw(ink, theme, &frame(upper, averaging), averaging)?;
        draw_weights(ink, theme, lower, averaging, average, day)
    })
}

fn style_of(theme: &Theme, place: usize, style: Option<u8>) -> RunStyle {
    theme.run(style.map_or(place, usize::from))
}

fn place(frame: &Frame, day: usize, value: f64) -> Point {
    frame.place([day as f64, value])
}

/// A dot a day, or a thin line where there are too many.
fn draw_series(ink: &mut dyn Ink, theme: &Theme, frame: &Frame, values: &[f64]) -> Drawn {
    let rect = frame.rect();
    let points = values.iter().zip(1..).map(|(&x, day)| place(frame, day, x));
    if values.len() as f64 * ROOM > rect.right - rect.left {
        let style = RunStyle {
            colour: theme.line,
            dash: &[],
            ..theme.run(0)
        };
        return Pen::for_curve(style).draw(ink, &rect, points);
    }
    let room = (rect.right - rect.left) / values.len() as f64;
    let half = (DOT_SHARE * room).clamp(DOT[0], DOT[1]) / 2.0;
    for [x, y] in points {
        let ([left, right], [top, bottom]) = ([x - half, x + half], [y - half, y + half]);
        let dot = [[left, top], [right, top], [right, bottom], [left, bottom]];
        ink.fill(&dot, theme.quiet)?;
    }
    Ok(())
}

fn draw_curve(
    ink: &mut dyn Ink,
    frame: &Frame,
    style: RunStyle,
    values: &[f64],
    nth: usize,
) -> Drawn {
    let rect = frame.rect();
    let points = || values.iter().zip(1..).map(|(&x, day)| place(frame, day, x));
    let mut pen = Pen::for_curve(style);
    pen.draw(ink, &rect, points())?;
    // The end of a curve that goes on for less than a pixel is not drawn yet.
    pen.draw(ink, &rect, [[f64::NAN; 2]])?;
    // Markers of different averages do not stand on one another.
    let mut next = rect.left + APART * (0.4 + 0.23 * nth as f64) % APART;
    for at in points() {
        if at[0] >= next {
            pen.mark(ink, &rect, at)?;
            next = at[0] + APART;
        }
    }
    Ok(())
}

/// Draws the weights of an average on a day, from 1: those of days before the first are missing, and
/// pale. Across stands 1/e of the first, upright 1/(1−β); where the sliding window is shown, its
/// weights are outlined.
pub fn draw_weights(
    ink: &mut dyn Ink,
    theme: &Theme,
    area: Rect,
    averaging: &Averaging,
    average: usize,
    day: usize,
) -> Drawn {
    let config = averaging.config();
    let (Some(chosen), Some(memory), Some(window)) = (
        config.averages.get(average),
        averaging.memory(average),
        averaging.window(average),
    ) else {
        return Ok(());
    };
    let count = shown_weights(memory);
    let weights = weights(chosen.beta, count).unwrap_or_default();
    let first = weights.first().copied().unwrap_or(1.0);
    let mut extent = Extent::default();
    extent.add(0.0);
    extent.add(first);
    let kept = 1.0 / window.min(day) as f64;
    let slides = config.curves.contains(&Curve::Sliding);
    if slides {
        extent.add(kept.min(2.0 * first));
    }
    let frame = curves::frame(
        area,
        ([-0.5, count as f64 - 0.5], Scale::Linear),
        (extent.linear_range(f64::INFINITY), Scale::Linear),
    )
    .counting();
    let title = [
        "weight (1−β)βᵏ of the value k days back",
        "weight of k days back",
    ];
    curves::draw_axes_under(ink, theme, &frame, title)?;
    let style = style_of(theme, average, chosen.style);
    let part = |present: bool| {
        weights.iter().enumerate().map(move |(k, &weight)| {
            if (k < day) == present {
                weight
            } else {
                f64::NAN
            }
        })
    };
    bars::draw(ink, &frame, theme.grid, part(false))?;
    bars::draw(ink, &frame, style.colour, part(true))?;
    if slides {
        let end = window.min(day) as f64 - 0.5;
        let corners = [[-0.5, 0.0], [-0.5, kept], [end, kept], [end, 0.0]];
        let pattern = dash(Curve::Sliding);
        dashed(ink, &frame, theme.text, pattern, CURVE, &corners)?;
    }
    draw_memory(ink, theme, &frame, memory, first)
}

/// The marks of 1/e and of 1/(1−β).
fn draw_memory(ink: &mut dyn Ink, theme: &Theme, frame: &Frame, memory: f64, first: f64) -> Drawn {
    let [low, high] = frame.y.range;
    let height = first / std::f64::consts::E;
    let across = [[frame.x.range[0], height], [frame.x.range[1], height]];
    let upright = [[memory, low], [memory, high]];
    for line in [across, upright] {
        dashed(ink, frame, theme.quiet, THIN, HAIRLINE, &line)?;
    }
    let [right, level] = frame.place(across[1]);
    let at = [right, level - SMALL];
    ink.text("1/e of the first", at, HPos::Right, SMALL, theme.text)?;
    let [x, top] = frame.place(upright[1]);
    let text = format!("1/(1−β) = {}", crate::core::number::significant(memory));
    ink.text(
        &text,
        [x + 0.5 * MARKER, top + SMALL],
        HPos::Left,
        SMALL,
        theme.text,
    )
}
