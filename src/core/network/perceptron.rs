//! The network itself.

use std::ops::Range;

use super::activation::{self, Linear};
use super::kernel;
use super::lanes::Real;
use super::loss::{self, Batch};
use super::shape::{Layer, Shape};
use super::table::Table;
use super::workspace::{Places, Row, TILE, Workspace};

/// A multilayer perceptron: hidden layers that share an activation, a linear output layer, and a
/// loss. Its parameters are given with every call, so that one network serves many runs; slices of
/// parameters and of gradients have the length [`Shape::parameters`].
#[derive(Debug, Clone)]
pub struct Network<S: Real> {
    shape: Shape,
    hidden: activation::Kernels<S>,
    output: activation::Kernels<S>,
    loss: loss::Kernels<S>,
    workspace: Workspace<S>,
}

/// Sums over samples.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Evaluation {
    /// Of their losses.
    pub loss: f64,
    /// Of those whose class is right: how many.
    pub right: f64,
}

impl<S: Real> Network<S> {
    /// A network of a shape.
    #[must_use]
    pub fn new(shape: Shape, activation: &activation::Build, loss: &loss::Build) -> Self {
        let hidden = S::activation(activation);
        Self {
            workspace: Workspace::new(&shape, hidden.needs_sum),
            shape,
            hidden,
            output: activation::kernels::<Linear, S>(),
            loss: S::loss(loss),
        }
    }

    /// Its layers, and the order of its parameters.
    #[must_use]
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// The mean loss over all samples, and its gradient.
    #[allow(clippy::cast_precision_loss)]
    pub fn gradient(&mut self, parameters: &[S], samples: &Table<S>, gradient: &mut [S]) -> f64 {
        gradient.fill(S::zero());
        let share = S::of(1.0 / samples.len() as f64);
        tiles(samples.len())
            .map(|places| self.add_gradient(parameters, samples, &places.into(), share, gradient))
            .sum()
    }

    /// Adds the gradient of Σ share × loss over some samples, at most [`TILE`] of them, and returns
    /// that sum.
    pub fn add_gradient(
        &mut self,
        parameters: &[S],
        samples: &Table<S>,
        places: &Places<'_>,
        share: S,
        gradient: &mut [S],
    ) -> f64 {
        self.workspace.load(samples, places, share);
        self.forward(parameters);
        let loss = self.loss();
        self.backward(parameters, gradient);
        loss
    }

    /// The sums of the losses and of the right classes over some samples, at most [`TILE`] of them.
    /// `classes` is the number of classes, 0 where there are none.
    pub fn evaluate(
        &mut self,
        parameters: &[S],
        samples: &Table<S>,
        places: &Places<'_>,
        classes: usize,
    ) -> Evaluation {
        self.workspace.load(samples, places, S::one());
        self.forward(parameters);
        let loss = self.loss();
        let right = match (classes, self.workspace.layers.last()) {
            (1.., Some(last)) => {
                let width = self.workspace.width;
                let batch = Batch {
                    outputs: &last.outputs,
                    targets: &self.workspace.targets[..width],
                    shares: &self.workspace.shares[..width],
                };
                (self.loss.count_right)(batch, classes).to_double()
            }
            _ => 0.0,
        };
        Evaluation { loss, right }
    }

    /// The output layer as it is, sample by sample; the targets are not looked at.
    #[must_use]
    pub fn predict(&mut self, parameters: &[S], samples: &Table<S>) -> Vec<S> {
        let outputs = self.shape.outputs();
        let mut predictions = vec![S::zero(); samples.len() * outputs];
        for (places, rows) in tiles(samples.len()).zip(predictions.chunks_mut(TILE * outputs)) {
            self.workspace.load_inputs(samples, &places.clone().into());
            self.forward(parameters);
            let last = self.workspace.layers.last();
            for (k, row) in last.iter().flat_map(|last| &last.outputs).enumerate() {
                let values = self.workspace.values(row);
                for (prediction, &value) in rows.chunks_exact_mut(outputs).zip(values) {
                    prediction[k] = value;
                }
            }
        }
        predictions
    }

    /// What every unit puts out, unit by unit: a row over all samples for each of
    /// [`Shape::units`], in the order of the layers; the targets are not looked at.
    #[must_use]
    pub fn activations(&mut self, parameters: &[S], samples: &Table<S>) -> Vec<S> {
        let count = samples.len();
        let mut activations = vec![S::zero(); count * self.shape.units()];
        for places in tiles(count) {
            self.workspace.load_inputs(samples, &places.clone().into());
            self.forward(parameters);
            let units = self
                .workspace
                .layers
                .iter()
                .flat_map(|layer| &layer.outputs);
            for (row, unit) in activations.chunks_exact_mut(count).zip(units) {
                row[places.clone()].copy_from_slice(self.workspace.values(unit));
            }
        }
        activations
    }

    /// Runs the tile through every layer.
    fn forward(&mut self, parameters: &[S]) {
        let Workspace {
            width,
            inputs,
            layers,
            ..
        } = &mut self.workspace;
        let mut inputs: &[Row<S>] = inputs;
        let last = layers.len() - 1;
        for (i, (values, layer)) in layers.iter_mut().zip(self.shape.layers()).enumerate() {
            let kernels = if i == last {
                &self.output
            } else {
                &self.hidden
            };
            (kernels.forward)(
                *width,
                &parameters[layer.weights.clone()],
                &parameters[layer.biases.clone()],
                inputs,
                &mut values.sums,
                &mut values.outputs,
            );
            inputs = &values.outputs;
        }
    }

    /// The loss of the tile, and its slope in the deltas of the output layer.
    fn loss(&mut self) -> f64 {
        let Workspace {
            width,
            targets,
            shares,
            layers,
            ..
        } = &mut self.workspace;
        let Some(last) = layers.last_mut() else {
            return 0.0;
        };
        let batch = Batch {
            outputs: &last.outputs,
            targets: &targets[..*width],
            shares: &shares[..*width],
        };
        (self.loss.evaluate)(batch, &mut last.deltas).to_double()
    }

    /// Runs the deltas back through every layer, and adds the gradients.
    fn backward(&mut self, parameters: &[S], gradient: &mut [S]) {
        let Workspace {
            width,
            inputs,
            layers,
            ..
        } = &mut self.workspace;
        let mut layers = layers.as_mut_slice();
        for layer in self.shape.layers().iter().rev() {
            let Some((here, below)) = layers.split_last_mut() else {
                break;
            };
            layers = below;
            let below = layers.last_mut();
            let (weights, biases) = split(gradient, layer);
            let inputs = below.as_ref().map_or(&*inputs, |values| &values.outputs);
            kernel::gradients(*width, &here.deltas, inputs, weights, biases);
            if let Some(below) = below {
                (self.hidden.backward)(
                    *width,
                    &parameters[layer.weights.clone()],
                    &here.deltas,
                    &below.sums,
                    &below.outputs,
                    &mut below.deltas,
                );
            }
        }
    }
}

/// The parts of a gradient that belong to a layer: weights and biases.
fn split<'a, S>(gradient: &'a mut [S], layer: &Layer) -> (&'a mut [S], &'a mut [S]) {
    let layer_gradient = &mut gradient[layer.weights.start..layer.biases.end];
    layer_gradient.split_at_mut(layer.weights.len())
}

/// The tiles of so many samples.
fn tiles(samples: usize) -> impl Iterator<Item = Range<usize>> {
    (0..samples)
        .step_by(TILE)
        .map(move |start| start..samples.min(start + TILE))
}
