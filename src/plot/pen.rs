//! A pen that draws a line bit by bit: what it has drawn is never drawn again, and dashes go on
//! where they were.

use super::frame::Rect;
use super::theme::{CURVE, MARKER, PATH, RunStyle};
use super::{Drawn, Ink, Point};

/// Which points of a line are left out because they would not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Thinning {
    /// Those nearer than half a pixel to the last one drawn.
    Near,
    /// Those in a column of pixels that is already painted at their height.
    Painted,
}

/// Points nearer than this, in pixels, are taken for one.
const NEAR: f64 = 0.5;
/// Markers of one line keep this distance, in pixels.
const MARKERS_APART: f64 = 2.0 * MARKER;

/// The state of a line between two drawings.
#[derive(Debug, Clone)]
pub struct Pen {
    style: RunStyle,
    width: f64,
    thinning: Thinning,
    /// Where the line has come to; `None` before its first point and in a gap.
    at: Option<Point>,
    /// The lowest and highest place painted in the column of `at`.
    painted: [f64; 2],
    /// The part of the dash pattern that comes next, and how much of it is left.
    dash: usize,
    left: f64,
    /// Where the last marker stands.
    marked: Option<Point>,
}

impl Pen {
    /// A pen at the beginning of a path: points that would lie on one another are left out.
    #[must_use]
    pub fn for_path(style: RunStyle) -> Self {
        Self::new(style, PATH, Thinning::Near)
    }

    /// A pen at the beginning of a curve that goes from left to right: each column of pixels keeps
    /// the lowest and the highest of its values.
    #[must_use]
    pub fn for_curve(style: RunStyle) -> Self {
        Self::new(style, CURVE, Thinning::Painted)
    }

    fn new(style: RunStyle, width: f64, thinning: Thinning) -> Self {
        Self {
            style,
            width,
            thinning,
            at: None,
            painted: [0.0; 2],
            dash: 0,
            left: style.dash.first().copied().unwrap_or(f64::INFINITY),
            marked: None,
        }
    }

    /// Goes on through these points and draws what lies in the rectangle. A point that is not
    /// finite leaves a gap.
    pub fn draw(
        &mut self,
        ink: &dyn Ink,
        rect: &Rect,
        points: impl IntoIterator<Item = Point>,
    ) -> Drawn {
        let mut lines = Vec::new();
        self.trace(rect, points, &mut lines);
        for line in &lines {
            ink.line(line, self.style.colour, self.width)?;
        }
        Ok(())
    }

    /// Puts a marker at a place in the rectangle, unless the line's last one is too near.
    pub fn mark(&mut self, ink: &dyn Ink, rect: &Rect, at: Point) -> Drawn {
        let near = |[x, y]: Point| (at[0] - x).hypot(at[1] - y) < MARKERS_APART;
        if !rect.contains(at) || self.marked.is_some_and(near) {
            return Ok(());
        }
        self.marked = Some(at);
        ink.marker(self.style.marker, at, MARKER, self.style.colour)
    }

    /// Goes on through these points and adds the lines to draw, of two points or more.
    fn trace(
        &mut self,
        rect: &Rect,
        points: impl IntoIterator<Item = Point>,
        lines: &mut Vec<Vec<Point>>,
    ) {
        let mut line = Line {
            points: Vec::new(),
            finished: lines,
        };
        for to in points {
            if !(to[0].is_finite() && to[1].is_finite()) {
                self.at = None;
                line.finish();
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
                None => line.finish(),
                Some([enter, leave]) => {
                    if enter != from {
                        line.finish();
                    }
                    self.stroke(enter, leave, &mut line);
                    if leave != to {
                        line.finish();
                    }
                }
            }
            self.move_to(to);
        }
        line.finish();
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

    /// Draws one straight piece in dashes.
    fn stroke(&mut self, from: Point, to: Point, line: &mut Line<'_>) {
        let length = (to[0] - from[0]).hypot(to[1] - from[1]);
        if length == 0.0 {
            return;
        }
        let point = |along: f64| [0, 1].map(|i| from[i] + (to[i] - from[i]) * (along / length));
        let is_down = |dash: usize| dash % 2 == 0;

        if is_down(self.dash) && line.points.is_empty() {
            line.points.push(from);
        }
        let mut along = 0.0;
        while length - along > self.left {
            along += self.left;
            line.points.push(point(along));
            if is_down(self.dash) {
                line.finish();
            }
            self.dash = (self.dash + 1) % self.style.dash.len();
            self.left = self.style.dash[self.dash];
        }
        self.left -= length - along;
        if is_down(self.dash) {
            line.points.push(to);
        }
    }
}

/// A line that is being drawn, and those before it.
struct Line<'a> {
    points: Vec<Point>,
    finished: &'a mut Vec<Vec<Point>>,
}

