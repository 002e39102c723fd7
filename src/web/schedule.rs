//! Learning-rate schedules.

use wasm_bindgen::prelude::*;

use super::arguments::{number, settings, text, thrown, whole};
use crate::core::experiment::ScheduleConfig;
use crate::core::random::Seed;
use crate::core::registry::Kind;
use crate::core::schedule;

/// A schedule: the learning rate as a function of the updates already made.
#[wasm_bindgen]
pub struct Schedule {
    inner: Box<dyn schedule::Schedule>,
}

#[wasm_bindgen]
impl Schedule {
    /// A schedule by its id, with parameters by id and defaults for the rest.
    ///
    /// # Errors
    /// Throws for an unknown id, or a parameter it does not have or allow.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "string")] id: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Record<string, number | number[]>")]
        parameters: &JsValue,
    ) -> Result<Self, JsError> {
        let config = ScheduleConfig {
            id: text("id", id)?,
            parameters: settings("parameters", parameters)?,
        };
        Ok(Self {
            inner: config.build().map_err(thrown)?,
        })
    }

    /// The rate after `t` updates (0 before the first), from the run's own learning rate.
    ///
    /// # Errors
    /// Throws unless the learning rate is a finite number above 0 and t a whole number, at least 0.
    pub fn rate(
        &self,
        #[wasm_bindgen(js_name = learningRate, unchecked_param_type = "number")]
        learning_rate: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] t: &JsValue,
    ) -> Result<f64, JsError> {
        let learning_rate = number("learningRate", learning_rate, Kind::Positive)?;
        Ok(self.inner.rate(learning_rate, whole("t", t, Seed::MAX)?))
    }
}
