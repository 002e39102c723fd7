//! Losses: how far a network's outputs are from the targets.
//!
//! Each loss is a file, and a line of [`ALL`].

mod cross_entropy;
mod pass;
mod squared_error;

pub(super) use pass::Batch;
pub use pass::Kernels;

use super::numbers::Numbers;
use crate::core::Error;
use crate::core::dataset::Task;
use crate::core::registry::{self, Entry};

/// Every loss there is.
pub const ALL: &[Entry<Build>] = &[cross_entropy::ENTRY, squared_error::ENTRY];

/// Finds a loss by its id.
///
/// # Errors
/// [`Error::UnknownId`].
pub fn find(id: &str) -> Result<&'static Entry<Build>, Error> {
    registry::find("loss", ALL, id)
}

/// A loss: what each file of this folder implements. Everything is computed for four samples at
/// once; `outputs` has a vector for each output.
pub(super) trait Function: 'static {
    /// Whether the outputs are logits.
    const LOGITS: bool;

    /// The outputs that a task has when none are given.
    fn outputs(task: Task) -> usize;

    /// Refuses a number of outputs that the task does not fit.
    fn check(task: Task, outputs: usize) -> Result<(), Error>;

    /// The mean loss of the best constant answer to `targets`: classes, whose shares are given, or
    /// real numbers of a variance.
    fn baseline(spread: &Spread, outputs: usize) -> f64;

    /// The loss of samples whose outputs and targets are given; `slopes` takes its slope for every
    /// output.
    fn evaluate<N: Numbers>(
        outputs: impl Outputs<N>,
        target: N,
        slopes: &mut impl FnMut(usize, N),
    ) -> N;

    /// 1 where the class that the outputs stand for is the target, else 0.
    fn is_right<N: Numbers>(outputs: impl Outputs<N>, target: N, classes: usize) -> N;
}

/// How targets are spread.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spread {
    /// The share of each class; empty where there are none.
    shares: Vec<f64>,
    /// Their variance, as numbers.
    variance: f64,
}

impl Spread {
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )]
    fn of(task: Task, targets: impl Iterator<Item = f64> + Clone) -> Self {
        let mut shares = vec![0.0; task.classes().unwrap_or(0)];
        let count = targets.clone().count().max(1) as f64;
        let mean = targets.clone().sum::<f64>() / count;
        let mut variance = 0.0;
        for target in targets {
            variance += (target - mean).powi(2) / count;
            if let Some(share) = shares.get_mut(target as usize) {
                *share += 1.0 / count;
            }
        }
        Self { shares, variance }
    }
}

/// What a network puts out for several samples.
pub(super) trait Outputs<N: Numbers>: Copy {
    /// How many outputs there are.
    fn count(self) -> usize;

    /// One of them.
    fn at(self, output: usize) -> N;

    /// The number of the largest; the first of them where several are equal.
    #[inline(always)]
    fn largest(self) -> N {
        let (mut most, mut class) = (self.at(0), N::zero());
        for k in 1..self.count() {
            let output = self.at(k);
            class = output.choose_above(most, number(k), class);
            most = output.choose_above(most, output, most);
        }
        class
    }
}

/// The number of a class, as targets are written.
#[inline(always)]
#[allow(clippy::cast_precision_loss)]
fn number<N: Numbers>(class: usize) -> N {
    N::constant(class as f64)
}

/// A loss at work, in either precision.
#[derive(Debug)]
pub struct Build {
    /// In single precision, fast, for training.
    pub(super) single: Kernels<f32>,
    /// In double precision, exact, for checks.
    pub(super) double: Kernels<f64>,
    outputs: fn(Task) -> usize,
    check: fn(Task, usize) -> Result<(), Error>,
    baseline: fn(&Spread, usize) -> f64,
    /// Whether the outputs are logits, whose softmax is a probability.
    pub(in crate::core) has_logits: bool,
}

impl Build {
    /// The outputs a network for a task has when nothing else is said.
    #[must_use]
    pub fn outputs(&self, task: Task) -> usize {
        (self.outputs)(task)
    }

    /// Refuses a number of outputs that does not fit the task.
    ///
    /// # Errors
    /// [`Error::OutOfRange`], which says what does fit.
    pub fn check(&self, task: Task, outputs: usize) -> Result<(), Error> {
        (self.check)(task, outputs)
    }

    /// The mean loss of a network with so many outputs that gives every sample the same answer, the
    /// best there is. What has learnt nothing of its inputs can do no better.
    #[must_use]
    pub fn baseline(
        &self,
        task: Task,
        outputs: usize,
        targets: impl Iterator<Item = f64> + Clone,
    ) -> f64 {
        (self.baseline)(&Spread::of(task, targets), outputs)
    }
}

/// What an entry's `build` is, for a loss.
const fn build<F: Function>() -> Build {
    Build {
        single: pass::kernels::<F, f32>(),
        double: pass::kernels::<F, f64>(),
        outputs: F::outputs,
        check: F::check,
        baseline: F::baseline,
        has_logits: F::LOGITS,
    }
}
