//! The paths of a race on a map.

use super::frame::Frame;
use super::marker::Marker;
use super::pen::Pen;
use super::progress::Progress;
use super::theme::{MARKER, RunStyle, Theme};
use super::{Drawn, Ink, Point};
use crate::core::experiment::{Descent, Run};

/// The paths of a race, drawn as they grow.
#[derive(Debug, Default)]
pub struct Trails {
    progress: Progress,
    pens: Vec<Pen>,
}

/// How a run of a race is drawn.
#[must_use]
pub fn style_of(theme: &Theme, number: usize, run: &Run) -> RunStyle {
    theme.run(run.config().style.map_or(number, usize::from))
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
