//! Arguments from JavaScript, checked before they are used.

use js_sys::{Array, Float64Array, JsString, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::core::Error;
use crate::core::experiment::Settings;
use crate::core::tree::{Read, Tree};
use crate::plot::Theme;
use crate::plot::canvas::Canvas;
#[cfg(feature = "labs")]
use crate::plot::canvas::Image;

/// Deeper values than any configuration has are refused, so that one that contains itself is.
const DEEPEST: usize = 12;

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
    } else if value.is_undefined() || value.is_null() {
        "nothing".to_owned()
    } else if Array::is_array(value) {
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

/// A finite number.
pub fn finite(name: &str, value: &JsValue) -> Result<f64, JsError> {
    value
        .as_f64()
        .filter(|x| x.is_finite())
        .ok_or_else(|| refused(name, value, "be a finite number"))
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
    let scale = ratio.as_f64().filter(|x| x.is_finite() && *x > 0.0);
    let scale = scale.ok_or_else(|| refused("pixelRatio", ratio, "be a finite number above 0"));
    Ok([length("width", width)?, length("height", height)?, scale?])
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
    length("milliseconds", value)
}

/// A finite number, at least 0.
fn length(name: &str, value: &JsValue) -> Result<f64, JsError> {
    let length = value.as_f64().filter(|x| x.is_finite() && *x >= 0.0);
    length.ok_or_else(|| refused(name, value, "be a finite number, at least 0"))
}

/// A `Float64Array` of finite numbers.
pub fn floats(name: &str, value: &JsValue) -> Result<Float64Array, JsError> {
    value
        .dyn_ref::<Float64Array>()
        .cloned()
        .ok_or_else(|| refused(name, value, "be a Float64Array"))
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
    T::read(tree(name, value, DEEPEST)?).map_err(|error| thrown(error.within(name)))
}

/// Numbers by name; none when left out.
pub fn settings(name: &str, value: &JsValue) -> Result<Settings, JsError> {
    if value.is_undefined() {
        return Ok(Settings::new());
    }
    config(name, value)
}

fn tree(name: &str, value: &JsValue, depth: usize) -> Result<Tree, JsError> {
    if value.is_undefined() || value.is_null() {
        return Ok(Tree::Nothing);
    }
    if let Some(flag) = value.as_bool() {
        return Ok(Tree::Flag(flag));
    }
    if let Some(x) = value.as_f64() {
        return Ok(Tree::Number(x));
    }
    if let Some(text) = value.as_string() {
        return Ok(Tree::Text(text));
    }
    if value.is_function() || !value.is_object() {
        return Err(refused(
            name,
            value,
            "be a number, a text, true or false, a list or an object",
        ));
    }
    let Some(depth) = depth.checked_sub(1) else {
        return Err(refused(name, value, "not be nested this deep"));
    };
    if Array::is_array(value) || js_sys::ArrayBuffer::is_view(value) {
        // `from` also takes typed arrays.
        return Array::from(value)
            .iter()
            .enumerate()
            .map(|(i, item)| tree(&format!("{name}[{i}]"), &item, depth))
            .collect::<Result<_, _>>()
            .map(Tree::List);
    }
    let object: &Object = value.unchecked_ref();
    Object::keys(object)
        .iter()
        .map(|key| {
            let field = String::from(key.unchecked_ref::<JsString>());
            let path = format!("{name}.{field}");
            let value = Reflect::get(object, &key)
                .map_err(|_| JsError::new(&format!("{path} cannot be read")))?;
            Ok((field, tree(&path, &value, depth)?))
        })
        .filter(|field| !matches!(field, Ok((_, Tree::Nothing))))
        .collect::<Result<_, _>>()
        .map(Tree::Record)
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
