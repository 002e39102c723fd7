//! A loss over a whole tile, a few vectors of samples at a time.

use super::{Function, Outputs};
use crate::core::network::lanes::{Lanes, Real};
use crate::core::network::numbers::{Numbers, Several};
use crate::core::network::workspace::Row;

/// Vectors that go through a loss at once.
const COLUMNS: usize = 4;

/// The passes of a loss over a tile.
#[derive(Debug, Clone, Copy)]
pub struct Kernels<S: Real> {
    /// The sum over all samples of share × loss; `deltas` become share × slope.
    pub(in crate::core::network) evaluate: Evaluate<S>,
    /// The sum over all samples of share × \[the class is right\], of so many classes.
    pub(in crate::core::network) count_right: CountRight<S>,
}

type Evaluate<S> = fn(Batch<'_, S>, deltas: &mut [Row<S>]) -> S;
type CountRight<S> = fn(Batch<'_, S>, classes: usize) -> S;

pub(super) const fn kernels<F: Function, S: Real>() -> Kernels<S> {
    Kernels {
        evaluate: evaluate::<F, S>,
        count_right: count_right::<F, S>,
    }
}

/// A tile whose outputs are known.
#[derive(Clone, Copy)]
pub(in crate::core::network) struct Batch<'a, S: Real> {
    /// A row for every output.
    pub(in crate::core::network) outputs: &'a [Row<S>],
    /// The target of every sample, in as many vectors as are in use.
    pub(in crate::core::network) targets: &'a [S::Lanes],
    /// What every sample counts for; 0 where a vector is not full.
    pub(in crate::core::network) shares: &'a [S::Lanes],
}

/// C columns of a tile, from the `first` on.
#[derive(Clone, Copy)]
struct Columns<'a, S: Real> {
    batch: Batch<'a, S>,
    first: usize,
}

impl<S: Real, const C: usize> Outputs<Several<S::Lanes, C>> for Columns<'_, S> {
    #[inline(always)]
    fn count(self) -> usize {
        self.batch.outputs.len()
    }

    #[inline(always)]
    fn at(self, output: usize) -> Several<S::Lanes, C> {
        Several::first_of(&self.batch.outputs[output][self.first..])
    }
}

fn evaluate<F: Function, S: Real>(batch: Batch<'_, S>, deltas: &mut [Row<S>]) -> S {
    let width = batch.targets.len();
    let mut sum = S::Lanes::zero();
    let mut first = 0;
    while first < width {
        let columns = Columns { batch, first };
        let (losses, taken) = match width - first {
            COLUMNS.. if S::IN_BLOCKS => {
                (evaluate_columns::<F, S, COLUMNS>(columns, deltas), COLUMNS)
            }
            3 if S::IN_BLOCKS => (evaluate_columns::<F, S, 3>(columns, deltas), 3),
            2 if S::IN_BLOCKS => (evaluate_columns::<F, S, 2>(columns, deltas), 2),
            _ => (evaluate_columns::<F, S, 1>(columns, deltas), 1),
        };
        sum += losses;
        first += taken;
    }
    sum.sum()
}

#[inline(always)]
fn evaluate_columns<F: Function, S: Real, const C: usize>(
    columns: Columns<'_, S>,
    deltas: &mut [Row<S>],
) -> S::Lanes {
    let Columns { batch, first } = columns;
    let target = Several::<S::Lanes, C>::first_of(&batch.targets[first..]);
    let share = Several::<S::Lanes, C>::first_of(&batch.shares[first..]);
    let losses = F::evaluate(columns, target, &mut |output, slope| {
        let Several(slopes) = share * slope;
        deltas[output][first..first + C].copy_from_slice(&slopes);
    });
    let mut sum = S::Lanes::zero();
    for loss in (share * losses).0 {
        sum += loss;
    }
    sum
}

fn count_right<F: Function, S: Real>(batch: Batch<'_, S>, classes: usize) -> S {
    let mut sum = Several([S::Lanes::zero()]);
    for (first, (&target, &share)) in batch.targets.iter().zip(batch.shares).enumerate() {
        let columns = Columns { batch, first };
        sum += Several([share]) * F::is_right(columns, Several([target]), classes);
    }
    sum.0[0].sum()
}
