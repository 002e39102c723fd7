//! The gradient noise of a race of networks.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::arguments::{config, milliseconds, thrown, whole};
use super::catalog::to_js;
use super::descent::time_left;
use super::training::Training;
use crate::core::experiment::{Batch, GradientNoise};
use crate::core::random::Seed;

/// The batches of a probe when nothing is said.
const DRAWS: u64 = 64;

/// What a probe found, as JavaScript sees it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NoiseItem<'a> {
    batch: usize,
    full: [f64; 2],
    gradients: &'a [[f64; 2]],
    shown: f64,
    scatter: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    noise_scale: Option<f64>,
}

#[wasm_bindgen]
impl Training {
    /// Begins to measure how the gradients of batches of a size scatter around the gradient over all
    /// samples, at a run's present parameters; [`Self::probe_for`] does the work. What was measured
    /// before is dropped.
    ///
    /// # Errors
    /// Throws unless there is such a run, the batch is "all" or at least 1, `draws` from 2 to 128
    /// (64 when left out; a large network is probed with fewer) and the seed a whole number (0 when
    /// left out).
    #[wasm_bindgen(js_name = probeNoise)]
    pub fn probe_noise(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number | \"all\"")] batch: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] draws: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] seed: &JsValue,
    ) -> Result<(), JsError> {
        let (index, _) = self.run(run)?;
        let batch: Batch = config("batch", batch)?;
        let draws = match draws.is_undefined() {
            true => DRAWS,
            false => whole("draws", draws, u64::from(u32::MAX))?,
        };
        let seed = match seed.is_undefined() {
            true => Seed::default(),
            false => config("seed", seed)?,
        };
        let probe = self
            .race()
            .probe_noise(index, batch, draws as usize, seed)
            .map_err(thrown)?;
        *self.probe_mut() = Some(probe);
        Ok(())
    }

    /// Goes on with what [`Self::probe_noise`] began, for about so long; the share of the work that
    /// is done, 1 at the end. 0 where nothing was begun, or the configuration was replaced since.
    ///
    /// # Errors
    /// Throws unless the time is a finite number, at least 0.
    #[wasm_bindgen(js_name = probeFor)]
    pub fn probe_for(
        &mut self,
        #[wasm_bindgen(js_name = milliseconds, unchecked_param_type = "number")] time: &JsValue,
    ) -> Result<f64, JsError> {
        let go_on = time_left(milliseconds(time)?);
        let Some(mut probe) = self.probe_mut().take() else {
            return Ok(0.0);
        };
        self.race_mut().probe_while(&mut probe, go_on);
        let progress = probe.progress();
        *self.probe_mut() = Some(probe);
        Ok(progress)
    }

    /// What was measured; undefined until all of it is.
    ///
    /// # Errors
    /// None in practice.
    #[wasm_bindgen(js_name = gradientNoise, unchecked_return_type = "GradientNoise | undefined")]
    pub fn gradient_noise(&self) -> Result<JsValue, JsError> {
        self.noise().map_or(Ok(JsValue::UNDEFINED), |noise| {
            to_js(&NoiseItem {
                batch: noise.batch,
                full: noise.full,
                gradients: &noise.gradients,
                shown: noise.shown,
                scatter: noise.scatter,
                noise_scale: noise.noise_scale,
            })
        })
    }
}

impl Training {
    /// What was measured.
    pub(super) fn noise(&self) -> Option<GradientNoise> {
        self.probe()?.result()
    }
}
