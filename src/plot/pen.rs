//! Pens that draw a line bit by bit: what a pen has drawn it never draws again, dashes go on where
//! they were, and what would not show is left out.

use super::dash::{Dashes, Lines};
use super::frame::Rect;
use super::theme::{CURVE, MARKER, PATH, RunStyle};
use super::{Drawn, Ink, Point};

/// Markers of one line keep this distance, in pixels.
const MARKERS_APART: f64 = 2.0 * MARKER;

/// The state of a line between two drawings.
#[derive(Debug, Clone)]
pub struct Pen {
    style: RunStyle,
    width: f64,
    kind: Kind,
    dashes: Dashes,
    /// The last point that was drawn to or gone to; `None` before the first point and in a gap.
    at: Option<Point>,
    /// Where the last marker stands.
    marked: Option<Point>,
}

#[derive(Debug, Clone)]
enum Kind {
    Path(Covered),
    Curve(Option<Column>),
}

impl Pen {
    /// A pen at the beginning of a path through a rectangle. It leaves out what lies on what it
    /// has drawn, so that a path that goes to and fro for ever costs no more than its area.
    #[must_use]
    pub fn for_path(style: RunStyle, rect: &Rect) -> Self {
        Self::new(style, PATH, Kind::Path(Covered::new(rect)))
    }

    /// A pen at the beginning of a curve that goes from left to right. Each column of pixels keeps
    /// the first, the lowest, the highest and the last of its values; of the column it has come to
    /// it draws only the first.
    #[must_use]
    pub fn for_curve(style: RunStyle) -> Self {
        Self::new(style, CURVE, Kind::Curve(None))
    }

    fn new(style: RunStyle, width: f64, kind: Kind) -> Self {
        Self {
            style,
            width,
            kind,
            dashes: Dashes::new(style.dash),
            at: None,
            marked: None,
        }
    }

    /// Goes on through these points and draws what lies in the rectangle. A point that is not
    /// finite leaves a gap.
    pub fn draw(
        &mut self,
        ink: &mut dyn Ink,
        rect: &Rect,
        points: impl IntoIterator<Item = Point>,
    ) -> Drawn {
        for line in self.trace(rect, points) {
            ink.line(&line, self.style.colour, self.width)?;
        }
        Ok(())
    }

    /// Puts a marker at a place in the rectangle, unless the line's last one is too near.
    pub fn mark(&mut self, ink: &mut dyn Ink, rect: &Rect, at: Point) -> Drawn {
        let near = |[x, y]: Point| (at[0] - x).hypot(at[1] - y) < MARKERS_APART;
        if !rect.contains(at) || self.marked.is_some_and(near) {
            return Ok(());
        }
        self.marked = Some(at);
        ink.marker(self.style.marker, at, MARKER, self.style.colour)
    }

    /// The lines that [`Self::draw`] draws.
    fn trace(&mut self, rect: &Rect, points: impl IntoIterator<Item = Point>) -> Vec<Vec<Point>> {
        let mut lines = Lines::default();
        for to in points {
            self.reach(to, rect, &mut lines);
        }
        lines.into_finished()
    }

    /// The next point. Never inlined: there are many kinds of lines, and one pen.
    #[inline(never)]
    fn reach(&mut self, to: Point, rect: &Rect, lines: &mut Lines) {
        let is_finite = to[0].is_finite() && to[1].is_finite();
        match self.at {
            None => self.at = is_finite.then_some(to),
            Some(from) if is_finite => self.go(from, to, rect, lines),
            Some(from) => {
                self.leave_column(from, rect, lines);
                lines.finish();
                self.at = None;
            }
        }
    }

    fn go(&mut self, from: Point, to: Point, rect: &Rect, lines: &mut Lines) {
        match &mut self.kind {
            Kind::Path(covered) if covered.is_one_cell(from, to) => return,
            Kind::Curve(column) if from[0].floor() == to[0].floor() => {
                Column::include(column, to);
                return;
            }
            _ => {}
        }
        let from = self.leave_column(from, rect, lines);
        self.at = Some(to);
        let Some([enter, leave]) = rect.clip(from, to) else {
            lines.finish();
            return;
        };
        if enter != from {
            lines.finish();
        }
        let shows = match &mut self.kind {
            Kind::Path(covered) => covered.extend(enter, leave),
            Kind::Curve(_) => true,
        };
        if shows {
            self.dashes.stroke(enter, leave, lines);
        } else {
            lines.finish();
        }
        if leave != to {
            lines.finish();
        }
    }

