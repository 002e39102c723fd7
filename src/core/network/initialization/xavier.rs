//! Xavier Glorot's initialization, for activations like tanh.

use super::{Build, uniform};
use crate::core::registry::Entry;

/// Xavier's, uniform: keeps the variance of values and of gradients from layer to layer while units
/// are about linear.
///
/// # Formula
/// ```text
/// w uniform in ±√(6/(inputs + outputs))
/// ```
/// # Reference
/// Glorot & Bengio 2010, equation 16; `torch.nn.init.xavier_uniform_`
pub(super) const UNIFORM: Entry<Build> = Entry {
    id: "xavier",
    label: "Xavier",
    summary: "Keeps the variance from layer to layer for tanh and the like; uniform.",
    formula: "w uniform in ±√(6/(inputs + outputs))",
    reference: "Glorot & Bengio 2010, equation 16; torch.nn.init.xavier_uniform_",
    parameters: &[],
    build: |inputs, outputs, random| uniform((6.0 / (inputs + outputs)).sqrt(), random),
};

/// Xavier's, normal: the same variance, from a normal distribution.
///
/// # Formula
/// ```text
/// w ~ N(0, 2/(inputs + outputs))
/// ```
/// # Reference
/// Glorot & Bengio 2010; `torch.nn.init.xavier_normal_`
pub(super) const NORMAL: Entry<Build> = Entry {
    id: "xavier_normal",
    label: "Xavier, normal",
    summary: "Xavier's variance, drawn from a normal distribution.",
    formula: "w ~ N(0, 2/(inputs + outputs))",
    reference: "Glorot & Bengio 2010; torch.nn.init.xavier_normal_",
    parameters: &[],
    build: |inputs, outputs, random| (2.0 / (inputs + outputs)).sqrt() * random.normal(),
};
