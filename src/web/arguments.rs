//! Arguments from JavaScript, checked before they are used.

use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::plain::{is_list, tree};
use crate::core::Error;
use crate::core::experiment::Settings;
use crate::core::registry::{Kind, Setting};
use crate::core::tree::Read;
use crate::plot::Theme;
use crate::plot::canvas::Canvas;
#[cfg(feature = "labs")]
use crate::plot::canvas::Image;

/// The error as JavaScript throws it.
pub fn thrown(error: Error) -> JsError {
    JsError::new(&error.to_string())
}

/// The error of a value that is not allowed.
pub fn refused(name: &str, value: &JsValue, allowed: &str) -> JsError {
    thrown(Error::out_of_range(name, shown(value), allowed))
}

/// A value as it may stand in a message.
fn shown(value: &JsValue) -> String {
    if let Some(text) = value.as_string() {
        format!("\"{text}\"")
    } else if let Some(x) = value.as_f64() {
        x.to_string()
    } else if let Some(flag) = value.as_bool() {
        flag.to_string()
    } else if value.is_undefined() {
        "nothing".to_owned()
    } else if value.is_null() {
        "null".to_owned()
    } else if is_list(value) {
        "a list".to_owned()
    } else {
        format!(
            "of type {}",
            value.js_typeof().as_string().unwrap_or_default()
        )
    }
}

/// A text.
pub fn text(name: &str, value: &JsValue) -> Result<String, JsError> {
    value
        .as_string()
        .ok_or_else(|| refused(name, value, "be a text"))
}

/// A number of a kind.
pub fn number(name: &str, value: &JsValue, kind: Kind) -> Result<f64, JsError> {
    value
        .as_f64()
        .filter(|x| kind.admits(Setting::Number(*x)))
        .ok_or_else(|| refused(name, value, &kind.allowed()))
}

/// A finite number.
pub fn finite(name: &str, value: &JsValue) -> Result<f64, JsError> {
    number(name, value, Kind::Real)
}

/// A whole number from 0 to `most`.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss
)]
pub fn whole(name: &str, value: &JsValue, most: u64) -> Result<u64, JsError> {
    value
        .as_f64()
        .filter(|x| x.fract() == 0.0 && (0.0..=most as f64).contains(x))
        .map(|x| x as u64)
        .ok_or_else(|| refused(name, value, &format!("be a whole number from 0 to {most}")))
}

/// `true` or `false`.
pub fn flag(name: &str, value: &JsValue) -> Result<bool, JsError> {
    value
        .as_bool()
        .ok_or_else(|| refused(name, value, "be true or false"))
}

/// A canvas to draw on.
pub fn canvas(name: &str, value: &JsValue) -> Result<Canvas, JsError> {
    let element = value.dyn_ref::<HtmlCanvasElement>().cloned();
    element
        .and_then(Canvas::new)
        .ok_or_else(|| refused(name, value, "be a canvas that gives a 2D context"))
}

/// A canvas that holds an image.
#[cfg(feature = "labs")]
pub fn image(name: &str, value: &JsValue) -> Result<Image, JsError> {
    let element = value.dyn_ref::<HtmlCanvasElement>().cloned();
    element
        .and_then(Image::new)
        .ok_or_else(|| refused(name, value, "be a canvas that gives a 2D context"))
}

/// Gives canvases that lie on one another a size in CSS pixels, and so many screen pixels a CSS
/// pixel.
pub fn resize<'a>(
    canvases: impl IntoIterator<Item = &'a mut Canvas>,
    size: [&JsValue; 3],
) -> Result<(), JsError> {
    let [width, height, ratio] = pixels(size)?;
    for canvas in canvases {
        canvas.resize(width, height, ratio)?;
    }
    Ok(())
}

/// Width, height and ratio.
fn pixels([width, height, ratio]: [&JsValue; 3]) -> Result<[f64; 3], JsError> {
    Ok([
        number("width", width, Kind::NonNegative)?,
        number("height", height, Kind::NonNegative)?,
        number("pixelRatio", ratio, Kind::Positive)?,
    ])
}

/// The theme that is light, or dark.
pub fn theme(dark: &JsValue) -> Result<&'static Theme, JsError> {
    Ok(Theme::of(flag("dark", dark)?))
}

/// What drawing came to, as JavaScript throws it.
pub fn drawn<T>(result: Result<T, impl std::error::Error>) -> Result<T, JsError> {
    result.map_err(|error| JsError::new(&error.to_string()))
}

/// A span of time in milliseconds.
pub fn milliseconds(value: &JsValue) -> Result<f64, JsError> {
    number("milliseconds", value, Kind::NonNegative)
}

/// Checks that all of them are finite.
pub fn all_finite(name: &str, values: &[f64]) -> Result<(), JsError> {
    match values.iter().position(|x| !x.is_finite()) {
        Some(i) => Err(thrown(Error::out_of_range(
            format!("{name}[{i}]"),
            values[i],
            "be a finite number",
        ))),
        None => Ok(()),
    }
}

/// A whole configuration.
pub fn config<T: Read>(name: &str, value: &JsValue) -> Result<T, JsError> {
    T::read(tree(name, value)?).map_err(|error| thrown(error.within(name)))
}

/// Numbers by name; none when left out.
pub fn settings(name: &str, value: &JsValue) -> Result<Settings, JsError> {
    if value.is_undefined() {
        return Ok(Settings::new());
    }
    config(name, value)
}

/// The size of a drawing in CSS pixels.
#[allow(clippy::cast_possible_truncation)] // at most 10,000
pub(super) fn size(width: &JsValue, height: &JsValue) -> Result<[u32; 2], JsError> {
    const LARGEST: u64 = 10_000;
    Ok([
        whole("width", width, LARGEST)? as u32,
        whole("height", height, LARGEST)? as u32,
    ])
}
