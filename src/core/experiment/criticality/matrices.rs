//! How many of all critical points are minima, in so many dimensions.

use super::check_count;
use crate::core::Error;
use crate::core::analysis::ensemble;
use crate::core::analysis::proportion::Proportion;
use crate::core::random::{Random, Seed, stream};
use crate::core::tree::Fields;

/// Matrices of one slice of work.
const SLICE: usize = 4_096;
/// Eigenvalues that the histogram is made of, about.
const EIGENVALUES: usize = 20_000;
/// Bars of the histogram on each side of 0.
const HALF_BINS: usize = 24;
/// The histogram ends so many radii from 0.
const REACH: f64 = 1.2;

/// Random symmetric matrices of the Gaussian orthogonal ensemble.
#[derive(Debug, Clone, PartialEq)]
pub struct MatricesConfig {
    /// Matrices drawn, 1 to 10⁹.
    pub draws: usize,
    /// The largest number of dimensions whose share is counted, 3 to 12.
    pub largest: usize,
    /// The number of dimensions of the matrices whose eigenvalues make the histogram, 1 to 100.
    pub size: usize,
    /// What the matrices are drawn from.
    pub seed: Seed,
}

impl Default for MatricesConfig {
    fn default() -> Self {
        Self {
            draws: 4_000_000,
            largest: 7,
            size: 40,
            seed: Seed::default(),
        }
    }
}

impl MatricesConfig {
    pub(super) fn read(mut fields: Fields) -> Result<Self, Error> {
        let usual = Self::default();
        let config = Self {
            draws: fields.optional("draws")?.unwrap_or(usual.draws),
            largest: fields.optional("largest")?.unwrap_or(usual.largest),
            size: fields.optional("size")?.unwrap_or(usual.size),
            seed: fields.or_default("seed")?,
        };
        fields.finish()?;
        Ok(config)
    }
}

/// The share of matrices with only positive eigenvalues, counted; and a histogram of eigenvalues.
pub struct Matrices {
    config: MatricesConfig,
    blocks: Random,
    spectra: Random,
    /// How many matrices have positive eigenvalues up to exactly so many dimensions.
    counts: Vec<u64>,
    drawn: usize,
    factor: Vec<f64>,
    bins: Vec<u64>,
    binned: usize,
}

impl Matrices {
    pub(super) fn new(config: MatricesConfig) -> Result<Self, Error> {
        check_count("draws", config.draws, [1, 1_000_000_000])?;
        check_count("largest", config.largest, [3, 12])?;
        check_count("size", config.size, [1, 100])?;
        Ok(Self {
            blocks: Random::new(config.seed, stream::MATRICES),
            spectra: Random::new(config.seed, stream::SPECTRA),
            counts: vec![0; config.largest + 1],
            drawn: 0,
            factor: Vec::new(),
            bins: vec![0; 2 * HALF_BINS],
            binned: 0,
            config,
        })
    }

    pub(super) fn work(&mut self) {
        if self.binned < EIGENVALUES {
            for value in ensemble::eigenvalues(&mut self.spectra, self.config.size) {
                self.bin(value);
            }
            return;
        }
        let count = SLICE.min(self.config.draws - self.drawn);
        for _ in 0..count {
            let blocks =
                ensemble::positive_blocks(&mut self.blocks, self.config.largest, &mut self.factor);
            if let Some(count) = self.counts.get_mut(blocks) {
                *count += 1;
            }
        }
        self.drawn += count;
    }

    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )]
    fn bin(&mut self, value: f64) {
        self.binned += 1;
        let place = ((value / REACH + 1.0) * HALF_BINS as f64).floor();
        if place >= 0.0
            && let Some(bin) = self.bins.get_mut(place as usize)
        {
            *bin += 1;
        }
    }

    #[allow(clippy::cast_precision_loss)]
    pub(super) fn progress(&self) -> f64 {
        let binned = self.binned.min(EIGENVALUES) as f64 / EIGENVALUES as f64;
        let drawn = self.drawn as f64 / self.config.draws as f64;
        (binned + 9.0 * drawn) / 10.0
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &MatricesConfig {
        &self.config
    }

    /// How many of the n×n matrices so far have only positive eigenvalues. Each matrix drawn holds
    /// one of every smaller size as its leading block, so that all sizes are counted at once.
    #[must_use]
    pub fn positive(&self, n: usize) -> Proportion {
        Proportion {
            hits: self.counts.iter().skip(n).sum(),
            tries: self.drawn as u64,
        }
    }

    /// The density of eigenvalues in units of the semicircle's radius: bars of equal width from the
    /// first number of [`Self::range`] to the second.
    #[allow(clippy::cast_precision_loss)]
    pub fn histogram(&self) -> impl ExactSizeIterator<Item = f64> {
        let width = REACH / HALF_BINS as f64;
        let all = self.binned.max(1) as f64 * width;
        self.bins.iter().map(move |&bin| bin as f64 / all)
    }

    /// Where the histogram begins and ends.
    #[must_use]
    pub fn range(&self) -> [f64; 2] {
        [-REACH, REACH]
    }
}
