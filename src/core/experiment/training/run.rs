//! One run of a race of networks.

use super::ground::{Ground, Set};
use super::ledger::Snapshot;
use crate::core::Error;
use crate::core::experiment::batches::Batches;
use crate::core::experiment::checkpoints::Checkpoints;
use crate::core::experiment::record::Record;
use crate::core::experiment::run_config::{Batch, Built, RunConfig};
use crate::core::network::{Evaluation, TILE};

/// One run: an optimizer on its way through the parameters of a network.
pub struct TrainingRun {
    config: RunConfig,
    built: Built<f32>,
    batches: Batches,
    parameters: Vec<f32>,
    /// The gradient at work: that of the last update, until the next is begun.
    gradient: Vec<f32>,
    /// The gradient of the last update while the next one's is at work: only batches of several
    /// tiles can be left half done, and only then is it not empty.
    last_gradient: Vec<f32>,
    /// Updates between two records of the losses over all samples.
    interval: u64,
    updates: u64,
    /// Updates it has been asked for in all.
    goal: u64,
    work: Work,
    snapshots: Checkpoints<Snapshot>,
    losses: Record<Losses>,
    batch_losses: Option<Record<BatchLoss>>,
    diverged_at: Option<u64>,
    seconds: f64,
}

/// The losses over all samples, and what else is recorded with them.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Losses {
    /// The mean over the samples that train.
    pub train: f32,
    /// The mean over those that test; NaN when there are none.
    pub test: f32,
    /// The share of the samples that train whose class is right; NaN when there are no classes.
    pub train_accuracy: f32,
    /// The share of those that test; NaN when there are none, or no classes.
    pub test_accuracy: f32,
    /// Seconds its updates have taken, where there is a clock.
    pub seconds: f64,
}

/// What is recorded of an update.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct BatchLoss {
    /// The mean over the batch, before the update.
    pub loss: f32,
    /// The length of the gradient that the optimizer is given.
    pub gradient_norm: f32,
}

/// What a run does next. All of it is done tile by tile, so that it can be left at any time.
#[derive(Debug, Clone, Copy)]
enum Work {
    /// The gradient of a batch, of which so many samples are done.
    Update { done: usize, loss: f64 },
    /// The losses of a set, of which so many samples are done.
    Evaluate {
        set: Set,
        done: usize,
        train: Evaluation,
        test: Evaluation,
    },
}

const NEXT_UPDATE: Work = Work::Update { done: 0, loss: 0.0 };

impl TrainingRun {
    /// A run at its start.
    pub(super) fn new(
        config: RunConfig,
        interval: Option<usize>,
        ground: &Ground,
    ) -> Result<Self, Error> {
        let built = config.build()?;
        let samples = ground.table(Set::Train).len();
        let batches = Batches::new(ground.seed, samples, config.batch.unwrap_or(Batch::All));
        let interval = interval.map_or(batches.per_epoch(), |updates| updates as u64);
        let mut run = Self {
            config,
            built,
            batches,
            parameters: ground.initial().to_vec(),
            gradient: vec![0.0; ground.initial().len()],
            last_gradient: Vec::new(),
            interval,
            updates: 0,
            goal: 0,
            work: NEXT_UPDATE,
            snapshots: Snapshot::none(ground.initial().len()),
            losses: Record::new(ground.initial_losses()),
            batch_losses: None,
            diverged_at: None,
            seconds: 0.0,
        };
        run.begin(ground.initial_losses());
        Ok(run)
    }

    /// Starts anew from the present parameters, whose losses are given.
    fn begin(&mut self, losses: Losses) {
        self.built.optimizer.reset();
        self.batches.reset();
        self.updates = 0;
        self.goal = 0;
        self.seconds = 0.0;
        self.work = NEXT_UPDATE;
        self.snapshots = Snapshot::none(self.parameters.len());
        self.losses = Record::new(losses);
        self.batch_losses = None;
        self.diverged_at = (!losses.train.is_finite()).then_some(0);
    }

    /// Becomes what `former` is, under its own configuration: only how it is drawn may differ.
    pub(super) fn take_over(&mut self, former: &mut Self) {
        std::mem::swap(self, former);
        std::mem::swap(&mut self.config, &mut former.config);
    }

    /// Takes other parameters, and starts anew from them.
    pub(super) fn set_parameters(&mut self, values: &[f32], losses: Losses) {
        self.parameters.copy_from_slice(values);
        self.gradient.fill(0.0);
        self.begin(losses);
    }

    /// Asks for updates, so many in all.
    pub(super) fn set_goal(&mut self, goal: u64) {
        self.goal = goal;
    }

    /// Updates it has been asked for in all.
    pub(super) fn goal(&self) -> u64 {
        self.goal
    }

