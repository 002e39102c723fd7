//! Charts of learning-rate schedules and of what they do.

use wasm_bindgen::prelude::*;

use super::arguments::{drawn, refused, whole};
use super::chart_view::ChartView;
use super::descent::Descent;
use crate::core::experiment::MOST_STEPS;
use crate::core::registry::Scale;
use crate::plot::decay;

/// The most steps that a chart of rates shows.
const MOST_SHOWN: u64 = 50_000;

#[wasm_bindgen]
impl ChartView {
    /// Draws the learning rate of every run over so many steps, on a "linear" or a "log" scale; those
    /// of hidden runs are pale.
    ///
    /// # Errors
    /// Throws unless there are 1 to 50,000 steps and such a scale, and what the browser says when it
    /// cannot draw.
    #[wasm_bindgen(js_name = drawRates)]
    pub fn draw_rates(
        &mut self,
        descent: &Descent,
        #[wasm_bindgen(unchecked_param_type = "number")] steps: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "\"linear\" | \"log\"")] scale: &JsValue,
    ) -> Result<(), JsError> {
        let (race, steps) = (descent.race(), shown_steps(steps)?);
        let scale = spacing(scale)?;
        let frame = decay::rate_frame(self.area(), race, steps, scale);
        let area = self.area();
        let (ink, theme) = self.framed(frame)?;
        drawn(decay::draw_rates(ink, theme, area, &frame, race, steps))
    }

    /// Draws how far each run is from the lowest minimum after each step up to `step`, over `steps`
    /// steps, and dashed how far theory expects it to be.
    ///
    /// # Errors
    /// Throws unless there are 1 to 50,000 steps and `step` is a whole number, at least 0, and what
    /// the browser says when it cannot draw.
    #[wasm_bindgen(js_name = drawDistances)]
    pub fn draw_distances(
        &mut self,
        descent: &Descent,
        #[wasm_bindgen(unchecked_param_type = "number")] steps: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] step: &JsValue,
    ) -> Result<(), JsError> {
        let (steps, step) = (shown_steps(steps)?, whole("step", step, MOST_STEPS)?);
        let (ink, theme, area) = self.sheet()?;
        drawn(decay::draw_distances(
            ink,
            theme,
            area,
            descent.race(),
            steps,
            step,
        ))
    }
}

/// So many steps as a chart shows one by one.
pub(super) fn shown_steps(steps: &JsValue) -> Result<u64, JsError> {
    match whole("steps", steps, MOST_SHOWN) {
        Ok(steps) if steps > 0 => Ok(steps),
        _ => {
            let allowed = format!("be a whole number from 1 to {MOST_SHOWN}");
            Err(refused("steps", steps, &allowed))
        }
    }
}

/// How an axis is spaced.
pub(super) fn spacing(scale: &JsValue) -> Result<Scale, JsError> {
    match scale.as_string().as_deref() {
        Some("linear") => Ok(Scale::Linear),
        Some("log") => Ok(Scale::Log),
        _ => Err(refused("scale", scale, "be \"linear\" or \"log\"")),
    }
}
