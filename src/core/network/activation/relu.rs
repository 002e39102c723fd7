//! The rectified linear unit.

use super::{Build, Function, build};
use crate::core::network::numbers::Numbers;
use crate::core::registry::Entry;

/// The rectified linear unit: what is negative becomes 0.
///
/// # Formula
/// ```text
/// f(z) = max(0, z)        f′(z) = 1 for z > 0, else 0
/// ```
/// # Reference
/// `torch.nn.ReLU`, whose slope at 0 is 0 too; Nair & Hinton 2010.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "relu",
    label: "ReLU",
    summary: "What is negative becomes 0: cheap, and its slope never fades while it is on.",
    formula: "f(z) = max(0, z)",
    reference: "torch.nn.ReLU; Nair & Hinton 2010, \"Rectified linear units improve restricted Boltzmann machines\"",
    parameters: &[],
    build: build::<Relu>(),
};

struct Relu;

impl Function for Relu {
    #[inline(always)]
    fn value<N: Numbers>(z: N) -> N {
        let zero = N::zero();
        zero.choose_above(z, zero, z)
    }

    #[inline(always)]
    fn slope<N: Numbers>(_: N, y: N) -> N {
        let zero = N::zero();
        y.choose_above(zero, N::constant(1.0), zero)
    }
}
