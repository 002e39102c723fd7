//! Typed arrays from JavaScript: their numbers, copied.
//!
//! An array may be detached from its numbers, or be a proxy or a subclass that says of itself what is not
//! so. Whatever can throw is called in a way that catches: an exception that passed through WebAssembly
//! would leave the object at work locked for ever.

#[cfg(feature = "labs")]
use js_sys::Float32Array;
use js_sys::Float64Array;
use wasm_bindgen::prelude::*;

use super::arguments::{all_finite, refused, thrown};
use crate::core::Error;

/// The most numbers of an array: beyond them, what an optimizer remembers may not fit into memory.
const MOST: usize = 1 << 24;

#[wasm_bindgen]
extern "C" {
    type TypedArray;
    #[wasm_bindgen(method, catch, getter, structural)]
    fn length(this: &TypedArray) -> Result<f64, JsValue>;
    #[wasm_bindgen(method, catch, getter, structural, js_name = byteLength)]
    fn byte_length(this: &TypedArray) -> Result<f64, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["Float64Array", "prototype", "set"], js_name = call)]
    fn copy_doubles(to: &mut [f64], from: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["Float32Array", "prototype", "set"], js_name = call)]
    fn copy_singles(to: &mut [f32], from: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["Float64Array", "prototype", "set"], js_name = call)]
    fn write_doubles(to: &JsValue, from: &[f64]) -> Result<(), JsValue>;
}

/// Copies the finite numbers of a `Float64Array` into a buffer, which takes its length.
pub(super) fn read(name: &str, array: &JsValue, buffer: &mut Vec<f64>) -> Result<(), JsError> {
    let length = length::<f64, Float64Array>(name, array, "be a Float64Array")?;
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
    let length = length::<f32, Float32Array>(name, array, "be a Float32Array")?;
    let mut numbers = vec![0.0; length];
    copy_singles(&mut numbers, array).map_err(|_| detached(name, array))?;
    Ok(numbers)
}

/// Writes numbers back into a `Float64Array` that [`read`] has read.
pub(super) fn write(name: &str, array: &JsValue, numbers: &[f64]) -> Result<(), JsError> {
    write_doubles(array, numbers).map_err(|_| detached(name, array))
}

/// The length of an `Array` of `T`, unless it is none or contradicts itself.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss
)]
fn length<T, Array: JsCast>(name: &str, array: &JsValue, allowed: &str) -> Result<usize, JsError> {
    let parts: &TypedArray = array.unchecked_ref();
    let lengths = parts.length().ok().zip(parts.byte_length().ok());
    let length = lengths
        .filter(|(length, bytes)| length * size_of::<T>() as f64 == *bytes)
        .filter(|_| array.is_instance_of::<Array>())
        .map(|(length, _)| length as usize)
        .ok_or_else(|| refused(name, array, allowed))?;
    if length > MOST {
        let allowed = format!("be at most {MOST}");
        let name = format!("the length of {name}");
        return Err(thrown(Error::out_of_range(name, length, allowed)));
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
