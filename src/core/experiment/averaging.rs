//! Averages over a series, each with its correction and with the sliding mean it is compared to.

use serde::Serialize;

use super::averaging_config::{AveragingConfig, Curve, Source};
use super::settings::settings;
use crate::core::Error;
use crate::core::average::{memory, moving_average, sliding_mean, weights};
use crate::core::registry::{Kind, Setting};
use crate::core::scalar::real;
use crate::core::series;

/// The longest sliding window that is compared with: more values than any series has.
const LONGEST_WINDOW: f64 = 1e9;

/// A series with its averages.
///
/// ```
/// use downhill::core::experiment::{Averaging, AveragingConfig, Curve};
///
/// let averaging = Averaging::new(AveragingConfig::of("spike", &[0.9]))?;
/// let averaged = averaging.curve(0, Curve::Averaged).unwrap();
/// assert!((averaged[49] - 0.1).abs() < 1e-15); // 1 − β of the spike on day 50
/// # Ok::<(), downhill::core::Error>(())
/// ```
#[derive(Debug)]
pub struct Averaging {
    config: AveragingConfig,
    values: Vec<f64>,
    averages: Vec<Averaged>,
}

/// One average over the whole series.
#[derive(Debug)]
struct Averaged {
    memory: f64,
    window: usize,
    plain: Vec<f64>,
    corrected: Vec<f64>,
    sliding: Vec<f64>,
}

/// The average on one day, written out as the weighted sum that it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WrittenOut {
    /// The day t, from 1.
    pub day: usize,
    /// The newest terms, newest first.
    pub terms: Vec<Term>,
    /// How many older terms there are.
    pub older: usize,
    /// What those come to.
    pub rest: f64,
    /// The sum of all weights, 1 − βᵗ.
    pub weight: f64,
    /// V_t.
    pub averaged: f64,
    /// V̂_t = V_t / (1 − βᵗ).
    pub corrected: f64,
    /// The mean of the sliding window.
    pub sliding: f64,
}

/// One term of a weighted sum.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Term {
    /// (1−β)βᵏ.
    pub weight: f64,
    /// x_{t−k}.
    pub value: f64,
}

