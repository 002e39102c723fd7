//! What the outputs of a network mean.

use crate::core::number::significant;

/// What the outputs of a network mean, by its loss and their number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Answer {
    /// One output z: class 1 has the probability 1/(1 + e⁻ᶻ), class 0 the rest.
    Logit,
    /// An output for each of so many classes, whose probabilities are the softmax.
    Logits(usize),
    /// The target itself, which lies in a range.
    Value {
        /// The lowest target.
        low: f64,
        /// The highest.
        high: f64,
    },
    /// An output for each of so many classes, 1 for the right one and 0 for the others.
    Scores(usize),
}

impl Answer {
    /// The most likely class and how sure the answer is, from 0 (no surer than chance) to 1; where
    /// there are no classes, 0 or 1 for the lower or the higher half of the range and the distance
    /// from its middle.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn read(self, outputs: &[f32]) -> (usize, f64) {
        let first = f64::from(outputs.first().copied().unwrap_or(f32::NAN));
        let sides = |above_middle: f64| (usize::from(above_middle > 0.0), above_middle.abs());
        match self {
            // 2p − 1 = tanh(z/2)
            Self::Logit => sides((first / 2.0).tanh()),
            Self::Value { low, high } => {
                let half = ((high - low) / 2.0).max(f64::MIN_POSITIVE);
                sides((first - (low + high) / 2.0) / half)
            }
            Self::Logits(classes) => {
                let (class, most) = largest(outputs);
                let sum: f64 = outputs.iter().map(|&z| (f64::from(z) - most).exp()).sum();
                (class, above_chance(1.0 / sum, classes))
            }
            Self::Scores(classes) => {
                let (class, most) = largest(outputs);
                let positive = outputs.iter().map(|&score| f64::from(score).max(0.0));
                let sum: f64 = positive.sum();
                let share = if sum > 0.0 { most.max(0.0) / sum } else { 0.0 };
                (class, above_chance(share, classes))
            }
        }
    }

    /// The answer in words: the probability of a class, or the value.
    #[must_use]
    pub fn describe(self, outputs: &[f32]) -> String {
        let first = f64::from(outputs.first().copied().unwrap_or(f32::NAN));
        let (class, sure) = self.read(outputs);
        let probability = |share: f64| format!("class {class} with {:.1} %", 100.0 * share);
        match self {
            Self::Logit => probability(0.5 + sure / 2.0),
            Self::Logits(classes) => {
                #[allow(clippy::cast_precision_loss)]
                let chance = 1.0 / classes as f64;
                probability(chance + (1.0 - chance) * sure)
            }
            Self::Value { .. } => format!("answer {}", significant(first).replace('-', "−")),
            Self::Scores(_) => format!("class {class}"),
        }
    }
}

/// From 0 at the share that chance gives to 1 at certainty.
#[allow(clippy::cast_precision_loss)]
fn above_chance(share: f64, classes: usize) -> f64 {
    let chance = 1.0 / classes.max(2) as f64;
    ((share - chance) / (1.0 - chance)).max(0.0)
}

/// The place of the largest output, the first of equals, and its value.
fn largest(outputs: &[f32]) -> (usize, f64) {
    let mut best = (0, f64::NEG_INFINITY);
    for (class, &output) in outputs.iter().enumerate() {
        if f64::from(output) > best.1 {
            best = (class, f64::from(output));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_are_those_of_the_logits() {
        let (class, sure) = Answer::Logit.read(&[3.0_f32.ln()]);
        assert_eq!(class, 1);
        assert!((sure - 0.5).abs() < 1e-6, "3 to 1 is 0.75: {sure}");
        assert_eq!(
            Answer::Logit.describe(&[-(3.0_f32.ln())]),
            "class 0 with 75.0 %"
        );
        let (class, sure) = Answer::Logits(3).read(&[0.0, 2.0_f32.ln(), 0.0]);
        assert_eq!(class, 1);
        assert!((sure - 0.25).abs() < 1e-6, "a half of three: {sure}");
        assert_eq!(Answer::Logits(3).read(&[1.0; 3]).1, 0.0);
        assert_eq!(Answer::Logits(2).read(&[-1e4, 1e4]), (1, 1.0));
    }

    #[test]
    fn values_are_read_against_their_range() {
        let answer = Answer::Value {
            low: -1.0,
            high: 3.0,
        };
        assert_eq!(answer.read(&[2.0]), (1, 0.5));
        assert_eq!(answer.read(&[-1.0]), (0, 1.0));
        assert_eq!(answer.describe(&[-0.25]), "answer −0.25");
        let constant = Answer::Value {
            low: 1.0,
            high: 1.0,
        };
        assert_eq!(constant.read(&[1.0]).1, 0.0);
        assert_eq!(Answer::Scores(4).read(&[0.0, 0.9, 0.1, -3.0]).0, 1);
    }
}
