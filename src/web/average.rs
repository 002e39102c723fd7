//! Exponentially weighted averages.

use wasm_bindgen::prelude::*;

use super::arguments::{finite, flag, thrown};
use super::numbers::doubles;
use crate::core::average::moving_average;

/// The exponentially weighted average V_t = β V_{t−1} + (1−β) x_t of a series, V_0 = 0, divided by
/// 1 − βᵗ when `correctBias` is true.
///
/// # Errors
/// Throws unless the series is a `Float64Array` of finite numbers, 0 ≤ β < 1 and `correctBias` a
/// boolean.
#[wasm_bindgen(js_name = movingAverage)]
pub fn js_moving_average(
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] series: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] beta: &JsValue,
    #[wasm_bindgen(js_name = correctBias, unchecked_param_type = "boolean")] correct_bias: &JsValue,
) -> Result<Vec<f64>, JsError> {
    let series = doubles("series", series)?;
    let beta = finite("beta", beta)?;
    let correct_bias = flag("correctBias", correct_bias)?;
    moving_average(&series, beta, correct_bias).map_err(thrown)
}
