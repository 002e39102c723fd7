//! Canvases of the browser: the one file here that knows there is such a thing.

use plotters_canvas::CanvasBackend;
use wasm_bindgen::{Clamped, JsCast, JsError};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use super::sheet::{Lettering, Sheet};
use super::theme::FONT;
use super::{Ink, Point, UNIT};

/// A canvas, drawn on in CSS pixels whatever the screen's own are.
pub struct Canvas {
    element: HtmlCanvasElement,
    sheet: Sheet<CanvasBackend, Measured>,
}

impl Canvas {
    /// The drawing side of a canvas; `None` when it gives no 2D context, as when it has another.
    #[must_use]
    pub fn new(element: HtmlCanvasElement) -> Option<Self> {
        let context = element.get_context("2d").ok()??.dyn_into().ok()?;
        Some(Self {
            sheet: Sheet {
                backend: CanvasBackend::with_canvas_object(element.clone())?,
                lettering: Measured {
                    context,
                    widths: Vec::new(),
                },
                size: [0.0; 2],
            },
            element,
        })
    }

    /// Makes it so many CSS pixels large, of so many screen pixels each way. This clears it.
    ///
    /// # Errors
    /// What the browser says.
    pub fn resize(&mut self, width: f64, height: f64, pixel_ratio: f64) -> Result<(), JsError> {
        self.sheet.size = [width, height];
        self.element.set_width(whole(width * pixel_ratio));
        self.element.set_height(whole(height * pixel_ratio));
        let scale = pixel_ratio / UNIT;
        let context = &self.sheet.lettering.context;
        context
            .set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0)
            .map_err(|_| JsError::new("the canvas cannot be drawn on at this size"))?;
        context.set_line_join("round");
        context.set_line_cap("round");
        Ok(())
    }

    /// Width and height in CSS pixels.
    #[must_use]
    pub fn size(&self) -> [f64; 2] {
        self.sheet.size
    }

    /// What to draw with.
    pub fn ink(&mut self) -> &mut dyn Ink {
        &mut self.sheet
    }

    /// Draws a square of an image, the `nth` from its top, so wide around a place.
    ///
    /// # Errors
    /// What the browser says when it cannot draw.
    pub fn paste(&self, image: &Image, nth: usize, at: Point, width: f64) -> Result<(), JsError> {
        let side = f64::from(image.width);
        let [left, top] = at.map(|middle| (middle - width / 2.0) * UNIT);
        let width = width * UNIT;
        let context = &self.sheet.lettering.context;
        context
            .draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                &image.element,
                0.0,
                nth as f64 * side,
                side,
                side,
                left,
                top,
                width,
                width,
            )
            .map_err(|_| JsError::new("the canvas cannot be drawn on"))
    }

    /// Makes it transparent.
    pub fn wipe(&self) {
        let [width, height] = self.sheet.size.map(|side| (side + 1.0) * UNIT);
        let context = &self.sheet.lettering.context;
        context.clear_rect(0.0, 0.0, width, height);
    }
}

/// A canvas that holds an image, pixel by pixel.
pub struct Image {
    element: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    width: u32,
}

impl Image {
    /// A canvas as an image; `None` when it gives no 2D context, as when it has another.
    #[must_use]
    pub fn new(element: HtmlCanvasElement) -> Option<Self> {
        let context = element.get_context("2d").ok()??.dyn_into().ok()?;
        Some(Self {
            width: 0,
            element,
            context,
        })
    }

    /// Becomes an image so many pixels wide, of four bytes each.
    ///
    /// # Errors
    /// What the browser says when it cannot draw, or an image of so many bytes is no rectangle.
    #[allow(clippy::cast_possible_truncation)] // images are small
    pub fn put(&mut self, width: usize, bytes: &[u8]) -> Result<(), JsError> {
        let failed = |_| JsError::new("the canvas cannot hold this image");
        let height = bytes.len() / (4 * width.max(1));
        let image = ImageData::new_with_u8_clamped_array(Clamped(bytes), width as u32);
        if (self.element.width(), self.element.height()) != (width as u32, height as u32) {
            self.element.set_width(width as u32);
            self.element.set_height(height as u32);
        }
        self.width = width as u32;
        self.context
            .put_image_data(&image.map_err(failed)?, 0.0, 0.0)
            .map_err(failed)
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // saturates
fn whole(length: f64) -> u32 {
    length.round() as u32
}

/// The widths the browser measures, each text once.
struct Measured {
    context: CanvasRenderingContext2d,
    widths: Vec<(String, f64)>,
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

    fn width(&mut self, text: &str) -> f64 {
        if let Some((_, width)) = self.widths.iter().find(|(known, _)| known == text) {
            return *width;
        }
        let width = self.measure(text).unwrap_or(0.0);
        if self.widths.len() >= Self::MOST {
            self.widths.clear();
        }
        self.widths.push((text.to_owned(), width));
        width
    }
}
