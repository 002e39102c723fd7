//! How much of a race a picture already shows.

use std::ops::RangeInclusive;

use crate::core::experiment::{Descent, DescentConfig, Run};

/// What a picture that is drawn bit by bit shows of a race.
///
/// Equal configurations give equal numbers, so the configuration and the step say it all.
#[derive(Debug, Default)]
pub struct Progress {
    config: Option<DescentConfig>,
    /// The last step of each run that is shown, or its divergence.
    shown: Vec<Option<u64>>,
}

/// What a picture does not show yet of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct News {
    /// Rows of its path; none when it only diverges.
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
            && self.shown.iter().zip(race.runs()).all(|(shown, run)| {
                let reached = run.diverged_at().unwrap_or(run.path().steps());
                shown.is_none_or(|shown| shown <= step.min(reached))
            })
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
        let divergence = run.diverged_at().filter(|&end| end <= step);
        let until = divergence.unwrap_or(path.step_of(last));
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
            diverges: divergence.is_some(),
        })
    }
}

/// The steps that get a marker: 10, 20, 50, 100, … Runs can be compared at them.
fn marks() -> impl Iterator<Item = u64> {
    (1..19).flat_map(|power| [1, 2, 5].map(|factor| factor * 10_u64.pow(power)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::experiment::{FULL_RESOLUTION, RunConfig};

    fn config(rate: f64) -> DescentConfig {
        DescentConfig {
            runs: vec![RunConfig::new("sgd").with("learning_rate", rate)],
            ..DescentConfig::on("bowl").unwrap()
        }
    }

    /// The steps that are taken when a race is looked at after so many steps each time.
    fn taken(race: &mut Descent, advances: &[u64]) -> (Vec<u64>, Vec<u64>) {
        let mut progress = Progress::default();
        progress.begin(race);
        let (mut steps, mut marks) = (Vec::new(), Vec::new());
        for &advance in advances {
            race.advance(advance);
            let run = &race.runs()[0];
            if let Some(news) = progress.take(0, run, race.steps()) {
                steps.extend(news.rows.map(|row| run.path().step_of(row)));
                marks.extend(news.marks);
            }
            assert!(progress.is_true_of(race, race.steps()));
        }
        (steps, marks)
    }

    #[test]
    fn every_row_is_taken_once_even_while_a_path_is_thinned() {
        let mut race = Descent::new(config(0.001)).unwrap();
        let full = FULL_RESOLUTION as u64;
        let advances = [
            0,
            1,
            9,
            0,
            90,
            full - 100,
            1,
            2,
            3,
            40_000,
            7,
            30_000,
            1,
            100_000,
            1,
        ];
        let (steps, marks) = taken(&mut race, &advances);
        assert!(steps.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(steps[..=FULL_RESOLUTION].iter().copied().eq(0..=full));
        assert_eq!(steps.last(), Some(&race.steps()));
        let largest_gap = steps.windows(2).map(|pair| pair[1] - pair[0]).max();
        assert!(largest_gap <= Some(8), "{largest_gap:?}");
        let at_once = taken(&mut Descent::new(config(0.001)).unwrap(), &[race.steps()]);
        assert_eq!(marks, at_once.1);
        assert_eq!(marks[..4], [10, 20, 50, 100]);
    }

    #[test]
    fn a_step_back_and_another_configuration_are_seen() {
        let mut race = Descent::new(config(0.001)).unwrap();
        let mut progress = Progress::default();
        assert!(!progress.is_true_of(&race, 0));
        progress.begin(&race);
        race.advance(50);
        progress.take(0, &race.runs()[0], 30);
        assert!(progress.is_true_of(&race, 30) && progress.is_true_of(&race, 50));
        assert!(!progress.is_true_of(&race, 29));
        race.replace(config(0.002)).unwrap();
        assert!(!progress.is_true_of(&race, 50));
        race.replace(config(0.001)).unwrap();
        race.advance(0);
        assert!(progress.is_true_of(&race, 50));
    }

    #[test]
    fn a_divergence_is_told_once_and_not_before_it() {
        // One goes too far away, the other to where the loss is not finite, which is not recorded.
        for surface in ["bowl", "log(x) + y^2"] {
            let mut race = Descent::new(DescentConfig {
                runs: vec![RunConfig::new("sgd").with("learning_rate", 0.5)],
                ..DescentConfig::on(surface).unwrap()
            })
            .unwrap();
            let mut progress = Progress::default();
            progress.begin(&race);
            race.advance(1000);
            let run = &race.runs()[0];
            let end = run.diverged_at().unwrap();
            assert!(!progress.take(0, run, end - 1).unwrap().diverges);
            assert!(progress.take(0, run, 1000).unwrap().diverges);
            assert_eq!(progress.take(0, run, 1000), None);
            assert!(progress.is_true_of(&race, 1000) && !progress.is_true_of(&race, end - 1));
        }
    }
}
