//! Canvases of the browser: the one file here that knows there is such a thing.

use std::cell::RefCell;

use plotters::drawing::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{JsCast, JsError};
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
    /// The drawing side of a canvas; `None` when it gives no 2D context, as when it has another.
    #[must_use]
    pub fn new(element: HtmlCanvasElement) -> Option<Self> {
        let context = element.get_context("2d").ok()??.dyn_into().ok()?;
        let backend = CanvasBackend::with_canvas_object(element.clone())?;
        Some(Self {
            area: area(backend, &context, [0.0; 2]),
            element,
            context,
            size: [0.0; 2],
        })
    }

    /// Makes it so many CSS pixels large, of so many screen pixels each way. This clears it.
    ///
    /// # Errors
    /// What the browser says.
    pub fn resize(&mut self, width: f64, height: f64, pixel_ratio: f64) -> Result<(), JsError> {
        self.size = [width, height];
        self.element.set_width(whole(width * pixel_ratio));
        self.element.set_height(whole(height * pixel_ratio));
        let scale = pixel_ratio / UNIT;
        let transformed = self.context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0);
        let backend = CanvasBackend::with_canvas_object(self.element.clone());
        let (Ok(()), Some(backend)) = (transformed, backend) else {
            return Err(JsError::new("the canvas cannot be drawn on at this size"));
        };
        self.context.set_line_join("round");
        self.context.set_line_cap("round");
        self.area = area(backend, &self.context, self.size);
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
            .clear_rect(0.0, 0.0, (width + 1.0) * UNIT, (height + 1.0) * UNIT);
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // they saturate
fn whole(length: f64) -> u32 {
    length.round() as u32
}

fn area(
    backend: CanvasBackend,
    context: &CanvasRenderingContext2d,
    [width, height]: [f64; 2],
) -> Area<CanvasSheet> {
    let lettering = Measured {
        context: context.clone(),
        widths: RefCell::default(),
    };
    let size = (whole(width * UNIT), whole(height * UNIT));
    Sheet::new(backend, lettering, size).into_drawing_area()
}

/// The widths the browser measures, each text once.
pub struct Measured {
    context: CanvasRenderingContext2d,
    widths: RefCell<Vec<(String, f64)>>,
}

impl Measured {
    /// The font size that is measured at, large enough for a fine answer.
    const AT: f64 = 100.0;
    /// As many texts as are remembered at once.
    const MOST: usize = 200;

    fn measure(&self, text: &str) -> Option<f64> {
        self.context.set_font(&format!("{}px {FONT}", Self::AT));
        Some(self.context.measure_text(text).ok()?.width() / Self::AT)
    }
}

impl Lettering for Measured {
    const SHRINKS: f64 = 1.0;
    const LIFTS: f64 = 0.0;

    fn width(&self, text: &str) -> f64 {
        let mut widths = self.widths.borrow_mut();
        if let Some((_, width)) = widths.iter().find(|(known, _)| known == text) {
            return *width;
        }
        let width = self.measure(text).unwrap_or(0.0);
        if widths.len() >= Self::MOST {
            widths.clear();
        }
        widths.push((text.to_owned(), width));
        width
    }
}
