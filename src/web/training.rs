//! Races of networks.

use js_sys::{Float32Array, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::arguments::{config, milliseconds, refused, text, thrown, whole};
use super::catalog::to_js;
use super::descent::{now, time_left};
use super::numbers::singles;
use crate::core::experiment::{self, Losses, MOST_STEPS, NoiseProbe, TrainingRun};
use crate::core::network::Table;
use crate::core::optimizer::{Ledger, Summary};

/// Several runs on one dataset, from the same initial network, on the same samples in the same
/// order.
#[wasm_bindgen]
pub struct Training {
    inner: experiment::Training,
    /// A measurement of the gradient noise, begun or done.
    probe: Option<NoiseProbe>,
}

impl Training {
    /// The race itself, for what draws it.
    pub(super) fn race(&self) -> &experiment::Training {
        &self.inner
    }

    /// The race itself, to be gone on with.
    pub(super) fn race_mut(&mut self) -> &mut experiment::Training {
        &mut self.inner
    }

    /// The measurement of the gradient noise that was begun last.
    pub(super) fn probe(&self) -> Option<&NoiseProbe> {
        self.probe.as_ref()
    }

    /// The same, to be gone on with.
    pub(super) fn probe_mut(&mut self) -> &mut Option<NoiseProbe> {
        &mut self.probe
    }

    /// What a run's network puts out for samples.
    pub(super) fn outputs(
        &mut self,
        run: &JsValue,
        samples: &Table<f32>,
    ) -> Result<Vec<f32>, JsError> {
        let (index, _) = self.run(run)?;
        self.inner.predict(index, samples).map_err(thrown)
    }

    /// What every unit of a run's network puts out for samples.
    pub(super) fn unit_outputs(
        &mut self,
        run: &JsValue,
        samples: &Table<f32>,
    ) -> Result<Vec<f32>, JsError> {
        let (index, _) = self.run(run)?;
        self.inner.activations(index, samples).map_err(thrown)
    }

    /// A run and its number.
    pub(super) fn run(&self, run: &JsValue) -> Result<(usize, &TrainingRun), JsError> {
        let runs = self.inner.runs();
        let index = whole("run", run, runs.len() as u64 - 1)? as usize;
        Ok((index, &runs[index]))
    }
}

/// Which losses are asked for.
enum Wanted {
    Whole(fn(&Losses) -> f32),
    Batch,
}

fn wanted(set: &JsValue) -> Result<Wanted, JsError> {
    match text("set", set)?.as_str() {
        "train" => Ok(Wanted::Whole(|losses| losses.train)),
        "test" => Ok(Wanted::Whole(|losses| losses.test)),
        "batch" => Ok(Wanted::Batch),
        _ => Err(refused("set", set, "be \"train\", \"test\" or \"batch\"")),
    }
}

/// The ledger of one parameter, with every term over all of them.
#[derive(Serialize)]
struct NetworkLedger {
    #[serde(flatten)]
    ledger: Ledger,
    summaries: Vec<SummaryItem>,
}

#[derive(Serialize)]
struct SummaryItem {
    symbol: &'static str,
    #[serde(flatten)]
    summary: Summary,
}

#[wasm_bindgen]
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // updates stay below 2³²
impl Training {
    /// The race of a configuration, every run at its start.
    ///
    /// # Errors
    /// Throws when anything in it is unknown, missing or not allowed; the message names it.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(js_name = config, unchecked_param_type = "TrainingConfig")] value: &JsValue,
    ) -> Result<Self, JsError> {
        let mut inner = experiment::Training::new(config("config", value)?).map_err(thrown)?;
        inner.set_clock(|| now() / 1000.0);
        Ok(Self { inner, probe: None })
    }

    /// Takes another configuration. Runs that compute the same as before are kept; changed ones
    /// start anew and are brought up by the next call that advances. When more than the runs
    /// changed, the race starts anew.
    ///
    /// # Errors
    /// As the constructor; nothing has changed then.
    pub fn replace(
        &mut self,
        #[wasm_bindgen(js_name = config, unchecked_param_type = "TrainingConfig")] value: &JsValue,
    ) -> Result<(), JsError> {
        self.inner
            .replace(config("config", value)?)
            .map_err(thrown)?;
        self.probe = None;
        Ok(())
    }

    /// The configuration, without what is left at its default.
    ///
    /// # Errors
    /// None in practice: every configuration can be written.
    #[wasm_bindgen(unchecked_return_type = "TrainingConfig")]
    pub fn config(&self) -> Result<JsValue, JsError> {
        to_js(self.inner.config())
    }

    /// Makes so many more updates of every run.
    ///
    /// # Errors
    /// Throws unless `updates` is a whole number below 2³².
    pub fn advance(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] updates: &JsValue,
    ) -> Result<(), JsError> {
        self.inner.advance(whole("updates", updates, MOST_STEPS)?);
        Ok(())
    }

    /// Advances all runs together for about so long, and returns the updates made.
    ///
    /// # Errors
    /// Throws unless the time is a finite number, at least 0.
    #[wasm_bindgen(js_name = advanceFor)]
    pub fn advance_for(
        &mut self,
        #[wasm_bindgen(js_name = milliseconds, unchecked_param_type = "number")] time: &JsValue,
    ) -> Result<f64, JsError> {
        let time = milliseconds(time)?;
        Ok(self.inner.advance_while(time_left(time)) as f64)
    }

    /// The number of runs.
    #[wasm_bindgen(getter, js_name = runCount)]
    pub fn run_count(&self) -> usize {
        self.inner.runs().len()
    }

    /// The parameters of a run, layer by layer: weights \[output\]\[input\], then biases.
    ///
    /// # Errors
    /// Throws unless there is such a run.
    pub fn parameters(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
    ) -> Result<Float32Array, JsError> {
        let (_, run) = self.run(run)?;
        Ok(Float32Array::from(run.parameters()))
    }

    /// Gives a run other parameters; it starts anew from them.
    ///
    /// # Errors
    /// Throws unless there is such a run, and a finite value for each of its parameters.
    #[wasm_bindgen(js_name = setParameters)]
    pub fn set_parameters(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Float32Array")] values: &JsValue,
    ) -> Result<(), JsError> {
        let (index, _) = self.run(run)?;
        let values = singles("values", values)?;
        self.inner.set_parameters(index, &values).map_err(thrown)
    }

    /// The recorded losses of a run: over all samples that train or test, or of each update's own
    /// batch before that update.
    ///
    /// # Errors
    /// Throws unless there is such a run and the set is "train", "test" or "batch".
    pub fn losses(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "\"train\" | \"test\" | \"batch\"")] set: &JsValue,
    ) -> Result<Vec<f32>, JsError> {
        let (_, run) = self.run(run)?;
        Ok(match wanted(set)? {
            Wanted::Whole(loss) => {
                let losses = run.losses().rows().iter().map(loss);
                // There is none of an empty set.
                losses.filter(|loss| !loss.is_nan()).collect()
            }
            Wanted::Batch => run.batch_losses().map_or_else(Vec::new, |record| {
                record.rows().iter().map(|row| row.loss).collect()
            }),
        })
    }

    /// The updates that had been made at each entry of [`Self::losses`].
    ///
    /// # Errors
    /// As [`Self::losses`]; the set is "train" when left out.
    #[wasm_bindgen(js_name = recordedUpdates)]
    pub fn recorded_updates(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "\"train\" | \"test\" | \"batch\"")]
        set: &JsValue,
    ) -> Result<Uint32Array, JsError> {
        let (_, run) = self.run(run)?;
        let wanted = if set.is_undefined() {
            Wanted::Whole(|losses| losses.train)
        } else {
            wanted(set)?
        };
        let updates: Vec<u32> = match wanted {
            Wanted::Whole(loss) => {
                let record = run.losses();
                let rows = record.rows().iter().enumerate();
                rows.filter(|(_, row)| !loss(row).is_nan())
                    .map(|(i, _)| (record.step_of(i) * run.interval()) as u32)
                    .collect()
            }
            Wanted::Batch => run.batch_losses().map_or_else(Vec::new, |record| {
                let rows = 0..record.rows().len();
                rows.map(|i| record.step_of(i) as u32).collect()
            }),
        };
        Ok(Uint32Array::from(updates.as_slice()))
    }

    /// What a run's network puts out for inputs, one row after the other: the output layer as it
    /// is, logits for cross entropy.
    ///
    /// # Errors
    /// Throws unless there is such a run and the inputs are full rows of finite numbers.
    pub fn predict(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Float32Array")] inputs: &JsValue,
    ) -> Result<Vec<f32>, JsError> {
        self.run(run)?;
        let inputs = singles("inputs", inputs)?;
        let table = self.inner.ground().table_of_inputs(&inputs);
        self.outputs(run, &table.map_err(thrown)?)
    }

    /// The ledger of the update that a run makes next: the rule's formula with the numbers of one
    /// parameter, and each term over all parameters. Undefined once the run has diverged.
    ///
    /// # Errors
    /// Throws unless there is such a run, with such a parameter.
    #[wasm_bindgen(unchecked_return_type = "NetworkLedger | undefined")]
    pub fn ledger(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] parameter: &JsValue,
    ) -> Result<JsValue, JsError> {
        let (index, run) = self.run(run)?;
        let place = whole("parameter", parameter, run.parameters().len() as u64 - 1)? as usize;
        let Some(ledger) = self.inner.ledger(index).map_err(thrown)? else {
            return Ok(JsValue::UNDEFINED);
        };
        let summaries = ledger.summaries().into_iter();
        to_js(&NetworkLedger {
            summaries: summaries
                .map(|(symbol, summary)| SummaryItem { symbol, summary })
                .collect(),
            ledger: ledger.of_parameter(place),
        })
    }

    /// The state of a run.
    ///
    /// # Errors
    /// Throws unless there is such a run.
    #[wasm_bindgen(unchecked_return_type = "\"running\" | \"diverged\"")]
    pub fn status(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
    ) -> Result<String, JsError> {
        let (_, run) = self.run(run)?;
        let status = if run.diverged_at().is_some() {
            "diverged"
        } else {
            "running"
        };
        Ok(status.to_owned())
    }
}
