//! Update rules: how a gradient and a memory of past gradients become the next parameters.
//!
//! Each rule is a file, and a line of [`ALL`]. All of them work element by element on flat slices,
//! in `f32` or `f64`; the learning rate is an argument of every step, so that a
//! [schedule](super::schedule) stays a pure function of its own.
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

mod adam;
mod momentum;
mod sgd;

use super::Error;
use super::registry::{self, Entry, Kind, Parameter, Scale, Values};
use super::scalar::Scalar;

/// Every optimizer there is.
pub const ALL: &[Entry<Build>] = &[sgd::ENTRY, momentum::ENTRY, adam::ENTRY];

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
    /// [`Error::OutOfRange`] unless both slices have one length, the same at every step; nothing is
    /// changed then.
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

/// An update rule: what each file of this folder implements. [`Optimizer`] is made from it.
trait Rule: Clone + Send + 'static {
    /// The names of its moments, each one value a parameter, all 0 at the start.
    const MOMENTS: &'static [&'static str];

    /// The rule with these hyperparameters.
    fn new(values: &Values) -> Self;

    /// One update. The three slices have one length. What depends on the number of the update
    /// alone (a power of β) the rule keeps in itself.
    fn step<S: Scalar>(
        &mut self,
        learning_rate: f64,
        parameters: &mut [S],
        gradients: &[S],
        moments: Moments<'_, S>,
    );

    /// The bound of [`Optimizer::stability`].
    fn stability(&self) -> Option<Stability> {
        None
    }
}

/// The moments of a rule, in the order of [`Rule::MOMENTS`].
struct Moments<'a, S> {
    values: &'a mut [S],
    length: usize,
}

impl<'a, S> Moments<'a, S> {
    /// One slice a moment.
    fn split<const N: usize>(self) -> [&'a mut [S]; N] {
        let mut slices = self.values.chunks_exact_mut(self.length.max(1));
        std::array::from_fn(|_| slices.next().unwrap_or_default())
    }
}

/// A rule with its memory.
#[derive(Clone)]
struct Stepper<R, S> {
    initial: R,
    rule: R,
    steps: u64,
    length: usize,
    moments: Vec<S>,
}

impl<R: Rule, S: Scalar> Stepper<R, S> {
    fn boxed(values: &Values) -> Box<dyn Optimizer<S>> {
        let rule = R::new(values);
        Box::new(Self {
            initial: rule.clone(),
            rule,
            steps: 0,
            length: 0,
            moments: Vec::new(),
        })
    }
}

impl<R: Rule, S: Scalar> Optimizer<S> for Stepper<R, S> {
    fn step(
        &mut self,
        learning_rate: f64,
        parameters: &mut [S],
        gradients: &[S],
    ) -> Result<(), Error> {
        if self.steps == 0 {
            self.length = parameters.len();
            self.moments.clear();
            self.moments
                .resize(self.length * R::MOMENTS.len(), S::zero());
        }
        for (name, length) in [
            ("parameters", parameters.len()),
            ("gradients", gradients.len()),
        ] {
            if length != self.length {
                return Err(Error::out_of_range(
                    format!("the length of {name}"),
                    length,
                    format!("be {}, the number of parameters", self.length),
                ));
            }
        }
        self.steps += 1;
        let moments = Moments {
            values: &mut self.moments,
            length: self.length,
        };
        self.rule
            .step(learning_rate, parameters, gradients, moments);
        Ok(())
    }

    fn steps(&self) -> u64 {
        self.steps
    }

    fn moments(&self) -> Vec<(&'static str, &[S])> {
        let mut slices = self.moments.chunks_exact(self.length.max(1));
        R::MOMENTS
            .iter()
            .map(|&name| (name, slices.next().unwrap_or_default()))
            .collect()
    }

    fn reset(&mut self) {
        self.rule = self.initial.clone();
        self.steps = 0;
        self.moments.clear();
    }

    fn stability(&self) -> Option<Stability> {
        self.rule.stability()
    }

    fn duplicate(&self) -> Box<dyn Optimizer<S>> {
        Box::new(self.clone())
    }
}

/// What an entry's `build` is, for a rule.
const fn build<R: Rule>() -> Build {
    Build {
        single: Stepper::<R, f32>::boxed,
        double: Stepper::<R, f64>::boxed,
    }
}

/// α, which every rule has, with the default of its reference.
const fn learning_rate(default: f64) -> Parameter {
    Parameter::new(
        "learning_rate",
        "α",
        "Learning rate",
        Kind::Positive,
        default,
        (1e-5, 10.0),
        Scale::Log,
    )
}

/// A weight of the past in an average of gradients.
const fn decay(
    id: &'static str,
    symbol: &'static str,
    label: &'static str,
    default: f64,
) -> Parameter {
    Parameter::new(
        id,
        symbol,
        label,
        Kind::Decay,
        default,
        (0.0, 0.9999),
        Scale::Linear,
    )
}

/// ε, which keeps a division finite.
const fn epsilon(kind: Kind, default: f64) -> Parameter {
    Parameter::new(
        "epsilon",
        "ε",
        "Epsilon",
        kind,
        default,
        (1e-12, 1.0),
        Scale::Log,
    )
}
