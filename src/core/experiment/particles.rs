//! Many particles on one surface, stepped together.

use super::batches::Batches;
use super::descent_config::DescentConfig;
use super::run::FAR;
use super::run_config::{Built, RunConfig};
use crate::core::Error;
use crate::core::network::Places;
use crate::core::random::{Random, Seed, stream};
use crate::core::surface::{Surface, Window};

/// Many particles under one rule, each from its own start. Every rule works element by element, so
/// that a block of particles is one vector of parameters and runs in SIMD lanes; each particle moves
/// exactly as it would alone.
pub struct Particles {
    blocks: Vec<Block>,
    steps: u64,
}

struct Block {
    /// All x, then all y.
    positions: Vec<f64>,
    gradients: Vec<f64>,
    built: Built<f64>,
    noise: Option<Noise>,
    /// Which samples each gradient is taken from, where it is not all of them.
    batches: Option<Batches>,
}

struct Noise {
    deviation: f64,
    random: Random,
    /// Whether every particle gets the same.
    is_shared: bool,
}

impl Particles {
    /// Particles of one block: few enough that all they remember stays in the processor's nearest
    /// cache while the block makes many steps.
    pub const BLOCK: usize = 128;

    /// Particles at `starts`, each to be moved by the run.
    ///
    /// # Errors
    /// When the run's optimizer, hyperparameters or schedule are unknown or not allowed.
    pub fn new(run: &RunConfig, starts: &[[f64; 2]]) -> Result<Self, Error> {
        run.build::<f64>()?; // so that a mistake is found even without particles
        let blocks = starts.chunks(Self::BLOCK).map(|starts| {
            let axis = |axis: usize| starts.iter().map(move |start| start[axis]);
            Ok(Block {
                positions: axis(0).chain(axis(1)).collect(),
                gradients: vec![0.0; 2 * starts.len()],
                built: run.build()?,
                noise: None,
                batches: None,
            })
        });
        Ok(Self {
            blocks: blocks.collect::<Result<_, Error>>()?,
            steps: 0,
        })
    }

    /// The same particles, from now on with a gaussian of a standard deviation added to each
    /// coordinate of each gradient: other draws for every particle, and the same for every run.
    #[must_use]
    pub fn with_noise(mut self, deviation: f64, seed: Seed) -> Self {
        for (block, stream) in self.blocks.iter_mut().zip(stream::PARTICLES..) {
            block.noise = Noise::new(deviation, Random::new(seed, stream), false);
        }
        self
    }

    /// The same particles, from now on each with the noise and the batches that its run has in a
    /// race: one draw for all.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] when the run has a batch and the surface no samples.
    pub fn as_in(
        mut self,
        race: &DescentConfig,
        run: &RunConfig,
        surface: &dyn Surface,
    ) -> Result<Self, Error> {
        let batches = run.batches(surface.samples(), race.seed)?;
        for block in &mut self.blocks {
            let random = Random::new(race.seed, stream::NOISE);
            block.noise = Noise::new(race.noise, random, true);
            block.batches.clone_from(&batches);
        }
        Ok(self)
    }

    /// Whether a particle at a place has diverged, as a run of a race has there.
    #[must_use]
    pub fn is_lost(surface: &dyn Surface, window: Window, [x, y]: [f64; 2]) -> bool {
        !(x.is_finite() && y.is_finite())
            || window.is_farther_than(FAR, [x, y])
            || !surface.value(x, y).is_finite()
    }

    /// Makes so many steps of every particle.
    ///
    /// # Errors
    /// None in practice: a block keeps its length.
    pub fn advance(&mut self, surface: &dyn Surface, steps: u64) -> Result<(), Error> {
        for block in &mut self.blocks {
            for t in self.steps..self.steps + steps {
                block.step(surface, t)?;
            }
        }
        self.steps += steps;
        Ok(())
    }

    /// Steps made.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// Where the particles are, in the order of their starts.
    pub fn positions(&self) -> impl Iterator<Item = [f64; 2]> {
        self.blocks.iter().flat_map(|block| {
            let (x, y) = block.positions.split_at(block.positions.len() / 2);
            x.iter().zip(y).map(|(&x, &y)| [x, y])
        })
    }
}

