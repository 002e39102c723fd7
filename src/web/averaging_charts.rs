//! Charts of averages of a series.

use wasm_bindgen::prelude::*;

use super::arguments::drawn;
use super::averaging::Averaging;
use super::chart_view::ChartView;
use crate::plot::averages;

#[wasm_bindgen]
impl ChartView {
    /// Draws a series and the curves of its averages against the days.
    ///
    /// # Errors
    /// Throws what the browser says when it cannot draw.
    #[wasm_bindgen(js_name = drawAverages)]
    pub fn draw_averages(&mut self, averaging: &Averaging) -> Result<(), JsError> {
        let frame = averages::frame(self.area(), averaging.inner());
        let (ink, theme) = self.framed(frame)?;
        drawn(averages::draw(ink, theme, &frame, averaging.inner()))
    }

    /// Draws the weights of an average on a day, from 1, against their age.
    ///
    /// # Errors
    /// Throws unless there is such an average and such a day, and what the browser says when it
    /// cannot draw.
    #[wasm_bindgen(js_name = drawWeights)]
    pub fn draw_weights(
        &mut self,
        averaging: &Averaging,
        #[wasm_bindgen(unchecked_param_type = "number")] average: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] day: &JsValue,
    ) -> Result<(), JsError> {
        let (average, day) = (averaging.place(average)?, averaging.day(day)?);
        let (ink, theme, area) = self.sheet()?;
        let inner = averaging.inner();
        drawn(averages::draw_weights(
            ink, theme, area, inner, average, day,
        ))
    }
}
