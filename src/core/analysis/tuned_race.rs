//! A race in which every run has its own best learning rate.

use serde::Serialize;

use super::rate_sweep::{RateSweep, RateSweepConfig};
use crate::core::Error;
use crate::core::experiment::{Given, Race, RaceConfig, RunConfig};
use crate::core::scalar::real;
use crate::core::tree::{Fields, Read, Tree};

/// Rates of the passes of a search: over all, then twice between the neighbours of the best.
const PASSES: [usize; 3] = [25, 17, 17];
/// Rows of the losses of a network, to see when it reaches a loss.
const RECORDS: usize = 200;
/// A loss is reached when so small a share of the way from the start to the best is left.
const LEFT: f64 = 0.02;

/// A tuned race.
#[derive(Debug, Clone, PartialEq)]
pub struct TunedRaceConfig {
    /// The race.
    pub race: RaceConfig,
    /// Steps, or updates, of each run, 1 to 1,000,000; 500 when left out.
    pub steps: usize,
    /// The rates that are searched; from 1e-5 to 10 when left out.
    pub rates: [f64; 2],
    /// The loss that is to be reached. When left out: 98 % of the way from the start to the best
    /// loss any run comes to.
    pub target: Option<f64>,
}

impl Read for TunedRaceConfig {
    fn read(tree: Tree) -> Result<Self, Error> {
        let mut fields = Fields::of(tree)?;
        let usual = Self::of(fields.required::<RaceConfig>("race")?);
        let config = Self {
            steps: fields.optional("steps")?.unwrap_or(usual.steps),
            rates: fields.optional("rates")?.unwrap_or(usual.rates),
            target: fields.optional("target")?,
            ..usual
        };
        fields.finish()?;
        Ok(config)
    }
}

impl TunedRaceConfig {
    /// A tuned race of 500 steps.
    #[must_use]
    pub fn of(race: impl Into<RaceConfig>) -> Self {
        Self {
            race: race.into(),
            steps: 500,
            rates: [1e-5, 10.0],
            target: None,
        }
    }
}

/// A run at a rate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Outcome {
    /// Its learning rate.
    pub rate: f64,
    /// Its loss after the steps of the race, infinite where it has diverged.
    pub loss: f64,
    /// The first step at which the loss, where it is recorded, is as low as the target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reached: Option<f64>,
}

/// What tuning has done for a run.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Tuned {
    /// At the rate of its configuration.
    pub untuned: Outcome,
    /// At the rate that was found; the same where every rate diverges.
    pub tuned: Outcome,
    /// Steps that the search has cost.
    pub cost: f64,
    /// Gradients that the run takes in the steps of the race, as [`Race::gradients`] counts them.
    pub gradients: f64,
    /// Floating-point operations of those and of the updates, as [`Race::operations`] counts them.
    pub operations: f64,
}

/// A race of which every run is given the learning rate that brings it to the lowest loss in the
/// steps there are, beside the same race as it was.
///
/// The rates are searched over all of their range, 6 decades by 25 rates, then twice more closely
/// around the best: to 1 %.
pub struct TunedRace {
    config: TunedRaceConfig,
    /// The runs whose rates are found, and the steps that took.
    found: Vec<(RunConfig, u64)>,
    /// The search for the rate of the next run: the pass, what the passes before cost.
    sweep: Option<(usize, u64, RateSweep)>,
    /// The race as it was, and tuned.
    races: Option<[Race; 2]>,
    done: bool,
}

impl TunedRace {
    /// The tuned race of a configuration, nothing computed yet.
    ///
    /// # Errors
    /// When anything in it is unknown or not allowed; the message names it.
    pub fn new(config: TunedRaceConfig) -> Result<Self, Error> {
        RateSweep::new(RateSweepConfig {
            steps: config.steps,
            rates: config.rates,
            ..RateSweepConfig::of(config.race.clone())
        })?;
        Ok(Self {
            config,
            found: Vec::new(),
            sweep: None,
            races: None,
            done: false,
        })
    }

    /// Searches and races while `go_on` says so; true when all is done.
    pub fn advance_while(&mut self, mut go_on: impl FnMut() -> bool) -> bool {
        while !self.done {
            // What the constructor has seen to work does not fail here.
            match self.work(&mut go_on) {
                Ok(true) => {}
                Ok(false) => return false,
                Err(_) => self.done = true,
            }
        }
        true
    }

