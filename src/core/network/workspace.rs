//! Where a network keeps what it computes: a tile of samples at a time, nothing allocated later.

use std::ops::Range;

use super::lanes::{LANES, Real};
use super::numbers::Numbers;
use super::shape::Shape;
use super::table::Table;

/// Samples that go through a network at once; larger batches go tile by tile, so that what is
/// computed stays in the cache.
pub const TILE: usize = 128;

/// Vectors of a full tile.
const VECTORS: usize = TILE / LANES;

/// Which samples of a table.
#[derive(Debug, Clone)]
pub enum Places<'a> {
    /// Those next to each other.
    Range(Range<usize>),
    /// Those listed.
    List(&'a [u32]),
}

impl From<Range<usize>> for Places<'_> {
    fn from(range: Range<usize>) -> Self {
        Self::Range(range)
    }
}

impl Places<'_> {
    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Range(range) => range.len(),
            Self::List(list) => list.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Copies the values at these places to the front of `row`, and 0 to its rest.
    fn copy<S: Real>(&self, values: &[S], row: &mut [S::Lanes]) {
        let row: &mut [S] = bytemuck::cast_slice_mut(row);
        let (front, rest) = row.split_at_mut(self.len());
        match self {
            Self::Range(range) => front.copy_from_slice(&values[range.clone()]),
            Self::List(list) => {
                for (slot, &place) in front.iter_mut().zip(*list) {
                    *slot = values[place as usize];
                }
            }
        }
        rest.fill(S::zero());
    }
}

/// The tile at hand, and everything computed of it. There is room for a full tile; the rows in use
/// stand at the front.
#[derive(Debug, Clone)]
pub(super) struct Workspace<S: Real> {
    /// Vectors of a row.
    pub(super) width: usize,
    samples: usize,
    pub(super) inputs: Vec<S::Lanes>,
    pub(super) targets: Vec<S::Lanes>,
    pub(super) shares: Vec<S::Lanes>,
    /// What [`Self::shares`] holds: the share of how many samples.
    shared: (S, usize),
    pub(super) layers: Vec<Values<S>>,
}

/// What is computed of a layer.
#[derive(Debug, Clone)]
pub(super) struct Values<S: Real> {
    /// Before the activation; empty where its slope does not need them.
    pub(super) sums: Vec<S::Lanes>,
    pub(super) outputs: Vec<S::Lanes>,
    /// The gradient of the loss with respect to the values before the activation.
    pub(super) deltas: Vec<S::Lanes>,
}

impl<S: Real> Workspace<S> {
    pub(super) fn new(shape: &Shape, needs_sum: bool) -> Self {
        let vectors = |units: usize| vec![S::Lanes::zero(); units * VECTORS];
        let layers = shape.layers().iter().map(|layer| Values {
            sums: vectors(if needs_sum { layer.outputs } else { 0 }),
            outputs: vectors(layer.outputs),
            deltas: vectors(layer.outputs),
        });
        Self {
            width: 0,
            samples: 0,
            inputs: vectors(shape.inputs()),
            targets: vectors(1),
            shares: vectors(1),
            shared: (S::zero(), 0),
            layers: layers.collect(),
        }
    }

    /// Takes a tile: samples of a table (at most [`TILE`] of them), each of which counts for
    /// `share`.
    pub(super) fn load(&mut self, table: &Table<S>, places: &Places<'_>, share: S) {
        self.load_inputs(table, places);
        places.copy(table.targets(), &mut self.targets[..self.width]);
        if self.shared != (share, self.samples) {
            self.shared = (share, self.samples);
            let shares: &mut [S] = bytemuck::cast_slice_mut(&mut self.shares);
            let (counted, padding) = shares.split_at_mut(self.samples);
            counted.fill(share);
            padding.fill(S::zero());
        }
    }

    /// Takes the inputs of a tile alone.
    pub(super) fn load_inputs(&mut self, table: &Table<S>, places: &Places<'_>) {
        self.samples = places.len();
        self.width = self.samples.div_ceil(LANES);
        let rows = self.inputs.chunks_exact_mut(self.width.max(1));
        for (column, row) in table.columns().iter().zip(rows) {
            places.copy(column, row);
        }
    }

    /// A unit's values for the samples of the tile.
    pub(super) fn row<'a>(&self, values: &'a [S::Lanes], unit: usize) -> &'a [S] {
        let row = &values[unit * self.width..][..self.width];
        &bytemuck::cast_slice(row)[..self.samples]
    }
}
