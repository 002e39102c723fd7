//! The losses of a race against its steps.

use super::curves::{self, Extent};
use super::frame::{Frame, Rect};
use super::pen::Pen;
use super::progress::Progress;
use super::theme::{MARKER, PATH, Theme};
use super::trails::style_of;
use super::{Drawn, Ink};
use crate::core::experiment::Descent;
use crate::core::number::significant;
use crate::core::registry::Scale;
use crate::core::surface;

/// A run that diverges is followed until its loss is so many times what it was at the start.
const FOLLOWED: f64 = 1e4;

/// The loss curves of a race, drawn as they grow.
#[derive(Debug, Default)]
pub struct Losses {
    progress: Progress,
    pens: Vec<Pen>,
    seen: Seen,
    /// The frame the curves are drawn in.
    frame: Option<Frame>,
}

/// What the range of the chart follows from.
#[derive(Debug, Default)]
struct Seen {
    progress: Progress,
    height: Height,
    extent: Extent,
}

/// What the vertical axis shows: the loss above a lowest value.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
struct Height {
    lowest: f64,
    is_known: bool,
}

impl Height {
    fn of(race: &Descent) -> Self {
        let minima = surface::lowest_minima(race.surface(), &race.facts().critical_points);
        let value = minima.first().map(|at| race.surface().value(at.x, at.y));
        Self {
            lowest: value.unwrap_or(0.0),
            is_known: value.is_some(),
        }
    }

    fn titles(self) -> [String; 2] {
        if self.lowest.abs() < 1e-12 {
            return ["loss against step"; 2].map(str::to_owned);
        }
        let lowest = significant(self.lowest).replace('-', "−");
        [
            format!("loss above the minimum of {lowest}, against step"),
            format!("loss above {lowest}, against step"),
        ]
    }
}

impl Losses {
    /// The frame that holds all losses up to a step, in an area of a picture.
    ///
    /// A log scale when the minimum is known or every loss is above 0, otherwise a linear one.
    pub fn frame(&mut self, area: Rect, race: &Descent, step: u64) -> Frame {
        self.seen.look(race, step);
        let Seen { height, extent, .. } = self.seen;
        let start = race
            .runs()
            .first()
            .map_or(f64::NAN, |run| run.path().rows()[0][2]);
        let start = start - height.lowest;
        let y = if height.is_known || extent.low > 0.0 {
            let most = if start > 0.0 {
                FOLLOWED * start
            } else {
                f64::INFINITY
            };
            (extent.log_range(most), Scale::Log)
        } else {
            let most = FOLLOWED * start.abs().max(1.0);
            (extent.linear_range(most), Scale::Linear)
        };
        curves::frame(area, (curves::steps_range(step), Scale::Linear), y)
    }

    /// Whether the curves, drawn in a frame, can be gone on with. If not, they must be wiped before
    /// [`Self::draw`].
    #[must_use]
    pub fn can_go_on(&self, frame: &Frame, race: &Descent, step: u64) -> bool {
        self.frame.as_ref() == Some(frame) && self.progress.is_true_of(race, step)
    }

    /// The picture is gone: the next drawing begins anew.
    pub fn forget(&mut self) {
        self.frame = None;
    }

    /// What the last frame shows, at length and in short.
    #[must_use]
    pub fn titles(&self) -> [String; 2] {
        self.seen.height.titles()
    }

    /// Draws what is new of each curve up to a step, or all of it when it cannot go on.
    pub fn draw(
        &mut self,
        ink: &mut dyn Ink,
        theme: &Theme,
        frame: &Frame,
        race: &Descent,
        step: u64,
    ) -> Drawn {
        if !self.can_go_on(frame, race, step) {
            self.progress.begin(race);
            let pens = race.runs().iter().enumerate();
            self.pens = pens
                .map(|(i, run)| Pen::for_curve(style_of(theme, i, run)))
                .collect();
            self.frame = Some(*frame);
        }
        let rect = frame.rect();
        let lowest = self.seen.height.lowest;
        for (i, (run, pen)) in race.runs().iter().zip(&mut self.pens).enumerate() {
            if run.config().hidden {
                continue;
            }
            let Some(news) = self.progress.take(i, run, step) else {
                continue;
            };
            let path = run.path();
            let place =
                |row: usize| frame.place([path.step_of(row) as f64, path.rows()[row][2] - lowest]);
            let end = *news.rows.end();
            pen.draw(ink, &rect, news.rows.map(place))?;
            for mark in news.marks {
                pen.mark(ink, &rect, place(path.row_at(mark)))?;
            }
            if news.diverges {
                let [x, y] = place(end);
                let at = [x.min(rect.right), y.clamp(rect.top, rect.bottom)];
                ink.cross(at, 0.5 * MARKER, style_of(theme, i, run).colour, PATH)?;
            }
        }
        Ok(())
    }
}

impl Seen {
    /// Takes in the losses up to a step.
    fn look(&mut self, race: &Descent, step: u64) {
        if !self.progress.is_true_of(race, step) {
            self.progress.begin(race);
            self.height = Height::of(race);
            self.extent = Extent::default();
        }
        for (i, run) in race.runs().iter().enumerate() {
            if run.config().hidden {
                continue;
            }
            if let Some(news) = self.progress.take(i, run, step) {
                for [_, _, loss] in &run.path().rows()[news.rows] {
                    self.extent.add(loss - self.height.lowest);
                }
            }
        }
    }
}
