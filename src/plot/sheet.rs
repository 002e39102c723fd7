//! A backend that knows the width of a text.
//!
//! Left alone, plotters measures a text in the browser by adding a styled element to the page: that
//! shows in the page, fails under a strict style policy and does not exist in Node.

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontFamily, FontStyle, FontTransform, text_anchor,
};

/// How a backend sets text.
pub trait Lettering {
    /// What the backend divides a font size by.
    const SHRINKS: f64;
    /// How far above the middle of its digits the backend puts a text that is anchored there, in
    /// font sizes.
    const LIFTS: f64;

    /// The width of a text, in font sizes.
    fn width(&self, text: &str) -> f64;
}

/// A drawing backend of a given size that measures and places texts by its [`Lettering`].
pub struct Sheet<B, L> {
    backend: B,
    lettering: L,
    size: (u32, u32),
}

impl<B: DrawingBackend, L: Lettering> Sheet<B, L> {
    /// A sheet of so many backend units.
    pub fn new(backend: B, lettering: L, size: (u32, u32)) -> Self {
        Self {
            backend,
            lettering,
            size,
        }
    }
}

type Done<B> = Result<(), DrawingErrorKind<<B as DrawingBackend>::ErrorType>>;

impl<B: DrawingBackend, L: Lettering> DrawingBackend for Sheet<B, L> {
    type ErrorType = B::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Done<B> {
        self.backend.ensure_prepared()
    }

    fn present(&mut self) -> Done<B> {
        self.backend.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, colour: BackendColor) -> Done<B> {
        self.backend.draw_pixel(point, colour)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Done<B> {
        self.backend.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done<B> {
        self.backend
            .draw_rect(upper_left, bottom_right, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done<B> {
        self.backend.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Done<B> {
        self.backend.draw_circle(centre, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done<B> {
        self.backend.fill_polygon(path, style)
    }

    #[allow(clippy::cast_possible_truncation)]
    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        at: BackendCoord,
    ) -> Done<B> {
        let lower = (style.size() * L::LIFTS).round() as i32;
        let style = Enlarged(style, L::SHRINKS);
        self.backend.draw_text(text, &style, (at.0, at.1 + lower))
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Self::ErrorType>> {
        let width = self.lettering.width(text) * style.size();
        Ok((width.ceil() as u32, style.size().ceil() as u32))
    }

    fn blit_bitmap(&mut self, at: BackendCoord, size: (u32, u32), pixels: &[u8]) -> Done<B> {
        self.backend.blit_bitmap(at, size, pixels)
    }
}

/// The same style, enlarged by a factor.
struct Enlarged<'a, S>(&'a S, f64);

impl<S: BackendTextStyle> BackendTextStyle for Enlarged<'_, S> {
    type FontError = S::FontError;

    fn color(&self) -> BackendColor {
        self.0.color()
    }

    fn size(&self) -> f64 {
        self.0.size() * self.1
    }

    fn transform(&self) -> FontTransform {
        self.0.transform()
    }

    fn style(&self) -> FontStyle {
        self.0.style()
    }

    fn anchor(&self) -> text_anchor::Pos {
        self.0.anchor()
    }

    fn family(&self) -> FontFamily<'_> {
        self.0.family()
    }

    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Self::FontError> {
        self.0.layout_box(text)
    }

    fn draw<E, D: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        text: &str,
        at: BackendCoord,
        draw: D,
    ) -> Result<Result<(), E>, Self::FontError> {
        self.0.draw(text, at, draw)
    }
}
