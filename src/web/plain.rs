//! Plain values from JavaScript, read into trees.
//!
//! A getter or a proxy may throw at any access. Whatever can is called in a way that catches: an exception
//! that passed through WebAssembly would leave the object at work locked for ever.

use js_sys::{Array, ArrayBuffer, JsString, Reflect};
use wasm_bindgen::prelude::*;

use super::arguments::{refused, thrown};
use crate::core::Error;
use crate::core::tree::Tree;

/// Deeper values than any configuration has are refused, so that one that contains itself is.
const DEEPEST: usize = 12;
/// Longer lists than any configuration has are refused before they are read.
const LONGEST: f64 = 1e6;

thread_local! {
    /// Made once, since every list is asked for it.
    static LENGTH: JsValue = "length".into();
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Array, js_name = from)]
    fn copied(value: &JsValue) -> Result<Array, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Object, js_name = keys)]
    fn keys(value: &JsValue) -> Result<Array, JsValue>;
}

/// Whether a value is an array.
pub(super) fn is_list(value: &JsValue) -> bool {
    is_array(value).unwrap_or_default()
}

/// The tree of a value, which must be an object.
pub(super) fn tree(name: &str, value: &JsValue) -> Result<Tree, JsError> {
    if value.is_null() || value.is_function() || value.is_symbol() || value.is_bigint() {
        return Err(refused(name, value, "be a plain object"));
    }
    read(name, value, DEEPEST)
}

fn read(name: &str, value: &JsValue, depth: usize) -> Result<Tree, JsError> {
    if value.is_undefined() {
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
    if value.is_null() {
        return Err(refused(name, value, "have a value, or be left out"));
    }
    if value.is_function() || !value.is_object() {
        let allowed = "be a number, a text, true or false, a list or a plain object";
        return Err(refused(name, value, allowed));
    }
    let Some(depth) = depth.checked_sub(1) else {
        return Err(refused(name, value, "not be nested this deep"));
    };
    let unreadable = |error| unreadable(name, &error);
    if is_array(value).map_err(unreadable)? || ArrayBuffer::is_view(value) {
        return list(name, value, depth).map(Tree::List);
    }
    if !is_plain(value).map_err(unreadable)? {
        return Err(refused(name, value, "be a plain object"));
    }
    keys(value)
        .map_err(unreadable)?
        .iter()
        .map(|key| {
            let field = String::from(key.unchecked_ref::<JsString>());
            let path = format!("{name}.{field}");
            let value = Reflect::get(value, &key);
            let value = value.map_err(|error| self::unreadable(&path, &error))?;
            Ok((field, read(&path, &value, depth)?))
        })
        .filter(|field| !matches!(field, Ok((_, Tree::Nothing))))
        .collect::<Result<_, _>>()
        .map(Tree::Record)
}

/// The items of an array, typed or not.
fn list(name: &str, value: &JsValue, depth: usize) -> Result<Vec<Tree>, JsError> {
    let unreadable = |error| unreadable(name, &error);
    let length = LENGTH.with(|key| Reflect::get(value, key));
    let length = length.map_err(unreadable)?.as_f64();
    // A DataView has none.
    let length = length.ok_or_else(|| refused(name, value, "be a list"))?;
    if length > LONGEST {
        let allowed = format!("be at most {LONGEST}");
        let refused = Error::out_of_range(format!("the length of {name}"), length, allowed);
        return Err(thrown(refused));
    }
    copied(value)
        .map_err(unreadable)?
        .iter()
        .enumerate()
        .map(|(i, item)| read(&format!("{name}[{i}]"), &item, depth))
        .collect()
}

/// Whether an object is one of fields alone: `{ … }`, not a `Map`, a `Date` or what inherits from another.
fn is_plain(value: &JsValue) -> Result<bool, JsValue> {
    let prototype = Reflect::get_prototype_of(value)?;
    Ok(prototype.is_null() || Reflect::get_prototype_of(&prototype)?.is_null())
}

/// The error of a value whose reading throws, with what it throws.
fn unreadable(name: &str, thrown: &JsValue) -> JsError {
    let message = Reflect::get(thrown, &"message".into()).ok();
    let message = message.as_ref().unwrap_or(thrown).as_string();
    let reason = message.map_or_else(String::new, |message| format!(": {message}"));
    JsError::new(&format!("{name} cannot be read{reason}"))
}
