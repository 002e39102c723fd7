//! The network itself.

use std::ops::Range;

use super::activation::{self, Linear};
use super::kernel::{self, Size};
use super::lanes::Real;
use super::loss::{self, Batch};
use super::shape::{Layer, Shape};
use super::table::Table;
use super::workspace::{Places, TILE, Workspace};

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
        let right = if classes == 0 {
            0.0
        } else {
            let batch = batch(&self.workspace, self.shape.outputs());
            (self.loss.count_right)(batch, classes).to_double()
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
            for k in 0..outputs {
                let last = self.workspace.layers.last();
                let values = last.map_or(&[][..], |last| self.workspace.row(&last.outputs, k));
                for (row, &value) in rows.chunks_exact_mut(outputs).zip(values) {
                    row[k] = value;
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
            let mut rows = activations.chunks_exact_mut(count);
            for (values, layer) in self.workspace.layers.iter().zip(self.shape.layers()) {
                for (unit, row) in rows.by_ref().take(layer.outputs).enumerate() {
                    let values = self.workspace.row(&values.outputs, unit);
                    row[places.clone()].copy_from_slice(values);
                }
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
        let mut inputs: &[S::Lanes] = inputs;
        let last = layers.len() - 1;
        for (i, (values, layer)) in layers.iter_mut().zip(self.shape.layers()).enumerate() {
            let kernels = if i == last {
                &self.output
            } else {
                &self.hidden
            };
            (kernels.forward)(
                size(layer, *width),
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
        let outputs = self.shape.outputs();
        let mut deltas = match self.workspace.layers.last_mut() {
            Some(last) => std::mem::take(&mut last.deltas),
            None => Vec::new(),
        };
        let loss = (self.loss.evaluate)(batch(&self.workspace, outputs), &mut deltas);
        if let Some(last) = self.workspace.layers.last_mut() {
            last.deltas = deltas;
        }
        loss.to_double()
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
            let size = size(layer, *width);
            let below = layers.last_mut();
            let (weights, biases) = split(gradient, layer);
            let inputs = below.as_ref().map_or(&*inputs, |values| &values.outputs);
            kernel::gradients(size, &here.deltas, inputs, weights, biases);
            if let Some(below) = below {
                (self.hidden.backward)(
                    size,
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

/// How large a layer and the tile are.
fn size(layer: &Layer, width: usize) -> Size {
    Size {
        inputs: layer.inputs,
        outputs: layer.outputs,
        width,
    }
}

/// The outputs of a tile that has gone forwards.
fn batch<S: Real>(workspace: &Workspace<S>, outputs: usize) -> Batch<'_, S::Lanes> {
    let width = workspace.width;
    let last = workspace.layers.last();
    Batch {
        count: outputs,
        outputs: last.map_or(&[], |last| &last.outputs[..width * outputs]),
        targets: &workspace.targets[..width],
        shares: &workspace.shares[..width],
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
