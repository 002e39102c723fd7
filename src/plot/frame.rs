//! Where a chart's plane lies in its picture: two axes, and the lines, ticks and labels around it.

use super::axis::{Axis, Tick};
use super::theme::{HAIRLINE, NORMAL, SMALL, Theme};
use super::{Drawn, Ink, Point};
use crate::core::registry::Scale;
use crate::core::surface::Window;
use plotters::style::text_anchor::HPos;

/// Length of a tick mark.
const TICK: f64 = 4.0;
/// Room below the plane for tick labels.
pub const BELOW: f64 = 22.0;
/// Room left of the plane for tick labels.
pub const LEFT: f64 = 46.0;
/// Room between two labels of the horizontal axis.
const APART: f64 = 14.0;

/// A plane of values laid out on a rectangle of pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// From left to right.
    pub x: Axis,
    /// From bottom to top: its first pixel is the lower one.
    pub y: Axis,
}

/// A rectangle in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Its left edge.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// Its right edge.
    pub right: f64,
    /// Its lower edge.
    pub bottom: f64,
}

impl Rect {
    /// All of a picture of a size.
    #[must_use]
    pub fn of_size([right, bottom]: [f64; 2]) -> Self {
        Self {
            left: 0.0,
            top: 0.0,
            right,
            bottom,
        }
    }

    /// What is left of it with so much room on each side.
    #[must_use]
    pub fn inset(self, left: f64, top: f64, right: f64, bottom: f64) -> Self {
        let (left, top) = (self.left + left, self.top + top);
        // A picture too small for its labels still has a plane: nothing divides by 0.
        Self {
            left,
            top,
            right: (self.right - right).max(left + 1.0),
            bottom: (self.bottom - bottom).max(top + 1.0),
        }
    }

    /// Its parts, one under the other, each with a share of the height.
    #[must_use]
    pub fn rows<const N: usize>(self, shares: [f64; N]) -> [Self; N] {
        let mut top = self.top;
        shares.map(|share| {
            let bottom = top + (share * (self.bottom - self.top)).round();
            let part = Self {
                top,
                bottom,
                ..self
            };
            top = bottom;
            part
        })
    }

    /// Its two halves, side by side.
    #[must_use]
    pub fn halves(self) -> [Self; 2] {
        let middle = ((self.left + self.right) / 2.0).round();
        let (mut left, mut right) = (self, self);
        (left.right, right.left) = (middle, middle);
        [left, right]
    }

    /// Whether a point lies inside or on its edge.
    #[must_use]
    pub fn contains(&self, [x, y]: Point) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// The part of a line between two points that lies inside.
    #[must_use]
    pub fn clip(&self, from: Point, to: Point) -> Option<[Point; 2]> {
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        let bounds = [[self.left, self.right], [self.top, self.bottom]];
        for ((a, b), [low, high]) in from.into_iter().zip(to).zip(bounds) {
            let along = b - a;
            if along == 0.0 {
                if !(low..=high).contains(&a) {
                    return None;
                }
            } else {
                let (first, second) = ((low - a) / along, (high - a) / along);
                enter = enter.max(first.min(second));
                leave = leave.min(first.max(second));
            }
        }
        // Ends that are inside stay as they are, to the bit.
        let at = |share: f64| match share {
            0.0 => from,
            1.0 => to,
            _ => [0, 1].map(|i| {
                let [low, high] = bounds[i];
                (from[i] + (to[i] - from[i]) * share).clamp(low, high)
            }),
        };
        (enter <= leave).then(|| [at(enter), at(leave)])
    }
}

impl Frame {
    /// The plane of a chart.
    #[must_use]
    pub fn new(rect: Rect, x: ([f64; 2], Scale), y: ([f64; 2], Scale)) -> Self {
        let axis = |(range, scale): ([f64; 2], Scale), pixels| Axis {
            range,
            pixels,
            scale,
            counts: false,
        };
        Self {
            x: axis(x, [rect.left, rect.right]),
            y: axis(y, [rect.bottom, rect.top]),
        }
    }