    /// Draws what the column of a curve still lacks, and says where that ends.
    fn leave_column(&mut self, from: Point, rect: &Rect, lines: &mut Lines) -> Point {
        let Kind::Curve(column) = &mut self.kind else {
            return from;
        };
        let Some(Column { low, high, last }) = column.take() else {
            return from;
        };
        // So steep a piece has no room for dashes.
        let mut full = Dashes::new(&[]);
        lines.finish();
        for (from, to) in [(from, low), (low, high), (high, last)] {
            if let Some([enter, leave]) = rect.clip(from, to) {
                if enter != from {
                    lines.finish();
                }
                full.stroke(enter, leave, lines);
            }
        }
        lines.finish();
        last
    }
}

/// The points of a curve in a column of pixels, after its first.
#[derive(Debug, Clone, Copy)]
struct Column {
    low: Point,
    high: Point,
    last: Point,
}

impl Column {
    fn include(column: &mut Option<Self>, point: Point) {
        let column = column.get_or_insert(Self {
            low: point,
            high: point,
            last: point,
        });
        if point[1] < column.low[1] {
            column.low = point;
        }
        if point[1] > column.high[1] {
            column.high = point;
        }
        column.last = point;
    }
}

/// Which cells of a rectangle a line has been through.
#[derive(Debug, Clone)]
struct Covered {
    corner: Point,
    columns: usize,
    cells: Vec<bool>,
}

/// The width of such a cell, in pixels: that of the line.
const CELL: f64 = PATH;

impl Covered {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // they saturate
    fn new(rect: &Rect) -> Self {
        let cells = |from: f64, to: f64| ((to - from) / CELL) as usize + 1;
        let columns = cells(rect.left, rect.right);
        Self {
            corner: [rect.left, rect.top],
            columns,
            cells: vec![false; columns * cells(rect.top, rect.bottom)],
        }
    }

    fn is_one_cell(&self, from: Point, to: Point) -> bool {
        let cell = |at: Point| [0, 1].map(|i| ((at[i] - self.corner[i]) / CELL).floor());
        cell(from) == cell(to)
    }

