//! Many particles on one surface, stepped together.

use super::run_config::{Built, RunConfig};
use crate::core::Error;
use crate::core::surface::Surface;

/// Particles of one block: few enough that all they remember stays in the processor's nearest
/// cache while the block makes many steps.
const BLOCK: usize = 128;

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
}

impl Particles {
    /// Particles at `starts`, each to be moved by the run.
    ///
    /// # Errors
    /// When the run's optimizer, hyperparameters or schedule are unknown or not allowed.
    pub fn new(run: &RunConfig, starts: &[[f64; 2]]) -> Result<Self, Error> {
        run.build::<f64>()?; // so that a mistake is found even without particles
        let blocks = starts.chunks(BLOCK).map(|starts| {
            let axis = |axis: usize| starts.iter().map(move |start| start[axis]);
            Ok(Block {
                positions: axis(0).chain(axis(1)).collect(),
                gradients: vec![0.0; 2 * starts.len()],
                built: run.build()?,
            })
        });
        Ok(Self {
            blocks: blocks.collect::<Result<_, Error>>()?,
            steps: 0,
        })
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
        let rate = self.built.schedule.rate(self.built.learning_rate, t);
        self.built
            .optimizer
            .step(rate, &mut self.positions, &self.gradients)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::experiment::{Descent, DescentConfig};
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
}
