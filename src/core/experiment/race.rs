//! A race of either kind: what is asked of one can be asked of the other.

use super::descent::Descent;
use super::descent_config::DescentConfig;
use super::explain::Bound;
use super::run_config::{Batch, RunConfig};
use super::settings::Given;
use super::training::{Losses, Training, TrainingConfig};
use crate::core::Error;
use crate::core::optimizer;
use crate::core::random::Seed;
use crate::core::surface::{self, lowest_minima};
use crate::core::tree::{Read, Tree};

/// The name of a run's batch where values are set by name.
pub const BATCH: &str = "batch";

/// The experiment of a race on a surface or of networks.
#[derive(Debug, Clone, PartialEq)]
pub enum RaceConfig {
    /// On a surface.
    Descent(DescentConfig),
    /// Of networks.
    Training(TrainingConfig),
}

/// A race on a surface or of networks. A step is an update, a loss that of all samples that train.
pub enum Race {
    /// On a surface.
    Descent(Box<Descent>),
    /// Of networks.
    Training(Box<Training>),
}

impl RaceConfig {
    /// Its runs.
    #[must_use]
    pub fn runs(&self) -> &[RunConfig] {
        match self {
            Self::Descent(config) => &config.runs,
            Self::Training(config) => &config.runs,
        }
    }

    /// The same race with other runs.
    #[must_use]
    pub fn with_runs(mut self, wanted: Vec<RunConfig>) -> Self {
        match &mut self {
            Self::Descent(config) => config.runs = wanted,
            Self::Training(config) => config.runs = wanted,
        }
        self
    }

    /// The same race with chance from another seed: noise on a surface; samples, their division and
    /// order, and first weights of networks.
    #[must_use]
    pub fn with_seed(mut self, seed: Seed) -> Self {
        match &mut self {
            Self::Descent(config) => config.seed = seed,
            Self::Training(config) => {
                config.data.seed = seed;
                config.network.seed = seed;
            }
        }
        self
    }

    /// Its seed: of networks, that of the samples.
    #[must_use]
    pub fn seed(&self) -> Seed {
        match self {
            Self::Descent(config) => config.seed,
            Self::Training(config) => config.data.seed,
        }
    }

    /// The same race, whose losses over all samples are taken every so many updates; on a surface
    /// each step has its loss anyway.
    #[must_use]
    pub fn recording_every(mut self, steps: usize) -> Self {
        if let Self::Training(config) = &mut self {
            config.record = Some(steps.max(1));
        }
        self
    }

    /// The same race with one run, and a value set by name: a hyperparameter of the run's optimizer,
    /// else its `batch`, else a parameter of the surface.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] when nothing has this name, or a batch is not a whole number above 0.
    pub fn with_value(self, run: &RunConfig, name: &str, value: f64) -> Result<Self, Error> {
        let entry = optimizer::find(&run.optimizer)?;
        let mut race = self.with_runs(vec![run.clone()]);
        if entry.parameters.iter().any(|known| known.id == name) {
            return Ok(race.with_runs(vec![run.clone().with(name, value)]));
        }
        match &mut race {
            Self::Training(config) if name == BATCH => {
                config.runs[0].batch = Some(Batch::read(Tree::Number(value.round()))?);
            }
            Self::Descent(config) if has_parameter(&config.surface, name) => {
                let value = Given::Number(value);
                config.surface_parameters.insert(name.to_owned(), value);
            }
            _ => {
                return Err(Error::out_of_range(
                    "parameter",
                    format!("\"{name}\""),
                    format!(
                        "be a hyperparameter of {}, the batch of a network or a parameter of the surface",
                        entry.id
                    ),
                ));
            }
        }
        Ok(race)
    }
}

fn has_parameter(surface: &str, name: &str) -> bool {
    surface::find(surface).is_ok_and(|entry| entry.parameters.iter().any(|known| known.id == name))
}

impl From<DescentConfig> for RaceConfig {
    fn from(config: DescentConfig) -> Self {
        Self::Descent(config)
    }
}

impl From<TrainingConfig> for RaceConfig {
    fn from(config: TrainingConfig) -> Self {
        Self::Training(config)
    }
}

impl Read for RaceConfig {
    fn read(tree: Tree) -> Result<Self, Error> {
        let is_training = match &tree {
            Tree::Record(fields) => fields.iter().any(|(name, _)| name == "data"),
            _ => false,
        };
        if is_training {
            TrainingConfig::read(tree).map(Self::Training)
        } else {
            DescentConfig::read(tree).map(Self::Descent)
        }
    }
}

impl Race {
    /// The race of a configuration, every run at its start.
    ///
    /// # Errors
    /// When anything in it is unknown or not allowed; the message names it.
    pub fn new(config: RaceConfig) -> Result<Self, Error> {
        Ok(match config {
            RaceConfig::Descent(config) => Self::Descent(Box::new(Descent::new(config)?)),
            RaceConfig::Training(config) => Self::Training(Box::new(Training::new(config)?)),
        })
    }

