//! A race on a surface: several optimizers from one start.

use std::cell::RefCell;

use super::descent_config::DescentConfig;
use super::record::MOST_STEPS;
use super::run::Run;
use super::run_config::{RunConfig, match_runs};
use super::settings::{Settings, settings};
use super::status::Status;
use crate::core::Error;
use crate::core::optimizer::Ledger;
use crate::core::surface::{self, CriticalPoint, Facts, Surface, Window};

/// The most steps of one run between two looks at the time. They begin with one and double from look to
/// look, so that where steps are slow the time is overrun by no more than is spent.
const SLICE: u64 = 256;

/// Several runs on one surface, each an optimizer with its own hyperparameters and schedule, from
/// one start and with the same noise.
///
/// ```
/// use downhill::core::experiment::{Descent, DescentConfig, RunConfig, Status};
///
/// let mut race = Descent::new(DescentConfig {
///     runs: vec![RunConfig::new("sgd").with("learning_rate", 0.01)],
///     ..DescentConfig::on("bowl")?
/// })?;
/// race.advance(2_000);
/// assert_eq!(race.status(0), Some(Status::Minimum));
/// # Ok::<(), downhill::core::Error>(())
/// ```
pub struct Descent {
    config: DescentConfig,
    surface: Box<dyn Surface>,
    facts: Facts,
    /// The critical points of the part of the plane that was asked for last.
    seen: RefCell<Option<(Window, Vec<CriticalPoint>)>>,
    runs: Vec<Run>,
    steps: u64,
}

impl DescentConfig {
    /// An experiment on a surface (an id or a formula) from the surface's own start, with no runs
    /// yet.
    ///
    /// # Errors
    /// When the surface is unknown or the formula wrong.
    pub fn on(surface: &str) -> Result<Self, Error> {
        let mut config = Self {
            surface: surface.to_owned(),
            surface_parameters: Default::default(),
            window: None,
            start: [0.0; 2],
            noise: 0.0,
            seed: Default::default(),
            runs: Vec::new(),
        };
        config.start = build_surface(surface, &config.surface_parameters)?
            .facts()
            .start;
        Ok(config)
    }
}

/// The surface of an id or a formula, with its parameters.
///
/// # Errors
/// When it is unknown, its formula wrong, or its parameters not allowed.
pub fn build_surface(
    id_or_formula: &str,
    parameters: &Settings,
) -> Result<Box<dyn Surface>, Error> {
    surface::parse_or_find(id_or_formula, settings(parameters)).map_err(|error| {
        let path = match error {
            Error::UnknownParameter { .. } | Error::OutOfRange { .. } => "surfaceParameters",
            _ => "surface",
        };
        error.within(path)
    })
}

impl Descent {
    /// The race of a configuration, every run at its start.
    ///
    /// # Errors
    /// When anything in it is unknown or not allowed; the message names it.
    pub fn new(config: DescentConfig) -> Result<Self, Error> {
        config.check()?;
        let surface = build_surface(&config.surface, &config.surface_parameters)?;
        let mut facts = surface.facts();
        if let Some(window) = config.given_window() {
            facts = facts.in_window(surface.as_ref(), window);
        }
        let runs = Self::make_runs(&config, surface.as_ref(), &mut [])?;
        Ok(Self {
            config,
            surface,
            facts,
            seen: RefCell::default(),
            runs,
            steps: 0,
        })
    }

    /// Takes another configuration. Runs that compute the same as before are kept as they are;
    /// changed ones start anew, and the next call that advances brings them up to the present step.
    /// When more than the runs changed, the whole race starts anew.
    ///
    /// # Errors
    /// As [`Self::new`]; nothing has changed then.
    pub fn replace(&mut self, config: DescentConfig) -> Result<(), Error> {
        if !self.config.same_surface(&config) {
            *self = Self::new(config)?;
            return Ok(());
        }
        config.check()?;
        let keeps = self.config.same_ground(&config);
        let former = if keeps { &mut self.runs[..] } else { &mut [] };
        self.runs = Self::make_runs(&config, self.surface.as_ref(), former)?;
        self.config = config;
        if !keeps {
            self.steps = 0;
        }
        Ok(())
    }

    /// Takes every run back to its start.
    ///
    /// # Errors
    /// None in practice: the runs were made before.
    pub fn restart(&mut self) -> Result<(), Error> {
        self.runs = Self::make_runs(&self.config, self.surface.as_ref(), &mut [])?;
        self.steps = 0;
        Ok(())
    }

