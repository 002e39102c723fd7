//! The paths of a race on a map.

use super::dash::{Dashes, Lines};
use super::frame::{Frame, Rect};
use super::marker::Marker;
use super::pen::Pen;
use super::progress::Progress;
use super::theme::{MARKER, RunStyle, Theme, mix};
use super::{Drawn, Ink, Point};
use crate::core::experiment::{Descent, Run, RunConfig, settled};
use plotters::style::RGBColor;

/// The share of the background in the colour of a tail: its ball and its head stand out from it.
const PALE: f64 = 0.5;
/// The outline of a ball: its width, and the lengths drawn and left out, for lines with round ends.
const RING: f64 = 2.5;
const BALL: &[f64] = &[2.5, 6.5];

/// The paths of a race, drawn as they grow.
#[derive(Debug, Default)]
pub struct Trails {
    progress: Progress,
    pens: Vec<Pen>,
}

/// How a run of a race is drawn.
#[must_use]
pub fn style_of(theme: &Theme, number: usize, run: &Run) -> RunStyle {
    style(theme, number, run.config())
}

/// How the run of a configuration is drawn.
#[must_use]
pub fn style(theme: &Theme, number: usize, run: &RunConfig) -> RunStyle {
    theme.run(run.style.map_or(number, usize::from))
}

impl Trails {
    /// Whether the picture, drawn with these paths, can be gone on with. If not, it must be wiped
    /// before [`Self::draw`].
    #[must_use]
    pub fn can_go_on(&self, race: &Descent, step: u64) -> bool {
        self.progress.is_true_of(race, step)
    }

    /// The picture is gone: the next drawing begins anew.
    pub fn forget(&mut self) {
        self.progress.forget();
    }

    /// Draws what is new of each path up to a step, or all of it when it cannot go on.
    pub fn draw(
        &mut self,
        ink: &mut dyn Ink,
        theme: &Theme,
        frame: &Frame,
        race: &Descent,
        step: u64,
    ) -> Drawn {
        let rect = frame.rect();
        if !self.can_go_on(race, step) {
            self.progress.begin(race);
            let pens = race.runs().iter().enumerate();
            self.pens = pens
                .map(|(i, run)| Pen::for_path(style_of(theme, i, run), &rect))
                .collect();
            let start = frame.place(race.config().start);
            if rect.contains(start) {
                ink.outline(Marker::Circle, start, 1.1 * MARKER, theme.text)?;
            }
        }
        for (i, (run, pen)) in race.runs().iter().zip(&mut self.pens).enumerate() {
            if run.config().hidden {
                continue;
            }
            let Some(news) = self.progress.take(i, run, step) else {
                continue;
            };
            let place = |&[x, y, _]: &[f64; 3]| frame.place([x, y]);
            let rows = run.path().rows();
            pen.draw(ink, &rect, rows[news.rows].iter().map(place))?;
            for mark in news.marks {
                pen.mark(ink, &rect, place(&rows[run.path().row_at(mark)]))?;
            }
        }
        Ok(())
    }
}

/// Where the paths have come to at a step; `None` for a run that is hidden or out of sight.
pub fn heads(frame: &Frame, race: &Descent, step: u64) -> impl Iterator<Item = Option<Point>> {
    race.runs().iter().map(move |run| {
        let &[x, y, _] = run.path().rows().get(run.path().row_at(step))?;
        let at = frame.place([x, y]);
        (!run.config().hidden && frame.rect().contains(at)).then_some(at)
    })
}

/// Draws where the paths have come to at a step.
pub(super) fn draw_heads(
    ink: &mut dyn Ink,
    theme: &Theme,
    frame: &Frame,
    race: &Descent,
    step: u64,
) -> Drawn {
    for (i, (run, head)) in race.runs().iter().zip(heads(frame, race, step)).enumerate() {
        if let Some(at) = head {
            let style = style_of(theme, i, run);
            ink.marker(style.marker, at, 1.9 * MARKER, theme.background)?;
            ink.marker(style.marker, at, 1.4 * MARKER, style.colour)?;
        }
    }
    Ok(())
}

/// Draws where each run has been of late: the steps over which its ball is measured. What it did
/// before is not in the way.
pub fn draw_tails(
    ink: &mut dyn Ink,
    theme: &Theme,
    frame: &Frame,
    race: &Descent,
    step: u64,
) -> Drawn {
    let rect = frame.rect();
    for (i, run) in race.runs().iter().enumerate() {
        if run.config().hidden {
            continue;
        }
        let path = run.path();
        let [from, to] = settled(run, step).map(|step| path.row_at(step));
        let rows = &path.rows()[from..=to];
        let points = rows.iter().map(|&[x, y, _]| frame.place([x, y]));
        let style = style_of(theme, i, run);
        let colour = mix(style.colour, theme.background, PALE);
        let style = RunStyle { colour, ..style };
        Pen::for_path(style, &rect).draw(ink, &rect, points)?;
    }
    Ok(())
}

/// The ellipse of a picture, in which a circle of the plane may have become one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ellipse {
    /// Its middle.
    pub centre: Point,
    /// Half its width and half its height.
    pub radii: [f64; 2],
}

impl Ellipse {
    /// So many points around it, the first again at the end.
    fn points(self, count: u32) -> Vec<Point> {
        let at = |i: u32| {
            let (sin, cos) = (std::f64::consts::TAU * f64::from(i) / f64::from(count)).sin_cos();
            [
                self.centre[0] + self.radii[0] * cos,
                self.centre[1] + self.radii[1] * sin,
            ]
        };
        (0..=count).map(at).collect()
    }
}

/// Draws the outline of a ball: dashed, since it is theory.
fn outline(ink: &mut dyn Ink, rect: &Rect, colour: RGBColor, points: &[Point]) -> Drawn {
    let (mut dashes, mut lines) = (Dashes::new(BALL), Lines::default());
    for pair in points.windows(2) {
        match rect.clip(pair[0], pair[1]) {
            Some([from, to]) => dashes.stroke(from, to, &mut lines),
            None => lines.finish(),
        }
    }
    for line in lines.into_finished() {
        ink.line(&line, colour, RING)?;
    }
    Ok(())
}

/// Draws the balls of [`balls`].
pub(super) fn draw_balls(
    ink: &mut dyn Ink,
    theme: &Theme,
    frame: &Frame,
    race: &Descent,
    step: u64,
) -> Drawn {
    let rect = frame.rect();
    for (i, (run, ball)) in race.runs().iter().zip(balls(frame, race, step)).enumerate() {
        if let Some(ball) = ball {
            let colour = style_of(theme, i, run).colour;
            outline(ink, &rect, colour, &ball.points(120))?;
        }
    }
    Ok(())
}

/// The balls in which a constant rate like the present one would keep each run, around the minimum;
/// `None` for a run that is hidden, or has no such ball by theory.
pub fn balls(frame: &Frame, race: &Descent, step: u64) -> impl Iterator<Item = Option<Ellipse>> {
    race.runs().iter().enumerate().map(move |(i, run)| {
        let [x, y] = race.minimum()?;
        let radius = race.stationary_radius(i, step)?;
        let centre = frame.place([x, y]);
        let corner = frame.place([x + radius, y + radius]);
        (!run.config().hidden).then(|| Ellipse {
            centre,
            radii: [0, 1].map(|axis| (corner[axis] - centre[axis]).abs()),
        })
    })
}
