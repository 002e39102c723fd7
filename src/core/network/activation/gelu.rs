//! The gaussian error linear unit.

use super::{Build, Function, build};
use crate::core::network::numbers::Numbers;
use crate::core::registry::Entry;

/// The gaussian error linear unit: z, weighted by the share of a normal distribution below it.
///
/// # Formula
/// ```text
/// f(z) = z Φ(z)        f′(z) = Φ(z) + z φ(z)
/// ```
/// Φ and φ are the normal distribution and its density: this is the exact form, not the tanh
/// approximation.
/// # Reference
/// Hendrycks & Gimpel 2016, arXiv:1606.08415; `torch.nn.GELU` as it comes.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "gelu",
    label: "GELU",
    summary: "A smooth ReLU: z, weighted by the share of a normal distribution below it.",
    formula: "f(z) = z Φ(z)",
    reference: "Hendrycks & Gimpel 2016, arXiv:1606.08415; torch.nn.GELU, the exact form",
    parameters: &[],
    build: build::<Gelu>(),
};

struct Gelu;

/// 1/√(2π).
const DENSITY_AT_0: f64 = 0.398_942_280_401_432_7;

impl Function for Gelu {
    const NEEDS_SUM: bool = true;

    #[inline(always)]
    fn value<N: Numbers>(z: N) -> N {
        z * z.normal_cdf()
    }

    #[inline(always)]
    fn slope<N: Numbers>(z: N, _: N) -> N {
        let density = N::constant(DENSITY_AT_0) * (N::constant(-0.5) * z * z).exp();
        z.normal_cdf() + z * density
    }
}