    /// One run per configuration: one of the `former` where it computes the same (the one in its
    /// own place first), else a new one. Nothing is taken when any configuration is wrong.
    fn make_runs(
        config: &DescentConfig,
        surface: &dyn Surface,
        former: &mut [Run],
    ) -> Result<Vec<Run>, Error> {
        let fresh: Vec<Run> = config
            .runs
            .iter()
            .enumerate()
            .map(|(i, run)| {
                Run::new(run.clone(), config, surface)
                    .map_err(|error| error.within(format!("runs[{i}]")))
            })
            .collect::<Result<_, _>>()?;
        let configs: Vec<&RunConfig> = former.iter().map(Run::config).collect();
        let places = match_runs(&config.runs, &configs);
        let mut runs = fresh;
        for (run, place) in runs.iter_mut().zip(places) {
            if let Some(old) = place.and_then(|place| former.get_mut(place)) {
                run.take_over(old);
            }
        }
        Ok(runs)
    }

    /// Makes `steps` more steps of every run, at most up to [`MOST_STEPS`]. Many at once give the
    /// same bits as one by one.
    pub fn advance(&mut self, steps: u64) {
        self.steps = self.steps.saturating_add(steps).min(MOST_STEPS);
        let target = self.steps;
        for run in &mut self.runs {
            run.advance_to(target, self.surface.as_ref(), self.facts.window);
        }
    }

    /// Asks for so many steps in all; [`Self::catch_up_while`] makes those that are missing.
    pub fn ask(&mut self, steps: u64) {
        self.steps = self.steps.max(steps.min(MOST_STEPS));
    }

    /// Brings runs that started anew up to the present step while `go_on` says so; true when all
    /// are there.
    pub fn catch_up_while(&mut self, mut go_on: impl FnMut() -> bool) -> bool {
        let target = self.steps;
        let mut slice = 1;
        for run in &mut self.runs {
            while run.diverged_at().is_none() && run.path().steps() < target {
                if !go_on() {
                    return false;
                }
                slice = SLICE.min(2 * slice);
                let next = target.min(run.path().steps().saturating_add(slice));
                run.advance_to(next, self.surface.as_ref(), self.facts.window);
            }
        }
        true
    }

    /// Advances all runs together while `go_on` says so, and returns the steps made (0 while runs
    /// that started anew are still being brought up). Stops when every run has diverged, and at
    /// [`MOST_STEPS`].
    pub fn advance_while(&mut self, mut go_on: impl FnMut() -> bool) -> u64 {
        let before = self.steps;
        if !self.catch_up_while(&mut go_on) {
            return 0;
        }
        let mut slice = 1;
        while go_on()
            && self.steps < MOST_STEPS
            && self.runs.iter().any(|run| run.diverged_at().is_none())
        {
            self.advance(slice);
            slice = SLICE.min(2 * slice);
        }
        self.steps - before
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &DescentConfig {
        &self.config
    }

    /// The surface.
    #[must_use]
    pub fn surface(&self) -> &dyn Surface {
        self.surface.as_ref()
    }

    /// What is known of the surface, and the window looked at.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Steps every run has made, or will have once it has caught up.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// The critical points of a part of the plane. They are looked for once: as long as the same part
    /// of the same surface is asked for, they are remembered.
    #[must_use]
    pub fn points_in(&self, window: Window) -> Vec<CriticalPoint> {
        let mut seen = self.seen.borrow_mut();
        match &*seen {
            Some((known, points)) if *known == window => points.clone(),
            _ => {
                let facts = self.facts.clone().in_window(self.surface(), window);
                let points = facts.critical_points;
                *seen = Some((window, points.clone()));
                points
            }
        }
    }

    /// The runs.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The state of a run; `None` when there is no such run.
    #[must_use]
    pub fn status(&self, run: usize) -> Option<Status> {
        let run = self.runs.get(run)?;
        Some(run.status(self.surface.as_ref(), self.facts.window))
    }
}

/// Why the runs go where they go.
impl Descent {
    /// The ledger of the update that a run makes after `step` steps: the rule with its numbers.
    /// `None` for a step that the run has not come to, and once it has diverged.
    pub fn ledger(&mut self, run: usize, step: u64) -> Option<Ledger> {
        self.recall_while(run, step, || true);
        self.runs.get(run)?.ledger(step)
    }

    /// Makes the steps of a run again, from a state that was kept up to `step`, while `go_on` says
    /// so: [`Self::ledger`] has nothing left to do when that is done, which is what it tells.
    pub fn recall_while(&mut self, run: usize, step: u64, go_on: impl FnMut() -> bool) -> bool {
        let run = self.runs.get_mut(run);
        run.is_none_or(|run| run.recall_while(step, self.surface.as_ref(), go_on))
    }
}
