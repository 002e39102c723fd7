//! How the gradients of batches scatter around the gradient over all samples.

use nalgebra::{DMatrix, SymmetricEigen};

use super::ground::{Ground, Set};
use crate::core::Error;
use crate::core::network::{Places, TILE};
use crate::core::order::descending;
use crate::core::random::{Random, Seed, stream};

/// The fewest and the most batches of a probe.
const DRAWS: std::ops::RangeInclusive<usize> = 2..=128;

/// The most numbers a probe keeps; a large network is probed with fewer batches.
const MOST_NUMBERS: usize = 4_000_000;

/// A probe of the gradient noise at some parameters, at work: the gradient over all samples first,
/// then that of one batch after another.
#[derive(Debug, Clone)]
pub struct NoiseProbe {
    parameters: Vec<f32>,
    batch: usize,
    draws: usize,
    random: Random,
    order: Vec<u32>,
    position: usize,
    /// The gradient at work, and how many of its samples are done.
    gradient: Vec<f32>,
    done: usize,
    /// The gradient over all samples, once it is known.
    full: Vec<f32>,
    /// Each batch's gradient less the full one.
    deviations: Vec<Vec<f32>>,
    /// The products of each deviation with itself and with those before it.
    products: Vec<Vec<f64>>,
}

/// What a probe found. The plane that the gradients are seen in has the full gradient along its
/// first axis; its second is the direction, at right angles to the first, in which the batch
/// gradients scatter most.
#[derive(Debug, Clone, PartialEq)]
pub struct GradientNoise {
    /// Samples of a batch.
    pub batch: usize,
    /// The full gradient in the plane: its length, and 0.
    pub full: [f64; 2],
    /// The batch gradients in the plane.
    pub gradients: Vec<[f64; 2]>,
    /// The share of the scatter's variance that the plane shows.
    pub shown: f64,
    /// √ of the mean of ‖g − G‖², over batch gradients g around the full gradient G.
    pub scatter: f64,
    /// The noise scale tr Σ/‖G‖², in samples, with Σ the covariance of the gradients of single
    /// samples: batches much smaller than this are mostly noise, much larger ones waste samples.
    /// `None` when the batch is all samples, or the full gradient is 0.
    ///
    /// # Formula
    /// ```text
    /// tr Σ ≈ m · mean ‖g − G‖² · (n−1)/(n−m)
    /// ```
    /// for batches of m drawn without replacement from n.
    /// # Reference
    /// The "simple noise scale" of McCandlish et al. 2018, arXiv:1812.06162, equation 2.9.
    pub noise_scale: Option<f64>,
}

impl NoiseProbe {
    pub(super) fn new(
        parameters: &[f32],
        batch: usize,
        draws: usize,
        seed: Seed,
        ground: &Ground,
    ) -> Result<Self, Error> {
        if !DRAWS.contains(&draws) {
            let allowed = format!("be from {} to {}", DRAWS.start(), DRAWS.end());
            return Err(Error::out_of_range("draws", draws, allowed));
        }
        let samples = ground.table(Set::Train).len();
        let fitting = (MOST_NUMBERS / parameters.len()).max(*DRAWS.start());
        Ok(Self {
            parameters: parameters.to_vec(),
            batch: batch.clamp(1, samples),
            draws: draws.min(fitting),
            random: Random::new(seed, stream::PROBE),
            #[allow(clippy::cast_possible_truncation)] // there are at most 50,000
            order: (0..samples as u32).collect(),
            position: samples,
            gradient: vec![0.0; parameters.len()],
            done: 0,
            full: Vec::new(),
            deviations: Vec::new(),
            products: Vec::new(),
        })
    }

