//! The whole picture of a race: the map with the paths, and the losses under it.

use plotters_backend::DrawingBackend;

use super::losses::Losses;
use super::svg::svg;
use super::trails::{Trails, heads, style_of};
use super::{Area, Drawn, Ink, Theme, UNIT, Undrawn, curves, map, theme};
use crate::core::experiment::Descent;

/// The share of the height that the map gets.
const MAP: f64 = 0.72;

/// Draws a race up to a step.
#[allow(clippy::cast_possible_truncation)]
pub fn draw<B: DrawingBackend>(area: &Area<B>, theme: &Theme, race: &Descent, step: u64) -> Drawn {
    let [_, height] = area.size();
    let (upper, lower) = area.split_vertically(((height * MAP).round() * UNIT) as i32);
    draw_surface(&upper, theme, race, step)?;
    draw_losses(&lower, theme, race, step)
}

/// Draws the map and the paths of a race up to a step.
pub fn draw_surface(ink: &dyn Ink, theme: &Theme, race: &Descent, step: u64) -> Drawn {
    let frame = map::frame(race.facts().window, ink.size());
    map::draw(ink, theme, &frame, race.surface(), race.facts())?;
    Trails::default().draw(ink, theme, &frame, race, step)?;
    for (i, (run, head)) in race
        .runs()
        .iter()
        .zip(heads(&frame, race, step))
        .enumerate()
    {
        if let Some(at) = head {
            let style = style_of(theme, i, run);
            ink.marker(style.marker, at, 1.9 * theme::MARKER, theme.background)?;
            ink.marker(style.marker, at, 1.4 * theme::MARKER, style.colour)?;
        }
    }
    Ok(())
}

/// Draws the losses of a race up to a step.
pub fn draw_losses(ink: &dyn Ink, theme: &Theme, race: &Descent, step: u64) -> Drawn {
    let mut losses = Losses::default();
    let frame = losses.frame(ink.size(), race, step);
    curves::draw_axes(ink, theme, &frame, &losses.title())?;
    losses.draw(ink, theme, &frame, race, step)
}

/// A race up to a step as an SVG of a size in CSS pixels.
///
/// # Errors
/// None in practice: text can always be written.
pub fn race_svg(
    race: &Descent,
    width: u32,
    height: u32,
    theme: &Theme,
    step: u64,
) -> Result<String, Undrawn> {
    svg(width, height, |area| draw(area, theme, race, step))
}
