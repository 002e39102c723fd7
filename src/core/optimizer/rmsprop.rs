//! RMSprop.

use super::Build;
use super::hyperparameters::{decay, epsilon, epsilon_of, learning_rate};
use super::rule::{Moments, Rule, build};
use crate::core::average::Average;
use crate::core::registry::{Entry, Kind, Values};
use crate::core::scalar::Scalar;

/// RMSprop: each coordinate's gradient divided by the root of the average of its square.
///
/// # Formula
/// ```text
/// s ← β s + (1−β) g²        w ← w − α g / (√s + ε)
/// ```
/// # Conventions
/// ε stands outside the root; s is not corrected for its start at 0, so that the first steps are
/// 1/√(1−β) times as long as later ones. PyTorch calls β α, and its default for it is 0.99.
/// # Reference
/// Tieleman & Hinton 2012, "Neural Networks for Machine Learning", lecture 6e; equals
/// `torch.optim.RMSprop`.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "rmsprop",
    label: "RMSprop",
    summary: "Divides each coordinate by its recent root mean square: steep ones step less, flat ones more.",
    formula: "s ← β s + (1−β) g²; η = α / (√s + ε); w ← w − η g",
    reference: "Tieleman & Hinton 2012, the textbook form; torch.optim.RMSprop",
    parameters: &[
        learning_rate(0.01, (1e-5, 1.0)),
        decay("beta", "β", "Decay", 0.9),
        epsilon(Kind::Positive, 1e-8),
    ],
    build: build::<RmsProp>(),
};

#[derive(Clone)]
struct RmsProp {
    average: Average,
    epsilon: f64,
}

impl Rule for RmsProp {
    const MOMENTS: &'static [&'static str] = &["s"];

    fn new(values: &Values) -> Self {
        Self {
            average: Average::new(values.number("beta")),
            epsilon: values.number("epsilon"),
        }
    }

    fn step<S: Scalar>(
        &mut self,
        _: u64,
        learning_rate: f64,
        parameters: &mut [S],
        gradients: &[S],
        moments: Moments<'_, S>,
    ) {
        let [s] = moments.split();
        let (rate, epsilon) = (S::of(learning_rate), epsilon_of::<S>(self.epsilon));
        let average = self.average.update();
        for ((w, &g), s) in parameters.iter_mut().zip(gradients).zip(s) {
            *s = average(*s, g * g);
            *w = *w - rate * g / (s.sqrt() + epsilon);
        }
    }
}
