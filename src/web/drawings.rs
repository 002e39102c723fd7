//! Pictures as files: the drawings of the labs as SVG.

use wasm_bindgen::prelude::*;

use super::arguments::{config, drawn, size, theme, whole};
use super::averaging::Averaging;
use super::criticality::Criticality;
use super::decision_view::seen;
use super::descent::Descent;
use super::schedule_charts::{shown_steps, spacing};
use super::training::Training;
use crate::core::experiment::{Chart, MOST_STEPS};
use crate::plot::networks::{self, Look};
use crate::plot::{averages, criticality, decay};

/// The curves of a series and its averages, and the weights of an average on a day, from 1, as an SVG
/// of a size in CSS pixels.
///
/// # Errors
/// Throws unless the sizes are whole numbers up to 10,000, `dark` is true or false, and there is such
/// an average and such a day.
#[wasm_bindgen(js_name = averagesSvg)]
pub fn averages_svg(
    averaging: &Averaging,
    #[wasm_bindgen(unchecked_param_type = "number")] width: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] height: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "boolean")] dark: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] average: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] day: &JsValue,
) -> Result<String, JsError> {
    let (size, theme) = (size(width, height)?, theme(dark)?);
    let (average, day) = (averaging.place(average)?, averaging.day(day)?);
    drawn(averages::svg(averaging.inner(), size, theme, average, day))
}

/// The learning rates of a race over so many steps, on a "linear" or a "log" scale, the distances from
/// the minimum and the paths around it up to a step, as an SVG of a size in CSS pixels.
///
/// # Errors
/// Throws unless the sizes are whole numbers up to 10,000, `dark` is true or false, there are 1 to
/// 50,000 steps and such a scale, and `step` is a whole number, at least 0.
#[wasm_bindgen(js_name = schedulesSvg)]
#[allow(clippy::too_many_arguments)] // each a plain value of JavaScript
pub fn schedules_svg(
    descent: &Descent,
    #[wasm_bindgen(unchecked_param_type = "number")] width: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] height: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "boolean")] dark: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] steps: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "\"linear\" | \"log\"")] scale: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] step: &JsValue,
) -> Result<String, JsError> {
    let (size, theme) = (size(width, height)?, theme(dark)?);
    let (steps, scale) = (shown_steps(steps)?, spacing(scale)?);
    let step = whole("step", step, MOST_STEPS)?;
    drawn(decay::svg(descent.race(), size, theme, steps, scale, step))
}

/// What a study of minima and saddles has found so far, as an SVG of a size in CSS pixels.
///
/// # Errors
/// Throws unless the sizes are whole numbers up to 10,000 and `dark` is true or false.
#[wasm_bindgen(js_name = criticalitySvg)]
pub fn criticality_svg(
    study: &Criticality,
    #[wasm_bindgen(unchecked_param_type = "number")] width: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] height: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "boolean")] dark: &JsValue,
) -> Result<String, JsError> {
    let (size, theme) = (size(width, height)?, theme(dark)?);
    drawn(criticality::svg(study.inner(), size, theme))
}

/// What the networks of a race answer over the plane and their curves, as an SVG of a size in CSS
/// pixels: in the chart, the window (that of the samples when left out) and the theme asked for, all
/// runs that are not hidden or one alone.
///
/// # Errors
/// Throws unless the sizes are whole numbers up to 10,000, `dark` is true or false, the chart is one
/// that can be drawn, the window four finite numbers, and there is such a run.
#[wasm_bindgen(js_name = networksSvg)]
pub fn networks_svg(
    training: &mut Training,
    #[wasm_bindgen(unchecked_param_type = "number")] width: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] height: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "boolean")] dark: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "ChartConfig")] chart: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "[number, number, number, number]")]
    window: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "number")] run: &JsValue,
) -> Result<String, JsError> {
    let ([width, height], theme) = (size(width, height)?, theme(dark)?);
    let look = Look {
        chart: match chart.is_undefined() {
            true => Chart::default(),
            false => config("chart", chart)?,
        },
        window: seen(training, window)?,
        alone: match run.is_undefined() {
            true => None,
            false => Some(training.run(run)?.0),
        },
    };
    let race = training.race_mut();
    drawn(networks::networks_svg(race, look, width, height, theme))
}
