//! A chart on one canvas, drawn whole whenever it changes. What can be drawn on it, the modules beside
//! this one say, each of its subject: `course_charts`, `training_charts`, `map_charts` and so on.

use wasm_bindgen::prelude::*;

use super::arguments::{canvas, drawn, resize, theme};
use crate::core::experiment::Course;
use crate::plot::canvas::Canvas;
use crate::plot::frame::{Frame, Rect};
use crate::plot::{Ink, Theme};

/// A chart on one canvas. What it shows is what was drawn last; places are in CSS pixels from the
/// left edge of the canvas.
#[wasm_bindgen]
pub struct ChartView {
    canvas: Canvas,
    theme: &'static Theme,
    frame: Option<Frame>,
    /// The course that was drawn last, to be gone on with.
    pub(super) course: Course,
}

#[wasm_bindgen]
impl ChartView {
    /// A view on a canvas.
    ///
    /// # Errors
    /// Throws unless it is a canvas that can give a 2D context.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(js_name = canvas, unchecked_param_type = "HTMLCanvasElement")]
        element: &JsValue,
    ) -> Result<Self, JsError> {
        Ok(Self {
            canvas: canvas("canvas", element)?,
            theme: Theme::of(false),
            frame: None,
            course: Course::default(),
        })
    }

    /// Sets the size of the canvas, in CSS pixels and screen pixels a CSS pixel. It is empty then.
    ///
    /// # Errors
    /// Throws unless the numbers are finite, the size at least 0 and the ratio above 0.
    pub fn resize(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] width: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] height: &JsValue,
        #[wasm_bindgen(js_name = pixelRatio, unchecked_param_type = "number")] ratio: &JsValue,
    ) -> Result<(), JsError> {
        resize([&mut self.canvas], [width, height, ratio])
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
        Ok(())
    }

    /// The edges of what the axes enclose, [left, top, right, bottom]; nothing before anything was
    /// drawn.
    pub fn plane(&self) -> Vec<f64> {
        self.frame.map_or_else(Vec::new, |frame| {
            let rect = frame.rect();
            vec![rect.left, rect.top, rect.right, rect.bottom]
        })
    }

    /// The value of the horizontal axis at a place; NaN before anything was drawn.
    #[wasm_bindgen(js_name = xAt)]
    #[must_use]
    pub fn x_at(&self, px: f64) -> f64 {
        self.frame.map_or(f64::NAN, |frame| frame.x.value(px))
    }

    /// The place of a value of the horizontal axis; NaN before anything was drawn.
    #[wasm_bindgen(js_name = pixelOf)]
    #[must_use]
    pub fn pixel_of(&self, x: f64) -> f64 {
        self.frame.map_or(f64::NAN, |frame| frame.x.place(x))
    }

    /// The value of the vertical axis at a place from the top; NaN before anything was drawn.
    #[wasm_bindgen(js_name = yAt)]
    #[must_use]
    pub fn y_at(&self, py: f64) -> f64 {
        self.frame.map_or(f64::NAN, |frame| frame.y.value(py))
    }

    /// The place from the top of a value of the vertical axis; NaN before anything was drawn.
    #[wasm_bindgen(js_name = pixelOfY)]
    #[must_use]
    pub fn pixel_of_y(&self, y: f64) -> f64 {
        self.frame.map_or(f64::NAN, |frame| frame.y.place(y))
    }
}

impl ChartView {
    /// The whole canvas.
    pub(super) fn area(&self) -> Rect {
        Rect::of_size(self.canvas.size())
    }

    /// The canvas, empty: what to draw with, in which colours and how large.
    pub(super) fn sheet(&mut self) -> Result<(&mut dyn Ink, &'static Theme, Rect), JsError> {
        let area = self.area();
        let (ink, theme) = (self.canvas.ink(), self.theme);
        drawn(ink.clear(theme.background))?;
        Ok((ink, theme, area))
    }

    /// The same with the axes of a frame to come.
    #[cfg(feature = "labs")]
    pub(super) fn framed(
        &mut self,
        frame: Frame,
    ) -> Result<(&mut dyn Ink, &'static Theme), JsError> {
        self.frame = Some(frame);
        let (ink, theme, _) = self.sheet()?;
        Ok((ink, theme))
    }

    /// The canvas, transparent, with the axes of a frame to come.
    #[cfg(feature = "labs")]
    pub(super) fn glass(&mut self, frame: Frame) -> (&mut dyn Ink, &'static Theme) {
        self.frame = Some(frame);
        self.canvas.wipe();
        (self.canvas.ink(), self.theme)
    }
}
