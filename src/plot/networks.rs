//! The whole picture of a race of networks: what each answers over the plane, and their curves
//! under it.

use super::frame::{BELOW, Frame, LEFT, Rect};
use super::pen::Pen;
use super::svg::svg;
use super::theme::{NORMAL, Theme};
use super::training::{self, style_of};
use super::{Drawn, Ink, Undrawn, curves, regions};
use crate::core::experiment::{Chart, Training};
use crate::core::optimizer;
use crate::core::surface::Window;
use plotters::style::text_anchor::HPos;

/// Points of the plane each way at which the networks are asked.
const GRID: usize = 64;
/// The share of the height that the planes get at most.
const PLANES: f64 = 0.62;
/// The length of the line beside a run's name.
const SAMPLE: f64 = 30.0;
/// What stands around a plane: numbers to its left and under it, its name over it.
const ROOM: [f64; 4] = [LEFT, 2.0 * NORMAL, 8.0, BELOW];

/// How a race of networks is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// What the curves show.
    pub chart: Chart,
    /// The part of the plane that is seen.
    pub window: Window,
    /// The run that alone is shown over the plane; all that are not hidden when `None`.
    pub alone: Option<usize>,
}

/// The picture of a race of networks as it is now, as an SVG of a size in CSS pixels.
///
/// # Errors
/// None in practice: text can always be written.
pub fn networks_svg(
    training: &mut Training,
    look: Look,
    width: u32,
    height: u32,
    theme: &Theme,
) -> Result<String, Undrawn> {
    let grid = training.ground().grid(look.window, GRID);
    let shown: Vec<usize> = match look.alone {
        Some(run) => vec![run],
        None => {
            let runs = training.runs().iter().enumerate();
            let seen = runs.filter(|(_, run)| !run.config().hidden);
            seen.map(|(place, _)| place).collect()
        }
    };
    let answers = shown.iter().map(|&run| {
        let outputs = training.predict(run, &grid);
        outputs.map_err(|error| Undrawn::new(&error))
    });
    let answers: Vec<Vec<f32>> = answers.collect::<Result<_, _>>()?;
    let whole = Rect::of_size([width, height].map(f64::from));
    let upper = Rect {
        bottom: (whole.bottom * PLANES).round(),
        ..whole
    };
    let training = &*training;
    svg(width, height, theme.background, |ink| {
        let mut below = whole.top;
        for (place, (&run, outputs)) in shown.iter().zip(&answers).enumerate() {
            let plane = plane(upper, shown.len(), place);
            let frame = Frame::of_window(look.window, plane);
            regions::draw(ink, theme, &frame, training.ground(), GRID, outputs)?;
            draw_name(ink, theme, plane, training, run)?;
            below = plane.bottom + BELOW;
        }
        let lower = Rect {
            top: below,
            ..whole
        };
        let frame = training::frame(lower, training, look.chart);
        curves::draw_axes(ink, theme, &frame, &training::title(look.chart))?;
        training::draw(ink, theme, &frame, training, look.chart)
    })
}

/// The place of one of so many square planes: in as many columns as make them largest, in the middle
/// of the area.
fn plane(area: Rect, count: usize, place: usize) -> Rect {
    let [left, top, right, bottom] = ROOM;
    let (width, height) = (area.right - area.left, area.bottom - area.top);
    let side = |columns: usize| {
        let rows = count.div_ceil(columns);
        let across = width / columns as f64 - left - right;
        across.min(height / rows as f64 - top - bottom).max(1.0)
    };
    // The fewest of those that make them as large.
    let best = (1..=count.max(1))
        .rev()
        .max_by(|&a, &b| side(a).total_cmp(&side(b)));
    let columns = best.unwrap_or(1);
    let side = side(columns);
    let margin = (width - columns as f64 * (side + left + right)) / 2.0;
    let [column, row] = [place % columns, place / columns].map(|number| number as f64);
    let corner = [
        area.left + margin + column * (side + left + right) + left,
        area.top + row * (side + top + bottom) + top,
    ];
    Rect {
        left: corner[0],
        top: corner[1],
        right: corner[0] + side,
        bottom: corner[1] + side,
    }
}

/// Writes the name of a run over its plane, beside a piece of its curve.
fn draw_name(
    ink: &mut dyn Ink,
    theme: &Theme,
    plane: Rect,
    training: &Training,
    run: usize,
) -> Drawn {
    let style = style_of(theme, run, &training.runs()[run]);
    let y = plane.top - NORMAL;
    let ends = [[plane.left, y], [plane.left + SAMPLE, y]];
    let head = Rect {
        top: y - NORMAL,
        bottom: plane.top,
        ..plane
    };
    Pen::for_curve(style).draw(ink, &head, ends)?;
    ink.marker(
        style.marker,
        [plane.left + SAMPLE / 2.0, y],
        7.0,
        style.colour,
    )?;
    let at = [plane.left + SAMPLE + 6.0, y];
    ink.text(&name(training, run), at, HPos::Left, NORMAL, theme.text)
}

/// The name of a run: its optimizer's, numbered where there are several.
fn name(training: &Training, run: usize) -> String {
    let id = |run: usize| training.runs()[run].config().optimizer.as_str();
    let label = optimizer::find(id(run)).map_or(id(run), |entry| entry.label);
    match (0..=run).filter(|&other| id(other) == id(run)).count() {
        1 => label.to_owned(),
        nth => format!("{label} {nth}"),
    }
}