    /// The same plane, whose horizontal axis counts something.
    #[must_use]
    pub fn counting(mut self) -> Self {
        self.x.counts = true;
        self
    }

    /// A window of the plane in a rectangle. Both directions get the same scale, so that gradients
    /// stand at right angles to contours: the window is widened or heightened until it fills the
    /// rectangle, up to twice. Beyond that it is stretched.
    #[must_use]
    pub fn of_window(window: Window, rect: Rect) -> Self {
        let (width, height) = (rect.right - rect.left, rect.bottom - rect.top);
        let per_pixel =
            ((window.x[1] - window.x[0]) / width).max((window.y[1] - window.y[0]) / height);
        let widen = |[low, high]: [f64; 2], pixels: f64| {
            let grown = (per_pixel * pixels).min(2.0 * (high - low));
            let margin = (grown - (high - low)) / 2.0;
            ([low - margin, high + margin], Scale::Linear)
        };
        Self::new(rect, widen(window.x, width), widen(window.y, height))
    }

    /// Its rectangle.
    #[must_use]
    pub fn rect(&self) -> Rect {
        Rect {
            left: self.x.pixels[0],
            right: self.x.pixels[1],
            top: self.y.pixels[1],
            bottom: self.y.pixels[0],
        }
    }

    /// Its window.
    #[must_use]
    pub fn window(&self) -> Window {
        Window {
            x: self.x.range,
            y: self.y.range,
        }
    }

    /// Where a point of the plane stands.
    #[must_use]
    pub fn place(&self, [x, y]: [f64; 2]) -> Point {
        [self.x.place(x), self.y.place(y)]
    }

    /// The point of the plane at a place.
    #[must_use]
    pub fn value(&self, [x, y]: Point) -> [f64; 2] {
        [self.x.value(x), self.y.value(y)]
    }

    /// Ticks and labels under the plane and left of it.
    pub fn draw_ticks(&self, ink: &mut dyn Ink, theme: &Theme) -> Drawn {
        let rect = self.rect();
        for tick in self.x_ticks(ink) {
            let x = crisp(self.x.place(tick.value));
            let mark = [[x, rect.bottom], [x, rect.bottom + TICK]];
            ink.line(&mark, theme.line, HAIRLINE)?;
            let at = [x, rect.bottom + TICK + 0.9 * SMALL];
            ink.text(&tick.label, at, HPos::Center, SMALL, theme.quiet)?;
        }
        for tick in self.y_ticks() {
            let y = crisp(self.y.place(tick.value));
            let mark = [[rect.left - TICK, y], [rect.left, y]];
            ink.line(&mark, theme.line, HAIRLINE)?;
            let at = [rect.left - 2.0 * TICK, y];
            ink.text(&tick.label, at, HPos::Right, SMALL, theme.quiet)?;
        }
        Ok(())
    }

    /// A line across the plane at every tick of the vertical axis.
    pub fn draw_grid(&self, ink: &mut dyn Ink, theme: &Theme) -> Drawn {
        let rect = self.rect();
        for tick in self.y_ticks() {
            let y = crisp(self.y.place(tick.value));
            ink.line(&[[rect.left, y], [rect.right, y]], theme.grid, HAIRLINE)?;
        }
        Ok(())
    }

    /// A line around the plane.
    pub fn draw_border(&self, ink: &mut dyn Ink, theme: &Theme) -> Drawn {
        let rect = self.rect();
        let [left, right] = [rect.left, rect.right].map(crisp);
        let [top, bottom] = [rect.top, rect.bottom].map(crisp);
        let corners = [
            [left, top],
            [right, top],
            [right, bottom],
            [left, bottom],
            [left, top],
        ];
        ink.line(&corners, theme.line, HAIRLINE)
    }

