//! Where a run on a surface is: everything its next steps follow from, and nothing it has left
//! behind, so that a copy can go the same way again.

use super::batches::Batches;
use super::descent_config::DescentConfig;
use crate::core::network::Places;
use crate::core::optimizer::Optimizer;
use crate::core::random::{Random, stream};
use crate::core::surface::Surface;

/// A run at one of its steps.
pub(super) struct Walker {
    pub(super) optimizer: Box<dyn Optimizer<f64>>,
    noise: Option<Noise>,
    /// Which samples each gradient is taken from, where it is not all of them.
    batches: Option<Batches>,
    pub(super) position: [f64; 2],
    pub(super) loss: f64,
    /// The gradient at the position, over all samples and without noise.
    pub(super) gradient: [f64; 2],
    /// The same over the present batch.
    of_batch: [f64; 2],
}

/// The gaussian added to the gradient.
#[derive(Clone)]
struct Noise {
    random: Random,
    deviation: f64,
}

impl Walker {
    /// A run at its start, its optimizer remembering nothing yet.
    pub(super) fn new(
        optimizer: Box<dyn Optimizer<f64>>,
        batches: Option<Batches>,
        ground: &DescentConfig,
        surface: &dyn Surface,
    ) -> Self {
        let mut walker = Self {
            optimizer,
            batches,
            noise: (ground.noise > 0.0).then(|| Noise {
                random: Random::new(ground.seed, stream::NOISE),
                deviation: ground.noise,
            }),
            position: ground.start,
            loss: f64::NAN,
            gradient: [f64::NAN; 2],
            of_batch: [f64::NAN; 2],
        };
        walker.look(surface);
        walker
    }

    /// Takes loss and gradient where it is.
    #[inline]
    fn look(&mut self, surface: &dyn Surface) {
        let [x, y] = self.position;
        (self.loss, self.gradient) = surface.value_and_gradient(x, y);
        self.of_batch = match &self.batches {
            Some(batches) => match batches.places(0..batches.present()) {
                Places::List(places) => surface.batch_gradient(x, y, places),
                Places::Range(_) => self.gradient,
            },
            None => self.gradient,
        };
    }

    /// Samples of a batch, where its gradients are not taken over all of them.
    pub(super) fn batch(&self) -> Option<usize> {
        self.batches.as_ref().map(Batches::size)
    }

    /// Samples that so many batches hold, where its gradients are not taken over all of them.
    pub(super) fn samples_after(&self, steps: u64) -> Option<u64> {
        let batches = self.batches.as_ref()?;
        Some(batches.samples_after(steps))
    }

    /// Steps made.
    pub(super) fn steps(&self) -> u64 {
        self.optimizer.steps()
    }

    /// The gradient that the next step is made with.
    pub(super) fn draw_gradient(&mut self) -> [f64; 2] {
        let mut gradient = self.of_batch;
        if let Some(noise) = &mut self.noise {
            gradient = gradient.map(|g| g + noise.deviation * noise.random.normal());
        }
        gradient
    }

    /// Makes a step; whether it led to a finite place with a finite loss.
    pub(super) fn step(&mut self, rate: f64, surface: &dyn Surface) -> bool {
        let gradient = self.draw_gradient();
        let made = self.optimizer.step(rate, &mut self.position, &gradient);
        if let Some(batches) = &mut self.batches {
            batches.advance();
        }
        self.look(surface);
        let [x, y] = self.position;
        // It refuses other lengths only, and there are always two coordinates.
        made.is_ok() && x.is_finite() && y.is_finite() && self.loss.is_finite()
    }
}

impl Clone for Walker {
    fn clone(&self) -> Self {
        Self {
            optimizer: self.optimizer.duplicate(),
            noise: self.noise.clone(),
            batches: self.batches.clone(),
            ..*self
        }
    }
}
