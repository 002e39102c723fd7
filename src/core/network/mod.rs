//! The multilayer perceptron: layers, activations, losses, and the vectorized kernels that run
//! whole batches through them.
//!
//! A network is generic over its scalar: `f32` with fast activations trains, `f64` with exact ones
//! checks. Parameters and gradients are flat slices in the order of the [`Shape`], so that any
//! [optimizer](super::optimizer) serves them. Nothing is allocated once a network is made.
//!
//! ```
//! use downhill::core::network::{Network, Shape, Table, activation, loss};
//!
//! let shape = Shape::new(1, &[3], 1)?;
//! let mut network = Network::<f64>::new(
//!     shape,
//!     &activation::find("tanh")?.build,
//!     &loss::find("squared_error")?.build,
//! );
//! let mut samples = Table::new(1);
//! samples.push([0.5], 2.0);
//! samples.push([1.0], 4.0);
//! let parameters = vec![0.0; network.shape().parameters()];
//! let mut gradient = vec![0.0; parameters.len()];
//! let loss = network.gradient(&parameters, &samples, &mut gradient);
//! assert_eq!(loss, 10.0); // the mean of 2² and 4²
//! assert_eq!(gradient[9], -6.0); // the output bias: the mean of −2·2 and −2·4
//! # Ok::<(), downhill::core::Error>(())
//! ```

pub mod activation;
mod fast;
pub mod initialization;
mod kernel;
mod lanes;
pub mod loss;
mod numbers;
mod perceptron;
mod shape;
mod table;
mod workspace;

pub use lanes::{LANES, Lanes, Real};
pub use numbers::Numbers;
pub use perceptron::{Evaluation, Network};
pub use shape::{LARGEST_LAYER, Layer, MOST_HIDDEN, Shape};
pub use table::Table;
pub use workspace::{Places, TILE};
