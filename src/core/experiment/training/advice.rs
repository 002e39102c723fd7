//! What size of batch to take, from the data at hand.

use super::Training;
use super::ground::Set;
use crate::core::number::grouped;

/// Up to this many samples it is usual to take all of them at once.
const FEW: usize = 2_000;

/// The usual sizes of a batch of more: powers of two from the first to the second.
const USUAL: [usize; 2] = [64, 512];

/// A size of batch, and what it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BatchAdvice {
    /// Samples that train.
    pub samples: usize,
    /// Samples of an update.
    pub batch: usize,
    /// Updates of an epoch.
    pub updates: usize,
    /// Bytes of a batch: inputs and targets, four bytes each.
    pub bytes: usize,
    /// Whether it is what is usually advised.
    pub is_usual: bool,
}

impl Training {
    /// What to say of a run's size of batch; `None` for a run that does not exist.
    #[must_use]
    pub fn batch_advice(&self, run: usize) -> Option<BatchAdvice> {
        let batch = self.runs().get(run)?.batch();
        let samples = self.ground().table(Set::Train).len();
        Some(BatchAdvice::of(
            samples,
            batch,
            self.ground().shape().inputs(),
        ))
    }
}

impl BatchAdvice {
    fn of(samples: usize, batch: usize, inputs: usize) -> Self {
        let usual = (USUAL[0]..=USUAL[1]).contains(&batch) && batch.is_power_of_two();
        Self {
            samples,
            batch,
            updates: samples.div_ceil(batch),
            bytes: batch * (inputs + 1) * size_of::<f32>(),
            is_usual: if samples < FEW {
                batch == samples
            } else {
                usual
            },
        }
    }

    /// The advice and the cost, in two sentences.
    #[must_use]
    pub fn describe(self) -> String {
        let samples = grouped(self.samples as u64);
        let advice = if self.samples < FEW {
            format!(
                "{samples} samples train; with fewer than {}, take all",
                grouped(FEW as u64)
            )
        } else {
            let [least, most] = USUAL;
            format!("{samples} samples train; take a power of two from {least} to {most}")
        };
        let verdict = if self.is_usual { ", as here" } else { "" };
        let updates = if self.updates == 1 {
            "1 update".to_owned()
        } else {
            format!("{} updates", grouped(self.updates as u64))
        };
        format!(
            "{advice}{verdict}. A batch of {} has {} bytes; an epoch is {updates}.",
            grouped(self.batch as u64),
            grouped(self.bytes as u64),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_samples_are_taken_all_and_many_in_powers_of_two() {
        for (samples, batch, is_usual) in [
            (250, 250, true),
            (1_999, 64, false),
            (2_000, 2_000, false),
            (2_000, 64, true),
            (25_000, 512, true),
            (25_000, 100, false),
            (25_000, 32, false),
            (25_000, 1_024, false),
        ] {
            let advice = BatchAdvice::of(samples, batch, 2);
            assert_eq!(advice.is_usual, is_usual, "{samples} {batch}");
        }
    }

    #[test]
    fn the_cost_is_told_with_the_numbers_at_hand() {
        assert_eq!(
            BatchAdvice::of(250, 10, 2).describe(),
            "250 samples train; with fewer than 2,000, take all. A batch of 10 has 120 bytes; an epoch is 25 updates."
        );
        assert_eq!(
            BatchAdvice::of(25_000, 256, 7).describe(),
            "25,000 samples train; take a power of two from 64 to 512, as here. \
             A batch of 256 has 8,192 bytes; an epoch is 98 updates."
        );
    }
}