    /// Counts in the cells of a straight line in the rectangle, the first left out; whether there
    /// was a new one.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // they saturate
    fn extend(&mut self, from: Point, to: Point) -> bool {
        let [dx, dy] = [0, 1].map(|i| to[i] - from[i]);
        let pieces = (dx.abs().max(dy.abs()) / CELL).ceil().max(1.0);
        let mut is_new = false;
        for piece in 1..=pieces as u32 {
            let share = f64::from(piece) / pieces;
            let column = (from[0] + dx * share - self.corner[0]) / CELL;
            let row = (from[1] + dy * share - self.corner[1]) / CELL;
            let index = row as usize * self.columns + (column as usize).min(self.columns - 1);
            if let Some(cell) = self.cells.get_mut(index) {
                is_new |= !std::mem::replace(cell, true);
            }
        }
        is_new
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
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

    fn path_pen(style: usize) -> Pen {
        Pen::for_path(LIGHT.run(style), &RECT)
    }

    /// Every straight piece that is drawn.
    fn pieces(mut pen: Pen, parts: &[&[Point]]) -> Vec<[Point; 2]> {
        let mut pieces = Vec::new();
        for &part in parts {
            for line in pen.trace(&RECT, part.iter().copied()) {
                pieces.extend(line.windows(2).map(|ends| [ends[0], ends[1]]));
            }
        }
        pieces
    }

    #[test]
    fn a_full_line_is_drawn_whole_and_a_gap_is_left() {
        let path = [
            [10.0, 10.0],
            [20.0, 10.0],
            [20.5, 10.0],
            [21.0, 10.0],
            [23.0, 10.0],
            [f64::NAN, 10.0],
            [50.0, 50.0],
            [1e9, 50.0],
        ];
        assert_eq!(
            pieces(path_pen(0), &[&path]),
            [
                [[10.0, 10.0], [20.0, 10.0]],
                [[20.0, 10.0], [23.0, 10.0]],
                [[50.0, 50.0], [100.0, 50.0]],
            ]
        );
    }

    #[test]
    fn a_path_that_goes_to_and_fro_costs_no_more_than_its_area() {
        let path: Vec<Point> = (0..100_000)
            .map(|i| {
                let turn = f64::from(i) * 2.4;
                let radius = 20.0 * (f64::from(i) * 0.77).sin();
                [50.0 + radius * turn.cos(), 50.0 + radius * turn.sin()]
            })
            .collect();
        let drawn = pieces(path_pen(0), &[&path]);
        assert!(drawn.len() < 20 * 20 * 4, "{}", drawn.len());
        // Every point lies on what is drawn, to the width of the line.
        let covered = |point: &Point| {
            drawn.iter().any(|&[a, b]| {
                let [dx, dy] = [b[0] - a[0], b[1] - a[1]];
                let along = (point[0] - a[0]) * dx + (point[1] - a[1]) * dy;
                let share = (along / (dx * dx + dy * dy)).clamp(0.0, 1.0);
                let gap = [0, 1].map(|i| a[i] + (b[i] - a[i]) * share - point[i]);
                gap[0].hypot(gap[1]) < 2.0 * CELL
            })
        };
        assert!(path.iter().step_by(97).all(covered));
    }

    #[test]
    fn a_column_of_pixels_keeps_its_lowest_and_highest_value() {
        // A hundred points in each of twenty columns, between 40 and 60.
        let curve: Vec<Point> = (0..2001)
            .map(|i| {
                let wave = 10.0 * (f64::from(i) * 2.4).sin();
                [f64::from(i) / 100.0, 50.0 + wave]
            })
            .collect();
        for style in 0..STYLES {
            let drawn = pieces(Pen::for_curve(LIGHT.run(style)), &[&curve]);
            assert!(drawn.len() < 20 * 12, "{}", drawn.len());
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
    }

    #[test]
    fn dashes_have_the_lengths_of_their_pattern() {
        for style in (0..STYLES).map(|i| LIGHT.run(i)) {
            let mut pen = Pen::for_path(style, &RECT);
            let path: Vec<Point> = (0..=10).map(|i| [f64::from(10 * i), 30.0]).collect();
            let lines = pen.trace(&RECT, path);
            let mut start = 0.0;
            for (pair, line) in style.dash.chunks(2).cycle().zip(&lines) {
                let (first, last) = (line[0], line[line.len() - 1]);
                assert!((first[0] - start).abs() < 1e-9);
                assert!((last[0] - (start + pair[0]).min(100.0)).abs() < 1e-9);
                start += pair[0] + pair[1];
            }
            assert!(start > 90.0 || style.dash.is_empty());
        }
    }

    proptest! {
        /// Steps of all sizes, many of them out of the rectangle, some not finite.
        #[test]
        fn what_is_drawn_in_parts_is_what_is_drawn_at_once(
            steps in prop::collection::vec((-30.0..30.0_f64, -30.0..30.0_f64, 0.0..1.0_f64), 1..120),
            cuts in prop::collection::vec(0_usize..120, 0..10),
            style in 0..STYLES,
            curve: bool,
        ) {
            let mut at = [50.0, 50.0];
            let path: Vec<Point> = steps
                .iter()
                .map(|&(dx, dy, size)| {
                    at = [at[0] + dx * size.powi(3), at[1] + dy * size.powi(3)];
                    if size > 0.98 { [f64::INFINITY, at[1]] } else { at }
                })
                .collect();
            let pen = || if curve { Pen::for_curve(LIGHT.run(style)) } else { path_pen(style) };

            let whole = pieces(pen(), &[&path]);
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(path.len())).collect();
            cuts.extend([0, path.len()]);
            cuts.sort_unstable();
            let parts: Vec<&[Point]> = cuts.windows(2).map(|ends| &path[ends[0]..ends[1]]).collect();
            prop_assert_eq!(&pieces(pen(), &parts), &whole);

            let margin = Rect { left: -1e-9, top: -1e-9, right: 100.0 + 1e-9, bottom: 100.0 + 1e-9 };
            prop_assert!(whole.iter().flatten().all(|&point| margin.contains(point)));
        }
    }
}
