//! A chart on one canvas, drawn whole whenever it changes. Those of [maps](super::map_charts) and
//! [courses](super::course_charts) are drawn on the same.

use wasm_bindgen::prelude::*;

use super::arguments::{canvas, drawn, finite, floats, refused, resize, text, theme, whole};
use super::averaging::Averaging;
use super::criticality::Criticality;
use super::descent::Descent;
use super::histogram::BINS;
use super::training::Training;
use crate::core::experiment::{Course, MOST_STEPS};
use crate::core::registry::Scale;
use crate::plot::canvas::Canvas;
use crate::plot::frame::{Frame, Rect};
use crate::plot::{Ink, Theme, averages, criticality, decay, histogram, powers, scatter, training};

/// The most steps that a chart of rates shows.
const MOST_SHOWN: u64 = 50_000;

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

    /// Draws a series and the curves of its averages against the days.
    ///
    /// # Errors
    /// Throws what the browser says when it cannot draw.
    #[wasm_bindgen(js_name = drawAverages)]
    pub fn draw_averages(&mut self, averaging: &Averaging) -> Result<(), JsError> {
        let frame = averages::frame(self.area(), averaging.inner());
        self.frame = Some(frame);
        let (ink, theme, _) = self.sheet()?;
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

    /// Draws the learning rate of every run over so many steps, on a "linear" or a "log" scale; those
    /// of hidden runs are pale.
    ///
    /// # Errors
    /// Throws unless there are 1 to 50,000 steps and such a scale, and what the browser says when it
    /// cannot draw.
    #[wasm_bindgen(js_name = drawRates)]
    pub fn draw_rates(
        &mut self,
        descent: &Descent,
        #[wasm_bindgen(unchecked_param_type = "number")] steps: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "\"linear\" | \"log\"")] scale: &JsValue,
    ) -> Result<(), JsError> {
        let (race, steps) = (descent.race(), shown_steps(steps)?);
        let scale = spacing(scale)?;
        let frame = decay::rate_frame(self.area(), race, steps, scale);
        self.frame = Some(frame);
        let (ink, theme, area) = self.sheet()?;
        drawn(decay::draw_rates(ink, theme, area, &frame, race, steps))
    }

    /// Draws how far each run is from the lowest minimum after each step up to `step`, over `steps`
    /// steps, and dashed how far theory expects it to be.
    ///
    /// # Errors
    /// Throws unless there are 1 to 50,000 steps and `step` is a whole number, at least 0, and what
    /// the browser says when it cannot draw.
    #[wasm_bindgen(js_name = drawDistances)]
    pub fn draw_distances(
        &mut self,
        descent: &Descent,
        #[wasm_bindgen(unchecked_param_type = "number")] steps: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] step: &JsValue,
    ) -> Result<(), JsError> {
        let (steps, step) = (shown_steps(steps)?, whole("step", step, MOST_STEPS)?);
        let (ink, theme, area) = self.sheet()?;
        drawn(decay::draw_distances(
            ink,
            theme,
            area,
            descent.race(),
            steps,
            step,
        ))
    }

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
        let points = floats("points", points)?.to_vec();
        let points = points.as_chunks::<2>().0;
        let (ink, theme, area) = self.sheet()?;
        let style = training::style_of(theme, place, run);
        drawn(powers::draw(
            ink, theme, area, style, &title, points, pointed,
        ))
    }

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

/// So many steps as a chart shows one by one.
pub(super) fn shown_steps(steps: &JsValue) -> Result<u64, JsError> {
    match whole("steps", steps, MOST_SHOWN) {
        Ok(steps) if steps > 0 => Ok(steps),
        _ => {
            let allowed = format!("be a whole number from 1 to {MOST_SHOWN}");
            Err(refused("steps", steps, &allowed))
        }
    }
}

/// How an axis is spaced.
pub(super) fn spacing(scale: &JsValue) -> Result<Scale, JsError> {
    match scale.as_string().as_deref() {
        Some("linear") => Ok(Scale::Linear),
        Some("log") => Ok(Scale::Log),
        _ => Err(refused("scale", scale, "be \"linear\" or \"log\"")),
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

    /// The canvas, transparent, with the axes of a frame to come.
    pub(super) fn glass(&mut self, frame: Frame) -> (&mut dyn Ink, &'static Theme) {
        self.frame = Some(frame);
        self.canvas.wipe();
        (self.canvas.ink(), self.theme)
    }
}
