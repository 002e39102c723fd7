//! A loss over a whole tile, a few vectors of samples at a time.

use super::{Function, Outputs};
use crate::core::network::lanes::{Lanes, Real};
use crate::core::network::numbers::{Numbers, Several};

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

type Evaluate<S> = fn(Batch<'_, <S as Real>::Lanes>, deltas: &mut [<S as Real>::Lanes]) -> S;
type CountRight<S> = fn(Batch<'_, <S as Real>::Lanes>, classes: usize) -> S;

pub(super) const fn kernels<F: Function, S: Real>() -> Kernels<S> {
    Kernels {
        evaluate: evaluate::<F, S>,
        count_right: count_right::<F, S>,
    }
}

/// A tile whose outputs are known.
#[derive(Clone, Copy)]
pub(in crate::core::network) struct Batch<'a, L> {
    /// How many outputs there are.
    pub(in crate::core::network) count: usize,
    /// A row for every output.
    pub(in crate::core::network) outputs: &'a [L],
    /// The target of every sample.
    pub(in crate::core::network) targets: &'a [L],
    /// What every sample counts for; 0 where a vector is not full.
    pub(in crate::core::network) shares: &'a [L],
}

/// C columns of a tile, from the `first` on.
#[derive(Clone, Copy)]
struct Columns<'a, L> {
    batch: Batch<'a, L>,
    first: usize,
}

impl<L: Lanes, const C: usize> Outputs<Several<L, C>> for Columns<'_, L> {
    #[inline(always)]
    fn count(self) -> usize {
        self.batch.count
    }

    #[inline(always)]
    fn at(self, output: usize) -> Several<L, C> {
        let place = output * self.batch.targets.len() + self.first;
        Several::first_of(&self.batch.outputs[place..])
    }
}

fn evaluate<F: Function, S: Real>(batch: Batch<'_, S::Lanes>, deltas: &mut [S::Lanes]) -> S {
    let width = batch.targets.len();
    let mut sum = S::Lanes::zero();
    let mut first = 0;
    while first < width {
        let columns = Columns { batch, first };
        sum += match width - first {
            1 => evaluate_columns::<F, _, 1>(columns, deltas),
            2 => evaluate_columns::<F, _, 2>(columns, deltas),
            3 => evaluate_columns::<F, _, 3>(columns, deltas),
            _ => evaluate_columns::<F, _, COLUMNS>(columns, deltas),
        };
        first += COLUMNS;
    }
    sum.sum()
}

#[inline(always)]
fn evaluate_columns<F: Function, L: Lanes, const C: usize>(
    columns: Columns<'_, L>,
    deltas: &mut [L],
) -> L {
    let Columns { batch, first } = columns;
    let width = batch.targets.len();
    let target = Several::<L, C>::first_of(&batch.targets[first..]);
    let share = Several::<L, C>::first_of(&batch.shares[first..]);
    let losses = F::evaluate(columns, target, &mut |output, slope| {
        let Several(slopes) = share * slope;
        deltas[output * width + first..][..C].copy_from_slice(&slopes);
    });
    let mut sum = L::zero();
    for loss in (share * losses).0 {
        sum += loss;
    }
    sum
}

fn count_right<F: Function, S: Real>(batch: Batch<'_, S::Lanes>, classes: usize) -> S {
    let mut sum = Several([S::Lanes::zero()]);
    for (first, (&target, &share)) in batch.targets.iter().zip(batch.shares).enumerate() {
        let columns = Columns { batch, first };
        sum += Several([share]) * F::is_right(columns, Several([target]), classes);
    }
    sum.0[0].sum()
}
