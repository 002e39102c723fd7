//! Charts of maps, sweeps, bands and landscapes. Under a map and a heat map the canvas is transparent
//! inside its plane, where their pixels belong.

use wasm_bindgen::prelude::*;

use super::arguments::{drawn, whole};
use super::chart_view::ChartView;
use super::maps::{BasinMap, Landscape, RateSweep, SeedBand};
use crate::plot::{band, basins, landscape, rates};

#[wasm_bindgen]
impl ChartView {
    /// Draws the axes of a basin map and its critical points.
    ///
    /// # Errors
    /// Throws what the browser says when it cannot draw.
    #[wasm_bindgen(js_name = drawBasins)]
    pub fn draw_basins(&mut self, map: &BasinMap) -> Result<(), JsError> {
        let map = &map.inner;
        let frame = basins::frame(map, self.area());
        let (ink, theme) = self.glass(frame);
        drawn(basins::draw_marks(ink, theme, &frame, map))
    }

    /// Draws the curves of a sweep, a run each.
    ///
    /// # Errors
    /// Throws what the browser says when it cannot draw.
    #[wasm_bindgen(js_name = drawSweep)]
    pub fn draw_sweep(&mut self, sweep: &RateSweep) -> Result<(), JsError> {
        let sweep = &sweep.inner;
        let frame = rates::frame(sweep, self.area());
        let (ink, theme) = self.glass(frame);
        drawn(rates::draw(ink, theme, &frame, sweep))
    }

    /// Draws the axes of a run's heat map, and the best rate of each row.
    ///
    /// # Errors
    /// Throws unless there is such a run, and what the browser says when it cannot draw.
    #[wasm_bindgen(js_name = drawHeat)]
    pub fn draw_heat(
        &mut self,
        sweep: &RateSweep,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
    ) -> Result<(), JsError> {
        let sweep = &sweep.inner;
        let run = whole("run", run, sweep.config().race.runs().len() as u64 - 1)? as usize;
        let frame = rates::heat_frame(sweep, self.area());
        let (ink, theme) = self.glass(frame);
        drawn(rates::draw_heat(ink, theme, &frame, sweep, run))
    }

    /// Draws the curves of a race over many seeds.
    ///
    /// # Errors
    /// Throws what the browser says when it cannot draw.
    #[wasm_bindgen(js_name = drawBand)]
    pub fn draw_band(&mut self, seeds: &SeedBand) -> Result<(), JsError> {
        let seeds = &seeds.inner;
        let frame = band::frame(seeds, self.area());
        let (ink, theme) = self.glass(frame);
        drawn(band::draw(ink, theme, &frame, seeds))
    }

    /// Draws a landscape with its paths; nothing until its plane is chosen.
    ///
    /// # Errors
    /// Throws what the browser says when it cannot draw.
    #[wasm_bindgen(js_name = drawLandscape)]
    pub fn draw_landscape(&mut self, plane: &Landscape) -> Result<(), JsError> {
        let plane = &plane.inner;
        let Some(frame) = landscape::frame(plane, self.area()) else {
            return Ok(());
        };
        let (ink, theme) = self.glass(frame);
        drawn(landscape::draw(ink, theme, &frame, plane))
    }
}
