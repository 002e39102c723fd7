//! The logistic sigmoid.

use super::{Build, Function, build};
use crate::core::network::numbers::Numbers;
use crate::core::registry::Entry;

/// The logistic sigmoid: smooth, between 0 and 1.
///
/// # Formula
/// ```text
/// f(z) = 1/(1 + e⁻ᶻ) = ½ + ½ tanh(z/2)        f′(z) = f(z)(1 − f(z))
/// ```
/// # Reference
/// `torch.nn.Sigmoid`; Rumelhart, Hinton & Williams 1986, doi:10.1038/323533a0
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "sigmoid",
    label: "Sigmoid",
    summary: "Smooth, between 0 and 1; its slope is at most ¼, so deep networks of it learn slowly.",
    formula: "f(z) = 1/(1 + e⁻ᶻ)",
    reference: "torch.nn.Sigmoid; Rumelhart, Hinton & Williams 1986, doi:10.1038/323533a0",
    parameters: &[],
    build: build::<Sigmoid>(),
};

struct Sigmoid;

impl Function for Sigmoid {
    #[inline(always)]
    fn value<N: Numbers>(z: N) -> N {
        let half = N::constant(0.5);
        half + half * (half * z).tanh()
    }

    #[inline(always)]
    fn slope<N: Numbers>(_: N, y: N) -> N {
        y * (N::constant(1.0) - y)
    }
}
