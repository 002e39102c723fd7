//! The losses of a race on two canvases: the axes on one, the curves on the other.

use wasm_bindgen::prelude::*;

use super::arguments::{canvas, drawn, flag, pixels, whole};
use super::descent::Descent;
use crate::core::experiment::MOST_STEPS;
use crate::plot::canvas::Canvas;
use crate::plot::frame::{Frame, Rect};
use crate::plot::losses::Losses;
use crate::plot::{Theme, curves};

/// The losses of a race against its steps.
///
/// The upper canvas, of the curves, is transparent, and only what is new is drawn on it.
#[wasm_bindgen]
pub struct LossView {
    axes: Canvas,
    curves: Canvas,
    theme: &'static Theme,
    losses: Losses,
    /// The axes that are drawn, and the title of the vertical one.
    shown: Option<(Frame, String)>,
}

#[wasm_bindgen]
impl LossView {
    /// A view on two canvases that lie on one another.
    ///
    /// # Errors
    /// Throws unless both are canvases that can give a 2D context.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "HTMLCanvasElement")] axes: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "HTMLCanvasElement")] curves: &JsValue,
    ) -> Result<Self, JsError> {
        Ok(Self {
            axes: canvas("axes", axes)?,
            curves: canvas("curves", curves)?,
            theme: Theme::of(false),
            losses: Losses::default(),
            shown: None,
        })
    }

    /// Sets the size of both canvases, in CSS pixels and screen pixels a CSS pixel. They are empty
    /// then.
    ///
    /// # Errors
    /// Throws unless the numbers are finite, the size at least 0 and the ratio above 0.
    pub fn resize(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] width: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] height: &JsValue,
        #[wasm_bindgen(js_name = pixelRatio, unchecked_param_type = "number")] ratio: &JsValue,
    ) -> Result<(), JsError> {
        let [width, height, ratio] = pixels(width, height, ratio)?;
        self.axes.resize(width, height, ratio)?;
        self.curves.resize(width, height, ratio)?;
        self.forget();
        Ok(())
    }

    /// Chooses the light or the dark theme for what is drawn from now on.
    ///
    /// # Errors
    /// Throws unless `dark` is true or false.
    #[wasm_bindgen(js_name = setTheme)]
    pub fn set_theme(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "boolean")] dark: &JsValue,
    ) -> Result<(), JsError> {
        self.theme = Theme::of(flag("dark", dark)?);
        self.forget();
        Ok(())
    }

    /// Draws the losses up to a step: the axes when they change, and only what is new of the curves
    /// where nothing else has changed.
    ///
    /// # Errors
    /// Throws unless the step is a whole number, at least 0, and what the browser says when it
    /// cannot draw.
    pub fn draw(
        &mut self,
        descent: &Descent,
        #[wasm_bindgen(unchecked_param_type = "number")] step: &JsValue,
    ) -> Result<(), JsError> {
        let (race, step) = (descent.race(), whole("step", step, MOST_STEPS)?);
        let frame = self
            .losses
            .frame(Rect::of_size(self.axes.size()), race, step);
        let shown = (frame, self.losses.title());
        if self.shown.as_ref() != Some(&shown) {
            let ink = self.axes.ink();
            drawn(ink.clear(self.theme.background))?;
            drawn(curves::draw_axes(ink, self.theme, &frame, &shown.1))?;
            self.shown = Some(shown);
        }
        if !self.losses.can_go_on(&frame, race, step) {
            self.curves.wipe();
        }
        drawn(
            self.losses
                .draw(self.curves.ink(), self.theme, &frame, race, step),
        )
    }

    /// The step at a place from the left, at least 0; NaN before anything was drawn.
    #[wasm_bindgen(js_name = stepAt)]
    #[must_use]
    pub fn step_at(&self, px: f64) -> f64 {
        let value = self.frame().map(|frame| frame.x.value(px).round().max(0.0));
        value.unwrap_or(f64::NAN)
    }

    /// The place of a step from the left; NaN before anything was drawn.
    #[wasm_bindgen(js_name = pixelOf)]
    #[must_use]
    pub fn pixel_of(&self, step: f64) -> f64 {
        self.frame().map_or(f64::NAN, |frame| frame.x.place(step))
    }
}

impl LossView {
    fn frame(&self) -> Option<Frame> {
        self.shown.as_ref().map(|(frame, _)| *frame)
    }

    fn forget(&mut self) {
        self.shown = None;
        self.losses.forget();
    }
}
