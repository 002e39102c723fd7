//! The loss of one neuron over samples, as a surface: x is its weight, y its bias.

use std::sync::OnceLock;

use num_dual::{Dual, Dual2_64, DualNum};

use super::work::{Counted, operations};
use super::{Facts, Surface};
use crate::core::random::{Random, Seed, stream};
use crate::core::registry::{Kind, Parameter, Scale, Values};

/// What makes a neuron: its loss and the samples it has to fit.
pub(super) trait Neuron: Send + Sync + 'static {
    /// The loss of one sample from z = weight · input + bias, written once for numbers and for dual
    /// numbers.
    fn loss<D: DualNum<f64> + Copy>(z: D, target: f64) -> D;

    /// The next sample: an input and its target. `share` runs evenly from 0 to 1 over the samples.
    fn draw(share: f64, spread: f64, random: &mut Random) -> [f64; 2];

    /// See [`Surface::cells`].
    const CELLS: usize;

    /// See [`Surface::facts`].
    fn facts(surface: &dyn Surface) -> Facts;
}

/// The mean loss of a neuron over its samples.
pub(super) struct MeanLoss<N> {
    /// Input and target of each.
    samples: Vec<[f64; 2]>,
    facts: OnceLock<Facts>,
    neuron: std::marker::PhantomData<N>,
}

/// The parameters of the surface of a neuron.
pub(super) const fn parameters(spread: f64) -> [Parameter; 3] {
    [
        Parameter::whole("samples", "n", "Samples", 100, (10, 1000), Scale::Log).in_unit("samples"),
        Parameter::new(
            "spread",
            "σ",
            "Spread of the targets",
            Kind::NonNegative,
            spread,
            (0.0, 2.0),
            Scale::Linear,
        ),
        Parameter::new(
            "seed",
            "",
            "Seed of the samples",
            Kind::Seed,
            0.0,
            (0.0, 999.0),
            Scale::Linear,
        ),
    ]
}

impl<N: Neuron> MeanLoss<N> {
    /// The surface of checked values.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn boxed(values: &Values) -> Box<dyn Surface> {
        let (count, spread) = (values.size("samples"), values.number("spread"));
        let seed = Seed::try_from(values.number("seed")).unwrap_or_default();
        let mut random = Random::new(seed, stream::DATA);
        let share = |place: usize| (place as f64 + 0.5) / count as f64;
        let samples = (0..count).map(|place| N::draw(share(place), spread, &mut random));
        Box::new(Self {
            samples: samples.collect(),
            facts: OnceLock::new(),
            neuron: std::marker::PhantomData,
        })
    }

    /// The mean over some samples of the loss and its gradient: by the chain rule, the derivative
    /// along z times the input, and times 1.
    fn mean<S: DualNum<f64> + Copy>(
        x: S,
        y: S,
        samples: impl Iterator<Item = [f64; 2]>,
    ) -> (S, [S; 2]) {
        let (mut value, mut gradient, mut count) = (S::zero(), [S::zero(); 2], 0.0);
        for [input, target] in samples {
            let loss = N::loss(Dual::from_re(x * input + y).derivative(), target);
            value += loss.re;
            gradient[0] += loss.eps * input;
            gradient[1] += loss.eps;
            count += 1.0;
        }
        (value / count, gradient.map(|sum| sum / count))
    }
}

impl<N: Neuron> Surface for MeanLoss<N> {
    fn value(&self, x: f64, y: f64) -> f64 {
        let samples = self.samples.iter();
        let sum: f64 = samples
            .map(|&[input, target]| N::loss(x * input + y, target))
            .sum();
        sum / self.samples.len() as f64
    }

    fn value_and_gradient(&self, x: f64, y: f64) -> (f64, [f64; 2]) {
        Self::mean(x, y, self.samples.iter().copied())
    }

    fn cells(&self) -> usize {
        N::CELLS
    }

    fn axes(&self) -> [&'static str; 2] {
        ["weight", "bias"]
    }

    fn samples(&self) -> usize {
        self.samples.len()
    }

    fn batch_gradient(&self, x: f64, y: f64, places: &[u32]) -> [f64; 2] {
        let sample = |&place: &u32| self.samples.get(place as usize).copied();
        Self::mean(x, y, places.iter().filter_map(sample)).1
    }

    /// That of a mean over one sample.
    fn gradient_work(&self, x: f64, y: f64) -> u64 {
        let [x, y] = [x, y].map(Counted::from);
        operations(|| Self::mean(x, y, self.samples.iter().copied().take(1)))
    }

    #[allow(clippy::cast_precision_loss)]
    fn hessian(&self, x: f64, y: f64) -> [f64; 3] {
        let mut sums = [0.0; 3];
        for &[input, target] in &self.samples {
            let curvature = N::loss(Dual2_64::from(x * input + y).derivative(), target).v2;
            for (sum, factor) in sums.iter_mut().zip([input * input, input, 1.0]) {
                *sum += curvature * factor;
            }
        }
        sums.map(|sum| sum / self.samples.len() as f64)
    }

    /// The first call looks for the critical points.
    fn facts(&self) -> Facts {
        self.facts.get_or_init(|| N::facts(self)).clone()
    }
}
