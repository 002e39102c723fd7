//! Update rules: how a gradient and a memory of past gradients become the next parameters.
//!
//! Each rule is a file, and a line of [`ALL`]. All of them work element by element on flat slices,
//! in `f32` or `f64`; the learning rate is an argument of every step, so that a
//! [schedule](super::schedule) stays a pure function of its own.
//!
//! The formula of an entry is more than a text: the [`Ledger`] carries it out beside the rule, and a
//! test holds the two together. It writes g for the gradient, w for the parameters, v for an average
//! of gradients, s for one of their squares, a hat for a corrected bias, and η for the effective
//! rate of each parameter, where that is not α itself.
//!
//! ```
//! use downhill::core::{optimizer, registry::Setting};
//!
//! let entry = optimizer::find("momentum")?;
//! let values = entry.values([("beta", Setting::Number(0.8))])?;
//! let mut momentum = (entry.build.double)(&values);
//! let mut parameters = [1.0, -2.0];
//! momentum.step(0.1, &mut parameters, &[0.5, -1.0])?;
//! assert_eq!(parameters, [0.99, -1.98]);
//! # Ok::<(), downhill::core::Error>(())
//! ```

mod hyperparameters;
mod ledger;
mod notation;
mod rule;

mod adadelta;
mod adagrad;
mod adam;
mod adamax;
mod adamw;
mod amsgrad;
mod heavy_ball;
mod lion;
mod momentum;
mod nadam;
mod nesterov;
mod radam;
mod rmsprop;
mod sgd;

pub use ledger::{Alternative, Ledger, Moment, Summary, update_work};
pub use notation::{Line, Term};

use super::Error;
use super::registry::{self, Entry, Values};
use super::scalar::Scalar;

/// Every optimizer there is.
pub const ALL: &[Entry<Build>] = &[
    sgd::ENTRY,
    momentum::ENTRY,
    heavy_ball::ENTRY,
    nesterov::ENTRY,
    adagrad::ENTRY,
    adadelta::ENTRY,
    rmsprop::ENTRY,
    adam::ENTRY,
    adamw::ENTRY,
    amsgrad::ENTRY,
    adamax::ENTRY,
    nadam::ENTRY,
    radam::ENTRY,
    lion::ENTRY,
];

/// Finds an optimizer by its id.
///
/// # Errors
/// [`Error::UnknownId`].
pub fn find(id: &str) -> Result<&'static Entry<Build>, Error> {
    registry::find("optimizer", ALL, id)
}

/// Makes an optimizer, in either precision.
#[derive(Debug)]
pub struct Build {
    /// In single precision, for networks.
    pub single: fn(&Values) -> Box<dyn Optimizer<f32>>,
    /// In double precision, for surfaces and for checks.
    pub double: fn(&Values) -> Box<dyn Optimizer<f64>>,
}

/// An optimizer at work: a rule and the memory it keeps.
pub trait Optimizer<S: Scalar>: Send {
    /// One update of `parameters`, in place.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless the learning rate is finite and at least 0, and both slices
    /// have one length, the same at every step; nothing is changed then.
    fn step(
        &mut self,
        learning_rate: f64,
        parameters: &mut [S],
        gradients: &[S],
    ) -> Result<(), Error>;

    /// Updates made since the start or the last reset.
    fn steps(&self) -> u64;

    /// What it remembers: each moment's name and its value per parameter (empty before the first
    /// step).
    fn moments(&self) -> Vec<(&'static str, &[S])>;

    /// What it remembers beside, one number for all parameters, by its name in the formula.
    fn shared(&self) -> Option<(&'static str, f64)>;

    /// Forgets everything but the hyperparameters.
    fn reset(&mut self);

    /// The learning rate above which it diverges on a quadratic, where theory knows it.
    fn stability(&self) -> Option<Stability>;

    /// A copy with the same memory.
    fn duplicate(&self) -> Box<dyn Optimizer<S>>;
}

/// The learning rate α above which a rule diverges on a quadratic: `factor`/λ_max, with λ_max the
/// largest eigenvalue of the Hessian.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stability {
    /// The bound, written out: "2(1+β)/λ_max".
    pub formula: &'static str,
    /// The number that is divided by λ_max.
    pub factor: f64,
}
