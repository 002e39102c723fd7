//! Studies of minima and saddles.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::arguments::{config, milliseconds, thrown};
use super::catalog::to_js;
use super::descent::time_left;
use crate::core::analysis::ensemble;
use crate::core::analysis::positive_share::positive_share;
use crate::core::analysis::proportion::Proportion;
use crate::core::experiment::{self, Quartiles};

/// A study of minima and saddles: of random matrices, of runs that leave a saddle, of the starts that
/// end in a global minimum, or of a network's Hessian. Its work is done in slices.
#[wasm_bindgen]
pub struct Criticality {
    inner: experiment::Criticality,
}

impl Criticality {
    pub(super) fn inner(&self) -> &experiment::Criticality {
        &self.inner
    }
}

#[wasm_bindgen]
impl Criticality {
    /// The study of a configuration, nothing done yet.
    ///
    /// # Errors
    /// Throws when anything in it is unknown, missing or not allowed; the message names it.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(js_name = config, unchecked_param_type = "CriticalityConfig")]
        value: &JsValue,
    ) -> Result<Self, JsError> {
        let inner = experiment::Criticality::new(config("config", value)?).map_err(thrown)?;
        Ok(Self { inner })
    }

    /// Works for about so long; whether nothing is left to do.
    ///
    /// # Errors
    /// Throws unless the time is a finite number, at least 0.
    #[wasm_bindgen(js_name = advanceFor)]
    pub fn advance_for(
        &mut self,
        #[wasm_bindgen(js_name = milliseconds, unchecked_param_type = "number")] time: &JsValue,
    ) -> Result<bool, JsError> {
        Ok(self.inner.work_while(time_left(milliseconds(time)?)))
    }

    /// The share of the work that is done: 1 when all is.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn progress(&self) -> f64 {
        self.inner.progress()
    }

    /// What has been found so far.
    ///
    /// # Errors
    /// None in practice: everything that is found can be written.
    #[wasm_bindgen(unchecked_return_type = "CriticalityFindings")]
    pub fn findings(&self) -> Result<JsValue, JsError> {
        to_js(&findings(&self.inner))
    }
}

#[derive(Serialize)]
#[serde(tag = "study", rename_all = "snake_case")]
enum Findings {
    Matrices {
        dimensions: Vec<Dimension>,
    },
    Escape {
        saddle: [f64; 2],
        radius: f64,
        steps: Vec<Option<Quartiles>>,
        curves: Vec<Vec<(f64, Quartiles)>>,
    },
    Minima {
        shares: Vec<Vec<Share>>,
    },
    #[serde(rename_all = "camelCase")]
    Curvature {
        parameters: usize,
        updates: u64,
        diverged: bool,
        spectrum: Option<Spectrum>,
    },
}

#[derive(Serialize)]
struct Dimension {
    n: usize,
    counted: Share,
    exact: f64,
    rate: f64,
}

#[derive(Serialize)]
struct Share {
    noise: f64,
    hits: u64,
    tries: u64,
    share: f64,
    interval: [f64; 2],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Spectrum {
    loss: f64,
    gradient: f64,
    near_zero: f64,
    counts: [usize; 3],
    lowest: f64,
    highest: f64,
    eigenvalues: Vec<f64>,
}

fn share(noise: f64, counted: Proportion) -> Share {
    Share {
        noise,
        hits: counted.hits,
        tries: counted.tries,
        share: counted.share(),
        interval: counted.interval(),
    }
}

#[allow(clippy::cast_precision_loss)]
fn findings(study: &experiment::Criticality) -> Findings {
    match study {
        experiment::Criticality::Matrices(study) => Findings::Matrices {
            dimensions: (1..=study.config().largest)
                .map(|n| Dimension {
                    n,
                    counted: share(0.0, study.positive(n)),
                    exact: positive_share(n),
                    rate: ensemble::rate(n as f64),
                })
                .collect(),
        },
        experiment::Criticality::Escape(study) => Findings::Escape {
            saddle: study.saddle(),
            radius: study.radius(),
            steps: (0..study.config().runs.len())
                .map(|run| study.chosen(run))
                .collect(),
            curves: (0..study.config().runs.len())
                .map(|run| study.curve(run).collect())
                .collect(),
        },
        experiment::Criticality::Minima(study) => Findings::Minima {
            shares: (0..study.config().runs.len())
                .map(|run| {
                    let curve = study.curve(run);
                    curve
                        .map(|(noise, counted)| share(noise, counted))
                        .collect()
                })
                .collect(),
        },
        experiment::Criticality::Curvature(study) => {
            let run = &study.training().runs()[0];
            Findings::Curvature {
                parameters: run.parameters().len(),
                updates: run.updates(),
                diverged: run.diverged_at().is_some(),
                spectrum: study.spectrum().map(|found| Spectrum {
                    loss: found.loss,
                    gradient: found.gradient,
                    near_zero: found.near_zero,
                    counts: found.counts(),
                    lowest: found.eigenvalues.first().copied().unwrap_or(f64::NAN),
                    highest: found.eigenvalues.last().copied().unwrap_or(f64::NAN),
                    eigenvalues: found.eigenvalues.clone(),
                }),
            }
        }
    }
}
