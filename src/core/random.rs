//! Random numbers, always from an explicit seed and equal on every machine.

use rand::seq::SliceRandom;
use rand::{Rng, RngExt, SeedableRng};
use rand_distr::StandardNormal;
use rand_pcg::Pcg64Mcg;
use serde::Serialize;

use super::Error;
use super::tree::{Read, Tree};

/// A seed: a whole number from 0 to 2⁵³ − 1, which JavaScript holds exactly.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(into = "f64")]
pub struct Seed(u64);

impl Seed {
    /// The largest seed.
    pub const MAX: u64 = (1 << 53) - 1;

    /// The seed as a number.
    #[must_use]
    pub fn get(self) -> u64 {
        self.0
    }
}

impl TryFrom<f64> for Seed {
    type Error = Error;

    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss
    )]
    fn try_from(value: f64) -> Result<Self, Error> {
        if value.fract() == 0.0 && (0.0..=Self::MAX as f64).contains(&value) {
            Ok(Self(value as u64))
        } else {
            Err(Error::out_of_range(
                "seed",
                value,
                format!("be a whole number from 0 to {}", Self::MAX),
            ))
        }
    }
}

impl Read for Seed {
    fn read(tree: Tree) -> Result<Self, Error> {
        match tree {
            Tree::Number(x) if Self::try_from(x).is_ok() => Self::try_from(x),
            other => Err(other.is_not(&format!("a whole number from 0 to {}", Self::MAX))),
        }
    }
}

impl From<Seed> for f64 {
    #[allow(clippy::cast_precision_loss)]
    fn from(seed: Seed) -> Self {
        seed.0 as Self
    }
}

/// What the streams of a seed are used for, so that no two uses share one.
pub mod stream {
    /// The gaussian added to the gradient of a surface.
    pub const NOISE: u64 = 0;
    /// Where the points of a dataset lie.
    pub const DATA: u64 = 1;
    /// Which samples train and which test.
    pub const SPLIT: u64 = 2;
    /// The first weights of a network.
    pub const WEIGHTS: u64 = 3;
    /// Which samples a probe of the gradient noise draws.
    pub const PROBE: u64 = 4;
    /// Which matrices the shares of positive ones are counted over.
    pub const MATRICES: u64 = 5;
    /// Which matrices the histogram of eigenvalues is made of.
    pub const SPECTRA: u64 = 6;
    /// Where the many starts of a surface lie.
    pub const STARTS: u64 = 7;
    /// What is random in a series of numbers.
    pub const SERIES: u64 = 8;
    /// The directions of a plane through a network's parameters.
    pub const DIRECTIONS: u64 = 9;
    /// How far the starts of a race over many seeds lie from its own.
    pub const SCATTER: u64 = 10;
    /// The order of the samples in the first epoch; the next epoch's is one further, and so on.
    pub const EPOCHS: u64 = 1 << 32;
    /// The gaussians added to the gradients of the first block of particles; the next block's is one
    /// further, and so on.
    pub const PARTICLES: u64 = 1 << 48;
}

/// A stream of random numbers: PCG (O'Neill 2014), the 128-bit multiplicative member.
#[derive(Debug, Clone, PartialEq)]
pub struct Random(Pcg64Mcg);

impl Random {
    /// The stream numbered `stream` of a seed. Streams of one seed are independent, so that one
    /// use of chance (noise, say) does not shift another (the order of the batches).
    #[must_use]
    pub fn new(seed: Seed, stream: u64) -> Self {
        // Both words pass through the generator's own seed mixing, so neighbours do not resemble
        // each other.
        Self(Pcg64Mcg::seed_from_u64(
            seed.0 ^ stream.wrapping_mul(0x9E37_79B9_7F4A_7C15),
        ))
    }

    /// A draw from the normal distribution with mean 0 and standard deviation 1.
    pub fn normal(&mut self) -> f64 {
        self.0.sample(StandardNormal)
    }

    /// A draw from the uniform distribution on [0, 1).
    pub fn uniform(&mut self) -> f64 {
        self.0.random()
    }

    /// A whole number below `bound`, all equally likely; 0 when `bound` is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        if bound == 0 {
            0
        } else {
            self.0.random_range(0..bound)
        }
    }

    /// Puts a slice into a random order, all orders equally likely.
    pub fn shuffle<T>(&mut self, values: &mut [T]) {
        values.shuffle(&mut self.0);
    }

    /// The next 64 bits, for whatever wants a plain generator.
    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_are_checked() {
        for bad in [-1.0, 0.5, f64::NAN, f64::INFINITY, 9_007_199_254_740_992.0] {
            assert!(Seed::try_from(bad).is_err(), "{bad}");
        }
        assert_eq!(
            Seed::try_from(9_007_199_254_740_991.0).unwrap().get(),
            Seed::MAX
        );
    }

    #[test]
    fn a_stream_repeats_and_streams_differ() {
        let draws = |stream| {
            let mut random = Random::new(Seed::default(), stream);
            [random.normal(), random.normal(), random.uniform()]
        };
        assert_eq!(draws(0), draws(0));
        assert_ne!(draws(0), draws(1));
    }

    /// The generator's promise is that these never change: a link made today shows the same run
    /// for ever.
    #[test]
    fn the_stream_is_pinned() {
        let mut random = Random::new(Seed::default(), 0);
        let first: Vec<u64> = (0..3).map(|_| random.bits()).collect();
        assert_eq!(first, PINNED);
    }
    const PINNED: [u64; 3] = [
        6_198_063_878_555_692_194,
        15_457_584_781_082_106_573,
        6_494_991_894_978_360_344,
    ];

    #[test]
    fn normal_draws_have_mean_0_and_variance_1() {
        let mut random = Random::new(Seed::default(), 3);
        let draws: Vec<f64> = (0..100_000).map(|_| random.normal()).collect();
        let mean = draws.iter().sum::<f64>() / 1e5;
        let variance = draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 1e5;
        assert!(
            mean.abs() < 0.02 && (variance - 1.0).abs() < 0.02,
            "{mean} {variance}"
        );
    }

    #[test]
    fn shuffling_keeps_every_value() {
        let mut values: Vec<usize> = (0..1000).collect();
        Random::new(Seed::default(), 0).shuffle(&mut values);
        assert_ne!(values, (0..1000).collect::<Vec<_>>());
        values.sort_unstable();
        assert_eq!(values, (0..1000).collect::<Vec<_>>());
    }

    /// The order of a link's batches must not change either.
    #[test]
    fn the_order_of_a_shuffle_is_pinned() {
        let mut values: Vec<u32> = (0..10).collect();
        Random::new(Seed::default(), 0).shuffle(&mut values);
        assert_eq!(values, [3, 5, 9, 0, 8, 2, 7, 4, 6, 1]);
    }
}
