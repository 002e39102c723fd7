//! Which samples each update takes its gradient from.

use std::ops::Range;

use super::run_config::Batch;
use crate::core::network::Places;
use crate::core::random::{Random, Seed, stream};

/// The batches of a run, one after another: every sample once an epoch, in an order shuffled anew
/// each epoch; the last batch of an epoch is what is left. Where a batch takes all samples they keep
/// their order.
#[derive(Debug, Clone)]
pub(super) struct Batches {
    seed: Seed,
    samples: usize,
    size: usize,
    /// The order of the samples in the present epoch; empty where a batch takes all of them.
    order: Vec<u32>,
    epoch: u64,
    /// Samples of the epoch already used.
    position: usize,
}

impl Batches {
    /// The batches of so many samples, at the first. A batch larger than the samples takes all.
    pub(super) fn new(seed: Seed, samples: usize, batch: Batch) -> Self {
        let mut batches = Self {
            seed,
            samples,
            size: match batch {
                Batch::All => samples,
                Batch::Size(size) => size.min(samples),
            },
            order: Vec::new(),
            epoch: 0,
            position: 0,
        };
        batches.shuffle();
        batches
    }

    /// Goes back to the first batch.
    pub(super) fn reset(&mut self) {
        self.epoch = 0;
        self.position = 0;
        self.shuffle();
    }

    /// Puts the samples into the order of the present epoch, which depends on the seed and the
    /// number of the epoch alone: it is the same for every run and every size of batch.
    fn shuffle(&mut self) {
        if self.takes_all() {
            return;
        }
        self.order.clear();
        #[allow(clippy::cast_possible_truncation)] // there are at most 50,000
        self.order.extend(0..self.samples as u32);
        let stream = stream::EPOCHS + self.epoch;
        Random::new(self.seed, stream).shuffle(&mut self.order);
    }

    /// Whether each batch takes all samples.
    pub(super) fn takes_all(&self) -> bool {
        self.size == self.samples
    }

    /// Samples of a batch that is not an epoch's last.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// Samples of an epoch.
    pub(super) fn samples(&self) -> usize {
        self.samples
    }

    /// Samples of the present batch.
    pub(super) fn present(&self) -> usize {
        self.size.min(self.samples - self.position)
    }

    /// The places of a part of the present batch.
    pub(super) fn places(&self, part: Range<usize>) -> Places<'_> {
        let part = self.position + part.start..self.position + part.end;
        if self.takes_all() {
            Places::Range(part)
        } else {
            Places::List(&self.order[part])
        }
    }

    /// Goes on to the next batch.
    pub(super) fn advance(&mut self) {
        self.position += self.present();
        if self.position == self.samples {
            self.position = 0;
            self.epoch += 1;
            self.shuffle();
        }
    }

    /// Batches of an epoch.
    pub(super) fn per_epoch(&self) -> u64 {
        self.samples.div_ceil(self.size) as u64
    }

    /// Samples that so many batches hold, a sample again in every epoch.
    pub(super) fn samples_after(&self, batches: u64) -> u64 {
        let epochs = batches / self.per_epoch();
        let rest = batches % self.per_epoch() * self.size as u64;
        epochs * self.samples as u64 + rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places of so many batches.
    fn batches(seed: f64, batch: Batch, count: usize) -> Vec<Vec<u32>> {
        let mut batches = Batches::new(seed.try_into().unwrap(), 10, batch);
        let mut next = || {
            let places = match batches.places(0..batches.present()) {
                Places::Range(range) => range.map(|place| place as u32).collect(),
                Places::List(list) => list.to_vec(),
            };
            batches.advance();
            places
        };
        (0..count).map(|_| next()).collect()
    }

    #[test]
    fn an_epoch_takes_every_sample_once_and_the_last_batch_is_the_rest() {
        let found = batches(3.0, Batch::Size(4), 6);
        let sizes: Vec<_> = found.iter().map(Vec::len).collect();
        assert_eq!(sizes, [4, 4, 2, 4, 4, 2]);
        for epoch in found.chunks(3) {
            let mut all = epoch.concat();
            all.sort_unstable();
            assert_eq!(all, (0..10).collect::<Vec<_>>());
        }
        assert_ne!(found[0], found[3], "each epoch has its own order");
    }

    #[test]
    fn the_order_depends_on_the_seed_and_not_on_the_size() {
        let order = |seed, size, count| batches(seed, Batch::Size(size), count).concat();
        assert_eq!(order(3.0, 4, 6), order(3.0, 1, 20));
        assert_ne!(order(3.0, 4, 3), order(4.0, 4, 3));
    }

    #[test]
    fn a_batch_of_all_keeps_their_order() {
        let all: Vec<u32> = (0..10).collect();
        for batch in [Batch::All, Batch::Size(10), Batch::Size(11)] {
            assert_eq!(batches(3.0, batch, 2), [all.clone(), all.clone()]);
        }
    }

    #[test]
    fn samples_are_counted_over_epochs() {
        let batches = Batches::new(Seed::default(), 10, Batch::Size(4));
        assert_eq!(batches.per_epoch(), 3);
        let counts: Vec<_> = (0..5).map(|n| batches.samples_after(n)).collect();
        assert_eq!(counts, [0, 4, 8, 10, 14]);
    }
}
