//! What each file of this folder implements, and the memory that makes an [`Optimizer`] of it.

use super::{Build, Optimizer, Stability};
use crate::core::Error;
use crate::core::registry::{Kind, Setting, Values};
use crate::core::scalar::Scalar;

/// An update rule.
pub(super) trait Rule: Clone + Send + 'static {
    /// The names of its moments, each one value a parameter, all 0 at the start.
    const MOMENTS: &'static [&'static str];

    /// The rule with these hyperparameters.
    fn new(values: &Values) -> Self;

    /// The update numbered `t`, counted from 1. All slices have one length.
    fn step<S: Scalar>(
        &mut self,
        t: u64,
        learning_rate: f64,
        parameters: &mut [S],
        gradients: &[S],
        moments: Moments<'_, S>,
    );

    /// The bound of [`Optimizer::stability`].
    fn stability(&self) -> Option<Stability> {
        None
    }

    /// The number of [`Optimizer::shared`].
    fn shared(&self) -> Option<(&'static str, f64)> {
        None
    }
}

/// The moments of a rule, in the order of [`Rule::MOMENTS`].
pub(super) struct Moments<'a, S> {
    values: &'a mut [S],
    length: usize,
}

impl<'a, S> Moments<'a, S> {
    /// One slice a moment.
    pub(super) fn split<const N: usize>(self) -> [&'a mut [S]; N] {
        // Without the division that chunks begin with: it is felt where there are two parameters.
        let mut rest = self.values;
        std::array::from_fn(|_| {
            let (slice, others) = std::mem::take(&mut rest)
                .split_at_mut_checked(self.length)
                .unwrap_or_default();
            rest = others;
            slice
        })
    }
}

/// What an entry's `build` is, for a rule.
pub(super) const fn build<R: Rule>() -> Build {
    Build {
        single: Stepper::<R, f32>::boxed,
        double: Stepper::<R, f64>::boxed,
    }
}

/// A rule with its memory.
#[derive(Clone)]
struct Stepper<R, S> {
    initial: R,
    rule: R,
    steps: u64,
    /// The number of parameters, from the first step on.
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
        let given = [parameters.len(), gradients.len()];
        let length = if self.steps == 0 {
            given[0]
        } else {
            self.length
        };
        // A few comparisons: a step on a surface is little more work than a call.
        if given != [length; 2] || !Kind::NonNegative.admits(Setting::Number(learning_rate)) {
            check(learning_rate, given, length)?;
        }
        if self.steps == 0 {
            self.length = length;
            self.moments = zeros(length * R::MOMENTS.len());
        }
        self.steps += 1;
        let moments = Moments {
            values: &mut self.moments,
            length,
        };
        self.rule
            .step(self.steps, learning_rate, parameters, gradients, moments);
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

    fn shared(&self) -> Option<(&'static str, f64)> {
        self.rule.shared()
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

/// Says what is wrong with what a step is given. (This and [`zeros`] stand apart from the steps, of
/// which there are many.)
#[cold]
fn check(learning_rate: f64, given: [usize; 2], length: usize) -> Result<(), Error> {
    Kind::NonNegative.check("learning_rate", Setting::Number(learning_rate))?;
    for (name, given) in ["parameters", "gradients"].into_iter().zip(given) {
        if given != length {
            return Err(Error::out_of_range(
                format!("the length of {name}"),
                given,
                format!("be {length}, the number of parameters"),
            ));
        }
    }
    Ok(())
}

#[inline(never)]
fn zeros<S: Scalar>(count: usize) -> Vec<S> {
    vec![S::zero(); count]
}
