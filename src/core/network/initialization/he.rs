//! Kaiming He's initialization, for rectified units.

use super::{Build, uniform};
use crate::core::registry::Entry;

/// He's, normal: keeps the variance from layer to layer where half the units are off.
///
/// # Formula
/// ```text
/// w ~ N(0, 2/inputs)
/// ```
/// # Reference
/// He et al. 2015, arXiv:1502.01852, equation 10; `torch.nn.init.kaiming_normal_`
pub(super) const NORMAL: Entry<Build> = Entry {
    id: "he",
    label: "He",
    summary: "Keeps the variance from layer to layer for ReLU and GELU; normal.",
    formula: "w ~ N(0, 2/inputs)",
    reference: "He et al. 2015, arXiv:1502.01852, equation 10; torch.nn.init.kaiming_normal_",
    parameters: &[],
    build: |inputs, _, random| (2.0 / inputs).sqrt() * random.normal(),
};

/// He's, uniform: the same variance, from a uniform distribution.
///
/// # Formula
/// ```text
/// w uniform in ±√(6/inputs)
/// ```
/// # Reference
/// He et al. 2015, arXiv:1502.01852; `torch.nn.init.kaiming_uniform_`
pub(super) const UNIFORM: Entry<Build> = Entry {
    id: "he_uniform",
    label: "He, uniform",
    summary: "He's variance, drawn from a uniform distribution.",
    formula: "w uniform in ±√(6/inputs)",
    reference: "He et al. 2015, arXiv:1502.01852; torch.nn.init.kaiming_uniform_",
    parameters: &[],
    build: |inputs, _, random| uniform((6.0 / inputs).sqrt(), random),
};
