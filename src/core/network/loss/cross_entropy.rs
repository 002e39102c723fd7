//! Cross entropy, on logits.

use super::{Build, Function, Outputs, Spread, build, number};
use crate::core::Error;
use crate::core::dataset::Task;
use crate::core::network::numbers::Numbers;
use crate::core::registry::Entry;

/// Cross entropy: the negative logarithm of the probability given to the right class.
///
/// # Formula
/// ```text
/// one output:   L = ln(1 + eᵐ), m = (1 − 2t) z     p(1) = 1/(1 + e⁻ᶻ)
/// k outputs:    L = ln Σⱼ e^{zⱼ} − z_t             p(j) = e^{zⱼ} / Σᵢ e^{zᵢ}
/// ```
/// with z the outputs (logits) and t the number of the class. Both are computed so that neither a
/// large logit overflows nor a small loss vanishes.
/// # Errors
/// [`Error::OutOfRange`] unless the targets are classes, two for one output, at most k for k.
/// # Reference
/// `torch.nn.BCEWithLogitsLoss` and `torch.nn.CrossEntropyLoss`.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "cross_entropy",
    label: "Cross entropy",
    summary: "The negative logarithm of the probability given to the right class.",
    formula: "one output: L = ln(1 + e^{(1−2t)z}); k outputs: L = ln Σⱼ e^{zⱼ} − z_t",
    reference: "torch.nn.BCEWithLogitsLoss and torch.nn.CrossEntropyLoss",
    parameters: &[],
    build: build::<CrossEntropy>(),
};

struct CrossEntropy;

impl Function for CrossEntropy {
    const LOGITS: bool = true;

    fn outputs(task: Task) -> usize {
        match task {
            Task::Classes(classes) if classes > 2 => classes,
            _ => 1,
        }
    }

    fn check(task: Task, outputs: usize) -> Result<(), Error> {
        match task.classes() {
            None => Err(Error::out_of_range(
                "loss",
                "cross_entropy",
                "be squared_error where the targets are not all classes: whole numbers from 0 to 127",
            )),
            Some(classes) if classes > outputs.max(2) => Err(Error::out_of_range(
                "outputs",
                outputs,
                format!("be at least {classes}, the number of classes"),
            )),
            Some(_) => Ok(()),
        }
    }

    /// The entropy of the classes, −Σ p ln p.
    fn baseline(spread: &Spread, _: usize) -> f64 {
        let shares = spread.shares.iter().filter(|&&share| share > 0.0);
        shares.map(|share| -share * share.ln()).sum()
    }

    #[inline(always)]
    fn evaluate<N: Numbers>(
        outputs: impl Outputs<N>,
        target: N,
        slopes: &mut impl FnMut(usize, N),
    ) -> N {
        if outputs.count() == 1 {
            binary(outputs.at(0), target, slopes)
        } else {
            softmax(outputs, target, slopes)
        }
    }

    #[inline(always)]
    fn is_right<N: Numbers>(outputs: impl Outputs<N>, target: N, _: usize) -> N {
        let (zero, one) = (N::zero(), N::constant(1.0));
        let class = if outputs.count() == 1 {
            outputs.at(0).choose_above(zero, one, zero)
        } else {
            outputs.largest()
        };
        class.choose_equal(target, one, zero)
    }
}

/// ln(1 + eᵐ) = max(0, m) + ln(1 + e^{−|m|}), and its slope, the probability of the wrong class
/// with the sign of the mistake.
#[inline(always)]
fn binary<N: Numbers>(z: N, target: N, slopes: &mut impl FnMut(usize, N)) -> N {
    let (one, half) = (N::constant(1.0), N::constant(0.5));
    let sign = one - target - target;
    let margin = sign * z;
    let size = margin.abs();
    let small = (N::zero() - size).exp();
    let wrong = margin.choose_above(N::zero(), one, small) / (one + small);
    slopes(0, sign * wrong);
    half * (margin + size) + small.ln_1p_of_share()
}

/// With m the largest logit, (m − z_t) + ln Σ e^{zⱼ−m}. The sum over the other classes is kept
/// apart from the right one's term, so that the loss and the slope stay exact as both go to 0.
#[inline(always)]
fn softmax<N: Numbers>(
    outputs: impl Outputs<N>,
    target: N,
    slopes: &mut impl FnMut(usize, N),
) -> N {
    let (zero, one) = (N::zero(), N::constant(1.0));
    let mut largest = outputs.at(0);
    for k in 1..outputs.count() {
        let z = outputs.at(k);
        largest = z.choose_above(largest, z, largest);
    }
    let (mut others, mut right, mut right_logit) = (zero, zero, zero);
    for k in 0..outputs.count() {
        let (z, class) = (outputs.at(k), number(k));
        let term = (z - largest).exp();
        others += target.choose_equal(class, zero, term);
        right += target.choose_equal(class, term, zero);
        right_logit += target.choose_equal(class, z, zero);
    }
    let share = one / (others + right);
    for k in 0..outputs.count() {
        let term = (outputs.at(k) - largest).exp();
        let slope = target.choose_equal(number(k), zero - others, term);
        slopes(k, slope * share);
    }
    (largest - right_logit) + (others + (right - one)).ln_1p()
}
