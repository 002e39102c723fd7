//! Where a network keeps what it computes: a tile of samples at a time, nothing allocated later.

use std::ops::Range;

use super::lanes::{LANES, Real};
use super::numbers::Numbers;
use super::shape::Shape;
use super::table::Table;

/// Samples that go through a network at once; larger batches go tile by tile, so that what is
/// computed stays in the cache.
pub const TILE: usize = VECTORS * LANES;

/// Vectors of a full tile. A row of so many is nine lines of the cache long in `f32`: an odd number,
/// so that rows do not compete for the same lines.
const VECTORS: usize = 36;

/// One unit's values for the samples of a tile, four samples a vector.
pub(super) type Row<S> = [<S as Real>::Lanes; VECTORS];

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

    /// Copies the values at these places to the front of a row, and 0 to the rest of its first
    /// `width` vectors.
    fn copy<S: Real>(&self, values: &[S], row: &mut Row<S>, width: usize) {
        let row: &mut [S] = bytemuck::cast_slice_mut(&mut row[..width]);
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

/// The tile at hand, and everything computed of it.
#[derive(Debug, Clone)]
pub(super) struct Workspace<S: Real> {
    /// Vectors in use in every row.
    pub(super) width: usize,
    samples: usize,
    pub(super) inputs: Vec<Row<S>>,
    pub(super) targets: Row<S>,
    /// What each sample counts for; 0 where a vector is not full.
    pub(super) shares: Row<S>,
    /// What [`Self::shares`] holds: the share of how many samples.
    shared: (S, usize),
    pub(super) layers: Vec<Values<S>>,
}

/// What is computed of a layer: a row a unit.
#[derive(Debug, Clone)]
pub(super) struct Values<S: Real> {
    /// Before the activation; empty where its slope does not need them.
    pub(super) sums: Vec<Row<S>>,
    pub(super) outputs: Vec<Row<S>>,
    /// The gradient of the loss with respect to the values before the activation.
    pub(super) deltas: Vec<Row<S>>,
}

impl<S: Real> Workspace<S> {
    pub(super) fn new(shape: &Shape, needs_sum: bool) -> Self {
        let row = [S::Lanes::zero(); VECTORS];
        let layers = shape.layers().iter().map(|layer| Values {
            sums: vec![row; if needs_sum { layer.outputs } else { 0 }],
            outputs: vec![row; layer.outputs],
            deltas: vec![row; layer.outputs],
        });
        Self {
            width: 0,
            samples: 0,
            inputs: vec![row; shape.inputs()],
            targets: row,
            shares: row,
            shared: (S::zero(), 0),
            layers: layers.collect(),
        }
    }

    /// Takes a tile: samples of a table (at most [`TILE`] of them), each of which counts for
    /// `share`.
    pub(super) fn load(&mut self, table: &Table<S>, places: &Places<'_>, share: S) {
        self.load_inputs(table, places);
        places.copy(table.targets(), &mut self.targets, self.width);
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
        for (column, row) in table.columns().iter().zip(&mut self.inputs) {
            places.copy(column, row, self.width);
        }
    }

    /// A unit's values for the samples of the tile.
    pub(super) fn values<'a>(&self, row: &'a Row<S>) -> &'a [S] {
        &bytemuck::cast_slice(row)[..self.samples]
    }
}
