//! A pen that draws a line bit by bit: what it has drawn is never drawn again, and dashes go on
//! where they were.

use plotters_backend::DrawingBackend;

use super::frame::Rect;
use super::theme::{MARKER, PATH, RunStyle};
use super::{Drawn, Ink, Point};

/// Which points of a line are left out because they would not show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Thinning {
    /// Those nearer than half a pixel to the last one drawn: for paths.
    Near,
    /// Those in a column of pixels that is already painted at their height: for curves, of which a
    /// column then keeps the lowest and the highest value.
    Painted,
}

/// Points nearer than this, in pixels, are taken for one.
const NEAR: f64 = 0.5;

/// The state of a line between two drawings.
#[derive(Debug, Clone)]
pub struct Pen {
    style: RunStyle,
    thinning: Thinning,
    /// How far apart markers stand along the line, in pixels, if there are any.
    spacing: Option<f64>,
    /// Where the line has come to; `None` before its first point and in a gap.
    at: Option<Point>,
    /// The heights already painted in the column of `at`.
    painted: [f64; 2],
    /// The length drawn so far.
    length: f64,
    /// The part of the dash pattern that is being drawn, and what is left of it.
    dash: usize,
    left: f64,
}

/// What is to be drawn: lines, and places of markers.
#[derive(Debug, Default, PartialEq)]
pub struct Strokes {
    /// Lines of at least two points.
    pub lines: Vec<Vec<Point>>,
    /// Where markers stand.
    pub markers: Vec<Point>,
}

impl Pen {
    /// A pen at the beginning of a line.
    #[must_use]
    pub fn new(style: RunStyle, thinning: Thinning, spacing: Option<f64>) -> Self {
        Self {
            style,
            thinning,
            spacing,
            at: None,
            painted: [0.0; 2],
            length: 0.0,
            dash: 0,
            left: style.dash.first().copied().unwrap_or(f64::INFINITY),
        }
    }

    /// Goes on through these points and draws what lies in the rectangle. A point that is not
    /// finite leaves a gap.
    pub fn draw<B: DrawingBackend>(
        &mut self,
        ink: &Ink<'_, B>,
        rect: &Rect,
        points: impl IntoIterator<Item = Point>,
    ) -> Drawn<B> {
        let strokes = self.trace(rect, points);
        for line in &strokes.lines {
            ink.line(line, self.style.colour, PATH)?;
        }
        for &at in &strokes.markers {
            ink.marker(self.style.marker, at, MARKER, self.style.colour)?;
        }
        Ok(())
    }

    /// What [`Self::draw`] draws.
    pub fn trace(&mut self, rect: &Rect, points: impl IntoIterator<Item = Point>) -> Strokes {
        let mut strokes = Strokes::default();
        let mut line = Vec::new();
        for to in points {
            if !(to[0].is_finite() && to[1].is_finite()) {
                self.at = None;
                strokes.finish(&mut line);
                continue;
            }
            let Some(from) = self.at else {
                self.move_to(to);
                continue;
            };
            if self.is_hidden(from, to) {
                continue;
            }
            match rect.clip(from, to) {
                None => strokes.finish(&mut line),
                Some([enter, leave]) => {
                    if enter != from {
                        strokes.finish(&mut line);
                    }
                    self.stroke(enter, leave, &mut line, &mut strokes);
                    if leave != to {
                        strokes.finish(&mut line);
                    }
                }
            }
            self.move_to(to);
        }
        strokes.finish(&mut line);
        strokes
    }

    fn is_hidden(&self, from: Point, to: Point) -> bool {
        match self.thinning {
            Thinning::Near => (to[0] - from[0]).hypot(to[1] - from[1]) < NEAR,
            Thinning::Painted => {
                let [low, high] = self.painted;
                from[0].floor() == to[0].floor() && (low..=high).contains(&to[1])
            }
        }
    }

    fn move_to(&mut self, to: Point) {
        let same = self.at.is_some_and(|at| at[0].floor() == to[0].floor());
        let [low, high] = if same { self.painted } else { [to[1]; 2] };
        self.painted = [low.min(to[1]), high.max(to[1])];
        self.at = Some(to);
    }

    /// Draws one straight piece, with its dashes and markers.
    fn stroke(&mut self, from: Point, to: Point, line: &mut Vec<Point>, strokes: &mut Strokes) {
        let length = (to[0] - from[0]).hypot(to[1] - from[1]);
        if length == 0.0 {
            return;
        }
        let point = |along: f64| match along {
            along if along >= length => to,
            along => [0, 1].map(|i| from[i] + (to[i] - from[i]) * (along / length)),
        };
        if let Some(spacing) = self.spacing {
            let mut next = (self.length / spacing).floor() * spacing + spacing;
            while next <= self.length + length {
                strokes.markers.push(point(next - self.length));
                next += spacing;
            }
        }
        self.length += length;

        let mut along = 0.0;
        if self.is_down() && line.is_empty() {
            line.push(from);
        }
        while length - along > self.left {
            along += self.left;
            line.push(point(along));
            if self.is_down() {
                strokes.finish(line);
            }
            self.dash = (self.dash + 1) % self.style.dash.len();
            self.left = self.style.dash[self.dash];
        }
        self.left -= length - along;
        if self.is_down() {
            line.push(to);
        }
    }

    /// Whether the present part of the dash pattern is drawn.
    fn is_down(&self) -> bool {
        self.dash % 2 == 0
    }
}

impl Strokes {
    fn finish(&mut self, line: &mut Vec<Point>) {
        if line.len() > 1 {
            self.lines.push(std::mem::take(line));
        }
        line.clear();
    }
}
