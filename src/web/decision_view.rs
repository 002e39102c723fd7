//! What a network answers over the plane, as an image, and the samples over it.

use wasm_bindgen::prelude::*;

use super::arguments::{canvas, config, drawn, flag, image, resize, theme};
use super::training::Training;
use crate::core::experiment::Answer;
use crate::core::network::Table;
use crate::core::registry::Scale;
use crate::core::surface::Window;
use crate::plot::canvas::{Canvas, Image};
use crate::plot::frame::{Frame, Rect};
use crate::plot::{Theme, regions};

/// Pixels of the image each way: at rest, and of a network while it trains, by its parameters.
const AT_REST: usize = 100;
const LIVE: [(usize, usize); 3] = [(2_000, 50), (20_000, 30), (usize::MAX, 16)];

/// The answers of a run over the plane on one canvas, the samples on another. The first is an image
/// of few pixels, to be stretched to the size of the second.
#[wasm_bindgen]
pub struct DecisionView {
    answers: Image,
    samples: Canvas,
    theme: &'static Theme,
    plane: Option<Plane>,
    bytes: Vec<u8>,
}

/// The part of the plane that is seen, and its points as the network reads them.
struct Plane {
    window: Window,
    answer: Answer,
    live: Table<f32>,
    at_rest: Table<f32>,
}

#[wasm_bindgen]
impl DecisionView {
    /// A view on two canvases that lie on one another.
    ///
    /// # Errors
    /// Throws unless both are canvases that can give a 2D context.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "HTMLCanvasElement")] answers: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "HTMLCanvasElement")] samples: &JsValue,
    ) -> Result<Self, JsError> {
        Ok(Self {
            answers: image("answers", answers)?,
            samples: canvas("samples", samples)?,
            theme: Theme::of(false),
            plane: None,
            bytes: Vec::new(),
        })
    }

    /// Sets the size of the picture, in CSS pixels and screen pixels a CSS pixel.
    ///
    /// # Errors
    /// Throws unless the numbers are finite, the size at least 0 and the ratio above 0.
    pub fn resize(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] width: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] height: &JsValue,
        #[wasm_bindgen(js_name = pixelRatio, unchecked_param_type = "number")] ratio: &JsValue,
    ) -> Result<(), JsError> {
        resize([&mut self.samples], [width, height, ratio])
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

    /// Looks at the plane of a race, in its own window or another one, and draws its samples.
    ///
    /// # Errors
    /// Throws unless the window is four finite numbers, or left out.
    #[wasm_bindgen(js_name = drawSamples)]
    pub fn draw_samples(
        &mut self,
        training: &Training,
        #[wasm_bindgen(unchecked_optional_param_type = "[number, number, number, number]")]
        window: &JsValue,
    ) -> Result<(), JsError> {
        let ground = training.race().ground();
        let window = seen(training, window)?;
        let parameters = ground.shape().parameters();
        let live = LIVE.iter().find(|(most, _)| parameters <= *most);
        let live = live.map_or(AT_REST, |(_, columns)| *columns);
        self.plane = Some(Plane {
            window,
            answer: ground.answer(),
            live: ground.grid(window, live),
            at_rest: ground.grid(window, AT_REST),
        });
        self.samples.wipe();
        let Some(frame) = self.frame() else {
            return Ok(());
        };
        let ink = self.samples.ink();
        drawn(regions::draw_samples(ink, self.theme, &frame, ground))
    }

    /// Draws what a run answers: coarsely while it trains, finely at rest.
    ///
    /// # Errors
    /// Throws unless there is such a run and `live` is true or false.
    pub fn draw(
        &mut self,
        training: &mut Training,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "boolean")] live: &JsValue,
    ) -> Result<(), JsError> {
        let live = flag("live", live)?;
        let Some(plane) = &self.plane else {
            return Ok(());
        };
        let table = if live { &plane.live } else { &plane.at_rest };
        let outputs = training.outputs(run, table)?;
        regions::pixels(self.theme, plane.answer, &outputs, &mut self.bytes);
        self.answers.put(columns_of(table), &self.bytes)
    }

    /// The point [x, y] of the plane at a place of the picture; NaN before anything was drawn.
    #[wasm_bindgen(js_name = toPlane)]
    #[must_use]
    pub fn to_plane(&self, px: f64, py: f64) -> Vec<f64> {
        let value = self.frame().map(|frame| frame.value([px, py]));
        value.unwrap_or([f64::NAN; 2]).to_vec()
    }

    /// What a run answers at a point, in words.
    ///
    /// # Errors
    /// Throws unless there is such a run.
    #[wasm_bindgen(js_name = answerAt)]
    pub fn answer_at(
        &self,
        training: &mut Training,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        x: f64,
        y: f64,
    ) -> Result<String, JsError> {
        let ground = training.race().ground();
        let point = Window {
            x: [x, x],
            y: [y, y],
        };
        let (table, answer) = (ground.grid(point, 1), ground.answer());
        Ok(answer.describe(&training.outputs(run, &table)?))
    }
}

impl DecisionView {
    fn frame(&self) -> Option<Frame> {
        let Window { x, y } = self.plane.as_ref()?.window;
        let rect = Rect::of_size(self.samples.size());
        Some(Frame::new(rect, (x, Scale::Linear), (y, Scale::Linear)))
    }
}

/// The window that is asked for, else that of the samples.
pub(super) fn seen(training: &Training, window: &JsValue) -> Result<Window, JsError> {
    if window.is_undefined() {
        return Ok(training.race().ground().window());
    }
    let [left, right, bottom, top] = config("window", window)?;
    Ok(Window {
        x: [left, right],
        y: [bottom, top],
    })
}

/// The columns of a square grid.
pub(super) fn columns_of(table: &Table<f32>) -> usize {
    table.len().isqrt()
}