    /// A title above the plane.
    pub fn draw_title(&self, ink: &mut dyn Ink, theme: &Theme, title: &str) -> Drawn {
        let rect = self.rect();
        let at = [rect.left, rect.top - NORMAL];
        ink.text(title, at, HPos::Left, NORMAL, theme.quiet)
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn y_ticks(&self) -> Vec<Tick> {
        let height = self.y.pixels[0] - self.y.pixels[1];
        self.y.ticks((height / 40.0).clamp(2.0, 12.0) as usize)
    }

    /// As many ticks as have room for their labels.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn x_ticks(&self, ink: &mut dyn Ink) -> Vec<Tick> {
        let width = self.x.pixels[1] - self.x.pixels[0];
        let mut most = (width / 64.0).min(12.0) as usize;
        loop {
            let ticks = self.x.ticks(most);
            let needed: f64 = ticks
                .iter()
                .map(|tick| ink.text_width(&tick.label, SMALL) + APART)
                .sum();
            if needed <= width || most <= 1 {
                return ticks;
            }
            most = most * 2 / 3;
        }
    }
}

/// The middle of a pixel, where a thin line is sharp.
fn crisp(place: f64) -> f64 {
    place.floor() + 0.5
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RECT: Rect = Rect {
        left: 10.0,
        top: 20.0,
        right: 110.0,
        bottom: 70.0,
    };

    #[test]
    fn clipping_keeps_what_is_inside_and_drops_what_is_not() {
        for (from, to, expected) in [
            (
                [20.0, 30.0],
                [30.0, 40.0],
                Some([[20.0, 30.0], [30.0, 40.0]]),
            ),
            (
                [0.0, 30.0],
                [20.0, 30.0],
                Some([[10.0, 30.0], [20.0, 30.0]]),
            ),
            (
                [60.0, 0.0],
                [60.0, 90.0],
                Some([[60.0, 20.0], [60.0, 70.0]]),
            ),
            ([0.0, 0.0], [0.0, 90.0], None),
            ([0.0, 60.0], [50.0, 120.0], None),
            (
                [-1e9, 45.0],
                [1e9, 45.0],
                Some([[10.0, 45.0], [110.0, 45.0]]),
            ),
        ] {
            assert_eq!(RECT.clip(from, to), expected);
        }
    }

    #[test]
    fn a_window_keeps_its_shape_and_is_all_there() {
        for window in [Window::centred(5.0, 2.5), Window::centred(2.0, 1.9)] {
            let frame = Frame::of_window(window, RECT);
            let scale = |axis: Axis| {
                (axis.range[1] - axis.range[0]) / (axis.pixels[1] - axis.pixels[0]).abs()
            };
            assert!((scale(frame.x) / scale(frame.y) - 1.0).abs() < 1e-12);
            assert!(frame.x.range[0] <= window.x[0] && frame.x.range[1] >= window.x[1]);
            assert!(frame.y.range[0] <= window.y[0] && frame.y.range[1] >= window.y[1]);
        }
        let thin = Frame::of_window(Window::centred(1.0, 100.0), RECT);
        assert_eq!((thin.x.range, thin.y.range), ([-2.0, 2.0], [-100.0, 100.0]));
    }

    proptest! {
        #[test]
        fn a_clipped_line_lies_on_the_line_and_inside(
            from in prop::array::uniform2(-200.0..300.0), to in prop::array::uniform2(-200.0..300.0),
        ) {
            let inside = |share: f64| {
                let at = [0, 1].map(|i| from[i] + (to[i] - from[i]) * share);
                RECT.contains(at)
            };
            let seen = (0..=1000).any(|i| inside(f64::from(i) / 1000.0));
            match RECT.clip(from, to) {
                None => prop_assert!(!seen),
                Some(ends) => for [x, y] in ends {
                    let near = Rect { left: 10.0 - 1e-9, top: 20.0 - 1e-9, right: 110.0 + 1e-9, bottom: 70.0 + 1e-9 };
                    prop_assert!(near.contains([x, y]));
                    let across = (to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]);
                    prop_assert!(across.abs() < 1e-6);
                }
            }
        }
    }
}
