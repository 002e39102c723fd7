//! Charts of networks in training: gradient noise, histograms of layers, measured powers, and how a
//! term of the ledger goes.

use wasm_bindgen::prelude::*;

use super::arguments::{drawn, finite, text, whole};
use super::chart_view::ChartView;
use super::descent::time_left;
use super::histogram::BINS;
use super::numbers::doubles;
use super::training::Training;
use crate::core::experiment::MOST_STEPS;
use crate::plot::{course, histogram, powers, scatter, trails, training};

/// Milliseconds of a drawing that may go into computing.
const BUDGET: f64 = 3.0;

#[wasm_bindgen]
impl ChartView {
    /// Draws what [`Training::gradient_noise`] found, in the colour of a run: a dot for the gradient
    /// of each batch, an arrow for the full one. Nothing where nothing was found.
    ///
    /// # Errors
    /// Throws unless there is such a run, and what the browser says when it cannot draw.
    #[wasm_bindgen(js_name = drawNoise)]
    pub fn draw_noise(
        &mut self,
        training: &Training,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
    ) -> Result<(), JsError> {
        let (place, run) = training.run(run)?;
        let (ink, theme, area) = self.sheet()?;
        training.noise().map_or(Ok(()), |noise| {
            let style = training::style_of(theme, place, run);
            drawn(scatter::draw(ink, theme, area, style, &noise))
        })
    }

    /// Draws the histogram of the weights or gradients of a layer of a run, in the run's colour, as
    /// [`Training::histograms`] counts them. Nothing where there is none.
    ///
    /// # Errors
    /// Throws unless there are such a run and such a layer and `of` is "weights" or "gradients", and
    /// what the browser says when it cannot draw.
    #[wasm_bindgen(js_name = drawLayer)]
    pub fn draw_layer(
        &mut self,
        training: &Training,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "\"weights\" | \"gradients\"")] of: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] layer: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] title: &JsValue,
    ) -> Result<(), JsError> {
        let layers = training.race().ground().shape().layers().len();
        let layer = whole("layer", layer, layers as u64 - 1)? as usize;
        let title = text("title", title)?;
        let histograms = training.counted(run, of, BINS)?;
        let (place, run) = training.run(run)?;
        let (ink, theme, area) = self.sheet()?;
        histograms.get(layer).map_or(Ok(()), |found| {
            let style = training::style_of(theme, place, run);
            drawn(histogram::draw(ink, theme, area, style, &title, found))
        })
    }

    /// Draws a line through measured points, x and y by turns, both axes logarithmic, in the style of
    /// a run; the point at x = `pointed` is larger.
    ///
    /// # Errors
    /// Throws unless there is such a run and the points are a `Float64Array`, and what the browser
    /// says when it cannot draw.
    #[wasm_bindgen(js_name = drawPowers)]
    pub fn draw_powers(
        &mut self,
        training: &Training,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] title: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Float64Array")] points: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] pointed: &JsValue,
    ) -> Result<(), JsError> {
        let (place, run) = training.run(run)?;
        let (title, pointed) = (text("title", title)?, finite("pointed", pointed)?);
        let points = doubles("points", points)?;
        let points = points.as_chunks::<2>().0;
        let (ink, theme, area) = self.sheet()?;
        let style = training::style_of(theme, place, run);
        drawn(powers::draw(
            ink, theme, area, style, &title, points, pointed,
        ))
    }

    /// Draws a symbol of the formula of a network's run over all parameters, at every update up to
    /// one: its median in full, between the lowest and the highest. Some are computed each time, for
    /// a few milliseconds; true when none is left.
    ///
    /// # Errors
    /// As [`Self::draw_course`].
    #[wasm_bindgen(js_name = drawTrainingCourse)]
    pub fn draw_training_course(
        &mut self,
        training: &Training,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] symbol: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] update: &JsValue,
    ) -> Result<bool, JsError> {
        let (index, of) = training.run(run)?;
        let (symbol, update) = (
            text("symbol", symbol)?,
            whole("update", update, MOST_STEPS)?,
        );
        let mut done = true;
        let mut left = time_left(BUDGET);
        let rows = of.course(&symbol, || {
            done = left();
            done
        });
        let (ink, theme, area) = self.sheet()?;
        let style = trails::style(theme, index, of.config());
        let title = format!("{symbol} against update");
        let rows = rows.iter().map(|(at, values)| (*at, &values[..]));
        drawn(course::draw(ink, theme, area, style, &title, rows, update))?;
        Ok(done)
    }
}
