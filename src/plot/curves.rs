//! Line charts: which part of the plane they show, and what stands around it.

use super::frame::{BELOW, Frame, LEFT, Rect};
use super::theme::{HAIRLINE, NORMAL, Theme};
use super::{Drawn, Ink};
use crate::core::registry::Scale;

/// Decades a log scale shows at most: what is lower is out of sight, as rounding would be.
const MOST_DECADES: i32 = 16;

/// The values seen so far.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// The lowest.
    pub low: f64,
    /// The highest.
    pub high: f64,
    /// The lowest above 0.
    pub low_positive: f64,
}

impl Default for Extent {
    fn default() -> Self {
        Self {
            low: f64::INFINITY,
            high: f64::NEG_INFINITY,
            low_positive: f64::INFINITY,
        }
    }
}

impl Extent {
    /// Counts a value in, if it is finite.
    pub fn add(&mut self, value: f64) {
        if value.is_finite() {
            self.low = self.low.min(value);
            self.high = self.high.max(value);
            if value > 0.0 {
                self.low_positive = self.low_positive.min(value);
            }
        }
    }

    /// Whole decades that hold the values above 0, up to `most`. They move two at a time at the
    /// low end, so that a curve that falls for long does not move them all the time.
    #[must_use]
    #[allow(clippy::cast_possible_truncation)]
    pub fn log_range(&self, most: f64) -> [f64; 2] {
        let high = self.high.min(most);
        if !(high > 0.0 && self.low_positive <= high) {
            return [0.1, 1.0];
        }
        let top = (high.log10() - 1e-9).ceil() as i32;
        let bottom = (self.low_positive.log10() + 1e-9).floor() as i32;
        let even = bottom.div_euclid(2) * 2;
        let bottom = even.clamp(top - MOST_DECADES, top - 1);
        [bottom, top].map(|exponent| 10_f64.powi(exponent))
    }

    /// A round range that holds all values, up to `most`.
    #[must_use]
    pub fn linear_range(&self, most: f64) -> [f64; 2] {
        let (low, high) = (self.low, self.high.min(most));
        if low > high || !(high - low).is_finite() {
            return [0.0, 1.0];
        }
        let size = low.abs().max(high.abs());
        if high - low <= 1e-9 * size {
            let margin = if size > 0.0 { 0.1 * size } else { 1.0 };
            return [low - margin, high + margin];
        }
        let step = 10_f64.powf((high - low).log10().floor()) / 2.0;
        [(low / step).floor() * step, (high / step).ceil() * step]
    }
}

/// From 0 to a number of steps, at least `steps`. It doubles whenever it must grow, so that a chart
/// is seldom drawn anew.
#[must_use]
pub fn steps_range(steps: u64) -> [f64; 2] {
    let mut range = 50.0;
    while range < steps as f64 {
        range *= 2.0;
    }
    [0.0, range]
}

/// The end of a range from 0 that holds a value: a round number, at least `least`; once above it, at
/// least half of the range is used.
#[must_use]
pub fn range_end(value: f64, least: f64) -> f64 {
    if value <= least || value.is_nan() {
        return least;
    }
    let decade = 10_f64.powf(value.log10().floor());
    let ends = [1.0, 2.0, 4.0, 6.0, 10.0, 20.0].map(|digit| digit * decade);
    ends.into_iter()
        .find(|&end| end >= value * 0.999_999)
        .unwrap_or(value)
}

/// Where the plane of a line chart lies in an area.
#[must_use]
pub fn frame(area: Rect, x: ([f64; 2], Scale), y: ([f64; 2], Scale)) -> Frame {
    let above = 2.0 * NORMAL;
    Frame::new(area.inset(LEFT, above, 12.0, BELOW + 4.0), x, y)
}

/// Draws everything but the curves; the title says what is shown against what.
pub fn draw_axes(ink: &mut dyn Ink, theme: &Theme, frame: &Frame, title: &str) -> Drawn {
    frame.draw_grid(ink, theme)?;
    frame.draw_ticks(ink, theme)?;
    let rect = frame.rect();
    let base = [[rect.left, rect.bottom], [rect.right, rect.bottom]];
    ink.line(&base, theme.line, HAIRLINE)?;
    frame.draw_title(ink, theme, title)
}

/// [`draw_axes`], under the longer of two titles where it has room.
pub fn draw_axes_under(
    ink: &mut dyn Ink,
    theme: &Theme,
    frame: &Frame,
    titles: [&str; 2],
) -> Drawn {
    let title = fitting(ink, frame, titles);
    draw_axes(ink, theme, frame, title)
}

/// The longer of two titles, where it has room.
pub fn fitting<'a>(ink: &mut dyn Ink, frame: &Frame, [long, short]: [&'a str; 2]) -> &'a str {
    let room = frame.rect().right - frame.rect().left;
    if ink.text_width(long, NORMAL) <= room {
        long
    } else {
        short
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extent(values: &[f64]) -> Extent {
        let mut extent = Extent::default();
        for &value in values {
            extent.add(value);
        }
        extent
    }

    #[test]
    fn log_ranges_are_whole_decades_that_hold_the_values() {
        for (values, most, range) in [
            (&[0.5, 30.0][..], 1e9, [1e-2, 100.0]),
            (&[10.0, 100.0], 1e9, [1.0, 100.0]),
            (&[1e-3, 1e300], 1e4, [1e-4, 1e4]),
            (&[1e-300, 1.0], 1e9, [1e-16, 1.0]),
            (&[0.0, -3.0, f64::NAN, f64::INFINITY], 1e9, [0.1, 1.0]),
            (&[], 1e9, [0.1, 1.0]),
        ] {
            let [low, high] = extent(values).log_range(most);
            assert!((low / range[0] - 1.0).abs() < 1e-9, "{values:?} {low}");
            assert!((high / range[1] - 1.0).abs() < 1e-9, "{values:?} {high}");
        }
    }

    #[test]
    fn linear_ranges_are_round_and_hold_the_values() {
        for (values, range) in [
            (&[-1.03, 5.2][..], [-1.5, 5.5]),
            (&[2.0, 2.0], [1.8, 2.2]),
            (&[0.0], [-1.0, 1.0]),
            (&[], [0.0, 1.0]),
        ] {
            let [low, high] = extent(values).linear_range(1e9);
            assert!((low - range[0]).abs() < 1e-9 && (high - range[1]).abs() < 1e-9);
        }
    }

    #[test]
    fn a_range_ends_at_a_round_number() {
        for (value, end) in [
            (0.0, 1e-3),
            (0.03, 0.04),
            (1.0, 1.0),
            (1.5, 2.0),
            (7_000.0, 10_000.0),
        ] {
            assert!((range_end(value, 1e-3) / end - 1.0).abs() < 1e-9, "{value}");
        }
    }

    #[test]
    fn the_range_of_steps_doubles() {
        for (steps, end) in [(0, 50.0), (50, 50.0), (51, 100.0), (1_000_000, 1_638_400.0)] {
            assert_eq!(steps_range(steps), [0.0, end]);
        }
    }
}
