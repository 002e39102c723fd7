//! Series of numbers to average: seeded examples, each with something to see.
//!
//! Each series is a file, and a line of [`ALL`].
//!
//! ```
//! use downhill::core::{random::Seed, series};
//!
//! let days = series::generate("temperature", [], Seed::default())?;
//! assert_eq!(days.len(), 730);
//! # Ok::<(), downhill::core::Error>(())
//! ```

mod random_walk;
mod spike;
mod step;
mod temperature;

use super::Error;
use super::random::{Random, Seed, stream};
use super::registry::{self, Entry, Kind, Parameter, Scale, Setting, Values};

/// Every series there is.
pub const ALL: &[Entry<Build>] = &[
    temperature::ENTRY,
    random_walk::ENTRY,
    step::ENTRY,
    spike::ENTRY,
];

/// The most values a series can have.
pub const MOST_VALUES: usize = 20_000;

/// Makes the formula of a series: its value on each day t = 1, 2, … n.
pub type Build = fn(&Values) -> Rule;

/// The value on day t, given the one before (0 before the first) and the random numbers of the
/// series.
pub type Rule = Box<dyn FnMut(f64, f64, &mut Random) -> f64>;

/// Finds a series by its id.
///
/// # Errors
/// [`Error::UnknownId`].
pub fn find(id: &str) -> Result<&'static Entry<Build>, Error> {
    registry::find("series", ALL, id)
}

/// The values of a series: the same for the same seed, everywhere.
///
/// # Errors
/// For an unknown series, a parameter it does not have or allow, or more than [`MOST_VALUES`]
/// values.
pub fn generate<'a>(
    id: &str,
    given: impl IntoIterator<Item = (&'a str, Setting<'a>)>,
    seed: Seed,
) -> Result<Vec<f64>, Error> {
    let entry = find(id)?;
    let values = entry.values(given)?;
    let days = check_length(LENGTH, values.count(LENGTH))?;
    let mut rule = (entry.build)(&values);
    let mut random = Random::new(seed, stream::SERIES);
    let mut last = 0.0;
    let series = (1..=days).map(|t| {
        last = rule(super::scalar::real(t), last, &mut random);
        last
    });
    Ok(series.collect())
}

/// The parameter that says how many values there are.
const LENGTH: &str = "length";

/// Checks a number of values.
///
/// # Errors
/// [`Error::OutOfRange`] unless it is from 1 to [`MOST_VALUES`].
pub fn check_length(name: &str, length: u64) -> Result<u64, Error> {
    if (1..=MOST_VALUES as u64).contains(&length) {
        return Ok(length);
    }
    Err(Error::out_of_range(
        name,
        length,
        format!("be from 1 to {MOST_VALUES}"),
    ))
}

/// n, the number of values.
const fn length(default: f64) -> Parameter {
    Parameter::new(
        LENGTH,
        "n",
        "Length",
        Kind::Count,
        default,
        (10.0, 5000.0),
        Scale::Log,
    )
    .in_unit("days")
}

/// σ, the standard deviation of the gaussian that is added each day.
const fn noise(default: f64, most: f64) -> Parameter {
    Parameter::new(
        "noise",
        "σ",
        "Noise",
        Kind::NonNegative,
        default,
        (0.0, most),
        Scale::Linear,
    )
}

/// T, the day on which something happens.
const fn day(default: f64) -> Parameter {
    Parameter::new(
        "day",
        "T",
        "Day",
        Kind::Count,
        default,
        (1.0, 1000.0),
        Scale::Log,
    )
}

/// h, how much.
const fn height(default: f64) -> Parameter {
    Parameter::new(
        "height",
        "h",
        "Height",
        Kind::Real,
        default,
        (-10.0, 10.0),
        Scale::Linear,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn default(id: &str, seed: u32) -> Vec<f64> {
        generate(id, [], Seed::try_from(f64::from(seed)).unwrap()).unwrap()
    }

    fn mean(values: &[f64]) -> f64 {
        values.iter().sum::<f64>() / values.len() as f64
    }

    #[test]
    fn a_seed_decides_all_that_is_random() {
        for entry in ALL {
            assert_eq!(default(entry.id, 3), default(entry.id, 3), "{}", entry.id);
            let noise = ("noise", Setting::Number(1.0));
            let noisy =
                |seed: f64| generate(entry.id, [noise], Seed::try_from(seed).unwrap()).unwrap();
            assert_ne!(noisy(3.0), noisy(4.0), "{}", entry.id);
        }
    }

    #[test]
    fn temperatures_have_a_winter_and_a_summer_each_year() {
        let days = default("temperature", 0);
        assert_eq!(days.len(), 2 * 365);
        for year in days.chunks(365) {
            let (january, july) = (mean(&year[..31]), mean(&year[181..212]));
            assert!((january - 2.0).abs() < 2.0, "{january}");
            assert!((july - 20.0).abs() < 2.0, "{july}");
        }
    }

    #[test]
    fn a_random_walk_takes_independent_steps() {
        let length = ("length", Setting::Number(20_000.0));
        let walk = generate("random_walk", [length], Seed::default()).unwrap();
        let steps: Vec<f64> = walk.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let variance = mean(&steps.iter().map(|step| step * step).collect::<Vec<_>>());
        let neighbours: Vec<f64> = steps.windows(2).map(|pair| pair[0] * pair[1]).collect();
        assert!((variance - 1.0).abs() < 0.05, "{variance}");
        assert!(mean(&neighbours).abs() < 0.05);
    }

    #[test]
    fn a_step_stays_and_a_spike_does_not() {
        let (step, spike) = (default("step", 0), default("spike", 0));
        assert_eq!(step[48..52], [0.0, 0.0, 1.0, 1.0]);
        assert_eq!(spike[48..52], [0.0, 1.0, 0.0, 0.0]);
        assert_eq!((step.last(), spike.last()), (Some(&1.0), Some(&0.0)));
    }

    #[test]
    fn bad_lengths_and_names_are_refused() {
        let long = ("length", Setting::Number(20_001.0));
        let error = generate("spike", [long], Seed::default()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "length is 20001, but must be from 1 to 20000"
        );
        let error = generate("spikes", [], Seed::default()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "unknown series \"spikes\": it must be one of temperature, random_walk, step, spike"
        );
    }
}
