//! Cutting a line into dashes, bit by bit.

use plotters::style::RGBColor;

use super::frame::Frame;
use super::{Drawn, Ink, Point};

/// A line that is being drawn, and those before it.
#[derive(Debug, Default)]
pub struct Lines {
    open: Vec<Point>,
    finished: Vec<Vec<Point>>,
}

/// How far a dash pattern has come along a line.
#[derive(Debug, Clone)]
pub struct Dashes {
    pattern: &'static [f64],
    /// The part of the pattern that comes next: an even one is drawn, an odd one left out.
    part: usize,
    /// What is left of it.
    left: f64,
}

impl Dashes {
    /// The beginning of a pattern; an empty one is a full line.
    #[must_use]
    pub fn new(pattern: &'static [f64]) -> Self {
        Self {
            pattern,
            part: 0,
            left: pattern.first().copied().unwrap_or(f64::INFINITY),
        }
    }

    /// Goes on straight from where the open line ends, or from a new place when it is finished.
    pub fn stroke(&mut self, from: Point, to: Point, lines: &mut Lines) {
        let length = (to[0] - from[0]).hypot(to[1] - from[1]);
        if length == 0.0 {
            return;
        }
        let point = |along: f64| [0, 1].map(|i| from[i] + (to[i] - from[i]) * (along / length));
        if self.is_drawn() && lines.open.is_empty() {
            lines.open.push(from);
        }
        let mut along = 0.0;
        while length - along > self.left {
            along += self.left;
            lines.open.push(point(along));
            if self.is_drawn() {
                lines.finish();
            }
            self.part = (self.part + 1) % self.pattern.len();
            self.left = self.pattern[self.part];
        }
        self.left -= length - along;
        if self.is_drawn() {
            lines.open.push(to);
        }
    }

    fn is_drawn(&self) -> bool {
        self.part.is_multiple_of(2)
    }
}

impl Lines {
    /// Ends the line that is being drawn.
    pub fn finish(&mut self) {
        if self.open.len() > 1 {
            self.finished.push(std::mem::take(&mut self.open));
        }
        self.open.clear();
    }

    /// All lines, of two points or more.
    #[must_use]
    pub fn into_finished(mut self) -> Vec<Vec<Point>> {
        self.finish();
        self.finished
    }
}

/// A dashed line through points of the plane.
pub fn dashed(
    ink: &mut dyn Ink,
    frame: &Frame,
    colour: RGBColor,
    pattern: &'static [f64],
    width: f64,
    points: &[[f64; 2]],
) -> Drawn {
    let (mut dashes, mut lines, rect) = (Dashes::new(pattern), Lines::default(), frame.rect());
    for pair in points.windows(2) {
        if let Some([from, to]) = rect.clip(frame.place(pair[0]), frame.place(pair[1])) {
            dashes.stroke(from, to, &mut lines);
        }
    }
    for line in lines.into_finished() {
        ink.line(&line, colour, width)?;
    }
    Ok(())
}