    /// Takes another configuration; what it shares with the former one is not computed again.
    ///
    /// # Errors
    /// As [`Self::new`]; nothing has changed then.
    pub fn replace(&mut self, config: RaceConfig) -> Result<(), Error> {
        match (&mut *self, config) {
            (Self::Descent(race), RaceConfig::Descent(config)) => race.replace(config),
            (Self::Training(race), RaceConfig::Training(config)) => race.replace(config),
            (_, config) => {
                *self = Self::new(config)?;
                Ok(())
            }
        }
    }

    /// Advances every run to so many steps, where it is not as far, while `go_on` says so; true
    /// when all are there.
    pub fn advance_to(&mut self, steps: u64, go_on: &mut dyn FnMut() -> bool) -> bool {
        match self {
            Self::Descent(race) => {
                race.ask(steps);
                race.catch_up_while(go_on)
            }
            Self::Training(race) => {
                race.ask(steps);
                race.catch_up_while(go_on)
            }
        }
    }

    /// The loss of a run after so many steps: the last one recorded until then, infinite where it
    /// has diverged, NaN where there is no such run.
    #[must_use]
    pub fn loss(&self, run: usize, step: u64) -> f64 {
        match self {
            Self::Descent(race) => race.runs().get(run).map_or(f64::NAN, |run| {
                match run.path().rows().get(run.path().row_at(step)) {
                    Some(&[_, _, loss]) if run.diverged_at().is_none_or(|at| step < at) => loss,
                    _ => f64::INFINITY,
                }
            }),
            Self::Training(race) => race.runs().get(run).map_or(f64::NAN, |run| {
                let losses = run.losses();
                match losses.rows().get(losses.row_at(step / run.interval())) {
                    Some(losses) if run.diverged_at().is_none_or(|at| step < at) => {
                        f64::from(losses.train)
                    }
                    _ => f64::INFINITY,
                }
            }),
        }
    }

    /// Steps a run has made.
    #[must_use]
    pub fn steps(&self, run: usize) -> u64 {
        match self {
            Self::Descent(race) => race.runs().get(run).map_or(0, |run| run.path().steps()),
            Self::Training(race) => race.runs().get(run).map_or(0, |run| run.updates()),
        }
    }

    /// The first step at which a run's loss, where it is recorded, is at most `target`.
    #[must_use]
    pub fn reaches(&self, run: usize, target: f64) -> Option<u64> {
        match self {
            Self::Descent(race) => {
                let path = race.runs().get(run)?.path();
                let is_there = |&[_, _, loss]: &[f64; 3]| loss <= target;
                Some(path.step_of(path.rows().iter().position(is_there)?))
            }
            Self::Training(race) => {
                let run = race.runs().get(run)?;
                let losses = run.losses();
                let is_there = |losses: &Losses| f64::from(losses.train) <= target;
                let row = losses.rows().iter().position(is_there)?;
                Some(losses.step_of(row) * run.interval())
            }
        }
    }

    /// The lowest known value of the surface in its window, NaN where none is known; 0 for networks.
    #[must_use]
    pub fn floor(&self) -> f64 {
        match self {
            Self::Descent(race) => {
                let (surface, facts) = (race.surface(), race.facts());
                let lowest = lowest_minima(surface, &facts.critical_points);
                lowest.first().map_or(f64::NAN, |p| surface.value(p.x, p.y))
            }
            Self::Training(_) => 0.0,
        }
    }

    /// The rate above which a run diverges, as known at its start: on a surface, where its rule has
    /// a bound.
    #[must_use]
    pub fn bound(&self, run: usize) -> Option<Bound> {
        match self {
            Self::Descent(race) => race.bound(run, 0),
            Self::Training(_) => None,
        }
    }

    /// The gradients that a run takes in so many steps: of single samples, where there are samples;
    /// else one a step.
    #[must_use]
    pub fn gradients(&self, run: usize, steps: u64) -> u64 {
        match self {
            Self::Descent(race) => match race.surface().samples() as u64 {
                0 => steps,
                samples => race
                    .runs()
                    .get(run)
                    .and_then(|run| run.samples_after(steps))
                    .unwrap_or(steps * samples),
            },
            Self::Training(race) => {
                let run = race.runs().get(run);
                run.map_or(0, |run| run.samples_after(steps))
            }
        }
    }

    /// The floating-point operations of a run in so many steps: those of its gradients and those of
    /// its updates.
    ///
    /// On a surface, [`Surface::gradient_work`](surface::Surface::gradient_work) at the start for
    /// each gradient. For networks, six a parameter for the gradient of a sample: a product and a sum
    /// forwards and two of each backwards; what its activations and losses take is not counted. For
    /// both, [`optimizer::update_work`] for each parameter and step.
    #[must_use]
    pub fn operations(&self, run: usize, steps: u64) -> u64 {
        let (gradient, parameters, config) = match self {
            Self::Descent(race) => {
                let [x, y] = race.config().start;
                let config = race.runs().get(run).map(|run| run.config());
                (race.surface().gradient_work(x, y), 2, config)
            }
            Self::Training(race) => {
                let parameters = race.ground().shape().parameters() as u64;
                let config = race.config().runs.get(run);
                (6 * parameters, parameters, config)
            }
        };
        let rule = config.and_then(|config| config.hyperparameter_values().ok());
        let update = rule.and_then(|(entry, values)| optimizer::update_work(entry, &values));
        self.gradients(run, steps) * gradient + steps * parameters * update.unwrap_or(0)
    }
}
