//! Whether a network fits too little or too much, told from the losses of its run.

use super::run::Losses;
use crate::core::number::{rounded, significant};

/// Fewer records than this say nothing yet.
const FEWEST: usize = 10;
/// A training loss of more than so many baselines is no fit at all, however it moves.
const FAR: f64 = 2.0;

/// What the losses say of how well a network fits its samples.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fit {
    /// Too little is recorded yet.
    Open,
    /// Its training loss is above half of the baseline: it has learnt little of its inputs.
    Under {
        /// The training loss lately.
        train: f64,
        /// The loss of the best constant answer.
        baseline: f64,
        /// Whether the training loss still falls.
        falls: bool,
    },
    /// Its training loss is far above the baseline.
    Worse {
        /// The training loss lately.
        train: f64,
        /// The loss of the best constant answer.
        baseline: f64,
    },
    /// Its test loss was lower once, while its training loss was higher.
    Over {
        /// The record at which the test loss was lowest.
        best: usize,
        /// The lowest test loss.
        lowest: f64,
        /// The test loss lately.
        test: f64,
    },
    /// Its test loss is several times its training loss, though it does not rise.
    Gap {
        /// The training loss lately.
        train: f64,
        /// The test loss lately.
        test: f64,
    },
    /// None of these.
    Fits,
}

impl Fit {
    /// Judges a run by its losses over all samples and the loss of the best constant answer.
    ///
    /// "Lately" and "then" are means over a twentieth of the records, so that a run that jumps about
    /// is not judged by one jump.
    #[must_use]
    pub fn of(rows: &[Losses], baseline: f64) -> Self {
        if rows.len() < FEWEST {
            return Self::Open;
        }
        let width = (rows.len() / 20).max(1);
        let around = |place: usize| {
            let end = (place + width / 2 + 1).clamp(width, rows.len());
            mean(&rows[end - width..end])
        };
        let [train, test] = around(rows.len());
        if train > FAR * baseline {
            return Self::Worse { train, baseline };
        }
        if test.is_finite() {
            let best = lowest(rows);
            let [train_then, test_then] = around(best);
            let rises = test > 1.1 * test_then && test - test_then > 0.02 * baseline;
            if rises && train < 0.95 * train_then && best + 2 * width < rows.len() {
                let lowest = f64::from(rows[best].test);
                return Self::Over { best, lowest, test };
            }
        }
        if train > 0.5 * baseline {
            let [before, _] = around(rows.len() / 2);
            let falls = train < 0.97 * before;
            return Self::Under {
                train,
                baseline,
                falls,
            };
        }
        if test > 3.0 * train && test > 0.25 * baseline {
            return Self::Gap { train, test };
        }
        Self::Fits
    }

    /// The judgement as a sentence without a full stop; `updates_at` says after how many updates a
    /// record was taken. Empty where there is nothing to point out.
    #[must_use]
    pub fn describe(self, updates_at: impl Fn(usize) -> u64) -> String {
        match self {
            Self::Open | Self::Fits => String::new(),
            Self::Under {
                train,
                baseline,
                falls,
            } => {
                let (loss, share) = (significant(train), (100.0 * train / baseline).round());
                let known = format!("{loss}, is {share} % of what a constant answer has");
                if falls {
                    format!("underfits so far: its training loss, {known}, and still falls")
                } else {
                    format!("underfits: its training loss, {known}, and hardly falls")
                }
            }
            Self::Worse { train, baseline } => format!(
                "does worse than a constant answer: its training loss, {}, is {} times as high",
                rounded(train),
                rounded(train / baseline),
            ),
            Self::Over { best, lowest, test } => format!(
                "overfits: its test loss was lowest, {}, at update {} and is now {}",
                significant(lowest),
                updates_at(best),
                significant(test),
            ),
            Self::Gap { train, test } => format!(
                "overfits: its test loss, {}, is {} times its training loss, {}",
                significant(test),
                significant((10.0 * test / train).round() / 10.0),
                significant(train),
            ),
        }
    }
}