    /// Whether it has made the updates it has been asked for.
    pub(super) fn has_updated(&self) -> bool {
        self.diverged_at.is_some() || self.updates >= self.goal
    }

    /// Whether nothing of what it has been asked for is left to do, records among it.
    pub(super) fn is_at_goal(&self) -> bool {
        let is_between_updates = matches!(self.work, Work::Update { done: 0, .. });
        self.diverged_at.is_some() || (self.has_updated() && is_between_updates)
    }

    /// Whether what it does next is part of an update, not of a record.
    pub(super) fn is_updating(&self) -> bool {
        matches!(self.work, Work::Update { .. })
    }

    /// Counts seconds that its updates have taken.
    pub(super) fn add_seconds(&mut self, seconds: f64) {
        self.seconds += seconds;
    }

    /// Does the next tile of work, and gives about how many multiplications it took.
    pub(super) fn work(&mut self, ground: &mut Ground) -> u64 {
        match self.work {
            Work::Update { done, loss } => self.work_on_update(ground, done, loss),
            Work::Evaluate {
                set,
                done,
                mut train,
                mut test,
            } => {
                let sums = match set {
                    Set::Train => &mut train,
                    Set::Test => &mut test,
                };
                let next = ground.evaluate_tile(&self.parameters, set, done, sums);
                self.continue_record(ground, set, next, train, test);
                ((next - done) * self.parameters.len()) as u64
            }
        }
    }

    fn work_on_update(&mut self, ground: &mut Ground, done: usize, loss: f64) -> u64 {
        let batch = self.batches.present();
        let tile = TILE.min(batch - done);
        let places = self.batches.places(done..done + tile);
        if done == 0 {
            if tile < batch {
                self.last_gradient.resize(self.gradient.len(), 0.0);
                std::mem::swap(&mut self.gradient, &mut self.last_gradient);
            }
            self.gradient.fill(0.0);
        }
        #[allow(clippy::cast_precision_loss)]
        let share = 1.0 / batch as f32;
        let (network, samples) = ground.network_and_train();
        let gradient = &mut self.gradient;
        let loss = loss + network.add_gradient(&self.parameters, samples, &places, share, gradient);
        let done = done + tile;
        if done < batch {
            self.work = Work::Update { done, loss };
        } else {
            self.update(ground, loss);
        }
        (tile * 3 * self.parameters.len()) as u64
    }

    /// What the next update starts from.
    pub(super) fn snapshot(&self, ground: &mut Ground) -> Snapshot {
        let batch = self.batches.present();
        let mut gradient = vec![0.0; self.parameters.len()];
        #[allow(clippy::cast_precision_loss)]
        let share = 1.0 / batch as f32;
        let (network, samples) = ground.network_and_train();
        for start in (0..batch).step_by(TILE) {
            let places = self.batches.places(start..batch.min(start + TILE));
            network.add_gradient(&self.parameters, samples, &places, share, &mut gradient);
        }
        ground.add_penalty(&self.parameters, &mut gradient);
        let rate = self.learning_rate(self.updates);
        Snapshot::new(&*self.built.optimizer, rate, &self.parameters, &gradient)
    }

    /// The states that are kept before some of the updates.
    pub(super) fn snapshots(&self) -> &Checkpoints<Snapshot> {
        &self.snapshots
    }

    /// Makes the update whose gradient is complete.
    fn update(&mut self, ground: &Ground, loss: f64) {
        self.work = NEXT_UPDATE;
        if !loss.is_finite() {
            self.diverged_at = Some(self.updates);
            return;
        }
        ground.add_penalty(&self.parameters, &mut self.gradient);
        self.record_batch(loss);
        let rate = self.learning_rate(self.updates);
        let (optimizer, parameters) = (&mut self.built.optimizer, &mut self.parameters);
        self.snapshots.offer(self.updates, || {
            Snapshot::new(&**optimizer, rate, parameters, &self.gradient)
        });
        let step = optimizer.step(rate, parameters, &self.gradient);
        self.updates += 1;
        // The optimizer refuses other lengths only, and both are the network's.
        if step.is_err() || !all_finite(&self.parameters) {
            self.diverged_at = Some(self.updates);
            return;
        }
        self.batches.advance();
        if self.updates == (self.losses.steps() + 1) * self.interval {
            self.work = Work::Evaluate {
                set: Set::Train,
                done: 0,
                train: Evaluation::default(),
                test: Evaluation::default(),
            };
        }
    }

    #[allow(clippy::cast_possible_truncation)]
    fn record_batch(&mut self, loss: f64) {
        let squares: f32 = sum(&self.gradient, |slope| slope * slope);
        let row = BatchLoss {
            loss: loss as f32,
            gradient_norm: squares.sqrt(),
        };
        match &mut self.batch_losses {
            Some(losses) => losses.push(row),
            None => self.batch_losses = Some(Record::new(row)),
        }
    }

