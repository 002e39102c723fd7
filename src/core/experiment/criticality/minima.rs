//! How many of many starts end in the global minimum.

use super::check_count;
use crate::core::Error;
use crate::core::analysis::proportion::Proportion;
use crate::core::experiment::Particles;
use crate::core::experiment::descent::build_surface;
use crate::core::experiment::run_config::{RunConfig, check_run_count};
use crate::core::experiment::settings::Settings;
use crate::core::random::{Random, Seed, stream};
use crate::core::registry::{Kind, Setting};
use crate::core::surface::{Critical, CriticalPoint, Surface, lowest_minima};
use crate::core::tree::Fields;

/// Noises that are tried: none, the largest, and evenly between.
const LEVELS: usize = 9;
/// Steps of all particles in one slice of work, about.
const SLICE: usize = 4_000;

/// Runs from many starts, under more and more noise.
#[derive(Debug, Clone, PartialEq)]
pub struct MinimaConfig {
    /// The id of a surface, or a formula in x and y, with a minimum that is not the lowest.
    pub surface: String,
    /// The surface's own parameters by id.
    pub surface_parameters: Settings,
    /// The largest noise: the standard deviation, per coordinate and step, of a gaussian added to
    /// the gradient.
    pub noise: f64,
    /// Starts, drawn evenly from the surface's window, 1 to 5,000.
    pub starts: usize,
    /// Steps of each run, 2 to 100,000: the first half under noise, the second without.
    pub steps: usize,
    /// What starts and noise are drawn from; the same draws for every run.
    pub seed: Seed,
    /// The runs, 1 to 16.
    pub runs: Vec<RunConfig>,
}

impl MinimaConfig {
    pub(super) fn read(mut fields: Fields) -> Result<Self, Error> {
        let config = Self {
            surface: fields.required("surface")?,
            surface_parameters: fields.or_default("surfaceParameters")?,
            noise: fields.required("noise")?,
            starts: fields.optional("starts")?.unwrap_or(300),
            steps: fields.optional("steps")?.unwrap_or(2_000),
            seed: fields.or_default("seed")?,
            runs: fields.required("runs")?,
        };
        fields.finish()?;
        Ok(config)
    }
}

/// The share of starts that end in a global minimum, by run and noise.
pub struct Minima {
    config: MinimaConfig,
    surface: Box<dyn Surface>,
    starts: Vec<[f64; 2]>,
    global: Vec<CriticalPoint>,
    local: Vec<CriticalPoint>,
    particles: Option<Particles>,
    /// The least noise of all runs, then the next.
    found: Vec<Proportion>,
}

impl Minima {
    pub(super) fn new(config: MinimaConfig) -> Result<Self, Error> {
        check_run_count(&config.runs)?;
        check_count("starts", config.starts, [1, 5_000])?;
        check_count("steps", config.steps, [2, 100_000])?;
        Kind::Positive.check("noise", Setting::Number(config.noise))?;
        for (i, run) in config.runs.iter().enumerate() {
            Particles::new(run, &[]).map_err(|error| error.within(format!("runs[{i}]")))?;
        }
        let surface = build_surface(&config.surface, &config.surface_parameters)?;
        let facts = surface.facts();
        let global = lowest_minima(surface.as_ref(), &facts.critical_points);
        let is_local = |p: &&CriticalPoint| p.kind == Critical::Minimum && !global.contains(p);
        let local: Vec<_> = facts
            .critical_points
            .iter()
            .filter(is_local)
            .copied()
            .collect();
        if local.is_empty() {
            let allowed = "have a minimum that is not the lowest";
            return Err(Error::out_of_range("surface", &config.surface, allowed));
        }
        let mut random = Random::new(config.seed, stream::STARTS);
        let mut within = |[low, high]: [f64; 2]| low + (high - low) * random.uniform();
        let starts = (0..config.starts)
            .map(|_| [within(facts.window.x), within(facts.window.y)])
            .collect();
        Ok(Self {
            config,
            surface,
            starts,
            global,
            local,
            particles: None,
            found: Vec::new(),
        })
    }

    fn begin(&self) -> Option<Particles> {
        let runs = self.config.runs.len();
        let (run, level) = (self.found.len() % runs, self.found.len() / runs);
        let particles = Particles::new(&self.config.runs[run], &self.starts).ok()?;
        Some(particles.with_noise(self.noise(level), self.config.seed))
    }

    pub(super) fn work(&mut self) {
        let Some(mut particles) = self.particles.take().or_else(|| self.begin()) else {
            return;
        };
        let all = self.config.steps as u64;
        let noisy = all / 2;
        let done = particles.steps();
        if done >= noisy {
            particles = particles.with_noise(0.0, self.config.seed);
        }
        let left = if done < noisy { noisy } else { all } - done;
        let steps = (SLICE / self.starts.len()).max(1) as u64;
        let moved = particles.advance(self.surface.as_ref(), steps.min(left));
        if moved.is_err() || particles.steps() >= all {
            let hits = particles
                .positions()
                .filter(|&place| self.is_global(place))
                .count();
            self.found.push(Proportion {
                hits: hits as u64,
                tries: self.starts.len() as u64,
            });
        } else {
            self.particles = Some(particles);
        }
    }

    /// Whether a place is nearer to a global minimum than to any other.
    fn is_global(&self, [x, y]: [f64; 2]) -> bool {
        let nearest = |points: &[CriticalPoint]| {
            let apart = points.iter().map(|p| (p.x - x).hypot(p.y - y));
            apart.fold(f64::INFINITY, f64::min)
        };
        nearest(&self.global) < nearest(&self.local)
    }

    #[allow(clippy::cast_precision_loss)]
    pub(super) fn progress(&self) -> f64 {
        let all = self.config.runs.len() * LEVELS;
        self.found.len() as f64 / all as f64
    }

    /// The noise of a level, from none to the largest.
    #[allow(clippy::cast_precision_loss)]
    fn noise(&self, level: usize) -> f64 {
        self.config.noise * level as f64 / (LEVELS - 1) as f64
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &MinimaConfig {
        &self.config
    }

    /// The minima that are not the lowest.
    #[must_use]
    pub fn local(&self) -> &[CriticalPoint] {
        &self.local
    }

    /// The noises, and how many starts of a run ended in a global minimum under each, as far as
    /// they are known.
    pub fn curve(&self, run: usize) -> impl Iterator<Item = (f64, Proportion)> {
        let found = self.found.iter().skip(run).step_by(self.config.runs.len());
        found
            .enumerate()
            .map(|(level, &share)| (self.noise(level), share))
    }
}
