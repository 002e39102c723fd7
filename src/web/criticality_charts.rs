//! Charts of the studies of critical points.

use wasm_bindgen::prelude::*;

use super::arguments::drawn;
use super::chart_view::ChartView;
use super::criticality::Criticality;
use crate::plot::criticality;

#[wasm_bindgen]
impl ChartView {
    /// Draws what a study has found so far.
    ///
    /// # Errors
    /// Throws what the browser says when it cannot draw.
    #[wasm_bindgen(js_name = drawCriticality)]
    pub fn draw_criticality(&mut self, study: &Criticality) -> Result<(), JsError> {
        let (ink, theme, area) = self.sheet()?;
        drawn(criticality::draw(ink, theme, area, study.inner()))
    }

    /// Draws the histogram of eigenvalues of a study of matrices.
    ///
    /// # Errors
    /// Throws what the browser says when it cannot draw.
    #[wasm_bindgen(js_name = drawHistogram)]
    pub fn draw_histogram(&mut self, study: &Criticality) -> Result<(), JsError> {
        let (ink, theme, area) = self.sheet()?;
        drawn(criticality::draw_histogram(ink, theme, area, study.inner()))
    }
}
