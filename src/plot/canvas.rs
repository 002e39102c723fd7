//! Canvases of the browser: the one file here that knows there is such a thing.

use std::cell::RefCell;
use std::collections::BTreeMap;

use plotters::drawing::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::sheet::{Lettering, Sheet};
use super::theme::FONT;
use super::{Area, UNIT};

/// A canvas with its context, drawn on in CSS pixels whatever the screen's own are.
pub struct Canvas {
    element: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    area: Area<CanvasSheet>,
    size: [f64; 2],
}

/// A canvas as a drawing backend.
pub type CanvasSheet = Sheet<CanvasBackend, Measured>;

impl Canvas {
    /// The drawing side of a canvas.
    ///
    /// # Errors
    /// What the browser says when it gives no 2D context, as when the canvas has another one.
    pub fn new(element: HtmlCanvasElement) -> Result<Self, JsValue> {
        let refused = || JsValue::from_str("the canvas gives no 2D context");
        let context: CanvasRenderingContext2d = element
            .get_context("2d")?
            .and_then(|context| context.dyn_into().ok())
            .ok_or_else(refused)?;
        let area = area(&element, &context, (0, 0)).ok_or_else(refused)?;
        Ok(Self {
            element,
            context,
            area,
            size: [0.0; 2],
        })
    }

    /// Makes it so many CSS pixels large, of so many screen pixels each way. This clears it.
    ///
    /// # Errors
    /// What the browser says.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // they saturate
    pub fn resize(&mut self, width: f64, height: f64, pixel_ratio: f64) -> Result<(), JsValue> {
        let whole = |length: f64| length.round().max(0.0) as u32;
        self.element.set_width(whole(width * pixel_ratio));
        self.element.set_height(whole(height * pixel_ratio));
        let scale = pixel_ratio / UNIT;
        self.context
            .set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0)?;
        self.context.set_line_join("round");
        self.context.set_line_cap("round");
        let units = (whole(width * UNIT), whole(height * UNIT));
        self.area = area(&self.element, &self.context, units)
            .ok_or_else(|| JsValue::from_str("the canvas gives no 2D context"))?;
        self.size = [width, height];
        Ok(())
    }

    /// Width and height in CSS pixels.
    #[must_use]
    pub fn size(&self) -> [f64; 2] {
        self.size
    }

    /// What to draw on.
    #[must_use]
    pub fn area(&self) -> &Area<CanvasSheet> {
        &self.area
    }

    /// Makes it transparent.
    pub fn wipe(&self) {
        let [width, height] = self.size;
        self.context
            .clear_rect(0.0, 0.0, width * UNIT, height * UNIT);
    }
}

fn area(
    element: &HtmlCanvasElement,
    context: &CanvasRenderingContext2d,
    size: (u32, u32),
) -> Option<Area<CanvasSheet>> {
    let backend = CanvasBackend::with_canvas_object(element.clone())?;
    let lettering = Measured {
        context: context.clone(),
        widths: RefCell::default(),
    };
    Some(Sheet::new(backend, lettering, size).into_drawing_area())
}

/// The widths the browser measures, each text once.
pub struct Measured {
    context: CanvasRenderingContext2d,
    widths: RefCell<BTreeMap<String, f64>>,
}

impl Measured {
    /// The font size that is measured at, large enough for a fine answer.
    const AT: f64 = 100.0;
    /// As many texts as are remembered at once.
    const MOST: usize = 500;

    fn measure(&self, text: &str) -> Option<f64> {
        self.context.set_font(&format!("{}px {FONT}", Self::AT));
        Some(self.context.measure_text(text).ok()?.width() / Self::AT)
    }
}

impl Lettering for Measured {
    const SHRINKS: f64 = 1.0;
    const LIFTS: f64 = 0.0;

    fn width(&self, text: &str) -> f64 {
        if let Some(&width) = self.widths.borrow().get(text) {
            return width;
        }
        let width = self.measure(text).unwrap_or(0.0);
        let mut widths = self.widths.borrow_mut();
        if widths.len() >= Self::MOST {
            widths.clear();
        }
        widths.insert(text.to_owned(), width);
        width
    }
}
