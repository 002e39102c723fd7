//! Races on a surface.

use js_sys::{Float64Array, Uint32Array};
use wasm_bindgen::prelude::*;

use super::arguments::{config, finite, milliseconds, thrown, whole};
use super::catalog::{SurfaceFacts, to_js};
use crate::core::experiment::{self, MOST_STEPS, Run};
use crate::core::optimizer;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance)]
    /// Milliseconds since the page or the process began.
    pub(super) fn now() -> f64;
}

/// A clock that says whether there is time left.
pub(super) fn time_left(milliseconds: f64) -> impl FnMut() -> bool {
    let deadline = now() + milliseconds;
    move || now() < deadline
}

/// Several runs on one surface, from one start and with the same noise.
#[wasm_bindgen]
pub struct Descent {
    inner: experiment::Descent,
}

impl Descent {
    /// The race itself, for what draws it.
    pub(super) fn race(&self) -> &experiment::Descent {
        &self.inner
    }

    /// The ledger of the update after `step` steps of a run.
    pub(super) fn ledger_of(&mut self, run: usize, step: u64) -> Option<optimizer::Ledger> {
        self.inner.ledger(run, step)
    }

    /// A run and its number.
    pub(super) fn run(&self, run: &JsValue) -> Result<(usize, &Run), JsError> {
        let runs = self.inner.runs();
        let index = whole("run", run, runs.len() as u64 - 1)? as usize;
        Ok((index, &runs[index]))
    }
}

