//! Everything that is true without a screen. Nothing here knows a browser or a picture.
//!
//! Each family of choices is a [registry]: one entry describes itself (id, label, formula,
//! reference, parameters), and everything else is derived from the list.

pub mod analysis;
pub mod average;
pub mod dataset;
mod decimal;
pub mod error;
pub mod experiment;
pub mod network;
pub mod number;
pub mod optimizer;
pub(crate) mod order;
pub mod random;
pub mod registry;
pub mod scalar;
pub mod schedule;
pub mod series;
pub mod surface;
pub mod tree;

pub use error::Error;