impl Line<'_> {
    fn finish(&mut self) {
        if self.points.len() > 1 {
            self.finished.push(std::mem::take(&mut self.points));
        }
        self.points.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::theme::{LIGHT, STYLES};
    use proptest::prelude::*;

    const RECT: Rect = Rect {
        left: 0.0,
        top: 0.0,
        right: 100.0,
        bottom: 100.0,
    };

    /// Every straight piece that is drawn.
    fn pieces(pen: &mut Pen, parts: &[&[Point]]) -> Vec<[Point; 2]> {
        let mut lines = Vec::new();
        for &part in parts {
            pen.trace(&RECT, part.iter().copied(), &mut lines);
        }
        lines
            .iter()
            .flat_map(|line| line.windows(2).map(|ends| [ends[0], ends[1]]))
            .collect()
    }

    fn length(pieces: &[[Point; 2]]) -> f64 {
        let of = |[a, b]: &[Point; 2]| (b[0] - a[0]).hypot(b[1] - a[1]);
        pieces.iter().map(of).sum()
    }

    #[test]
    fn a_full_line_is_drawn_whole_and_a_gap_is_left() {
        let mut pen = Pen::for_path(LIGHT.run(0));
        let path = [
            [10.0, 10.0],
            [20.0, 10.0],
            [20.2, 10.0],
            [20.4, 10.0],
            [20.6, 10.0],
            [f64::NAN, 10.0],
            [50.0, 50.0],
            [1e9, 50.0],
        ];
        assert_eq!(
            pieces(&mut pen, &[&path]),
            [
                [[10.0, 10.0], [20.0, 10.0]],
                [[20.0, 10.0], [20.6, 10.0]],
                [[50.0, 50.0], [100.0, 50.0]],
            ]
        );
    }

    #[test]
    fn a_column_of_pixels_keeps_its_lowest_and_highest_value() {
        let mut pen = Pen::for_curve(LIGHT.run(0));
        // A hundred points in each of twenty columns, between 40 and 60.
        let curve: Vec<Point> = (0..2000)
            .map(|i| {
                let wave = 10.0 * (f64::from(i) * 2.4).sin();
                [f64::from(i) / 100.0, 50.0 + wave]
            })
            .collect();
        let drawn = pieces(&mut pen, &[&curve]);
        assert!(drawn.len() < 400, "{}", drawn.len());
        for column in 0..20 {
            let (from, to) = (f64::from(column), f64::from(column + 1));
            let heights = |points: &mut dyn Iterator<Item = Point>| {
                points
                    .filter(|point| (from..to).contains(&point[0]))
                    .fold([f64::INFINITY, 0.0_f64], |[low, high], point| {
                        [low.min(point[1]), high.max(point[1])]
                    })
            };
            let shown = heights(&mut drawn.iter().flatten().copied());
            assert_eq!(shown, heights(&mut curve.iter().copied()), "{column}");
        }
    }

    #[test]
    fn dashes_have_the_lengths_of_their_pattern() {
        for style in (0..STYLES).map(|i| LIGHT.run(i)) {
            let mut pen = Pen::for_path(style);
            let path: Vec<Point> = (0..=10).map(|i| [f64::from(10 * i), 30.0]).collect();
            let mut lines = Vec::new();
            pen.trace(&RECT, path, &mut lines);
            let mut start = 0.0;
            for (pair, line) in style.dash.chunks(2).cycle().zip(&lines) {
                let (first, last) = (line[0], line[line.len() - 1]);
                assert!((first[0] - start).abs() < 1e-9);
                assert!((last[0] - (start + pair[0]).min(100.0)).abs() < 1e-9);
                start += pair[0] + pair[1];
            }
        }
    }

    proptest! {
        /// Steps of all sizes, many of them out of the rectangle, some not finite.
        #[test]
        fn what_is_drawn_in_parts_is_what_is_drawn_at_once(
            steps in prop::collection::vec((-30.0..30.0_f64, -30.0..30.0_f64, 0.0..1.0_f64), 1..120),
            cuts in prop::collection::vec(0_usize..120, 0..10),
            style in 0..STYLES,
            painted: bool,
        ) {
            let mut at = [50.0, 50.0];
            let path: Vec<Point> = steps
                .iter()
                .map(|&(dx, dy, size)| {
                    at = [at[0] + dx * size.powi(3), at[1] + dy * size.powi(3)];
                    if size > 0.98 { [f64::INFINITY, at[1]] } else { at }
                })
                .collect();
            let thinning = if painted { Thinning::Painted } else { Thinning::Near };
            let pen = Pen::new(LIGHT.run(style), PATH, thinning);

            let whole = pieces(&mut pen.clone(), &[&path]);
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(path.len())).collect();
            cuts.extend([0, path.len()]);
            cuts.sort_unstable();
            let parts: Vec<&[Point]> = cuts.windows(2).map(|ends| &path[ends[0]..ends[1]]).collect();
            prop_assert_eq!(pieces(&mut pen.clone(), &parts), whole.clone());

            prop_assert!(whole.iter().flatten().all(|&point| {
                let margin = Rect { left: -1e-9, top: -1e-9, right: 100.0 + 1e-9, bottom: 100.0 + 1e-9 };
                margin.contains(point)
            }));
            let full = pieces(&mut Pen::new(LIGHT.run(0), PATH, thinning), &[&path]);
            prop_assert!(length(&whole) <= length(&full) + 1e-9);
        }
    }
}