#[wasm_bindgen]
#[allow(clippy::cast_precision_loss)]
impl Descent {
    /// The race of a configuration, every run at its start.
    ///
    /// # Errors
    /// Throws when anything in it is unknown, missing or not allowed; the message names it.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(js_name = config, unchecked_param_type = "DescentConfig")] value: &JsValue,
    ) -> Result<Self, JsError> {
        let inner = experiment::Descent::new(config("config", value)?).map_err(thrown)?;
        Ok(Self { inner })
    }

    /// Takes another configuration. Runs that compute the same as before are kept; changed ones
    /// start anew and are brought up to the present step by the next call that advances. When more
    /// than the runs changed, the race starts anew.
    ///
    /// # Errors
    /// As the constructor; nothing has changed then.
    pub fn replace(
        &mut self,
        #[wasm_bindgen(js_name = config, unchecked_param_type = "DescentConfig")] value: &JsValue,
    ) -> Result<(), JsError> {
        self.inner.replace(config("config", value)?).map_err(thrown)
    }

    /// Takes every run back to its start.
    ///
    /// # Errors
    /// None in practice: the runs were made before.
    pub fn restart(&mut self) -> Result<(), JsError> {
        self.inner.restart().map_err(thrown)
    }

    /// The configuration, without what is left at its default.
    ///
    /// # Errors
    /// None in practice: every configuration can be written.
    #[wasm_bindgen(unchecked_return_type = "DescentConfig")]
    pub fn config(&self) -> Result<JsValue, JsError> {
        to_js(self.inner.config())
    }

    /// Makes so many steps more of every run.
    ///
    /// # Errors
    /// Throws unless `steps` is a whole number and the race stays below 2³² steps.
    pub fn advance(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] steps: &JsValue,
    ) -> Result<(), JsError> {
        let steps = whole("steps", steps, MOST_STEPS - self.inner.steps())?;
        self.inner.advance(steps);
        Ok(())
    }

    /// Advances all runs together for about so long, and returns the steps made.
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

    /// Brings runs that started anew up to the present step, for about so long; true when all are
    /// there.
    ///
    /// # Errors
    /// Throws unless the time is a finite number, at least 0.
    #[wasm_bindgen(js_name = catchUp)]
    pub fn catch_up(
        &mut self,
        #[wasm_bindgen(js_name = milliseconds, unchecked_param_type = "number")] time: &JsValue,
    ) -> Result<bool, JsError> {
        let time = milliseconds(time)?;
        Ok(self.inner.catch_up_while(time_left(time)))
    }

    /// Steps made since the start.
    #[wasm_bindgen(getter)]
    pub fn steps(&self) -> f64 {
        self.inner.steps() as f64
    }

    /// The number of runs.
    #[wasm_bindgen(getter, js_name = runCount)]
    pub fn run_count(&self) -> usize {
        self.inner.runs().len()
    }

    /// x, y and loss of every recorded step of a run, one after the other, the start first. Every
    /// step is recorded for the first 100,000, then they are thinned; the present one is always the
    /// last.
    ///
    /// # Errors
    /// Throws unless there is such a run.
    pub fn path(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
    ) -> Result<Float64Array, JsError> {
        let (_, run) = self.run(run)?;
        Ok(Float64Array::from(run.path().rows().as_flattened()))
    }

    /// The steps of the rows of [`Self::path`].
    ///
    /// # Errors
    /// Throws unless there is such a run.
    #[wasm_bindgen(js_name = recordedSteps)]
    #[allow(clippy::cast_possible_truncation)] // below 2³², as `advance` sees to
    pub fn recorded_steps(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
    ) -> Result<Uint32Array, JsError> {
        let (_, run) = self.run(run)?;
        let path = run.path();
        let steps: Vec<u32> = (0..path.rows().len())
            .map(|row| path.step_of(row) as u32)
            .collect();
        Ok(Uint32Array::from(steps.as_slice()))
    }

    /// [step, x, y, loss] of the last recorded row of a run at or before `step`.
    ///
    /// # Errors
    /// Throws unless there is such a run and the step is a whole number, at least 0.
    pub fn row(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] step: &JsValue,
    ) -> Result<Vec<f64>, JsError> {
        let (_, run) = self.run(run)?;
        let row = run.path().row_at(whole("step", step, MOST_STEPS)?);
        let [x, y, loss] = run.path().rows()[row];
        Ok(vec![run.path().step_of(row) as f64, x, y, loss])
    }

    /// The state of a run.
    ///
    /// # Errors
    /// Throws unless there is such a run.
    #[wasm_bindgen(unchecked_return_type = "DescentStatus")]
    pub fn status(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
    ) -> Result<String, JsError> {
        let (index, _) = self.run(run)?;
        Ok(self
            .inner
            .status(index)
            .map_or("", experiment::Status::id)
            .to_owned())
    }

    /// The state of a run in words, with the reason where theory gives one.
    ///
    /// # Errors
    /// Throws unless there is such a run.
    pub fn describe(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
    ) -> Result<String, JsError> {
        let (index, _) = self.run(run)?;
        Ok(self.inner.describe(index).unwrap_or_default())
    }

    /// The learning rate a run has for the update after `step`.
    ///
    /// # Errors
    /// Throws unless there is such a run and the step is a whole number, at least 0.
    #[wasm_bindgen(js_name = learningRate)]
    pub fn learning_rate(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] step: &JsValue,
    ) -> Result<f64, JsError> {
        let (_, run) = self.run(run)?;
        Ok(run.learning_rate(whole("step", step, MOST_STEPS)?))
    }

    /// The bound on the learning rate of a run where it was after `step`; undefined where its rule
    /// has none, or the surface does not curve up there.
    ///
    /// # Errors
    /// Throws unless there is such a run and the step is a whole number, at least 0.
    #[wasm_bindgen(unchecked_return_type = "StabilityBound | undefined")]
    pub fn bound(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] step: &JsValue,
    ) -> Result<JsValue, JsError> {
        let (index, _) = self.run(run)?;
        let bound = self.inner.bound(index, whole("step", step, MOST_STEPS)?);
        bound.map_or(Ok(JsValue::UNDEFINED), |bound| to_js(&bound))
    }

    /// The ball in which a run moves around the lowest minimum, over the last quarter of its steps up
    /// to `step`; undefined when no minimum is known.
    ///
    /// # Errors
    /// Throws unless there is such a run and the step is a whole number, at least 0.
    #[wasm_bindgen(unchecked_return_type = "Ball | undefined")]
    pub fn ball(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] step: &JsValue,
    ) -> Result<JsValue, JsError> {
        let (index, _) = self.run(run)?;
        to_js(&self.inner.ball(index, whole("step", step, MOST_STEPS)?))
    }

    /// What is known of the surface: window, start and critical points.
    ///
    /// # Errors
    /// None in practice.
    #[wasm_bindgen(unchecked_return_type = "SurfaceFacts")]
    pub fn facts(&self) -> Result<JsValue, JsError> {
        to_js(&SurfaceFacts::of(self.inner.surface(), self.inner.facts()))
    }

    /// The configuration of a run with another learning rate from `step` on, as an entry of its
    /// schedule.
    ///
    /// # Errors
    /// Throws when the rate is not allowed, or the run's schedule cannot hold the change.
    #[wasm_bindgen(js_name = withRateFrom, unchecked_return_type = "RunConfig")]
    pub fn with_rate_from(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] step: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] rate: &JsValue,
    ) -> Result<JsValue, JsError> {
        let (_, run) = self.run(run)?;
        let (step, rate) = (whole("step", step, MOST_STEPS)?, finite("rate", rate)?);
        to_js(&run.config().with_rate_from(step, rate).map_err(thrown)?)
    }

    /// The ledger of the update that a run makes after `step` steps: the rule's formula with its
    /// numbers, line by line. Undefined for a step the run has not come to, and once it has
    /// diverged.
    ///
    /// # Errors
    /// Throws unless there is such a run and the step is a whole number, at least 0.
    #[wasm_bindgen(unchecked_return_type = "Ledger | undefined")]
    pub fn ledger(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] step: &JsValue,
    ) -> Result<JsValue, JsError> {
        let (index, _) = self.run(run)?;
        let ledger = self.ledger_of(index, whole("step", step, MOST_STEPS)?);
        ledger.map_or(Ok(JsValue::UNDEFINED), |ledger| to_js(&ledger))
    }

    /// Makes the steps of a run again up to `step`, for about so long; true once [`Self::ledger`]
    /// has nothing left to do.
    ///
    /// # Errors
    /// As [`Self::ledger`], and unless the time is a finite number, at least 0.
    pub fn recall(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] step: &JsValue,
        #[wasm_bindgen(js_name = milliseconds, unchecked_param_type = "number")] time: &JsValue,
    ) -> Result<bool, JsError> {
        let (index, _) = self.run(run)?;
        let (step, time) = (whole("step", step, MOST_STEPS)?, milliseconds(time)?);
        Ok(self.inner.recall_while(index, step, time_left(time)))
    }
}