impl Averaging {
    /// The averages of a configuration.
    ///
    /// # Errors
    /// When anything in it is unknown or not allowed; the message names it.
    pub fn new(config: AveragingConfig) -> Result<Self, Error> {
        let values = values_of(&config)?;
        config.check(values.len())?;
        let averages = config.averages.iter().enumerate().map(|(i, average)| {
            Averaged::new(&values, average.beta)
                .map_err(|error| error.within(format!("averages[{i}]")))
        });
        Ok(Self {
            averages: averages.collect::<Result<_, _>>()?,
            values,
            config,
        })
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &AveragingConfig {
        &self.config
    }

    /// The series.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// A curve of one of the averages, a value a day; `None` when there is no such average.
    #[must_use]
    pub fn curve(&self, average: usize, curve: Curve) -> Option<&[f64]> {
        let averaged = self.averages.get(average)?;
        Some(match curve {
            Curve::Raw => &self.values,
            Curve::Averaged => &averaged.plain,
            Curve::Corrected => &averaged.corrected,
            Curve::Sliding => &averaged.sliding,
        })
    }

    /// About how many values an average remembers: 1/(1−β).
    #[must_use]
    pub fn memory(&self, average: usize) -> Option<f64> {
        Some(self.averages.get(average)?.memory)
    }

    /// The length of the sliding window that an average is compared with, 1/(1−β) rounded: the
    /// numbers such a window must keep, where the average keeps one.
    #[must_use]
    pub fn window(&self, average: usize) -> Option<usize> {
        Some(self.averages.get(average)?.window)
    }

    /// An average on day `day`, from 1, as a sum of its newest `most` terms and the rest; `None`
    /// when there is no such average or day.
    #[must_use]
    pub fn written_out(&self, average: usize, day: usize, most: usize) -> Option<WrittenOut> {
        let averaged = self.averages.get(average)?;
        let past = self.values.get(..day)?;
        let last = day.checked_sub(1)?;
        let weights = weights(self.config.averages.get(average)?.beta, day).ok()?;
        let terms = past.iter().rev().zip(&weights);
        let older = terms.clone().skip(most);
        Some(WrittenOut {
            day,
            rest: older.clone().map(|(value, weight)| value * weight).sum(),
            older: older.count(),
            terms: terms
                .take(most)
                .map(|(&value, &weight)| Term { weight, value })
                .collect(),
            weight: weights.iter().sum(),
            averaged: *averaged.plain.get(last)?,
            corrected: *averaged.corrected.get(last)?,
            sliding: *averaged.sliding.get(last)?,
        })
    }
}

impl Averaged {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at least 1, and bounded
    fn new(values: &[f64], beta: f64) -> Result<Self, Error> {
        let memory = memory(beta)?;
        let window = memory.round().min(LONGEST_WINDOW) as usize;
        Ok(Self {
            memory,
            window,
            plain: moving_average(values, beta, false)?,
            corrected: moving_average(values, beta, true)?,
            sliding: sliding_mean(values, window)?,
        })
    }
}

/// The series of a configuration, checked.
fn values_of(config: &AveragingConfig) -> Result<Vec<f64>, Error> {
    match &config.series {
        Source::Named(id) => series::generate(id, settings(&config.series_parameters), config.seed)
            .map_err(|error| match error {
                Error::UnknownId { .. } => error.within("series"),
                _ => error.within("seriesParameters"),
            }),
        Source::Given(values) => {
            if let Some((name, _)) = config.series_parameters.iter().next() {
                return Err(Error::UnknownParameter {
                    entry: "a list of numbers",
                    name: name.to_owned(),
                    allowed: Vec::new(),
                }
                .within("seriesParameters"));
            }
            series::check_length("the number of values", values.len() as u64)?;
            for (i, x) in values.iter().enumerate() {
                Kind::Real.check(&format!("series[{i}]"), Setting::Number(*x))?;
            }
            Ok(values.clone())
        }
    }
}

/// The weights that a picture shows of an average: those of the first three memories, at least ten.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at least 0, and bounded
pub fn shown_weights(memory: f64) -> usize {
    (3.0 * memory)
        .clamp(10.0, real(series::MOST_VALUES as u64))
        .ceil() as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::experiment::{AverageConfig, Given};

    const BETAS: [f64; 6] = [0.0, 0.5, 0.9, 0.98, 0.999, 0.999_999];

    #[test]
    fn a_day_written_out_is_its_average() {
        let averaging = Averaging::new(AveragingConfig::of("temperature", &BETAS)).unwrap();
        for (average, beta) in BETAS.into_iter().enumerate() {
            for day in [1, 2, 3, 100, 730] {
                for most in [0, 1, 3, 1000] {
                    let out = averaging.written_out(average, day, most).unwrap();
                    let newest: f64 = out.terms.iter().map(|term| term.weight * term.value).sum();
                    assert!((newest + out.rest - out.averaged).abs() < 1e-12, "β {beta}");
                    assert!((out.averaged / out.weight - out.corrected).abs() < 1e-9);
                    assert_eq!(out.terms.len() + out.older, day);
                    let sum = 1.0 - beta.powi(i32::try_from(day).unwrap());
                    assert!((out.weight - sum).abs() < 1e-12, "β {beta}, day {day}");
                }
            }
        }
        assert_eq!(averaging.written_out(0, 0, 3), None);
        assert_eq!(averaging.written_out(0, 731, 3), None);
        assert_eq!(averaging.written_out(BETAS.len(), 1, 3), None);
    }

    #[test]
    fn a_window_is_as_long_as_the_memory() {
        let averaging = Averaging::new(AveragingConfig::of("spike", &BETAS)).unwrap();
        let windows: Vec<_> = (0..BETAS.len()).map(|i| averaging.window(i)).collect();
        assert_eq!(windows, [1, 2, 10, 50, 1000, 1_000_000].map(Some));
        let nearly_1 = AveragingConfig::of("spike", &[1.0 - f64::EPSILON]);
        let averaging = Averaging::new(nearly_1).unwrap();
        assert_eq!(averaging.window(0), Some(1_000_000_000));
    }

    #[test]
    fn a_spike_shows_the_weights_and_a_step_their_sum() {
        let betas = [0.5, 0.9, 0.98];
        let spike = Averaging::new(AveragingConfig::of("spike", &betas)).unwrap();
        let step = Averaging::new(AveragingConfig::of("step", &betas)).unwrap();
        for (i, beta) in betas.into_iter().enumerate() {
            let [spiked, stepped] =
                [&spike, &step].map(|averaging| averaging.curve(i, Curve::Averaged).unwrap());
            for (k, weight) in weights(beta, 100).unwrap().into_iter().enumerate() {
                let sum = 1.0 - beta.powi(i32::try_from(k).unwrap() + 1);
                assert!((spiked[49 + k] - weight).abs() < 1e-14, "β {beta}, age {k}");
                assert!((stepped[50 + k] - sum).abs() < 1e-14, "β {beta}, age {k}");
            }
        }
    }

    #[test]
    fn bad_input_is_named() {
        let usual = || AveragingConfig::of("temperature", &[0.9]);
        let given = |values: &[f64]| AveragingConfig {
            series: Source::Given(values.to_vec()),
            ..usual()
        };
        let with = |name: &str, config: AveragingConfig| AveragingConfig {
            series_parameters: [(name.to_owned(), Given::Number(-1.0))].into(),
            ..config
        };
        let averages = |count| AveragingConfig {
            averages: vec![AverageConfig::new(0.9); count],
            ..usual()
        };
        for (config, message) in [
            (
                AveragingConfig::of("weather", &[0.9]),
                "series: unknown series \"weather\": it must be one of temperature, random_walk, step, spike",
            ),
            (
                AveragingConfig::of("step", &[0.9, 1.0]),
                "averages[1]: beta is 1, but must be at least 0 and below 1",
            ),
            (
                averages(0),
                "the number of averages is 0, but must be from 1 to 16",
            ),
            (
                averages(17),
                "the number of averages is 17, but must be from 1 to 16",
            ),
            (
                given(&[]),
                "the number of values is 0, but must be from 1 to 20000",
            ),
            (
                given(&[0.0; 20_001]),
                "the number of values is 20001, but must be from 1 to 20000",
            ),
            (
                given(&[1.0, f64::NAN]),
                "series[1] is NaN, but must be a finite number",
            ),
            (
                with("noise", usual()),
                "seriesParameters: noise is -1, but must be a finite number, at least 0",
            ),
            (
                with("noise", given(&[1.0])),
                "seriesParameters: a list of numbers has no parameter \"noise\": it takes none",
            ),
            (
                AveragingConfig {
                    chosen: 1,
                    ..usual()
                },
                "chosen is 1, but must be a whole number from 0 to 0",
            ),
            (
                AveragingConfig {
                    day: Some(0),
                    ..usual()
                },
                "day is 0, but must be from 1 to 730, the number of values",
            ),
            (
                AveragingConfig {
                    day: Some(731),
                    ..usual()
                },
                "day is 731, but must be from 1 to 730, the number of values",
            ),
        ] {
            assert_eq!(Averaging::new(config).unwrap_err().to_string(), message);
        }
    }
}
