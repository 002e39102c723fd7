//! A network, drawn: every unit as the image of its outputs over the plane, the weights as links.

use wasm_bindgen::prelude::*;

use super::arguments::{canvas, drawn, image, resize, theme, whole};
use super::decision_view::{columns_of, seen};
use super::training::Training;
use crate::core::network::Table;
use crate::plot::canvas::{Canvas, Image};
use crate::plot::diagram::Diagram;
use crate::plot::frame::Rect;
use crate::plot::{Theme, regions};

/// Pixels of a unit's image each way: among the others, and enlarged.
const SMALL: usize = 20;
const LARGE: usize = 100;

/// The drawing of a run's network on a canvas; a second, which need not be seen, holds the images of
/// its units.
#[wasm_bindgen]
pub struct NetworkView {
    picture: Canvas,
    tiles: Image,
    theme: &'static Theme,
    diagram: Option<Diagram>,
    small: Table<f32>,
    large: Table<f32>,
    bytes: Vec<u8>,
    all_bytes: Vec<u8>,
}

#[wasm_bindgen]
impl NetworkView {
    /// A view on a canvas.
    ///
    /// # Errors
    /// Throws unless both are canvases that can give a 2D context.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "HTMLCanvasElement")] picture: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "HTMLCanvasElement")] tiles: &JsValue,
    ) -> Result<Self, JsError> {
        Ok(Self {
            picture: canvas("picture", picture)?,
            tiles: image("tiles", tiles)?,
            theme: Theme::of(false),
            diagram: None,
            small: Table::new(0),
            large: Table::new(0),
            bytes: Vec::new(),
            all_bytes: Vec::new(),
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
        resize([&mut self.picture], [width, height, ratio])
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

    /// Looks at the network of a race over the plane, in its own window or another one.
    ///
    /// # Errors
    /// Throws unless the window is four finite numbers, or left out.
    pub fn look(
        &mut self,
        training: &Training,
        #[wasm_bindgen(unchecked_optional_param_type = "[number, number, number, number]")]
        window: &JsValue,
    ) -> Result<(), JsError> {
        let ground = training.race().ground();
        let window = seen(training, window)?;
        self.diagram = Some(Diagram::new(
            Rect::of_size(self.picture.size()),
            ground.shape(),
        ));
        self.small = ground.grid(window, SMALL);
        self.large = ground.grid(window, LARGE);
        Ok(())
    }

    /// Draws the network of a run as it is now.
    ///
    /// # Errors
    /// Throws unless there is such a run, and what the browser says when it cannot draw.
    pub fn draw(
        &mut self,
        training: &mut Training,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
    ) -> Result<(), JsError> {
        let Some(diagram) = &self.diagram else {
            return Ok(());
        };
        let values = training.unit_outputs(run, &self.small)?;
        self.picture.wipe();
        {
            let (_, run) = training.run(run)?;
            let shape = training.race().ground().shape();
            let ink = self.picture.ink();
            drawn(diagram.draw_links(ink, self.theme, shape, run.parameters()))?;
        }
        self.all_bytes.clear();
        let columns = self.small.columns().iter().map(Vec::as_slice);
        for outputs in columns.chain(values.chunks_exact(self.small.len())) {
            regions::unit_pixels(self.theme, outputs, &mut self.bytes);
            self.all_bytes.extend_from_slice(&self.bytes);
        }
        self.tiles.put(SMALL, &self.all_bytes)?;
        let mut tile = 0;
        for (column, &units) in diagram.columns().iter().enumerate() {
            for unit in 0..units {
                let (at, width) = diagram.unit(column, unit);
                self.picture.paste(&self.tiles, tile, at, width)?;
                tile += 1;
            }
        }
        Ok(())
    }

    /// Draws one unit of a run on a canvas of its own, enlarged.
    ///
    /// # Errors
    /// Throws unless there are such a run, such a column (0 are the inputs) and such a unit in it.
    #[wasm_bindgen(js_name = drawUnit)]
    pub fn draw_unit(
        &mut self,
        training: &mut Training,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] column: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] unit: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "HTMLCanvasElement")] on: &JsValue,
    ) -> Result<(), JsError> {
        let Some(diagram) = &self.diagram else {
            return Ok(());
        };
        let units = diagram.columns();
        let column = whole("column", column, units.len() as u64 - 1)? as usize;
        let unit = whole("unit", unit, units[column] as u64 - 1)? as usize;
        let before: usize = units[..column].iter().sum();
        let values = training.unit_outputs(run, &self.large)?;
        let inputs = self.large.columns().iter().map(Vec::as_slice);
        let mut all = inputs.chain(values.chunks_exact(self.large.len()));
        let outputs = all.nth(before + unit).unwrap_or_default();
        regions::unit_pixels(self.theme, outputs, &mut self.bytes);
        image("on", on)?.put(columns_of(&self.large), &self.bytes)
    }

    /// The column and the number of the unit at a place; empty where there is none.
    #[must_use]
    pub fn at(&self, px: f64, py: f64) -> Vec<f64> {
        let found = self
            .diagram
            .as_ref()
            .and_then(|diagram| diagram.at([px, py]));
        #[allow(clippy::cast_precision_loss)]
        found.map_or_else(Vec::new, |(column, unit)| vec![column as f64, unit as f64])
    }

    /// The middle [x, y] and the width of a unit in the picture.
    #[must_use]
    pub fn place(&self, column: usize, unit: usize) -> Vec<f64> {
        let place = self
            .diagram
            .as_ref()
            .map(|diagram| diagram.unit(column, unit));
        place.map_or_else(Vec::new, |([x, y], width)| vec![x, y, width])
    }
}