    /// One part of the work; false when the time was up.
    fn work(&mut self, go_on: &mut dyn FnMut() -> bool) -> Result<bool, Error> {
        let place = self.found.len();
        if let Some(run) = self.config.race.runs().get(place) {
            let (pass, cost, mut sweep) = match self.sweep.take() {
                Some(sweep) => sweep,
                None => (0, 0, self.search(run, self.config.rates, 0)?),
            };
            let done = sweep.advance_while(&mut *go_on);
            if !done {
                self.sweep = Some((pass, cost, sweep));
                return Ok(false);
            }
            let cost = cost + sweep.steps();
            let best = sweep.best(0, 0);
            match best {
                Some(best) if pass + 1 < PASSES.len() => {
                    let around = neighbours(sweep.rates(), best.rate);
                    let next = self.search(run, around, pass + 1)?;
                    self.sweep = Some((pass + 1, cost, next));
                }
                _ => {
                    let rate = best.map(|best| best.rate);
                    let tuned = rate.map(|rate| run.clone().with("learning_rate", rate));
                    self.found
                        .push((tuned.unwrap_or_else(|| run.clone()), cost));
                }
            }
            return Ok(true);
        }
        let steps = self.config.steps;
        let races = match &mut self.races {
            Some(races) => races,
            none => {
                let race = self.config.race.clone();
                let race = race.recording_every(steps / RECORDS);
                let tuned = self.found.iter().map(|(run, _)| run.clone()).collect();
                let tuned = Race::new(race.clone().with_runs(tuned))?;
                none.insert([Race::new(race)?, tuned])
            }
        };
        for race in races {
            if !race.advance_to(steps as u64, go_on) {
                return Ok(false);
            }
        }
        self.done = true;
        Ok(true)
    }

    fn search(&self, run: &RunConfig, rates: [f64; 2], pass: usize) -> Result<RateSweep, Error> {
        RateSweep::new(RateSweepConfig {
            steps: self.config.steps,
            rates,
            count: PASSES[pass],
            ..RateSweepConfig::of(self.config.race.clone().with_runs(vec![run.clone()]))
        })
    }

    /// The race as it was, and tuned, once the rates are found.
    #[must_use]
    pub fn races(&self) -> Option<&[Race; 2]> {
        self.races.as_ref()
    }

    /// The race with the rates that were found, once all are.
    #[must_use]
    pub fn tuned(&self) -> Option<RaceConfig> {
        let all = self.found.len() == self.config.race.runs().len();
        let runs = || self.found.iter().map(|(run, _)| run.clone()).collect();
        all.then(|| self.config.race.clone().with_runs(runs()))
    }

    /// The loss that is to be reached, once all is done.
    #[must_use]
    pub fn target(&self) -> Option<f64> {
        let races = self.races.as_ref().filter(|_| self.done)?;
        let best = || {
            let losses = races.iter().flat_map(|race| {
                (0..self.found.len()).map(|run| race.loss(run, self.config.steps as u64))
            });
            let best = losses.fold(f64::INFINITY, f64::min);
            best + LEFT * (races[0].loss(0, 0) - best)
        };
        Some(self.config.target.unwrap_or_else(best))
    }

    /// What tuning has done for each run, once all is done.
    #[must_use]
    pub fn results(&self) -> Option<Vec<Tuned>> {
        let target = self.target()?;
        let races = self.races.as_ref()?;
        let steps = self.config.steps as u64;
        let outcome = |race: &Race, run: usize, config: &RunConfig| Outcome {
            rate: rate_of(config),
            loss: race.loss(run, steps),
            reached: race.reaches(run, target).map(real),
        };
        let runs = self.config.race.runs().iter().zip(&self.found);
        let results = runs
            .enumerate()
            .map(|(run, (before, (after, cost)))| Tuned {
                untuned: outcome(&races[0], run, before),
                tuned: outcome(&races[1], run, after),
                cost: real(*cost),
                gradients: real(races[0].gradients(run, steps)),
                operations: real(races[0].operations(run, steps)),
            });
        Some(results.collect())
    }

    /// The share of the work that is done, about.
    #[must_use]
    pub fn progress(&self) -> f64 {
        if self.done {
            return 1.0;
        }
        let within = self.sweep.as_ref().map_or(0.0, |(pass, _, sweep)| {
            (real(*pass as u64) + sweep.progress()) / real(PASSES.len() as u64)
        });
        let runs = self.config.race.runs().len();
        (real(self.found.len() as u64) + within) / real(runs as u64 + 1)
    }
}

/// The rates beside one of a list.
fn neighbours(rates: &[f64], rate: f64) -> [f64; 2] {
    let place = rates.iter().position(|&known| known == rate).unwrap_or(0);
    let at = |place: usize| rates.get(place).copied().unwrap_or(rate);
    [
        at(place.saturating_sub(1)),
        at((place + 1).min(rates.len() - 1)),
    ]
}

fn rate_of(run: &RunConfig) -> f64 {
    match run.hyperparameters.get("learning_rate") {
        Some(Given::Number(rate)) => *rate,
        _ => run
            .hyperparameter_values()
            .map_or(f64::NAN, |(_, values)| values.number("learning_rate")),
    }
}
