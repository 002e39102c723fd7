//! The shape of a network, and where each weight stands among its parameters.

use std::ops::Range;

use crate::core::Error;

/// The most hidden layers.
pub const MOST_HIDDEN: usize = 6;

/// The most units in a layer.
pub const LARGEST_LAYER: usize = 128;

/// A multilayer perceptron's layers, and the order of its parameters: layer by layer, the weights
/// \[output\]\[input\], then the biases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    inputs: usize,
    layers: Vec<Layer>,
}

/// One layer: a matrix of weights and a bias for each output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// Units before it.
    pub inputs: usize,
    /// Its own units.
    pub outputs: usize,
    /// Where its weights are.
    pub weights: Range<usize>,
    /// Where its biases are.
    pub biases: Range<usize>,
}

impl Shape {
    /// The shape of a network.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless there are at most [`MOST_HIDDEN`] hidden layers, and every
    /// layer has 1 to [`LARGEST_LAYER`] units.
    pub fn new(inputs: usize, hidden: &[usize], outputs: usize) -> Result<Self, Error> {
        if hidden.len() > MOST_HIDDEN {
            return Err(Error::out_of_range(
                "the length of hidden",
                hidden.len(),
                format!("be at most {MOST_HIDDEN}"),
            ));
        }
        let check = |name: String, units: usize| {
            if (1..=LARGEST_LAYER).contains(&units) {
                Ok(())
            } else {
                let allowed = format!("be from 1 to {LARGEST_LAYER}");
                Err(Error::out_of_range(name, units, allowed))
            }
        };
        check("the number of inputs".to_owned(), inputs)?;
        for (i, &units) in hidden.iter().enumerate() {
            check(format!("hidden[{i}]"), units)?;
        }
        check("outputs".to_owned(), outputs)?;

        let mut layers = Vec::with_capacity(hidden.len() + 1);
        let (mut before, mut place) = (inputs, 0);
        for &units in hidden.iter().chain([&outputs]) {
            let weights = place..place + before * units;
            let biases = weights.end..weights.end + units;
            place = biases.end;
            layers.push(Layer {
                inputs: before,
                outputs: units,
                weights,
                biases,
            });
            before = units;
        }
        Ok(Self { inputs, layers })
    }

    /// Units of the input.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Units of the last layer.
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.layers.last().map_or(0, |layer| layer.outputs)
    }

    /// The layers, the output layer last.
    #[must_use]
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The number of parameters.
    #[must_use]
    pub fn parameters(&self) -> usize {
        self.layers.last().map_or(0, |layer| layer.biases.end)
    }

    /// The number of units of all layers, the input left out.
    #[must_use]
    pub fn units(&self) -> usize {
        self.layers.iter().map(|layer| layer.outputs).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_follow_layer_by_layer() {
        let shape = Shape::new(2, &[4, 3], 1).unwrap();
        let places: Vec<_> = shape
            .layers()
            .iter()
            .map(|layer| (layer.weights.clone(), layer.biases.clone()))
            .collect();
        assert_eq!(places, [(0..8, 8..12), (12..24, 24..27), (27..30, 30..31)]);
        assert_eq!((shape.parameters(), shape.units()), (31, 8));
        assert_eq!(Shape::new(3, &[], 2).unwrap().parameters(), 8);
    }

    #[test]
    fn sizes_beyond_the_limits_are_refused() {
        for (inputs, hidden, outputs, message) in [
            (2, &[1; 7][..], 1, "the length of hidden is 7"),
            (2, &[4, 0], 1, "hidden[1] is 0, but must be from 1 to 128"),
            (2, &[129], 1, "hidden[0] is 129"),
            (0, &[], 1, "the number of inputs is 0"),
            (2, &[], 129, "outputs is 129"),
        ] {
            let error = Shape::new(inputs, hidden, outputs).unwrap_err().to_string();
            assert!(error.starts_with(message), "{error}");
        }
    }
}
