//! The hyperbolic tangent.

use super::{Build, Function, build};
use crate::core::network::numbers::Numbers;
use crate::core::registry::Entry;

/// The hyperbolic tangent: smooth, odd, between −1 and 1.
///
/// # Formula
/// ```text
/// f(z) = tanh z        f′(z) = 1 − f(z)²
/// ```
/// # Reference
/// `torch.nn.Tanh`; LeCun et al. 1998, "Efficient BackProp".
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "tanh",
    label: "Tanh",
    summary: "Smooth and odd, between −1 and 1; its slope vanishes far from 0.",
    formula: "f(z) = tanh z",
    reference: "torch.nn.Tanh; LeCun et al. 1998, \"Efficient BackProp\"",
    parameters: &[],
    build: build::<Tanh>(),
};

struct Tanh;

impl Function for Tanh {
    #[inline(always)]
    fn value<N: Numbers>(z: N) -> N {
        z.tanh()
    }

    #[inline(always)]
    fn slope<N: Numbers>(_: N, y: N) -> N {
        N::constant(1.0) - y * y
    }
}
