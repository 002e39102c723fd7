//! The picture of a basin map: a colour for each critical point, fainter the more steps it takes.

use plotters::style::RGBColor;

use super::frame::{Frame, Rect};
use super::svg::svg;
use super::theme::{MARKER, Theme, mix};
use super::{Drawn, Ink, Undrawn, heatmap, map};
use crate::core::analysis::basin_map::{BasinMap, End};
use crate::core::analysis::refinement::nearest_known;
use crate::core::surface::{Critical, CriticalPoint};

/// Shares of the background in the colour of few steps and of many.
const SHADES: [f64; 2] = [0.12, 0.78];
/// Sides of the squares that mark divergence, in cells.
const SQUARE: usize = 2;

/// The place in the palette of a critical point: minima in their order, `None` for others.
#[must_use]
pub fn style_of(points: &[CriticalPoint], place: usize) -> Option<usize> {
    let is_minimum = |point: &&CriticalPoint| point.kind == Critical::Minimum;
    let point = points.get(place).filter(is_minimum);
    point.map(|_| points[..place].iter().filter(is_minimum).count())
}

/// The colour of what diverges, in a cell: squares of two greys.
pub(super) fn diverged(theme: &Theme, column: usize, row: usize) -> RGBColor {
    let is_dark = (column / SQUARE + row / SQUARE).is_multiple_of(2);
    mix(
        theme.background,
        theme.text,
        if is_dark { 0.75 } else { 0.5 },
    )
}

/// The colour of every cell, row by row from the bottom left; what is not known yet has that of the
/// nearest cell that is.
fn colours<'a>(theme: &'a Theme, map: &'a BasinMap) -> impl Iterator<Item = Option<RGBColor>> + 'a {
    let columns = map.config().columns;
    let points = map.points();
    let of_point = |place| match style_of(points, place) {
        Some(style) => theme.run(style).colour,
        None => theme.quiet,
    };
    let of_points: Vec<RGBColor> = (0..points.len()).map(of_point).collect();
    let most = (map.config().steps as f64).ln_1p();
    let ends = map.ends();
    let known = nearest_known(columns, ends.len(), |cell| ends[cell] != End::Unknown);
    known.enumerate().map(move |(place, cell)| {
        let cell = cell?;
        match ends[cell] {
            End::At(point) => {
                let share = f64::from(map.steps()[cell]).ln_1p() / most;
                let [few, many] = SHADES;
                let faint = few + (many - few) * share;
                Some(mix(of_points[point], theme.background, faint))
            }
            End::Unsettled => Some(mix(theme.background, theme.line, 0.5)),
            End::Diverged => Some(diverged(theme, place % columns, place / columns)),
            End::Unknown => None,
        }
    })
}

/// The pixels of a map, one a cell, four bytes each, the top row first, as an image has them. Where
/// nothing is known they are transparent.
#[must_use]
pub fn pixels(theme: &Theme, map: &BasinMap) -> Vec<u8> {
    heatmap::image(map.config().columns, colours(theme, map))
}

/// Where a map lies in an area.
#[must_use]
pub fn frame(map: &BasinMap, area: Rect) -> Frame {
    map::plane(map.window(), area)
}

/// Draws the axes of a map and the critical points that runs end at.
pub fn draw_marks(ink: &mut dyn Ink, theme: &Theme, frame: &Frame, map: &BasinMap) -> Drawn {
    frame.draw_border(ink, theme)?;
    frame.draw_ticks(ink, theme)?;
    for point in map.points() {
        let at = frame.place([point.x, point.y]);
        if frame.rect().contains(at) {
            map::draw_critical(ink, theme.text, at, MARKER, point.kind)?;
        }
    }
    Ok(())
}

/// The map as an SVG of a size in CSS pixels.
///
/// # Errors
/// None in practice: text can always be written.
pub fn basins_svg(
    map: &BasinMap,
    width: u32,
    height: u32,
    theme: &Theme,
) -> Result<String, Undrawn> {
    let frame = frame(map, Rect::of_size([width, height].map(f64::from)));
    svg(width, height, theme.background, |ink| {
        let colours: Vec<_> = colours(theme, map).collect();
        heatmap::draw_cells(ink, &frame, map.config().columns, &colours)?;
        draw_marks(ink, theme, &frame, map)
    })
}
