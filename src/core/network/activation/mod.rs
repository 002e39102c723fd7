//! Activations: what a hidden unit makes of its weighted sum.
//!
//! Each activation is a file, and a line of [`ALL`]: its value and its slope, written once for
//! vectors of `f32` and of `f64`.

mod gelu;
mod linear;
mod relu;
mod sigmoid;
mod tanh;

pub(super) use linear::Linear;

use super::kernel;
use super::lanes::{Lanes, Real};
use super::numbers::Numbers;
use super::workspace::Row;
use crate::core::Error;
use crate::core::registry::{self, Entry};

/// Every activation there is.
pub const ALL: &[Entry<Build>] = &[
    tanh::ENTRY,
    relu::ENTRY,
    sigmoid::ENTRY,
    gelu::ENTRY,
    linear::ENTRY,
];

/// Finds an activation by its id.
///
/// # Errors
/// [`Error::UnknownId`].
pub fn find(id: &str) -> Result<&'static Entry<Build>, Error> {
    registry::find("activation", ALL, id)
}

/// An activation: what each file of this folder implements.
pub(super) trait Function: 'static {
    /// Whether the slope needs the weighted sum; else the value is enough.
    const NEEDS_SUM: bool = false;

    /// f(z) of a weighted sum z.
    fn value<N: Numbers>(z: N) -> N;

    /// f′(z), from z (where [`Self::NEEDS_SUM`]; any number elsewhere) and the value y = f(z).
    fn slope<N: Numbers>(z: N, y: N) -> N;
}

/// An activation at work, in either precision.
#[derive(Debug)]
pub struct Build {
    /// In single precision, fast, for training.
    pub(super) single: Kernels<f32>,
    /// In double precision, exact, for checks.
    pub(super) double: Kernels<f64>,
}

impl Build {
    /// f(z).
    #[must_use]
    pub fn value(&self, z: f64) -> f64 {
        (self.double.value)(z)
    }

    /// f′(z).
    #[must_use]
    pub fn slope(&self, z: f64) -> f64 {
        (self.double.slope)(z)
    }
}

/// The passes of a layer with an activation: see `kernel.rs`.
#[derive(Debug, Clone, Copy)]
pub struct Kernels<S: Real> {
    pub(super) forward: Forward<S>,
    pub(super) backward: Backward<S>,
    pub(super) needs_sum: bool,
    value: fn(S) -> S,
    slope: fn(S) -> S,
}

type Forward<S> = fn(
    width: usize,
    weights: &[S],
    biases: &[S],
    inputs: &[Row<S>],
    sums: &mut [Row<S>],
    outputs: &mut [Row<S>],
);

type Backward<S> = fn(
    width: usize,
    weights: &[S],
    above: &[Row<S>],
    sums: &[Row<S>],
    outputs: &[Row<S>],
    deltas: &mut [Row<S>],
);

/// What an entry's `build` is, for an activation.
const fn build<F: Function>() -> Build {
    Build {
        single: kernels::<F, f32>(),
        double: kernels::<F, f64>(),
    }
}

pub(super) const fn kernels<F: Function, S: Real>() -> Kernels<S> {
    Kernels {
        forward: kernel::forward::<F, S>,
        backward: kernel::backward::<F, S>,
        needs_sum: F::NEEDS_SUM,
        value: |z| F::value(S::Lanes::splat(z)).to_array()[0],
        slope: |z| {
            let z = S::Lanes::splat(z);
            F::slope(z, F::value(z)).to_array()[0]
        },
    }
}
