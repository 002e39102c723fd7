//! Typed arrays from JavaScript: their numbers, copied.
//!
//! An array may be detached from its numbers, or be a proxy or a subclass that says of itself what is not
//! so. Whatever can throw is called in a way that catches: an exception that passed through WebAssembly
//! would leave the object at work locked for ever.

use wasm_bindgen::prelude::*;

use super::arguments::{all_finite, refused};

/// The most numbers of an array: beyond them, what an optimizer remembers may not fit into memory.
const MOST: usize = 1 << 24;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_namespace = Float64Array, js_name = prototype)]
    static DOUBLES: JsValue;
    #[wasm_bindgen(thread_local_v2, js_namespace = Float32Array, js_name = prototype)]
    static SINGLES: JsValue;

    // The lengths and the numbers that an array has, whatever it says of itself.
    #[wasm_bindgen(catch, js_namespace = Reflect, js_name = get)]
    fn get_of(prototype: &JsValue, key: &str, array: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["Float64Array", "prototype", "set"], js_name = call)]
    fn copy_doubles(to: &mut [f64], from: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["Float32Array", "prototype", "set"], js_name = call)]
    fn copy_singles(to: &mut [f32], from: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["Float64Array", "prototype", "set"], js_name = call)]
    fn write_doubles(to: &JsValue, from: &[f64]) -> Result<(), JsValue>;
}

/// Copies the finite numbers of a `Float64Array` into a buffer, which takes its length.
pub(super) fn read(name: &str, array: &JsValue, buffer: &mut Vec<f64>) -> Result<(), JsError> {
    let is_one = array.is_instance_of::<js_sys::Float64Array>();
    let length =
        DOUBLES.with(|prototype| length(name, array, is_one, prototype, "Float64Array"))?;
    buffer.resize(length, 0.0);
    copy_doubles(buffer, array).map_err(|_| detached(name, array))?;
    all_finite(name, buffer)
}

/// The finite numbers of a `Float64Array`.
#[cfg(feature = "labs")]
pub(super) fn doubles(name: &str, array: &JsValue) -> Result<Vec<f64>, JsError> {
    let mut numbers = Vec::new();
    read(name, array, &mut numbers)?;
    Ok(numbers)
}

/// The numbers of a `Float32Array`.
#[cfg(feature = "labs")]
pub(super) fn singles(name: &str, array: &JsValue) -> Result<Vec<f32>, JsError> {
    let is_one = array.is_instance_of::<js_sys::Float32Array>();
    let length =
        SINGLES.with(|prototype| length(name, array, is_one, prototype, "Float32Array"))?;
    let mut numbers = vec![0.0; length];
    copy_singles(&mut numbers, array).map_err(|_| detached(name, array))?;
    Ok(numbers)
}

/// Writes numbers back into a `Float64Array` that [`read`] has read.
pub(super) fn write(name: &str, array: &JsValue, numbers: &[f64]) -> Result<(), JsError> {
    write_doubles(array, numbers).map_err(|_| detached(name, array))
}

fn length(
    name: &str,
    array: &JsValue,
    is_one: bool,
    prototype: &JsValue,
    class: &str,
) -> Result<usize, JsError> {
    let length = get_of(prototype, "length", array).ok();
    let length = length.filter(|_| is_one).and_then(|length| length.as_f64());
    let length = length.ok_or_else(|| refused(name, array, &format!("be a {class}")))?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let length = length as usize;
    if length > MOST {
        return Err(JsError::new(&format!(
            "the length of {name} is {length}, but must be at most {MOST}"
        )));
    }
    Ok(length)
}

fn detached(name: &str, array: &JsValue) -> JsError {
    refused(
        name,
        array,
        "still have its numbers: it is detached from them",
    )
}
