//! Initializations: where the weights of a network start. The biases always start at 0.
//!
//! Each initialization is a line of [`ALL`]; a file holds the forms of one idea.

mod he;
mod xavier;

use super::shape::Shape;
use crate::core::Error;
use crate::core::random::{Random, Seed, stream};
use crate::core::registry::{self, Entry};

/// Every initialization there is.
pub const ALL: &[Entry<Build>] = &[xavier::UNIFORM, xavier::NORMAL, he::NORMAL, he::UNIFORM];

/// Draws a weight of a layer with so many inputs and outputs.
pub type Build = fn(inputs: f64, outputs: f64, random: &mut Random) -> f64;

/// Finds an initialization by its id.
///
/// # Errors
/// [`Error::UnknownId`].
pub fn find(id: &str) -> Result<&'static Entry<Build>, Error> {
    registry::find("initialization", ALL, id)
}

/// The first parameters of a network, in the order of its [`Shape`].
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn parameters(build: Build, shape: &Shape, seed: Seed) -> Vec<f64> {
    let mut random = Random::new(seed, stream::WEIGHTS);
    let mut parameters = vec![0.0; shape.parameters()];
    for layer in shape.layers() {
        for weight in &mut parameters[layer.weights.clone()] {
            *weight = build(layer.inputs as f64, layer.outputs as f64, &mut random);
        }
    }
    parameters
}

/// A draw from the uniform distribution on ±`limit`.
fn uniform(limit: f64, random: &mut Random) -> f64 {
    limit * (2.0 * random.uniform() - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_have_the_stated_variance_and_biases_are_0() {
        let shape = Shape::new(100, &[60], 1).unwrap();
        let variances = [2.0 / 160.0, 2.0 / 160.0, 2.0 / 100.0, 2.0 / 100.0];
        assert_eq!(ALL.len(), variances.len());
        for (entry, variance) in ALL.iter().zip(variances) {
            let parameters = parameters(entry.build, &shape, Seed::default());
            let layer = &shape.layers()[0];
            let weights = &parameters[layer.weights.clone()];
            let measured = weights.iter().map(|w| w * w).sum::<f64>() / 6000.0;
            assert!(
                (measured / variance - 1.0).abs() < 0.06,
                "{} {measured}",
                entry.id
            );
            assert!(parameters[layer.biases.clone()].iter().all(|&b| b == 0.0));
        }
    }

    #[test]
    fn uniform_weights_keep_within_their_limit() {
        let shape = Shape::new(10, &[20], 1).unwrap();
        for (id, limit) in [("xavier", 6.0_f64 / 30.0), ("he_uniform", 6.0 / 10.0)] {
            let parameters = parameters(find(id).unwrap().build, &shape, Seed::default());
            let weights = &parameters[shape.layers()[0].weights.clone()];
            let largest = weights.iter().fold(0.0, |a: f64, b| a.max(b.abs()));
            let share = largest / limit.sqrt();
            assert!((0.9..=1.0).contains(&share), "{id} {share}");
        }
    }
}
