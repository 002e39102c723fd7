//! The ledger of a run of networks: its next update over all parameters, and how its terms went.

use std::cell::OnceCell;

use super::ground::Ground;
use super::run::TrainingRun;
use super::{Training, no_run};
use crate::core::Error;
use crate::core::experiment::checkpoints::Checkpoints;
use crate::core::experiment::run_config::RunConfig;
use crate::core::optimizer::{Ledger, Moment, Optimizer, Summary};

/// Numbers of a run that are kept at most, beside the latest, in states before some of its updates.
const MOST_NUMBERS: usize = 1_000_000;
/// Numbers of a state for each parameter: it, its gradient and at most three moments.
const NUMBERS: usize = 5;
/// States that are kept at least, and at most.
const STATES: [usize; 2] = [8, 256];

/// A run before one of its updates.
pub(super) struct Snapshot {
    optimizer: Box<dyn Optimizer<f32>>,
    learning_rate: f64,
    parameters: Vec<f32>,
    gradient: Vec<f32>,
    /// The terms of the update, once they are asked for.
    terms: OnceCell<Vec<(&'static str, Summary)>>,
}

impl Snapshot {
    pub(super) fn new(
        optimizer: &dyn Optimizer<f32>,
        learning_rate: f64,
        parameters: &[f32],
        gradient: &[f32],
    ) -> Self {
        Self {
            optimizer: optimizer.duplicate(),
            learning_rate,
            parameters: parameters.to_vec(),
            gradient: gradient.to_vec(),
            terms: OnceCell::new(),
        }
    }

    /// None yet, of a network of so many parameters.
    pub(super) fn none(parameters: usize) -> Checkpoints<Self> {
        let [least, most] = STATES;
        Checkpoints::new((MOST_NUMBERS / (NUMBERS * parameters).max(1)).clamp(least, most))
    }

    /// The update, written out.
    pub(super) fn ledger(&self, config: &RunConfig) -> Option<Ledger> {
        let (entry, values) = config.hyperparameter_values().ok()?;
        let moment = Moment {
            entry,
            values: &values,
            optimizer: &*self.optimizer,
            learning_rate: self.learning_rate,
            parameters: &self.parameters,
            gradients: &self.gradient,
        };
        moment.ledger()
    }

    /// A term over all parameters, by its symbol; the effective rate for one the rule does not have.
    fn term(&self, config: &RunConfig, symbol: &str) -> Option<Summary> {
        let terms = self.terms.get_or_init(|| {
            let ledger = self.ledger(config);
            ledger.map_or_else(Vec::new, |ledger| ledger.summaries())
        });
        let find = |symbol| terms.iter().find(|(name, _)| *name == symbol);
        let found = find(symbol).or_else(|| find(Ledger::RATE))?;
        Some(found.1)
    }
}

impl TrainingRun {
    /// Median, lowest and highest value of a term over all parameters, at the updates whose states
    /// are kept, as far as `go_on` lets them be computed: they are when asked for again.
    pub fn course(&self, symbol: &str, mut go_on: impl FnMut() -> bool) -> Vec<(u64, [f64; 3])> {
        let steps = (0..).map(|place| place * self.snapshots().spacing());
        let states = steps.zip(self.snapshots().kept());
        let rows = states.map_while(|(step, state)| {
            let is_there = state.terms.get().is_some() || go_on();
            let term = is_there.then(|| state.term(self.config(), symbol))??;
            Some((step, [term.median, term.min, term.max]))
        });
        rows.collect()
    }
}

impl Training {
    /// The ledger of the update that a run makes next, over all parameters: the rule with its
    /// numbers. `None` once the run has diverged.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for a run that does not exist.
    pub fn ledger(&mut self, run: usize) -> Result<Option<Ledger>, Error> {
        let runs = self.runs.len();
        let run = self.runs.get(run).ok_or_else(|| no_run(run, runs))?;
        let ledger = next(run, &mut self.ground);
        Ok(ledger)
    }
}

fn next(run: &TrainingRun, ground: &mut Ground) -> Option<Ledger> {
    if run.diverged_at().is_some() {
        return None;
    }
    run.snapshot(ground).ledger(run.config())
}
