//! Downhill: see how deep-learning optimizers work, with mathematics one can trust.
//!
//! Three storeys, each knowing only those below it:
//!
//! - [`core`]: everything that is true without a screen: [optimizers](core::optimizer),
//!   [learning-rate schedules](core::schedule), [surfaces](core::surface),
//!   [datasets](core::dataset) and the [experiments](core::experiment) that run them.
//! - [`plot`]: pictures of them, the same on a canvas and in an SVG.
//! - `web` (in WebAssembly only): the same for JavaScript, with checked arguments.

pub mod core;
pub mod plot;
#[cfg(target_arch = "wasm32")]
pub mod web;

/// The examples of the README are tested with the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
