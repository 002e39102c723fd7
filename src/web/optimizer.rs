//! The bare step functions.

use js_sys::{Float64Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::arguments::{number, settings, text, thrown};
use super::numbers;
use crate::core::experiment::RunConfig;
use crate::core::optimizer;
use crate::core::registry::Kind;

/// An optimizer at work on parameters that live in JavaScript.
#[wasm_bindgen]
pub struct Optimizer {
    inner: Box<dyn optimizer::Optimizer<f64>>,
    learning_rate: f64,
    parameters: Vec<f64>,
    gradients: Vec<f64>,
}

#[wasm_bindgen]
impl Optimizer {
    /// An optimizer by its id, with hyperparameters by id (`learning_rate` among them) and defaults
    /// for the rest.
    ///
    /// # Errors
    /// Throws for an unknown id, or a hyperparameter it does not have or allow.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "string")] id: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Record<string, number>")]
        hyperparameters: &JsValue,
    ) -> Result<Self, JsError> {
        let config = RunConfig {
            hyperparameters: settings("hyperparameters", hyperparameters)?,
            ..RunConfig::new(&text("id", id)?)
        };
        let built = config.build::<f64>().map_err(thrown)?;
        Ok(Self {
            inner: built.optimizer,
            learning_rate: built.learning_rate,
            parameters: Vec::new(),
            gradients: Vec::new(),
        })
    }

    /// One update of `parameters`, in place.
    ///
    /// # Errors
    /// Throws unless both are `Float64Array`s of finite numbers and of one length, the same at
    /// every step.
    pub fn step(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Float64Array")] parameters: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Float64Array")] gradients: &JsValue,
    ) -> Result<(), JsError> {
        numbers::read("parameters", parameters, &mut self.parameters)?;
        numbers::read("gradients", gradients, &mut self.gradients)?;
        self.inner
            .step(self.learning_rate, &mut self.parameters, &self.gradients)
            .map_err(thrown)?;
        numbers::write("parameters", parameters, &self.parameters)
    }

    /// The learning rate of the next step.
    #[wasm_bindgen(getter, js_name = learningRate)]
    pub fn learning_rate(&self) -> f64 {
        self.learning_rate
    }

    /// Sets the learning rate of the next steps; nothing is forgotten.
    ///
    /// # Errors
    /// Throws unless it is a finite number above 0.
    #[wasm_bindgen(setter, js_name = learningRate)]
    pub fn set_learning_rate(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] rate: &JsValue,
    ) -> Result<(), JsError> {
        self.learning_rate = number("learningRate", rate, Kind::Positive)?;
        Ok(())
    }

    /// Steps made since the start or the last reset.
    #[wasm_bindgen(getter, js_name = stepCount)]
    #[allow(clippy::cast_precision_loss)]
    pub fn step_count(&self) -> f64 {
        self.inner.steps() as f64
    }

    /// Its moments by name, one value a parameter; empty arrays before the first step.
    #[wasm_bindgen(unchecked_return_type = "Record<string, Float64Array>")]
    pub fn state(&self) -> Object {
        let state = Object::new();
        for (name, values) in self.inner.moments() {
            // Setting a property of a new plain object does not fail.
            let _ = Reflect::set(&state, &name.into(), &Float64Array::from(values));
        }
        state
    }

    /// Forgets every step; the hyperparameters stay, and so does the learning rate.
    pub fn reset(&mut self) {
        self.inner.reset();
    }
}