impl Block {
    fn step(&mut self, surface: &dyn Surface, t: u64) -> Result<(), Error> {
        let particles = self.positions.len() / 2;
        let (x, y) = self.positions.split_at(particles);
        let (gradient_x, gradient_y) = self.gradients.split_at_mut(particles);
        surface.gradients(x, y, gradient_x, gradient_y);
        if let Some(batches) = &mut self.batches {
            if let Places::List(places) = batches.places(0..batches.present()) {
                let gradients = gradient_x.iter_mut().zip(gradient_y.iter_mut());
                for ((&x, &y), (gradient_x, gradient_y)) in x.iter().zip(y).zip(gradients) {
                    [*gradient_x, *gradient_y] = surface.batch_gradient(x, y, places);
                }
            }
            batches.advance();
        }
        if let Some(noise) = &mut self.noise {
            noise.add_to(gradient_x, gradient_y);
        }
        let rate = self.built.schedule.rate(self.built.learning_rate, t);
        self.built
            .optimizer
            .step(rate, &mut self.positions, &self.gradients)
    }
}

impl Noise {
    fn new(deviation: f64, random: Random, is_shared: bool) -> Option<Self> {
        (deviation > 0.0).then_some(Self {
            deviation,
            random,
            is_shared,
        })
    }

    fn add_to(&mut self, gradient_x: &mut [f64], gradient_y: &mut [f64]) {
        for gradient in [gradient_x, gradient_y] {
            let mut draw = || self.deviation * self.random.normal();
            let shared = self.is_shared.then(&mut draw);
            for g in gradient {
                *g += shared.unwrap_or_else(&mut draw);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::experiment::Descent;
    use crate::core::optimizer;

    #[test]
    fn each_particle_moves_as_it_would_alone() {
        let starts: Vec<[f64; 2]> = (0..300)
            .map(|i| [f64::from(i) * 0.01 - 1.5, f64::from(i % 17) * 0.1])
            .collect();
        for entry in optimizer::ALL {
            let run = RunConfig::new(entry.id).with("learning_rate", 1e-4);
            let config = DescentConfig {
                runs: vec![run.clone()],
                ..DescentConfig::on("rosenbrock").unwrap()
            };
            let mut alone = Descent::new(config.clone()).unwrap();
            let mut particles = Particles::new(&run, &starts).unwrap();
            particles.advance(alone.surface(), 40).unwrap();
            particles.advance(alone.surface(), 60).unwrap();
            let positions: Vec<_> = particles.positions().collect();
            assert_eq!(positions.len(), starts.len());
            for place in [0, 127, 128, 299] {
                let start = starts[place];
                alone
                    .replace(DescentConfig {
                        start,
                        ..config.clone()
                    })
                    .unwrap();
                alone.advance(100);
                let [x, y, _] = alone.runs()[0].path().last();
                assert_eq!(positions[place], [x, y], "{} from {start:?}", entry.id);
            }
        }
    }

    /// On a bowl, plain descent ends in the ball of variance α σ²/(λ (2 − α λ)).
    #[test]
    fn noise_is_as_strong_as_it_is_said_to_be_and_differs_between_particles() {
        let race = Descent::new(DescentConfig {
            runs: vec![RunConfig::new("sgd")],
            ..DescentConfig::on("bowl").unwrap()
        });
        let race = race.unwrap();
        let run = RunConfig::new("sgd").with("learning_rate", 0.01);
        let particles = Particles::new(&run, &[[0.0; 2]; 4_000]).unwrap();
        let mut particles = particles.with_noise(0.5, Seed::default());
        particles.advance(race.surface(), 500).unwrap();
        let places: Vec<_> = particles.positions().collect();
        for (axis, curvature) in [(0, 1.0), (1, 100.0)] {
            let variance = places.iter().map(|p| p[axis].powi(2)).sum::<f64>() / 4_000.0;
            let expected = 0.01 * 0.25 / (curvature * (2.0 - 0.01 * curvature));
            assert!(
                (variance / expected - 1.0).abs() < 0.1,
                "{variance} {expected}"
            );
        }
        assert_ne!(places[0], places[128]);
        let mut quiet = particles.with_noise(0.0, Seed::default());
        quiet.advance(race.surface(), 3_000).unwrap();
        assert!(quiet.positions().all(|[x, y]| x.hypot(y) < 1e-9));
    }
}
