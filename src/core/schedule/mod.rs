//! Learning-rate schedules: the rate α(t) after t updates, a pure function of t.
//!
//! Each schedule is a file, and a line of [`ALL`].
//!
//! ```
//! use downhill::core::{registry::Setting, schedule};
//!
//! let entry = schedule::find("time_based")?;
//! let values = entry.values([("period", Setting::Number(100.0))])?;
//! let decay = (entry.build)(&values)?;
//! assert_eq!(decay.rate(0.1, 0), 0.1);
//! assert_eq!(decay.rate(0.1, 100), 0.05);
//! # Ok::<(), downhill::core::Error>(())
//! ```

mod constant;
mod cosine;
mod exponential;
mod inverse_sqrt;
mod linear;
mod one_cycle;
mod piecewise;
mod step;
mod time_based;
mod warmup;

use super::Error;
use super::registry::{self, Entry, Kind, Parameter, Scale, Values};

/// Every schedule there is.
pub const ALL: &[Entry<Build>] = &[
    constant::ENTRY,
    time_based::ENTRY,
    linear::ENTRY,
    exponential::ENTRY,
    inverse_sqrt::ENTRY,
    step::ENTRY,
    piecewise::ENTRY,
    cosine::ENTRY,
    warmup::ENTRY,
    one_cycle::ENTRY,
];

/// Makes a schedule.
///
/// # Errors
/// [`Error::OutOfRange`] where two parameters do not fit each other.
pub type Build = fn(&Values) -> Result<Box<dyn Schedule>, Error>;

/// Finds a schedule by its id.
///
/// # Errors
/// [`Error::UnknownId`].
pub fn find(id: &str) -> Result<&'static Entry<Build>, Error> {
    registry::find("schedule", ALL, id)
}

/// How the learning rate changes as updates are made.
pub trait Schedule: Send + Sync {
    /// The rate for the next update, when `t` have been made, from the run's own `learning_rate`,
    /// finite and above 0. It is finite and at least 0 itself: a rate beyond the largest number
    /// stays there.
    fn rate(&self, learning_rate: f64, t: u64) -> f64;

    /// Whether the rate is the run's own at every update: true of the constant schedule alone.
    fn is_constant(&self) -> bool {
        false
    }
}

/// From one rate to another: `from` at share 0, `to` at share 1, both exactly.
fn between(from: f64, to: f64, share: f64) -> f64 {
    from * (1.0 - share) + to * share
}

/// From one rate to another along half a cosine wave, flat at both ends.
fn along_cosine(from: f64, to: f64, share: f64) -> f64 {
    between(from, to, (1.0 - (std::f64::consts::PI * share).cos()) / 2.0)
}

/// γ, by which the rate is multiplied over and over.
const fn factor(default: f64) -> Parameter {
    Parameter::new(
        "factor",
        "γ",
        "Factor",
        Kind::Positive,
        default,
        (0.01, 1.0),
        Scale::Linear,
    )
}

/// T, in updates; it need not be a whole number.
const fn period(default: f64) -> Parameter {
    Parameter::new(
        "period",
        "T",
        "Period",
        Kind::Positive,
        default,
        (1.0, 100_000.0),
        Scale::Log,
    )
    .in_unit("updates")
}

/// f, the rate at the end.
const FLOOR: Parameter = Parameter::new(
    "floor",
    "f",
    "Floor",
    Kind::NonNegative,
    0.0,
    (0.0, 0.1),
    Scale::Linear,
);

/// A whole number of updates.
const fn updates(
    id: &'static str,
    symbol: &'static str,
    label: &'static str,
    default: f64,
) -> Parameter {
    Parameter::new(
        id,
        symbol,
        label,
        Kind::Count,
        default,
        (1.0, 100_000.0),
        Scale::Log,
    )
    .in_unit("updates")
}
