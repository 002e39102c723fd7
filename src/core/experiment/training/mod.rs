//! A race of networks: several runs on one dataset, from one network.

mod advice;
mod answer;
mod config;
mod fit;
mod ground;
mod histogram;
mod ledger;
mod noise;
mod run;
mod series;

pub use advice::BatchAdvice;
pub use answer::Answer;
pub use config::{DataConfig, NetworkConfig, Source, TrainingConfig};
pub use fit::Fit;
pub use ground::{Ground, Set};
pub use histogram::{Counted, Histogram};
pub use noise::{GradientNoise, NoiseProbe};
pub use run::{BatchLoss, Losses, TrainingRun};
pub use series::{Chart, Measure, Quantity, Smoother};

use super::record::MOST_STEPS;
use super::run_config::{Batch, RunConfig, match_runs};
use crate::core::Error;
use crate::core::network::{Evaluation, Table};
use crate::core::number::significant;
use crate::core::random::Seed;

/// About how many multiplications are done between two looks at the time: a fraction of a
/// millisecond.
const SLICE: u64 = 1_000_000;

/// What an update costs beside its multiplications, in multiplications.
const OVERHEAD: u64 = 2_000;

/// Several runs on one dataset, each an optimizer with its own hyperparameters, schedule and batch,
/// from the same first parameters, on the same samples in the same order.
///
/// ```
/// use downhill::core::experiment::{
///     Batch, DataConfig, NetworkConfig, RunConfig, Training, TrainingConfig,
/// };
///
/// let mut training = Training::new(TrainingConfig {
///     data: DataConfig::of("circle"),
///     network: NetworkConfig::new(&[4, 2], "tanh", "cross_entropy"),
///     features: None,
///     batch: Batch::Size(10),
///     record: None,
///     runs: vec![RunConfig::new("adam").with("learning_rate", 0.01)],
/// })?;
/// training.advance(2_000);
/// let run = &training.runs()[0];
/// assert_eq!(run.epochs_after(run.updates()), 80.0);
/// let losses = run.losses().rows();
/// assert!(losses[80].test < losses[0].test / 2.0);
/// # Ok::<(), downhill::core::Error>(())
/// ```
pub struct Training {
    config: TrainingConfig,
    ground: Ground,
    runs: Vec<TrainingRun>,
    /// Updates that all runs were asked for together and have not all made yet.
    pending: u64,
    clock: Option<Clock>,
}

/// Tells seconds, since any moment.
type Clock = Box<dyn FnMut() -> f64>;

impl Training {
    /// The race of a configuration, every run at its start.
    ///
    /// # Errors
    /// When anything in it is unknown or not allowed; the message names it.
    pub fn new(config: TrainingConfig) -> Result<Self, Error> {
        config.check()?;
        let ground = Ground::new(&config)?;
        let runs = make_runs(&config, &ground, &mut [])?;
        Ok(Self {
            config,
            ground,
            runs,
            pending: 0,
            clock: None,
        })
    }

    /// Takes a clock, which tells seconds since any moment: from now on the seconds that updates
    /// take are counted for each run. What the runs compute does not depend on it.
    pub fn set_clock(&mut self, clock: impl FnMut() -> f64 + 'static) {
        self.clock = Some(Box::new(clock));
    }

    /// Takes another configuration. Runs that compute the same as before are kept as they are;
    /// changed ones start anew, and the next call that advances brings them up to where the run in
    /// their place was. When more than the runs changed, the whole race starts anew.
    ///
    /// # Errors
    /// As [`Self::new`]; nothing has changed then.
    pub fn replace(&mut self, config: TrainingConfig) -> Result<(), Error> {
        if !self.config.same_ground(&config) {
            *self = Self {
                clock: self.clock.take(),
                ..Self::new(config)?
            };
            return Ok(());
        }
        config.check()?;
        self.runs = make_runs(&config, &self.ground, &mut self.runs)?;
        self.config = config;
        Ok(())
    }

    /// Makes so many more updates of every run, at most up to [`MOST_STEPS`]. Many at once give the
    /// same bits as one by one.
    pub fn advance(&mut self, updates: u64) {
        // What is left of a slice is part of what is made now.
        for run in &mut self.runs {
            let goal = run.goal().saturating_sub(self.pending);
            run.set_goal(goal.saturating_add(updates).min(MOST_STEPS));
        }
        self.catch_up_while(|| true);
    }

    /// Updates that every run has been asked for in all, the most of any of them.
    #[must_use]
    pub fn goal(&self) -> u64 {
        self.runs.iter().map(TrainingRun::goal).max().unwrap_or(0)
    }

    /// Asks every run for so many updates in all; [`Self::catch_up_while`] makes those that are
    /// missing.
    pub fn ask(&mut self, updates: u64) {
        for run in &mut self.runs {
            run.set_goal(run.goal().max(updates.min(MOST_STEPS)));
        }
    }

    /// Asks every run for so many more updates.
    pub fn ask_more(&mut self, updates: u64) {
        for run in &mut self.runs {
            let goal = run.goal().saturating_add(updates).min(MOST_STEPS);
            run.set_goal(goal);
        }
    }

