//! The picture of a network's landscape: the loss over a plane as contours, and the runs' paths.

use super::contour;
use super::frame::{Frame, Rect};
use super::marker::Marker;
use super::pen::Pen;
use super::rates::style_of;
use super::svg::svg;
use super::theme::{MARKER, Theme};
use super::{Drawn, Ink, Undrawn, map};
use crate::core::analysis::landscape::Landscape;
use crate::core::surface::Window;

/// Where a landscape lies in an area; `None` until its plane is chosen.
#[must_use]
pub fn frame(landscape: &Landscape, area: Rect) -> Option<Frame> {
    Some(map::plane(landscape.window()?, area))
}

/// Draws the contours, the axes, and the paths with what each run has come to.
pub fn draw(ink: &mut dyn Ink, theme: &Theme, frame: &Frame, landscape: &Landscape) -> Drawn {
    let columns = landscape.config().columns;
    let losses = landscape.filled();
    let window = frame.window();
    contour::draw(ink, theme, frame, &|x, y| {
        between(&losses, columns, window, [x, y])
    })?;
    frame.draw_border(ink, theme)?;
    frame.draw_ticks(ink, theme)?;
    let rect = frame.rect();
    let runs = || {
        let runs = landscape.config().race.runs.iter().enumerate();
        runs.filter(|(_, run)| !run.hidden)
    };
    for (run, config) in runs() {
        let path = landscape.path(run).iter().map(|&place| frame.place(place));
        Pen::for_path(style_of(theme, run, config), &rect).draw(ink, &rect, path)?;
    }
    if let Some(&start) = landscape.path(0).first() {
        ink.outline(Marker::Circle, frame.place(start), 1.1 * MARKER, theme.text)?;
    }
    for (run, config) in runs() {
        if let Some(&end) = landscape.path(run).last() {
            let (style, at) = (style_of(theme, run, config), frame.place(end));
            ink.marker(style.marker, at, 1.9 * MARKER, theme.background)?;
            ink.marker(style.marker, at, 1.4 * MARKER, style.colour)?;
        }
    }
    Ok(())
}

/// A value between the middles of cells, in proportion; beyond the outer ones, theirs.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to the grid
fn between(values: &[f64], columns: usize, window: Window, [x, y]: [f64; 2]) -> f64 {
    let rows = values.len() / columns;
    let along = |[low, high]: [f64; 2], at: f64, count: usize| {
        let place = (at - low) / (high - low) * count as f64 - 0.5;
        let place = place.clamp(0.0, (count - 1) as f64);
        let first = (place as usize).min(count.saturating_sub(2));
        (first, place - first as f64)
    };
    let (column, right) = along(window.x, x, columns);
    let (row, up) = along(window.y, y, rows);
    let at = |column: usize, row: usize| {
        let value = values.get(row * columns + column);
        value.copied().unwrap_or(f64::NAN)
    };
    let mix = |a: f64, b: f64, share: f64| a + (b - a) * share;
    let lower = mix(at(column, row), at(column + 1, row), right);
    let upper = mix(at(column, row + 1), at(column + 1, row + 1), right);
    mix(lower, upper, up)
}

/// The landscape as an SVG of a size in CSS pixels; empty until its plane is chosen.
///
/// # Errors
/// None in practice: text can always be written.
pub fn landscape_svg(
    landscape: &Landscape,
    width: u32,
    height: u32,
    theme: &Theme,
) -> Result<String, Undrawn> {
    let frame = frame(landscape, Rect::of_size([width, height].map(f64::from)));
    svg(width, height, theme.background, |ink| match frame {
        Some(frame) => draw(ink, theme, &frame, landscape),
        None => Ok(()),
    })
}
