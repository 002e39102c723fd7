//! Squared error.

use super::{Build, Function, Outputs, Spread, build, number};
use crate::core::Error;
use crate::core::dataset::Task;
use crate::core::network::numbers::Numbers;
use crate::core::registry::Entry;

/// Squared error: the mean of the squared differences.
///
/// # Formula
/// ```text
/// one output:   L = (z − t)²
/// k outputs:    L = 1/k Σⱼ (zⱼ − [t = j])²
/// ```
/// With one output a class is its number; with k outputs it is the output that should be 1.
/// # Errors
/// [`Error::OutOfRange`] unless there is one output, or an output for each class.
/// # Reference
/// `torch.nn.MSELoss`
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "squared_error",
    label: "Squared error",
    summary: "The mean of the squared differences between outputs and targets.",
    formula: "one output: L = (z − t)²; k outputs: L = 1/k Σⱼ (zⱼ − [t = j])²",
    reference: "torch.nn.MSELoss",
    parameters: &[],
    build: build::<SquaredError>(),
};

struct SquaredError;

impl Function for SquaredError {
    const LOGITS: bool = false;

    fn outputs(task: Task) -> usize {
        match task {
            Task::Classes(classes) if classes > 2 => classes,
            _ => 1,
        }
    }

    fn check(task: Task, outputs: usize) -> Result<(), Error> {
        match task {
            _ if outputs == 1 => Ok(()),
            Task::Classes(classes) if classes <= outputs => Ok(()),
            Task::Classes(classes) => Err(Error::out_of_range(
                "outputs",
                outputs,
                format!("be 1, or at least {classes}, the number of classes"),
            )),
            Task::Regression => Err(Error::out_of_range(
                "outputs",
                outputs,
                "be 1 for targets that are not classes",
            )),
        }
    }

    /// The variance: of the targets for one output, else of each output's 0 or 1.
    #[allow(clippy::cast_precision_loss)]
    fn baseline(spread: &Spread, outputs: usize) -> f64 {
        if outputs == 1 {
            spread.variance
        } else {
            let variances = spread.shares.iter().map(|share| share * (1.0 - share));
            variances.sum::<f64>() / outputs as f64
        }
    }

    #[inline(always)]
    #[allow(clippy::cast_precision_loss)]
    fn evaluate<N: Numbers>(
        outputs: impl Outputs<N>,
        target: N,
        slopes: &mut impl FnMut(usize, N),
    ) -> N {
        let count = outputs.count();
        let share = N::constant(1.0 / count as f64);
        let mut sum = N::zero();
        for k in 0..count {
            let wanted = if count == 1 {
                target
            } else {
                target.choose_equal(number(k), N::constant(1.0), N::zero())
            };
            let difference = outputs.at(k) - wanted;
            slopes(k, (difference + difference) * share);
            sum += difference * difference;
        }
        sum * share
    }

    #[inline(always)]
    fn is_right<N: Numbers>(outputs: impl Outputs<N>, target: N, classes: usize) -> N {
        let (zero, one) = (N::zero(), N::constant(1.0));
        let class = if outputs.count() == 1 {
            let last = number(classes.saturating_sub(1));
            let nearest = outputs.at(0).round();
            let nearest = nearest.choose_above(last, last, nearest);
            zero.choose_above(nearest, zero, nearest)
        } else {
            outputs.largest()
        };
        class.choose_equal(target, one, zero)
    }
}