    /// Makes what the runs were asked for and have not made, while `go_on` says so; true when all
    /// of it is made.
    pub fn catch_up_while(&mut self, mut go_on: impl FnMut() -> bool) -> bool {
        if self.runs.iter().all(TrainingRun::is_at_goal) {
            self.pending = 0;
            return true;
        }
        if !go_on() {
            return false;
        }
        // Updates first and then the records that follow them; and the time is looked at so rarely that
        // a slice is finished: so the runs stand side by side unless a single update takes longer.
        let mut spent = 0;
        for is_done in [TrainingRun::has_updated, TrainingRun::is_at_goal] {
            for run in &mut self.runs {
                while !is_done(run) {
                    if spent >= 2 * SLICE {
                        if !go_on() {
                            return false;
                        }
                        spent = 0;
                    }
                    spent += work_for_a_while(run, &mut self.ground, self.clock.as_mut(), is_done);
                }
            }
            self.pending = 0;
        }
        true
    }

    /// Lets runs that started anew go on from where they are, instead of catching up.
    pub fn stay_behind(&mut self) {
        self.pending = 0;
        for run in &mut self.runs {
            run.set_goal(run.updates());
        }
    }

    /// Advances all runs together while `go_on` says so, and returns the updates that all have made
    /// (0 while runs that started anew are still catching up). Stops when every run has diverged,
    /// and at [`MOST_STEPS`].
    pub fn advance_while(&mut self, mut go_on: impl FnMut() -> bool) -> u64 {
        let mut made = 0;
        loop {
            let slice = self.pending;
            let is_there = self.catch_up_while(&mut go_on);
            if self.pending == 0 {
                made += slice;
            }
            if !is_there {
                return made;
            }
            let left = self.runs.iter().filter(|run| run.diverged_at().is_none());
            let left = left.map(|run| MOST_STEPS - run.goal()).max().unwrap_or(0);
            if left == 0 || !go_on() {
                return made;
            }
            let updates = self.updates_of_a_slice().min(left);
            self.ask_more(updates);
            self.pending = updates;
        }
    }

    /// How many updates of every run are about a slice of work, with no record before the last.
    fn updates_of_a_slice(&self) -> u64 {
        let parameters = self.ground.initial().len() as u64;
        let cost = |run: &TrainingRun| 3 * parameters * run.batch() as u64 + OVERHEAD;
        let updates = SLICE / self.runs.iter().map(cost).sum::<u64>().max(1);
        let to_record = |run: &TrainingRun| run.interval() - run.updates() % run.interval();
        let records = self.runs.iter().map(to_record);
        records.fold(updates, u64::min).max(1)
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &TrainingConfig {
        &self.config
    }

    /// What the runs share: the samples and the network.
    #[must_use]
    pub fn ground(&self) -> &Ground {
        &self.ground
    }

    /// The runs.
    #[must_use]
    pub fn runs(&self) -> &[TrainingRun] {
        &self.runs
    }

    /// What there is to point out of a run, in words without a full stop: where it diverged, or that
    /// it fits too little or too much; empty where there is nothing. `None` for a run that does not
    /// exist.
    #[must_use]
    pub fn describe(&self, run: usize) -> Option<String> {
        let run = self.runs.get(run)?;
        let rows = run.losses().rows();
        if let Some(update) = run.diverged_at() {
            let last = rows.last().map_or(f64::NAN, |row| f64::from(row.train));
            let loss = significant(last);
            return Some(format!(
                "diverged at update {update}: its last recorded training loss was {loss}"
            ));
        }
        let fit = Fit::of(rows, self.ground.baseline());
        Some(fit.describe(|row| run.losses().step_of(row) * run.interval()))
    }

    /// Gives a run other parameters. It starts anew from them: moments, counters and records are
    /// those of a run before its first update.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for a run that does not exist, or unless there is a finite value for
    /// every parameter.
    pub fn set_parameters(&mut self, run: usize, values: &[f32]) -> Result<(), Error> {
        let runs = self.runs.len();
        let Some(run) = self.runs.get_mut(run) else {
            return Err(no_run(run, runs));
        };
        if values.len() != run.parameters().len() {
            return Err(Error::out_of_range(
                "the length of values",
                values.len(),
                format!("be {}, the number of parameters", run.parameters().len()),
            ));
        }
        if let Some(i) = values.iter().position(|x| !x.is_finite()) {
            return Err(Error::out_of_range(
                format!("values[{i}]"),
                values[i],
                "be a finite number",
            ));
        }
        run.set_parameters(values, self.ground.losses(values));
        run.set_goal(self.pending);
        Ok(())
    }

    /// What a run's network puts out, row by row: the output layer as it is, logits for cross
    /// entropy. [`Ground::table_of_inputs`] makes the inputs.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for a run that does not exist.
    pub fn predict(&mut self, run: usize, inputs: &Table<f32>) -> Result<Vec<f32>, Error> {
        let parameters = parameters(&self.runs, run)?;
        Ok(self.ground.network.predict(parameters, inputs))
    }

    /// What every unit of a run's network puts out: a row over all inputs for each unit, layer by
    /// layer. [`Ground::table_of_inputs`] makes the inputs.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for a run that does not exist.
    pub fn activations(&mut self, run: usize, inputs: &Table<f32>) -> Result<Vec<f32>, Error> {
        let parameters = parameters(&self.runs, run)?;
        Ok(self.ground.network.activations(parameters, inputs))
    }

    /// The losses and accuracies of a run over all samples, at its present parameters.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for a run that does not exist.
    pub fn present_losses(&mut self, run: usize) -> Result<Losses, Error> {
        let parameters = parameters(&self.runs, run)?;
        Ok(self.ground.losses(parameters))
    }

    /// Adds the losses of the next tile of the samples that train, at any parameters, to some sums,
    /// and gives how many samples are now in them: all when it is as many as there are.
    pub(in crate::core) fn evaluate_tile(
        &mut self,
        parameters: &[f32],
        done: usize,
        sums: &mut Evaluation,
    ) -> usize {
        self.ground
            .evaluate_tile(parameters, Set::Train, done, sums)
    }

    /// The gradient of a run's loss over all samples that train, penalty included, at its present
    /// parameters.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for a run that does not exist.
    pub fn gradient(&mut self, run: usize) -> Result<Vec<f32>, Error> {
        let parameters = parameters(&self.runs, run)?;
        let mut gradient = vec![0.0; parameters.len()];
        let (network, samples) = self.ground.network_and_train();
        network.gradient(parameters, samples, &mut gradient);
        self.ground.add_penalty(parameters, &mut gradient);
        Ok(gradient)
    }
}

/// The gradient noise.
impl Training {
    /// Begins to measure how the gradients of batches of the given size scatter around the full
    /// gradient, at a run's present parameters, from 2 to 128 batches (fewer for a large network).
    /// [`Self::probe_while`] does the work.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for a run that does not exist, or another number of batches.
    pub fn probe_noise(
        &self,
        run: usize,
        batch: Batch,
        draws: usize,
        seed: Seed,
    ) -> Result<NoiseProbe, Error> {
        let parameters = parameters(&self.runs, run)?;
        let batch = match batch {
            Batch::All => usize::MAX,
            Batch::Size(size) => size,
        };
        NoiseProbe::new(parameters, batch, draws, seed, &self.ground)
    }

