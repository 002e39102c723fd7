//! The curves of networks in training: losses, accuracies or gradients.

use wasm_bindgen::prelude::*;

use super::arguments::{config, drawn};
use super::curves_view::CurvesView;
use super::training::Training;
use crate::plot::training as plot;

#[wasm_bindgen]
impl CurvesView {
    /// Chooses what is drawn of networks against what, on which scale, and averaged with which β.
    ///
    /// # Errors
    /// Throws when anything in it is unknown or not allowed; nothing has changed then.
    #[wasm_bindgen(js_name = setChart)]
    pub fn set_chart(
        &mut self,
        #[wasm_bindgen(js_name = chart, unchecked_param_type = "ChartConfig")] value: &JsValue,
    ) -> Result<(), JsError> {
        self.chart = config("chart", value)?;
        self.forget();
        Ok(())
    }

    /// Draws the curves of networks as far as the runs have come.
    ///
    /// # Errors
    /// What the browser says when it cannot draw.
    #[wasm_bindgen(js_name = drawTraining)]
    pub fn draw_training(&mut self, training: &Training) -> Result<(), JsError> {
        let (race, chart) = (training.race(), self.chart);
        let frame = plot::frame(self.area(), race, chart);
        let (ink, theme) = self.sheet(frame, plot::title(chart))?;
        drawn(plot::draw(ink, theme, &frame, race, chart))
    }

    /// What stands at a place from the left of the curves of networks: the value of the horizontal
    /// axis, then of each run the last updates at or before it and the values on its two curves (of
    /// samples that train and that test, where there are two). Empty before anything was drawn.
    #[must_use]
    pub fn read(&self, training: &Training, px: f64) -> Vec<f64> {
        let Some(frame) = self.frame() else {
            return Vec::new();
        };
        let at = frame.x.value(px).max(0.0);
        let mut values = vec![at];
        for run in training.race().runs() {
            let reading = plot::read(run, self.chart, at);
            values.push(reading.updates);
            values.extend(reading.values);
        }
        values
    }
}
