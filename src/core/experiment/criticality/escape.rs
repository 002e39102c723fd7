//! How long optimizers take to leave a saddle.

use crate::core::Error;
use crate::core::analysis::hessian;
use crate::core::experiment::Particles;
use crate::core::experiment::descent::build_surface;
use crate::core::experiment::run_config::{RunConfig, check_run_count};
use crate::core::experiment::settings::Settings;
use crate::core::order::ascending;
use crate::core::random::Seed;
use crate::core::registry::{Kind, Setting};
use crate::core::surface::{Critical, Surface};
use crate::core::tree::Fields;

/// Steps after which a run counts as one that stays.
pub const MOST_STEPS: u64 = 20_000;
/// Runs from each distance where there is noise.
const SEEDS: usize = 41;
/// Distances tried beside the chosen one: from 10⁻¹² of the radius on, two a decade.
const DISTANCES: i32 = 24;
/// A run has left when it is farther than this share of the window's diagonal.
const RADIUS: f64 = 0.05;
/// Steps of all particles in one slice of work, about.
const SLICE: u64 = 2_000;

/// Runs that start near a saddle.
#[derive(Debug, Clone, PartialEq)]
pub struct EscapeConfig {
    /// The id of a surface, or a formula in x and y; its first saddle is left.
    pub surface: String,
    /// The surface's own parameters by id.
    pub surface_parameters: Settings,
    /// How far from the saddle the runs start, along the direction that curves down.
    pub distance: f64,
    /// The standard deviation, per coordinate and step, of a gaussian added to the gradient.
    pub noise: f64,
    /// What the noise is drawn from; the same draws for every run.
    pub seed: Seed,
    /// The runs, 1 to 16.
    pub runs: Vec<RunConfig>,
}

impl EscapeConfig {
    pub(super) fn read(mut fields: Fields) -> Result<Self, Error> {
        let config = Self {
            surface: fields.required("surface")?,
            surface_parameters: fields.or_default("surfaceParameters")?,
            distance: fields.required("distance")?,
            noise: fields.or_default("noise")?,
            seed: fields.or_default("seed")?,
            runs: fields.required("runs")?,
        };
        fields.finish()?;
        Ok(config)
    }
}

/// The steps that runs took: a quarter of them at most the first, half the second, three quarters
/// the third. `None` where so many stayed.
pub type Quartiles = [Option<u64>; 3];

/// The steps to leave a saddle, by run and distance. Where there is noise, 41 runs each.
pub struct Escape {
    config: EscapeConfig,
    surface: Box<dyn Surface>,
    saddle: [f64; 2],
    /// The direction that curves down, of length 1.
    down: [f64; 2],
    radius: f64,
    /// The chosen one first.
    distances: Vec<f64>,
    group: Option<Group>,
    /// The quartiles of each run at each distance: the first distance of all runs, then the next.
    found: Vec<Quartiles>,
}

/// Particles from one distance under one run.
struct Group {
    particles: Particles,
    /// The step at which each left.
    left: Vec<Option<u64>>,
}

impl Escape {
    pub(super) fn new(config: EscapeConfig) -> Result<Self, Error> {
        check_run_count(&config.runs)?;
        Kind::Positive.check("distance", Setting::Number(config.distance))?;
        Kind::NonNegative.check("noise", Setting::Number(config.noise))?;
        for (i, run) in config.runs.iter().enumerate() {
            Particles::new(run, &[]).map_err(|error| error.within(format!("runs[{i}]")))?;
        }
        let surface = build_surface(&config.surface, &config.surface_parameters)?;
        let facts = surface.facts();
        let saddle = facts
            .critical_points
            .iter()
            .find(|p| p.kind == Critical::Saddle);
        let Some(&saddle) = saddle else {
            let allowed = "have a saddle whose Hessian has an eigenvalue of each sign";
            return Err(Error::out_of_range("surface", &config.surface, allowed));
        };
        let radius = RADIUS * facts.window.diagonal();
        if config.distance >= radius {
            let allowed = format!("be below {radius:.3}, where a run counts as away");
            return Err(Error::out_of_range("distance", config.distance, allowed));
        }
        let others = (0..DISTANCES).map(|i| radius * 10_f64.powf(0.5 * f64::from(i) - 12.0));
        Ok(Self {
            down: down(surface.hessian(saddle.x, saddle.y)),
            saddle: [saddle.x, saddle.y],
            radius,
            distances: [config.distance].into_iter().chain(others).collect(),
            group: None,
            found: Vec::new(),
            surface,
            config,
        })
    }