    /// The share of the work that is done.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn progress(&self) -> f64 {
        let samples = self.order.len();
        let before = if self.full.is_empty() { 0 } else { samples };
        let done = before + self.deviations.len() * self.batch + self.done;
        let all = samples + self.draws * self.batch;
        done.min(all) as f64 / all as f64
    }

    /// Whether nothing is left to do.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.deviations.len() == self.draws
    }

    /// Whether it was begun with as many parameters and samples.
    pub(super) fn fits(&self, ground: &Ground) -> bool {
        let sizes = (ground.initial().len(), ground.table(Set::Train).len());
        (self.parameters.len(), self.order.len()) == sizes
    }

    /// Does the next tile of work.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn work(&mut self, ground: &mut Ground) {
        if self.is_done() {
            return;
        }
        let samples = self.order.len();
        let is_full = self.full.is_empty();
        let batch = if is_full { samples } else { self.batch };
        if self.done == 0 {
            self.gradient.fill(0.0);
            if !is_full && self.position + batch > samples {
                self.random.shuffle(&mut self.order);
                self.position = 0;
            }
        }
        let tile = TILE.min(batch - self.done);
        let places = if is_full {
            Places::Range(self.done..self.done + tile)
        } else {
            let start = self.position + self.done;
            Places::List(&self.order[start..start + tile])
        };
        let (network, table) = ground.network_and_train();
        let share = 1.0 / batch as f32;
        network.add_gradient(&self.parameters, table, &places, share, &mut self.gradient);
        self.done += tile;
        if self.done < batch {
            return;
        }
        self.done = 0;
        ground.add_penalty(&self.parameters, &mut self.gradient);
        if is_full {
            self.full.clone_from(&self.gradient);
        } else {
            self.position += batch;
            self.keep_deviation();
        }
    }

    fn keep_deviation(&mut self) {
        let gradient = self.gradient.iter().zip(&self.full);
        let deviation: Vec<f32> = gradient.map(|(g, full)| g - full).collect();
        let earlier = self.deviations.iter().chain([&deviation]);
        let products = earlier.map(|other| dot(&deviation, other)).collect();
        self.products.push(products);
        self.deviations.push(deviation);
    }

    /// What was found, once all is done.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn result(&self) -> Option<GradientNoise> {
        if !self.is_done() {
            return None;
        }
        let count = self.deviations.len();
        let length = dot(&self.full, &self.full).sqrt();
        let along: Vec<f64> = self
            .deviations
            .iter()
            .map(|d| {
                if length > 0.0 {
                    dot(d, &self.full) / length
                } else {
                    0.0
                }
            })
            .collect();
        let across = DMatrix::from_fn(count, count, |i, j| {
            let (later, earlier) = (i.max(j), i.min(j));
            self.products[later][earlier] - along[i] * along[j]
        });
        let [first, second] = principal_coordinates(across);
        let (x, y) = if length > 0.0 {
            (along, first)
        } else {
            (first, second)
        };
        let squares = |values: &[f64]| values.iter().map(|v| v * v).sum::<f64>();
        let total: f64 = (0..count).map(|i| self.products[i][i]).sum();
        let shown = if total > 0.0 {
            ((squares(&x) + squares(&y)) / total).min(1.0)
        } else {
            1.0
        };
        let mean = total / count as f64;
        let (n, m) = (self.order.len() as f64, self.batch as f64);
        let has_scale = self.batch < self.order.len() && length > 0.0;
        Some(GradientNoise {
            batch: self.batch,
            full: [length, 0.0],
            gradients: x.iter().zip(&y).map(|(&x, &y)| [length + x, y]).collect(),
            shown,
            scatter: mean.sqrt(),
            noise_scale: has_scale.then(|| m * mean * (n - 1.0) / (n - m) / (length * length)),
        })
    }
}

/// The coordinates of points along the two directions in which they scatter most, from the products
/// of their deviations.
fn principal_coordinates(products: DMatrix<f64>) -> [Vec<f64>; 2] {
    let eigen = SymmetricEigen::new(products);
    let order = descending(eigen.eigenvalues.as_slice());
    [0, 1].map(|rank| {
        let Some(&place) = order.get(rank) else {
            return Vec::new();
        };
        let vector = eigen.eigenvectors.column(place);
        // The sign of an eigenvector is arbitrary: the largest coordinate is made positive.
        let largest =
            vector.iter().copied().fold(
                0.0,
                |largest: f64, v| {
                    if v.abs() > largest.abs() { v } else { largest }
                },
            );
        let length = eigen.eigenvalues[place].max(0.0).sqrt();
        vector
            .iter()
            .map(|v| length * v * largest.signum())
            .collect()
    })
}

fn dot(a: &[f32], b: &[f32]) -> f64 {
    let products = a.iter().zip(b).map(|(&a, &b)| f64::from(a) * f64::from(b));
    products.sum()
}
