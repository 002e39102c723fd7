//! The curvatures of a network's loss.

use nalgebra::DMatrix;

use super::check_count;
use crate::core::Error;
use crate::core::experiment::training::{Set, Training, TrainingConfig};
use crate::core::network::{Network, Table, activation, loss};
use crate::core::order::sorted;
use crate::core::tree::{Fields, Read};

/// Parameters of the largest network whose Hessian is taken.
const MOST_PARAMETERS: usize = 200;
/// Updates of one slice of work.
const SLICE: u64 = 8;
/// Eigenvalues within this share of the largest one, in size, count as 0.
const NEAR_ZERO: f64 = 1e-4;

/// A network in training, and when its Hessian is taken.
#[derive(Debug, Clone, PartialEq)]
pub struct CurvatureConfig {
    /// The data, the network and its one run.
    pub training: TrainingConfig,
    /// Updates before the Hessian is taken, at most 100,000.
    pub updates: usize,
}

impl CurvatureConfig {
    pub(super) fn read(mut fields: Fields) -> Result<Self, Error> {
        Ok(Self {
            updates: fields.or_default("updates")?,
            training: TrainingConfig::read(fields.rest())?,
        })
    }
}

/// The eigenvalues of the Hessian of the loss over all samples that train, penalty included, with
/// respect to all parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct Spectrum {
    /// The eigenvalues, the lowest first.
    pub eigenvalues: Vec<f64>,
    /// Those within ± this count as 0: a ten-thousandth of the largest, in size.
    pub near_zero: f64,
    /// The length of the gradient.
    pub gradient: f64,
    /// The loss, without the penalty.
    pub loss: f64,
}

impl Spectrum {
    /// How many eigenvalues are negative, near 0, and positive.
    #[must_use]
    pub fn counts(&self) -> [usize; 3] {
        let negative = self
            .eigenvalues
            .iter()
            .filter(|&&x| x < -self.near_zero)
            .count();
        let positive = self
            .eigenvalues
            .iter()
            .filter(|&&x| x > self.near_zero)
            .count();
        [
            negative,
            self.eigenvalues.len() - negative - positive,
            positive,
        ]
    }
}

/// The Hessian of a network at its present weights: central differences of exact gradients in
/// double precision, with exact activations.
///
/// # Formula
/// ```text
/// H_ij ≈ (∂ᵢL(w + h eⱼ) − ∂ᵢL(w − h eⱼ)) / 2h,  h = 10⁻⁵ max(1, |wⱼ|)
/// ```
/// made symmetric; off by about 10⁻¹⁰ where the loss is smooth.
pub struct Curvature {
    config: CurvatureConfig,
    training: Training,
    exact: Option<Exact>,
    spectrum: Option<Spectrum>,
}

/// The trained network in double precision, and the columns of its Hessian so far.
struct Exact {
    network: Network<f64>,
    samples: Table<f64>,
    parameters: Vec<f64>,
    /// λ of the penalty for a weight, 0 for a bias.
    penalty: Vec<f64>,
    columns: Vec<f64>,
}

impl Curvature {
    pub(super) fn new(config: CurvatureConfig) -> Result<Self, Error> {
        check_count("updates", config.updates, [0, 100_000])?;
        check_count("the number of runs", config.training.runs.len(), [1, 1])?;
        let training = Training::new(config.training.clone())?;
        let parameters = training.ground().initial().len();
        check_count("the number of parameters", parameters, [1, MOST_PARAMETERS])
            .map_err(|error| error.within("network"))?;
        Ok(Self {
            config,
            training,
            exact: None,
            spectrum: None,
        })
    }

    pub(super) fn work(&mut self) {
        let run = &self.training.runs()[0];
        let left = (self.config.updates as u64).saturating_sub(run.updates());
        if left > 0 && run.diverged_at().is_none() {
            self.training.advance(left.min(SLICE));
        } else if let Some(exact) = &mut self.exact {
            if exact.add_column() {
                self.spectrum = Some(exact.spectrum());
                self.exact = None;
            }
        } else {
            self.exact = Exact::of(&self.training).ok();
        }
    }

