//! Heat maps: one colour a value.

use plotters::style::RGBColor;

use super::frame::Frame;
use super::theme::{Theme, mix};
use super::{Drawn, Ink};

/// How far a rectangle reaches under the next, where there is one, in pixels: so far that the edge of
/// the next lies on it as a whole, at half the size too, or the background would show through.
const OVERLAP: f64 = 2.0;

/// From values to colours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ramp {
    /// One hue, from the first value to the last.
    Sequential([f64; 2]),
    /// Two hues that part at a middle value, and reach their ends so far from it.
    Diverging {
        /// The value that has the colour of the background.
        middle: f64,
        /// The distance at which a colour is full.
        reach: f64,
    },
}

impl Ramp {
    /// The colour of a value; none when it is not a number. What is beyond the ends has their
    /// colour.
    #[must_use]
    pub fn colour(self, theme: &Theme, value: f64) -> Option<RGBColor> {
        if value.is_nan() {
            return None;
        }
        Some(match self {
            Self::Sequential([low, high]) => theme.ground((value - low) / (high - low)),
            Self::Diverging { middle, reach } => {
                let [below, above] = theme.diverging;
                let end = if value < middle { below } else { above };
                mix(theme.background, end, (value - middle).abs() / reach)
            }
        })
    }
}

/// The pixels of values, four bytes each (red, green, blue, opacity), as an image has them. What is
/// not a number is transparent.
#[must_use]
pub fn pixels(theme: &Theme, ramp: Ramp, values: impl IntoIterator<Item = f64>) -> Vec<u8> {
    let colours = values.into_iter().map(|value| ramp.colour(theme, value));
    colours.flat_map(bytes).collect()
}

fn bytes(colour: Option<RGBColor>) -> [u8; 4] {
    match colour {
        Some(RGBColor(red, green, blue)) => [red, green, blue, 255],
        None => [0; 4],
    }
}

/// The pixels of cells, given row by row from the bottom and so many columns wide, with the top row
/// first, as an image has them.
#[must_use]
pub fn image(columns: usize, cells: impl Iterator<Item = Option<RGBColor>>) -> Vec<u8> {
    let pixels: Vec<[u8; 4]> = cells.map(bytes).collect();
    let rows = pixels.chunks(columns.max(1)).rev();
    rows.flatten().flatten().copied().collect()
}

/// Draws values as rectangles that fill a frame, row by row from the bottom, so many columns wide.
pub fn draw(
    ink: &mut dyn Ink,
    theme: &Theme,
    frame: &Frame,
    ramp: Ramp,
    columns: usize,
    values: &[f64],
) -> Drawn {
    let colours = values.iter().map(|&value| ramp.colour(theme, value));
    draw_cells(ink, frame, columns, &colours.collect::<Vec<_>>())
}

/// Draws cells as rectangles that fill a frame, row by row from the bottom, so many columns wide.
/// Neighbours of one colour in a row are one rectangle.
pub fn draw_cells(
    ink: &mut dyn Ink,
    frame: &Frame,
    columns: usize,
    cells: &[Option<RGBColor>],
) -> Drawn {
    let rect = frame.rect();
    let columns = columns.max(1);
    let width = (rect.right - rect.left) / columns as f64;
    let height = (rect.bottom - rect.top) / cells.len().div_ceil(columns) as f64;
    let rows: Vec<&[Option<RGBColor>]> = cells.chunks(columns).collect();
    let under = |next: Option<&[Option<RGBColor>]>| match next {
        Some(cells) if cells.iter().all(Option::is_some) => OVERLAP,
        _ => 0.0,
    };
    for (row, cells) in rows.iter().enumerate() {
        let bottom = rect.bottom - height * row as f64;
        let above = rows.get(row + 1);
        let mut column = 0;
        for alike in cells.chunk_by(|a, b| a == b) {
            let first = column;
            column += alike.len();
            let Some(&Some(colour)) = alike.first() else {
                continue;
            };
            let left = rect.left + width * first as f64;
            let right = rect.left + width * column as f64 + under(cells.get(column..=column));
            let top = bottom - height - under(above.and_then(|above| above.get(first..column)));
            ink.fill(
                &[[left, bottom], [left, top], [right, top], [right, bottom]],
                colour,
            )?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::theme::LIGHT;

    #[test]
    fn values_get_the_colours_of_the_ramp() {
        let Theme {
            background, ground, ..
        } = LIGHT;
        let [below, above] = LIGHT.diverging;
        let colours = |ramp: Ramp, values: &[f64]| -> Vec<Option<RGBColor>> {
            values
                .iter()
                .map(|&value| ramp.colour(&LIGHT, value))
                .collect()
        };
        assert_eq!(
            colours(
                Ramp::Sequential([2.0, 4.0]),
                &[-9.0, 2.0, 4.0, f64::INFINITY, f64::NAN]
            ),
            [
                Some(ground[0]),
                Some(ground[0]),
                Some(ground[1]),
                Some(ground[1]),
                None
            ]
        );
        let diverging = Ramp::Diverging {
            middle: 1.0,
            reach: 2.0,
        };
        assert_eq!(
            colours(diverging, &[-1.0, 1.0, 3.0, 1e9]),
            [Some(below), Some(background), Some(above), Some(above)]
        );
    }

    #[test]
    fn pixels_are_four_bytes_each() {
        let bytes = pixels(&LIGHT, Ramp::Sequential([0.0, 1.0]), [f64::NAN, 1.0]);
        let RGBColor(red, green, blue) = LIGHT.ground[1];
        assert_eq!(bytes, [0, 0, 0, 0, red, green, blue, 255]);
    }
}
