//! Averages over a series.

use wasm_bindgen::prelude::*;

use super::arguments::{config, text, thrown, whole};
use super::catalog::to_js;
use crate::core::experiment::{self, Curve};

/// Exponentially weighted averages of one series, each with its correction and with the sliding
/// mean it is compared to.
#[wasm_bindgen]
pub struct Averaging {
    inner: experiment::Averaging,
}

impl Averaging {
    /// The averages themselves, for what draws them.
    pub(super) fn inner(&self) -> &experiment::Averaging {
        &self.inner
    }

    /// The place of an average in the list.
    pub(super) fn place(&self, average: &JsValue) -> Result<usize, JsError> {
        let count = self.inner.config().averages.len() as u64;
        Ok(whole("average", average, count - 1)? as usize)
    }

    /// A day, from 1.
    pub(super) fn day(&self, day: &JsValue) -> Result<usize, JsError> {
        let days = self.inner.values().len();
        let day = whole("day", day, days as u64)? as usize;
        if day == 0 {
            return Err(JsError::new(&format!(
                "day is 0, but must be a whole number from 1 to {days}"
            )));
        }
        Ok(day)
    }
}

#[wasm_bindgen]
impl Averaging {
    /// The averages of a configuration.
    ///
    /// # Errors
    /// Throws when anything in it is unknown, missing or not allowed; the message names it.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(js_name = config, unchecked_param_type = "AveragingConfig")] value: &JsValue,
    ) -> Result<Self, JsError> {
        let inner = experiment::Averaging::new(config("config", value)?).map_err(thrown)?;
        Ok(Self { inner })
    }

    /// The number of days, which is that of the values.
    #[wasm_bindgen(getter)]
    pub fn days(&self) -> usize {
        self.inner.values().len()
    }

    /// One curve of an average, a value a day: "raw", "averaged", "corrected" or "sliding".
    ///
    /// # Errors
    /// Throws unless there is such an average and such a curve.
    pub fn curve(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] average: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "AverageCurve")] curve: &JsValue,
    ) -> Result<Vec<f64>, JsError> {
        let average = self.place(average)?;
        let curve = Curve::find(&text("curve", curve)?).map_err(thrown)?;
        let values = self.inner.curve(average, curve);
        Ok(values.unwrap_or_default().to_vec())
    }

    /// About how many values an average remembers, 1/(1−β).
    ///
    /// # Errors
    /// Throws unless there is such an average.
    pub fn memory(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] average: &JsValue,
    ) -> Result<f64, JsError> {
        let average = self.place(average)?;
        Ok(self.inner.memory(average).unwrap_or(f64::NAN))
    }

    /// The length of the sliding window it is compared with, 1/(1−β) rounded.
    ///
    /// # Errors
    /// Throws unless there is such an average.
    pub fn window(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] average: &JsValue,
    ) -> Result<usize, JsError> {
        let average = self.place(average)?;
        Ok(self.inner.window(average).unwrap_or_default())
    }

    /// An average on a day, from 1, as a sum of its newest terms and the rest.
    ///
    /// # Errors
    /// Throws unless there is such an average and such a day, and `terms` is a whole number up to
    /// 100.
    #[wasm_bindgen(js_name = writtenOut, unchecked_return_type = "WrittenOut")]
    pub fn written_out(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] average: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] day: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] terms: &JsValue,
    ) -> Result<JsValue, JsError> {
        let (average, day) = (self.place(average)?, self.day(day)?);
        let terms = whole("terms", terms, 100)? as usize;
        to_js(&self.inner.written_out(average, day, terms))
    }
}
