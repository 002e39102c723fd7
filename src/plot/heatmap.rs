//! Heat maps: one colour a value.

use plotters::style::RGBColor;

use super::frame::Frame;
use super::theme::{Theme, mix};
use super::{Drawn, Ink};

/// How far a rectangle reaches under the next, in pixels.
const OVERLAP: f64 = 0.5;

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
    let pixel = |value| match ramp.colour(theme, value) {
        Some(RGBColor(red, green, blue)) => [red, green, blue, 255],
        None => [0; 4],
    };
    values.into_iter().flat_map(pixel).collect()
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
    let rect = frame.rect();
    let columns = columns.max(1);
    let width = (rect.right - rect.left) / columns as f64;
    let height = (rect.bottom - rect.top) / values.len().div_ceil(columns) as f64;
    for (i, &value) in values.iter().enumerate() {
        let Some(colour) = ramp.colour(theme, value) else {
            continue;
        };
        let left = rect.left + width * (i % columns) as f64;
        let bottom = rect.bottom - height * (i / columns) as f64;
        // Under its neighbours, so that no seam shows between two.
        let right = (left + width + OVERLAP).min(rect.right);
        let top = (bottom - height - OVERLAP).max(rect.top);
        ink.fill(
            &[[left, bottom], [left, top], [right, top], [right, bottom]],
            colour,
        )?;
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
