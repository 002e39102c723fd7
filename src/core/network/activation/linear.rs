//! No activation at all.

use super::{Build, Function, build};
use crate::core::network::numbers::Numbers;
use crate::core::registry::Entry;

/// The identity: a network of it is a linear model, however deep. The output layer always has it.
///
/// # Formula
/// ```text
/// f(z) = z        f′(z) = 1
/// ```
/// # Reference
/// `torch.nn.Identity`
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "linear",
    label: "Linear",
    summary: "The sum as it is: a network of it is a linear model, however deep.",
    formula: "f(z) = z",
    reference: "torch.nn.Identity",
    parameters: &[],
    build: build::<Linear>(),
};

pub(in crate::core::network) struct Linear;

impl Function for Linear {
    #[inline(always)]
    fn value<N: Numbers>(z: N) -> N {
        z
    }

    #[inline(always)]
    fn slope<N: Numbers>(_: N, _: N) -> N {
        N::constant(1.0)
    }
}
