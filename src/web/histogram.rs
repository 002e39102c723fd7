//! Histograms of the weights and gradients of a race of networks.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::arguments::{refused, thrown, whole};
use super::catalog::to_js;
use super::training::Training;
use crate::core::experiment::{Counted, Histogram};

/// The bins when nothing is said: an odd number, so that one has 0 in its middle.
pub(super) const BINS: usize = 31;

/// A histogram, as JavaScript sees it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct HistogramItem<'a> {
    range: [f64; 2],
    counts: &'a [u32],
    not_finite: u32,
    mean: f64,
    deviation: f64,
}

#[wasm_bindgen]
impl Training {
    /// How the weights of a run, or the entries of the gradient of its last update, are spread: a
    /// histogram for each layer, the output layer last; biases are left out. None of the gradients
    /// before the first update.
    ///
    /// # Errors
    /// Throws unless there is such a run, `of` is "weights" or "gradients", and there are 1 to 1,000
    /// bins (31 when left out).
    #[wasm_bindgen(unchecked_return_type = "LayerHistogram[]")]
    pub fn histograms(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "\"weights\" | \"gradients\"")] of: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] bins: &JsValue,
    ) -> Result<JsValue, JsError> {
        let bins = match bins.is_undefined() {
            true => BINS,
            false => whole("bins", bins, u64::from(u32::MAX))? as usize,
        };
        let found = self.counted(run, of, bins)?;
        let items = found.iter().map(|histogram| HistogramItem {
            range: histogram.range,
            counts: &histogram.counts,
            not_finite: histogram.not_finite,
            mean: histogram.mean,
            deviation: histogram.deviation,
        });
        to_js(&items.collect::<Vec<_>>())
    }
}

impl Training {
    /// The histograms of a run's layers.
    pub(super) fn counted(
        &self,
        run: &JsValue,
        of: &JsValue,
        bins: usize,
    ) -> Result<Vec<Histogram>, JsError> {
        let (run, _) = self.run(run)?;
        let counted = match of.as_string().as_deref() {
            Some("weights") => Counted::Weights,
            Some("gradients") => Counted::Gradients,
            _ => return Err(refused("of", of, "be \"weights\" or \"gradients\"")),
        };
        self.race().histograms(run, counted, bins).map_err(thrown)
    }
}
