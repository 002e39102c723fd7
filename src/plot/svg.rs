//! SVG files.

use plotters::backend::SVGBackend;
use plotters::style::RGBColor;

use super::sheet::{Lettering, Sheet};
use super::{Drawn, Ink, UNIT, Undrawn};

/// Draws an SVG of a width and height in CSS pixels on a background, and returns its text.
///
/// The picture's units are finer than pixels, and its lines have round joins and ends.
///
/// # Errors
/// Those of `draw`.
pub fn svg(
    width: u32,
    height: u32,
    background: RGBColor,
    draw: impl FnOnce(&mut dyn Ink) -> Drawn,
) -> Result<String, Undrawn> {
    let units = |length: u32| length.saturating_mul(UNIT as u32);
    let size = (units(width), units(height));
    let mut text = String::new();
    let mut sheet = Sheet {
        backend: SVGBackend::with_string(&mut text, size),
        lettering: Typical,
        size: [width, height].map(f64::from),
    };
    sheet.clear(background)?;
    draw(&mut sheet)?;
    drop(sheet); // this closes the file
    // plotters opens the file with a size in its own units.
    let body = text.split_once('\n').map_or("", |(_, body)| body);
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {} {}\" stroke-linejoin=\"round\" stroke-linecap=\"round\">\n{}",
        size.0,
        size.1,
        body.replace(" opacity=\"1\"", "")
    ))
}

/// The widths of a usual sans-serif font, so that files are the same wherever they are made.
pub struct Typical;

impl Lettering for Typical {
    const SHRINKS: f64 = 1.24;
    const LIFTS: f64 = 0.1;

    fn width(&mut self, text: &str) -> f64 {
        text.chars().map(width_of).sum()
    }
}

/// The width of a character, in font sizes.
fn width_of(character: char) -> f64 {
    match character {
        '.' | ',' | ' ' | 'i' | 'j' | 'l' | '\'' => 0.28,
        'f' | 'r' | 't' | '(' | ')' => 0.33,
        '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁻' => 0.36,
        'm' | 'w' | 'M' | 'W' => 0.85,
        'A'..='Z' => 0.68,
        _ => 0.56,
    }
}
