//! The chart of how a term of the ledger goes as a run on a surface goes: a curve for each coordinate.

use std::mem::take;

use wasm_bindgen::prelude::*;

use super::arguments::{drawn, text, whole};
use super::chart_view::ChartView;
use super::descent::Descent;
use crate::core::experiment::MOST_STEPS;
use crate::plot::{course, trails};

#[wasm_bindgen]
impl ChartView {
    /// Draws a symbol of a run's formula ("η", "s") at every step up to one: x in full, y dashed.
    /// For a symbol the formula does not have, the effective rate.
    ///
    /// # Errors
    /// Throws unless there is such a run and the step is a whole number, at least 0, and what the
    /// browser says when it cannot draw.
    #[wasm_bindgen(js_name = drawCourse)]
    pub fn draw_course(
        &mut self,
        descent: &Descent,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] symbol: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] step: &JsValue,
    ) -> Result<(), JsError> {
        let (index, of) = descent.run(run)?;
        let (symbol, step) = (text("symbol", symbol)?, whole("step", step, MOST_STEPS)?);
        let mut course = take(&mut self.course);
        course.follow(descent.race(), index, &symbol);
        let (ink, theme, area) = self.sheet()?;
        let style = trails::style_of(theme, index, of);
        let title = format!("{symbol} against step");
        let rows = course.rows();
        drawn(course::draw(ink, theme, area, style, &title, rows, step))?;
        self.course = course;
        Ok(())
    }
}