    #[allow(clippy::cast_precision_loss)]
    pub(super) fn progress(&self) -> f64 {
        if self.spectrum.is_some() {
            return 1.0;
        }
        let parameters = self.training.ground().initial().len();
        let columns = self
            .exact
            .as_ref()
            .map_or(0, |exact| exact.columns.len() / parameters);
        let updates = self.training.runs()[0].updates();
        let all = self.config.updates + 10 * parameters + 1;
        (updates as usize + 10 * columns).min(all - 1) as f64 / all as f64
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &CurvatureConfig {
        &self.config
    }

    /// The network in training.
    #[must_use]
    pub fn training(&self) -> &Training {
        &self.training
    }

    /// What was found, once it is.
    #[must_use]
    pub fn spectrum(&self) -> Option<&Spectrum> {
        self.spectrum.as_ref()
    }
}

impl Exact {
    fn of(training: &Training) -> Result<Self, Error> {
        let (ground, config) = (training.ground(), &training.config().network);
        let shape = ground.shape().clone();
        let mut penalty = vec![0.0; shape.parameters()];
        for layer in shape.layers() {
            penalty[layer.weights.clone()].fill(config.l2);
        }
        let given = ground.table(Set::Train);
        let mut samples = Table::new(shape.inputs());
        for (i, &target) in given.targets().iter().enumerate() {
            let inputs = given.columns().iter().map(|column| f64::from(column[i]));
            samples.push(inputs, f64::from(target));
        }
        let activation = activation::find(&config.activation)?;
        let loss = loss::find(&config.loss)?;
        Ok(Self {
            network: Network::new(shape, &activation.build, &loss.build),
            samples,
            parameters: training.runs()[0]
                .parameters()
                .iter()
                .copied()
                .map(f64::from)
                .collect(),
            penalty,
            columns: Vec::new(),
        })
    }

    /// The loss without its penalty, and the gradient with it, at the present parameters.
    fn gradient(&mut self) -> (f64, Vec<f64>) {
        let mut gradient = vec![0.0; self.parameters.len()];
        let loss = self
            .network
            .gradient(&self.parameters, &self.samples, &mut gradient);
        for ((g, w), penalty) in gradient.iter_mut().zip(&self.parameters).zip(&self.penalty) {
            *g += penalty * w;
        }
        (loss, gradient)
    }

    /// Takes another column; whether it was the last.
    fn add_column(&mut self) -> bool {
        let place = self.columns.len() / self.parameters.len();
        let w = self.parameters[place];
        let h = 1e-5 * w.abs().max(1.0);
        let [above, below] = [w + h, w - h].map(|moved| {
            self.parameters[place] = moved;
            self.gradient().1
        });
        self.parameters[place] = w;
        // What h really is, once rounded.
        let apart = (w + h) - (w - h);
        let column = above
            .iter()
            .zip(below)
            .map(|(above, below)| (above - below) / apart);
        self.columns.extend(column);
        place + 1 == self.parameters.len()
    }

    fn spectrum(&mut self) -> Spectrum {
        let size = self.parameters.len();
        let hessian = DMatrix::from_vec(size, size, std::mem::take(&mut self.columns));
        let symmetric = (&hessian + hessian.transpose()) * 0.5;
        let (loss, gradient) = self.gradient();
        let is_finite = symmetric.iter().all(|x| x.is_finite());
        let eigenvalues = if is_finite {
            sorted(symmetric.symmetric_eigenvalues().as_slice())
        } else {
            vec![f64::NAN; size]
        };
        let largest = eigenvalues
            .iter()
            .fold(0.0, |most: f64, x| most.max(x.abs()));
        Spectrum {
            eigenvalues,
            near_zero: NEAR_ZERO * largest,
            gradient: gradient.iter().map(|g| g * g).sum::<f64>().sqrt(),
            loss,
        }
    }
}