    /// Goes on to the next samples, to the other set, or writes the row when both are done.
    fn continue_record(
        &mut self,
        ground: &Ground,
        set: Set,
        done: usize,
        train: Evaluation,
        test: Evaluation,
    ) {
        let (set, done) = match set {
            Set::Train if done == ground.table(Set::Train).len() => (Set::Test, 0),
            _ => (set, done),
        };
        if set == Set::Train || done < ground.table(Set::Test).len() {
            self.work = Work::Evaluate {
                set,
                done,
                train,
                test,
            };
            return;
        }
        self.work = NEXT_UPDATE;
        let losses = ground.summarize(train, test, self.seconds);
        if losses.train.is_finite() {
            self.losses.push(losses);
        } else {
            self.diverged_at = Some(self.updates);
        }
    }

    /// Its configuration.
    #[must_use]
    pub fn config(&self) -> &RunConfig {
        &self.config
    }

    /// Its parameters, in the order of the network's [`Shape`](crate::core::network::Shape).
    #[must_use]
    pub fn parameters(&self) -> &[f32] {
        &self.parameters
    }

    /// The gradient of the last update over its batch, penalty included, in the order of the
    /// parameters; `None` before the first.
    #[must_use]
    pub fn last_gradient(&self) -> Option<&[f32]> {
        let is_at_work = matches!(self.work, Work::Update { done: 1.., .. });
        let gradient = if is_at_work {
            &self.last_gradient
        } else {
            &self.gradient
        };
        (self.updates > 0).then_some(gradient)
    }

    /// Samples of an update.
    #[must_use]
    pub fn batch(&self) -> usize {
        self.batches.size()
    }

    /// Updates made.
    #[must_use]
    pub fn updates(&self) -> u64 {
        self.updates
    }

    /// Updates of an epoch.
    #[must_use]
    pub fn updates_per_epoch(&self) -> u64 {
        self.batches.per_epoch()
    }

    /// Samples that so many updates have used, a sample again in every epoch.
    #[must_use]
    pub fn samples_after(&self, updates: u64) -> u64 {
        self.batches.samples_after(updates)
    }

    /// Epochs that so many updates are, in parts too.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn epochs_after(&self, updates: u64) -> f64 {
        self.samples_after(updates) as f64 / self.batches.samples() as f64
    }

    /// Seconds its updates have taken, where there is a clock.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        self.seconds
    }

    /// Seconds that its first updates took, where there is a clock: between two records, in
    /// proportion.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn seconds_after(&self, updates: u64) -> f64 {
        let row = self.losses.row_at(updates / self.interval);
        let at = |row: usize| {
            let record = self.losses.rows().get(row);
            record.map_or((self.updates, self.seconds), |record| {
                (self.losses.step_of(row) * self.interval, record.seconds)
            })
        };
        let ((from, start), (to, end)) = (at(row), at(row + 1));
        if to <= from {
            return start;
        }
        let share = updates.saturating_sub(from) as f64 / (to - from) as f64;
        start + (end - start) * share.min(1.0)
    }

    /// The losses over all samples, a row for every [`Self::interval`] updates, the first before
    /// any.
    #[must_use]
    pub fn losses(&self) -> &Record<Losses> {
        &self.losses
    }

    /// Updates between two rows of [`Self::losses`].
    #[must_use]
    pub fn interval(&self) -> u64 {
        self.interval
    }

    /// The loss of each update's own batch before that update; `None` before the first.
    #[must_use]
    pub fn batch_losses(&self) -> Option<&Record<BatchLoss>> {
        self.batch_losses.as_ref()
    }

    /// The update that led to a loss or a parameter that is not finite, once there is one.
    #[must_use]
    pub fn diverged_at(&self) -> Option<u64> {
        self.diverged_at
    }

    /// The learning rate of the update after `t` updates.
    #[must_use]
    pub fn learning_rate(&self, t: u64) -> f64 {
        self.built.schedule.rate(self.built.learning_rate, t)
    }

    /// What its optimizer remembers: each moment's name and its value per parameter.
    #[must_use]
    pub fn moments(&self) -> Vec<(&'static str, &[f32])> {
        self.built.optimizer.moments()
    }
}

/// Whether every value is finite.
fn all_finite(values: &[f32]) -> bool {
    // 0 x is 0 for a finite x, and not a number for any other.
    sum(values, |x| x * 0.0) == 0.0
}

/// Σ f(value), eight sums side by side.
fn sum(values: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let (chunks, rest) = values.as_chunks::<8>();
    let mut sums = [0.0_f32; 8];
    for chunk in chunks {
        for (sum, &value) in sums.iter_mut().zip(chunk) {
            *sum += f(value);
        }
    }
    for (sum, &value) in sums.iter_mut().zip(rest) {
        *sum += f(value);
    }
    sums.into_iter().sum()
}