/// The means of the training and of the test losses.
#[allow(clippy::cast_precision_loss)]
fn mean(rows: &[Losses]) -> [f64; 2] {
    let count = rows.len() as f64;
    let of = |loss: fn(&Losses) -> f32| rows.iter().map(|row| f64::from(loss(row))).sum::<f64>();
    [of(|row| row.train) / count, of(|row| row.test) / count]
}

/// The first record with the lowest test loss.
fn lowest(rows: &[Losses]) -> usize {
    let mut best = 0;
    for (place, row) in rows.iter().enumerate() {
        if row.test < rows[best].test {
            best = place;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(count: u16, losses: impl Fn(f32) -> [f32; 2]) -> Vec<Losses> {
        let share = |place| f32::from(place) / f32::from(count - 1);
        (0..count)
            .map(|place| {
                let [train, test] = losses(share(place));
                Losses {
                    train,
                    test,
                    ..Losses::default()
                }
            })
            .collect()
    }

    const BASELINE: f64 = 0.693;

    #[test]
    fn a_test_loss_that_turns_up_while_the_training_loss_falls_is_overfitting() {
        let rows = rows(200, |t| [0.7 * (1.0 - t), 0.7 - t + 1.2 * t * t]);
        let fit = Fit::of(&rows, BASELINE);
        let Fit::Over { best, lowest, test } = fit else {
            panic!("{fit:?}");
        };
        assert!((80..87).contains(&best), "{best}");
        assert!((lowest - 0.4917).abs() < 1e-3 && test > 0.8);
        let words = fit.describe(|record| 7 * record as u64);
        assert!(
            words.starts_with("overfits: its test loss was lowest, 0.4917, at update 5"),
            "{words}"
        );
    }

    #[test]
    fn a_test_loss_far_above_the_training_loss_is_overfitting_though_it_rests() {
        let rows = rows(50, |t| [0.7 - 0.65 * t, 0.7 - 0.3 * t]);
        let fit = Fit::of(&rows, BASELINE);
        assert!(matches!(fit, Fit::Gap { .. }), "{fit:?}");
        assert!(fit.describe(|_| 0).contains("times its training loss"));
    }

    #[test]
    fn a_training_loss_near_that_of_a_constant_is_underfitting() {
        let rest = Fit::of(&rows(50, |_| [0.65, 0.66]), BASELINE);
        assert!(matches!(rest, Fit::Under { falls: false, .. }), "{rest:?}");
        assert!(rest.describe(|_| 0).contains("94 %"));
        let on_its_way = Fit::of(&rows(50, |t| [0.69 - 0.2 * t, 0.7]), BASELINE);
        assert!(
            matches!(on_its_way, Fit::Under { falls: true, .. }),
            "{on_its_way:?}"
        );
    }

    #[test]
    fn a_loss_far_above_that_of_a_constant_is_no_underfitting_however_it_moves() {
        let thrown = rows(50, |t| [1e7 - 9.28e6 * t, f32::NAN]);
        let fit = Fit::of(&thrown, BASELINE);
        assert!(matches!(fit, Fit::Worse { .. }), "{fit:?}");
        let words = fit.describe(|_| 0);
        assert!(
            words.contains("its training loss, 814,700, is 1,176,000 times as high"),
            "{words}"
        );
    }

    #[test]
    fn one_jump_of_a_noisy_run_is_no_judgement() {
        let mut noisy = rows(400, |t| {
            let wave = 0.01 * (500.0 * t).sin();
            [0.3 - 0.2 * t + wave, 0.32 - 0.2 * t + wave]
        });
        assert_eq!(Fit::of(&noisy, BASELINE), Fit::Fits);
        noisy[399].test = 0.5;
        assert_eq!(Fit::of(&noisy, BASELINE), Fit::Fits);
        assert_eq!(Fit::Fits.describe(|_| 0), "");
    }

    #[test]
    fn a_few_records_or_an_empty_test_set_say_less() {
        assert_eq!(Fit::of(&rows(9, |_| [0.69, 0.9]), BASELINE), Fit::Open);
        let no_test = rows(50, |t| [0.7 * (1.0 - t), f32::NAN]);
        assert_eq!(Fit::of(&no_test, BASELINE), Fit::Fits);
    }
}
