//! The whole picture of a race: the map with the paths, and the losses under it.

use super::frame::Rect;
use super::losses::Losses;
use super::svg::svg;
use super::trails::{Trails, draw_heads};
use super::{Drawn, Ink, Theme, Undrawn, curves, map};
use crate::core::experiment::Descent;

/// The share of the height that the map gets.
const MAP: f64 = 0.72;

/// Draws the map and the paths of a race up to a step.
fn draw_surface(ink: &mut dyn Ink, theme: &Theme, area: Rect, race: &Descent, step: u64) -> Drawn {
    let frame = map::frame(race.facts().window, area);
    map::draw(ink, theme, &frame, race)?;
    Trails::default().draw(ink, theme, &frame, race, step)?;
    draw_heads(ink, theme, &frame, race, step)
}

/// Draws the losses of a race up to a step.
pub fn draw_losses(
    ink: &mut dyn Ink,
    theme: &Theme,
    area: Rect,
    race: &Descent,
    step: u64,
) -> Drawn {
    let mut losses = Losses::default();
    let frame = losses.frame(area, race, step);
    let titles = losses.titles();
    curves::draw_axes_under(ink, theme, &frame, titles.each_ref().map(String::as_str))?;
    losses.draw(ink, theme, &frame, race, step)
}

/// The map of a race with its paths up to a step, as an SVG of a size in CSS pixels.
///
/// # Errors
/// None in practice: text can always be written.
pub fn surface_svg(
    race: &Descent,
    width: u32,
    height: u32,
    theme: &Theme,
    step: u64,
) -> Result<String, Undrawn> {
    let area = Rect::of_size([width, height].map(f64::from));
    svg(width, height, theme.background, |ink| {
        draw_surface(ink, theme, area, race, step)
    })
}

/// The same with the losses under it.
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
    let whole = Rect::of_size([width, height].map(f64::from));
    let [upper, lower] = whole.rows([MAP, 1.0 - MAP]);
    svg(width, height, theme.background, |ink| {
        draw_surface(ink, theme, upper, race, step)?;
        draw_losses(ink, theme, lower, race, step)
    })
}