    /// The run and the place of the distance that group `index` is about.
    fn place(&self, index: usize) -> (usize, usize) {
        let runs = self.config.runs.len();
        (index % runs, index / runs)
    }

    fn begin(&self) -> Option<Group> {
        let (run, place) = self.place(self.found.len());
        let distance = *self.distances.get(place)?;
        let start = [0, 1].map(|axis| self.saddle[axis] + distance * self.down[axis]);
        let seeds = if self.config.noise > 0.0 { SEEDS } else { 1 };
        let particles = Particles::new(&self.config.runs[run], &vec![start; seeds]).ok()?;
        Some(Group {
            particles: particles.with_noise(self.config.noise, self.config.seed),
            left: vec![None; seeds],
        })
    }

    pub(super) fn work(&mut self) {
        let Some(mut group) = self.group.take().or_else(|| self.begin()) else {
            return;
        };
        let steps = (SLICE / group.left.len() as u64).max(1);
        for _ in 0..steps {
            if self.step(&mut group) {
                self.found.push(quartiles(&group.left));
                return;
            }
        }
        self.group = Some(group);
    }

    /// Makes one step of a group; whether it was the last.
    fn step(&self, group: &mut Group) -> bool {
        let step = group.particles.steps() + 1;
        if group.particles.advance(self.surface.as_ref(), 1).is_err() {
            return true;
        }
        let mut staying = false;
        for (left, [x, y]) in group.left.iter_mut().zip(group.particles.positions()) {
            if left.is_none() {
                let along =
                    (x - self.saddle[0]) * self.down[0] + (y - self.saddle[1]) * self.down[1];
                // What has run away to where there are no numbers never arrived anywhere else.
                *left = (along.abs() > self.radius && along.is_finite()).then_some(step);
                staying |= left.is_none();
            }
        }
        !staying || step >= MOST_STEPS
    }

    #[allow(clippy::cast_precision_loss)]
    pub(super) fn progress(&self) -> f64 {
        let all = self.config.runs.len() * self.distances.len();
        self.found.len() as f64 / all as f64
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &EscapeConfig {
        &self.config
    }

    /// The saddle that is left.
    #[must_use]
    pub fn saddle(&self) -> [f64; 2] {
        self.saddle
    }

    /// How far from the saddle, along the direction that curves down, a run counts as away: a
    /// twentieth of the window's diagonal.
    #[must_use]
    pub fn radius(&self) -> f64 {
        self.radius
    }

    /// The steps that a run took from the chosen distance, once it is known.
    #[must_use]
    pub fn chosen(&self, run: usize) -> Option<Quartiles> {
        self.found.get(run).copied()
    }

    /// The other distances, from the least on, and the steps that a run took from each, as far as
    /// they are known.
    pub fn curve(&self, run: usize) -> impl Iterator<Item = (f64, Quartiles)> {
        let runs = self.config.runs.len();
        let found = self.found.iter().skip(runs + run).step_by(runs);
        self.distances.iter().skip(1).copied().zip(found.copied())
    }
}

/// The direction, of length 1, in which the Hessian's lower eigenvalue is the curvature.
fn down([xx, xy, yy]: [f64; 3]) -> [f64; 2] {
    let [low, _] = hessian::eigenvalues([xx, xy, yy]);
    // Both are eigenvectors; of the two, the longer one has not lost its digits.
    let candidates = [[xy, low - xx], [low - yy, xy]];
    let [a, b] = candidates.map(|[x, y]| x.hypot(y));
    let ([x, y], length) = if a >= b {
        (candidates[0], a)
    } else {
        (candidates[1], b)
    };
    if length > 0.0 {
        [x / length, y / length]
    } else {
        [0.0, 1.0]
    }
}

/// The quartiles of what was counted, those that stayed last.
fn quartiles(left: &[Option<u64>]) -> Quartiles {
    let steps = left
        .iter()
        .map(|steps| steps.map_or(f64::INFINITY, |n| n as f64));
    let order = ascending(&steps.collect::<Vec<_>>());
    [1, 2, 3].map(|quarter| left[*order.get((left.len() - 1) * quarter / 4)?])
}
