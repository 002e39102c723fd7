//! The curves of a race on two canvases: the axes on one, the curves on the other.

use wasm_bindgen::prelude::*;

use super::arguments::{canvas, drawn, resize, theme, whole};
use super::descent::Descent;
#[cfg(feature = "labs")]
use crate::core::experiment::Chart;
use crate::core::experiment::MOST_STEPS;
#[cfg(feature = "labs")]
use crate::plot::Ink;
use crate::plot::canvas::Canvas;
use crate::plot::frame::{Frame, Rect};
use crate::plot::losses::Losses;
use crate::plot::{Theme, curves};

/// The losses of a race on a surface against its steps, or losses, accuracies or gradients of a race
/// of networks.
///
/// The upper canvas, of the curves, is transparent. Of losses on a surface only what is new is drawn
/// on it.
#[wasm_bindgen]
pub struct CurvesView {
    axes: Canvas,
    curves: Canvas,
    theme: &'static Theme,
    losses: Losses,
    /// What is drawn of networks: see `training_curves`.
    #[cfg(feature = "labs")]
    pub(super) chart: Chart,
    /// The axes that are drawn, and the title of the vertical one.
    shown: Option<(Frame, String)>,
}

#[wasm_bindgen]
impl CurvesView {
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
            #[cfg(feature = "labs")]
            chart: Chart::default(),
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
        resize([&mut self.axes, &mut self.curves], [width, height, ratio])?;
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
        self.theme = theme(dark)?;
        self.forget();
        Ok(())
    }

    /// Draws the losses on a surface up to a step: the axes when they change, and only what is new of
    /// the curves where nothing else has changed.
    ///
    /// # Errors
    /// Throws unless the step is a whole number, at least 0, and what the browser says when it
    /// cannot draw.
    #[wasm_bindgen(js_name = drawLosses)]
    pub fn draw_losses(
        &mut self,
        descent: &Descent,
        #[wasm_bindgen(unchecked_param_type = "number")] step: &JsValue,
    ) -> Result<(), JsError> {
        let (race, step) = (descent.race(), whole("step", step, MOST_STEPS)?);
        let frame = self.losses.frame(self.area(), race, step);
        let titles = self.losses.titles();
        let titles = titles.each_ref().map(String::as_str);
        let title = curves::fitting(self.axes.ink(), &frame, titles).to_owned();
        self.draw_axes(frame, title)?;
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

impl CurvesView {
    pub(super) fn frame(&self) -> Option<Frame> {
        self.shown.as_ref().map(|(frame, _)| *frame)
    }

    pub(super) fn area(&self) -> Rect {
        Rect::of_size(self.axes.size())
    }

    /// Draws the axes, unless they are there.
    fn draw_axes(&mut self, frame: Frame, title: String) -> Result<(), JsError> {
        let shown = (frame, title);
        if self.shown.as_ref() != Some(&shown) {
            let ink = self.axes.ink();
            drawn(ink.clear(self.theme.background))?;
            drawn(curves::draw_axes(ink, self.theme, &frame, &shown.1))?;
            self.shown = Some(shown);
        }
        Ok(())
    }

    /// The canvas of the curves, empty, over the axes of a frame.
    #[cfg(feature = "labs")]
    pub(super) fn sheet(
        &mut self,
        frame: Frame,
        title: String,
    ) -> Result<(&mut dyn Ink, &'static Theme), JsError> {
        self.draw_axes(frame, title)?;
        self.curves.wipe();
        Ok((self.curves.ink(), self.theme))
    }

    pub(super) fn forget(&mut self) {
        self.shown = None;
        self.losses.forget();
    }
}
