//! How much of a race a picture already shows.

use std::ops::RangeInclusive;

use crate::core::experiment::{Descent, DescentConfig, Run};

/// What a picture that is drawn bit by bit shows of a race.
///
/// Equal configurations give equal numbers, so the configuration and the step say it all.
#[derive(Debug, Default)]
pub struct Progress {
    config: Option<DescentConfig>,
    /// The last step of each run that is shown.
    shown: Vec<Option<u64>>,
}

/// What a picture does not show yet of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct News {
    /// Rows of its path.
    pub rows: RangeInclusive<usize>,
    /// Steps among them that get a marker.
    pub marks: Vec<u64>,
    /// Whether it has diverged among them.
    pub diverges: bool,
}

impl Progress {
    /// Whether the picture shows nothing that is not true of the race up to a step: then only what
    /// is new need be drawn.
    #[must_use]
    pub fn is_true_of(&self, race: &Descent, step: u64) -> bool {
        self.config.as_ref() == Some(race.config())
            && self
                .shown
                .iter()
                .zip(race.runs())
                .all(|(shown, run)| shown.is_none_or(|shown| shown <= step.min(run.path().steps())))
    }

    /// The picture shows nothing of this race yet.
    pub fn begin(&mut self, race: &Descent) {
        self.config = Some(race.config().clone());
        self.shown.clear();
        self.shown.resize(race.runs().len(), None);
    }

    /// The picture shows nothing that can be gone on with.
    pub fn forget(&mut self) {
        self.config = None;
    }

    /// What is to be drawn of a run up to a step; from then on it counts as shown.
    pub fn take(&mut self, number: usize, run: &Run, step: u64) -> Option<News> {
        let shown = self.shown.get_mut(number)?;
        let path = run.path();
        let last = path.row_at(step);
        let until = path.step_of(last);
        if shown.is_some_and(|shown| shown >= until) {
            return None;
        }
        let first = shown.map_or(0, |shown| path.row_at(shown) + 1);
        let after = shown.replace(until);
        let is_new = |step: &u64| *step <= until && after.is_none_or(|after| *step > after);
        Some(News {
            rows: first..=last,
            marks: marks()
                .take_while(|&mark| mark <= until)
                .filter(is_new)
                .collect(),
            diverges: run.diverged_at().is_some() && until == path.steps(),
        })
    }
}

/// The steps that get a marker: 10, 20, 50, 100, … Runs can be compared at them.
fn marks() -> impl Iterator<Item = u64> {
    (1..19).flat_map(|power| [1, 2, 5].map(|factor| factor * 10_u64.pow(power)))
}