    /// Works on a probe while `go_on` says so; true when it is done. One that was begun on other
    /// samples or another network, as far as their sizes tell, is left as it is.
    pub fn probe_while(&mut self, probe: &mut NoiseProbe, mut go_on: impl FnMut() -> bool) -> bool {
        while !probe.is_done() {
            if !probe.fits(&self.ground) || !go_on() {
                return false;
            }
            probe.work(&mut self.ground);
        }
        true
    }
}

fn parameters(runs: &[TrainingRun], run: usize) -> Result<&[f32], Error> {
    let found = runs.get(run).map(TrainingRun::parameters);
    found.ok_or_else(|| no_run(run, runs.len()))
}

fn no_run(run: usize, runs: usize) -> Error {
    let allowed = format!("be from 0 to {}", runs - 1);
    Error::out_of_range("the run", run, allowed)
}

/// One run per configuration: one of the `former` where it computes the same, else a new one that
/// is to come as far as the one in its place. Nothing is taken when any configuration is wrong.
fn make_runs(
    config: &TrainingConfig,
    ground: &Ground,
    former: &mut [TrainingRun],
) -> Result<Vec<TrainingRun>, Error> {
    let furthest = former.iter().map(TrainingRun::goal).max().unwrap_or(0);
    let wanted = config.full_runs();
    let mut runs: Vec<TrainingRun> = wanted
        .iter()
        .enumerate()
        .map(|(i, run)| {
            let mut run = TrainingRun::new(run.clone(), config.record, ground)
                .map_err(|error| error.within(format!("runs[{i}]")))?;
            run.set_goal(former.get(i).map_or(furthest, TrainingRun::goal));
            Ok(run)
        })
        .collect::<Result<_, Error>>()?;
    let configs: Vec<&RunConfig> = former.iter().map(TrainingRun::config).collect();
    let places = match_runs(&wanted, &configs);
    for (run, place) in runs.iter_mut().zip(places) {
        if let Some(former) = place.and_then(|place| former.get_mut(place)) {
            run.take_over(former);
        }
    }
    Ok(runs)
}

/// Works on a run for about a slice, or until it is done; gives about how many multiplications it took.
fn work_for_a_while(
    run: &mut TrainingRun,
    ground: &mut Ground,
    mut clock: Option<&mut Clock>,
    is_done: fn(&TrainingRun) -> bool,
) -> u64 {
    let mut now = || clock.as_mut().map_or(0.0, |clock| clock());
    let mut since = now();
    let mut spent = 0;
    while spent < SLICE && !is_done(run) {
        let updating = run.is_updating();
        spent += run.work(ground) + OVERHEAD;
        let ends = spent >= SLICE || is_done(run);
        if ends || updating != run.is_updating() {
            let then = std::mem::replace(&mut since, now());
            if updating {
                run.add_seconds(since - then);
            }
        }
    }
    spent
}
