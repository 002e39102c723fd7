//! The curves of a race on two canvases: the axes on one, the curves on the other.

use wasm_bindgen::prelude::*;

use super::arguments::{canvas, config, drawn, resize, theme, whole};
use super::descent::Descent;
use super::training::Training;
use crate::core::experiment::{Chart, MOST_STEPS};
use crate::plot::canvas::Canvas;
use crate::plot::frame::{Frame, Rect};
use crate::plot::losses::Losses;
use crate::plot::{Theme, curves, training as plot};

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
    chart: Chart,
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
        self.draw_axes(frame, self.losses.title())?;
        if !self.losses.can_go_on(&frame, race, step) {
            self.curves.wipe();
        }
        drawn(
            self.losses
                .draw(self.curves.ink(), self.theme, &frame, race, step),
        )
    }

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
        self.shown = None;
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
        self.draw_axes(frame, plot::title(chart))?;
        self.curves.wipe();
        let ink = self.curves.ink();
        drawn(plot::draw(ink, self.theme, &frame, race, chart))
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

    /// What stands at a place from the left of the curves of networks: the value of the horizontal axis, then of each run the
    /// last updates at or before it and the values on its two curves (of samples that train and
    /// that test, where there are two). Empty before anything was drawn.
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

impl CurvesView {
    fn frame(&self) -> Option<Frame> {
        self.shown.as_ref().map(|(frame, _)| *frame)
    }

    fn area(&self) -> Rect {
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

    fn forget(&mut self) {
        self.shown = None;
        self.losses.forget();
    }
}
