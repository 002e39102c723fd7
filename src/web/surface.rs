//! Surfaces with their exact derivatives.

use wasm_bindgen::prelude::*;

use super::arguments::{finite, settings, text, thrown};
use crate::core::Error;
use crate::core::experiment::build_surface;
use crate::core::surface;

/// A function of x and y.
#[wasm_bindgen]
pub struct Surface {
    inner: Box<dyn surface::Surface>,
}

#[wasm_bindgen]
impl Surface {
    /// A surface by its id, or a formula in x and y; parameters by id, defaults for the rest.
    ///
    /// # Errors
    /// Throws for an unknown id, a formula that cannot be read (the message says where), or a
    /// parameter that the surface does not have or allow.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(js_name = idOrFormula, unchecked_param_type = "string")]
        id_or_formula: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Record<string, number>")]
        parameters: &JsValue,
    ) -> Result<Self, JsError> {
        let parameters = settings("parameters", parameters)?;
        let inner = build_surface(&text("idOrFormula", id_or_formula)?, &parameters);
        Ok(Self {
            inner: inner.map_err(|error| thrown(as_arguments(error)))?,
        })
    }

    /// f(x, y).
    ///
    /// # Errors
    /// Throws unless x and y are finite numbers.
    pub fn value(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] x: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] y: &JsValue,
    ) -> Result<f64, JsError> {
        Ok(self.inner.value(finite("x", x)?, finite("y", y)?))
    }

    /// The gradient [∂f/∂x, ∂f/∂y].
    ///
    /// # Errors
    /// Throws unless x and y are finite numbers.
    pub fn gradient(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] x: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] y: &JsValue,
    ) -> Result<Vec<f64>, JsError> {
        let (_, gradient) = self
            .inner
            .value_and_gradient(finite("x", x)?, finite("y", y)?);
        Ok(gradient.to_vec())
    }

    /// The second derivatives [∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y²].
    ///
    /// # Errors
    /// Throws unless x and y are finite numbers.
    pub fn hessian(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] x: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] y: &JsValue,
    ) -> Result<Vec<f64>, JsError> {
        Ok(self
            .inner
            .hessian(finite("x", x)?, finite("y", y)?)
            .to_vec())
    }
}

/// An error in a part of a configuration, by the names that the constructor has for them.
fn as_arguments(error: Error) -> Error {
    match error {
        Error::In { path, source } if path == "surface" => source.within("idOrFormula"),
        Error::In { source, .. } => source.within("parameters"),
        other => other,
    }
}
