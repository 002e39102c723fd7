//! Learning-rate schedules: the rate α(t) after t updates, a pure function of t.
//!
//! Each schedule is a file, and a line of [`ALL`].

mod constant;
mod exponential;

use super::Error;
use super::registry::{self, Entry, Values};

/// Every schedule there is.
pub const ALL: &[Entry<Build>] = &[constant::ENTRY, exponential::ENTRY];

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
    /// The rate for the next update, when `t` have been made, from the run's own `learning_rate`.
    fn rate(&self, learning_rate: f64, t: u64) -> f64;

    /// Whether the rate never changes.
    fn is_constant(&self) -> bool {
        false
    }
}

/// An update number as a real number (exact up to 2⁵³).
#[allow(clippy::cast_precision_loss)]
fn real(t: u64) -> f64 {
    t as f64
}
