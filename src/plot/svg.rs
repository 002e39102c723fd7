//! SVG files.

use plotters::backend::SVGBackend;
use plotters::drawing::IntoDrawingArea;

use super::sheet::{Lettering, Sheet};
use super::{Area, Drawn, UNIT, Undrawn};

/// An SVG that is being drawn.
pub type SvgSheet<'a> = Sheet<SVGBackend<'a>, Typical>;

/// Draws an SVG of a width and height in CSS pixels and returns its text.
///
/// The picture's units are finer than pixels, and its lines have round joins and ends.
///
/// # Errors
/// Those of `draw`.
pub fn svg(
    width: u32,
    height: u32,
    draw: impl FnOnce(&Area<SvgSheet<'_>>) -> Drawn,
) -> Result<String, Undrawn> {
    let units = |length: u32| length.saturating_mul(UNIT as u32);
    let size = (units(width), units(height));
    let mut text = String::new();
    let backend = SVGBackend::with_string(&mut text, size);
    let area = Sheet::new(backend, Typical, size).into_drawing_area();
    draw(&area)?;
    area.present().map_err(|error| Undrawn(error.to_string()))?;
    drop(area);
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

    fn width(&self, text: &str) -> f64 {
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
