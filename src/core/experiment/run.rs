//! One run of a race on a surface.

use super::checkpoints::Checkpoints;
use super::descent_config::DescentConfig;
use super::record::Path;
use super::run_config::{Built, RunConfig};
use super::status::Status;
use super::walker::Walker;
use crate::core::Error;
use crate::core::analysis::hessian;
use crate::core::optimizer::{Ledger, Moment, Stability};
use crate::core::schedule::Schedule;
use crate::core::surface::{Surface, Window};

/// Runs farther than this many window widths from the window have diverged.
pub(super) const FAR: f64 = 1e6;
/// A run hovers when its best loss is older than this many steps …
const HOVERING_STEPS: u64 = 1_000;
/// … and it has stayed within a ball of this radius, in diagonals of the window.
const HOVERING_RADIUS: f64 = 0.05;
/// States of a run that are kept at most: a fraction of a megabyte, and at a million steps another
/// is never more than a few milliseconds away.
const CHECKPOINTS: usize = 256;
/// Steps of a recall between two looks at the time.
const SLICE: u64 = 256;

/// One run of a race: an optimizer on its way, and where it has been.
pub struct Run {
    config: RunConfig,
    schedule: Box<dyn Schedule>,
    learning_rate: f64,
    walker: Walker,
    checkpoints: Checkpoints<Walker>,
    /// The state that was recalled last.
    recalled: Option<Walker>,
    path: Path,
    best: Best,
    diverged_at: Option<u64>,
}

/// The lowest loss so far, and when it was reached.
struct Best {
    loss: f64,
    step: u64,
}

impl Run {
    /// A run at its start.
    pub(super) fn new(
        config: RunConfig,
        ground: &DescentConfig,
        surface: &dyn Surface,
    ) -> Result<Self, Error> {
        let Built {
            optimizer,
            schedule,
            learning_rate,
        } = config.build()?;
        let batches = config.batches(surface.samples(), ground.seed)?;
        let walker = Walker::new(optimizer, batches, ground, surface);
        let (loss, [x, y]) = (walker.loss, walker.position);
        Ok(Self {
            config,
            schedule,
            learning_rate,
            walker,
            checkpoints: Checkpoints::new(CHECKPOINTS),
            recalled: None,
            path: Path::new([x, y, loss]),
            best: Best { loss, step: 0 },
            diverged_at: (!loss.is_finite()).then_some(0),
        })
    }

    /// Becomes what `former` is, under its own configuration: only how it is drawn may differ.
    pub(super) fn take_over(&mut self, former: &mut Self) {
        std::mem::swap(self, former);
        std::mem::swap(&mut self.config, &mut former.config);
    }

    /// Steps until `target` steps have been made or it diverges.
    pub(super) fn advance_to(&mut self, target: u64, surface: &dyn Surface, window: Window) {
        while self.diverged_at.is_none() && self.path.steps() < target {
            self.step(surface, window);
        }
    }

    fn step(&mut self, surface: &dyn Surface, window: Window) {
        let t = self.path.steps();
        self.checkpoints.offer(t, || self.walker.clone());
        let rate = self.learning_rate(t);
        if !self.walker.step(rate, surface) {
            self.diverged_at = Some(t + 1);
            return;
        }
        let ([x, y], loss) = (self.walker.position, self.walker.loss);
        self.path.push([x, y, loss]);
        if loss < self.best.loss {
            self.best = Best { loss, step: t + 1 };
        }
        if window.is_farther_than(FAR, [x, y]) {
            self.diverged_at = Some(t + 1);
        }
    }

    /// Goes to where the run was after `step` steps, by the same way, while `go_on` says so; whether
    /// that is done. There is nothing to do for a step that it has not come to.
    pub(super) fn recall_while(
        &mut self,
        step: u64,
        surface: &dyn Surface,
        mut go_on: impl FnMut() -> bool,
    ) -> bool {
        if step >= self.walker.steps() || self.state_at(step).is_some() {
            return true;
        }
        let Some(kept) = self.checkpoints.before(step) else {
            return true;
        };
        let on_the_way = |state: &Walker| (kept.steps()..=step).contains(&state.steps());
        let mut state = match self.recalled.take() {
            Some(state) if on_the_way(&state) => state,
            _ => kept.clone(),
        };
        while state.steps() < step && (!state.steps().is_multiple_of(SLICE) || go_on()) {
            state.step(self.learning_rate(state.steps()), surface);
        }
        let done = state.steps() == step;
        self.recalled = Some(state);
        done
    }

    /// The state after `step` steps, if it is the present or was recalled; none where it has
    /// diverged.
    fn state_at(&self, step: u64) -> Option<&Walker> {
        let end = self.diverged_at.unwrap_or(u64::MAX);
        let mut states = [Some(&self.walker), self.recalled.as_ref()].into_iter();
        let found = states.find_map(|state| state.filter(|state| state.steps() == step));
        found.filter(|_| step < end)
    }

    /// The ledger of the update after `step` steps, as [`Self::state_at`].
    pub(super) fn ledger(&self, step: u64) -> Option<Ledger> {
        self.ledger_of(self.state_at(step)?.clone())
    }

    /// The ledgers at the states that are kept, from the one in place `from` on.
    pub(super) fn kept_ledgers(&self, from: usize) -> impl Iterator<Item = Ledger> {
        let states = self.checkpoints.kept().iter().skip(from);
        states.filter_map(|state| self.ledger_of(state.clone()))
    }

    /// The number of states that are kept.
    pub(super) fn kept(&self) -> usize {
        self.checkpoints.kept().len()
    }

    /// Steps between two states that are kept.
    pub(super) fn spacing(&self) -> u64 {
        self.checkpoints.spacing()
    }

    fn ledger_of(&self, mut state: Walker) -> Option<Ledger> {
        let (entry, values) = self.config.hyperparameter_values().ok()?;
        let gradients = state.draw_gradient();
        let moment = Moment {
            entry,
            values: &values,
            optimizer: &*state.optimizer,
            learning_rate: self.learning_rate(state.steps()),
            parameters: &state.position,
            gradients: &gradients,
        };
        moment.ledger()
    }

    pub(super) fn status(&self, surface: &dyn Surface, window: Window) -> Status {
        if self.diverged_at.is_some() {
            return Status::Diverged;
        }
        let [x, y, _] = self.path.last();
        match hessian::classify(surface, [x, y], self.walker.gradient) {
            Some(kind) => kind.into(),
            None if self.hovers(window) => Status::Hovering,
            None => Status::Running,
        }
    }

    fn hovers(&self, window: Window) -> bool {
        let steps = self.path.steps();
        if steps < self.best.step + HOVERING_STEPS {
            return false;
        }
        let recent = &self.path.rows()[self.path.row_at(steps - HOVERING_STEPS)..];
        let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        for [x, y, _] in recent {
            low = [low[0].min(*x), low[1].min(*y)];
            high = [high[0].max(*x), high[1].max(*y)];
        }
        (high[0] - low[0]).hypot(high[1] - low[1]) <= 2.0 * HOVERING_RADIUS * window.diagonal()
    }

    /// Its configuration.
    #[must_use]
    pub fn config(&self) -> &RunConfig {
        &self.config
    }

    /// Where it has been.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Samples of a batch, where its gradients are not taken over all samples.
    #[must_use]
    pub fn batch(&self) -> Option<usize> {
        self.walker.batch()
    }

    /// Samples that so many steps use, a sample again in every epoch; `None` where each step uses all.
    #[must_use]
    pub fn samples_after(&self, steps: u64) -> Option<u64> {
        self.walker.samples_after(steps)
    }

    /// The gradient at its present position, over all samples and without noise.
    #[must_use]
    pub fn gradient(&self) -> [f64; 2] {
        self.walker.gradient
    }

    /// The step that led out of all bounds, once there is one.
    #[must_use]
    pub fn diverged_at(&self) -> Option<u64> {
        self.diverged_at
    }

    /// The learning rate of the step after `t` steps.
    #[must_use]
    pub fn learning_rate(&self, t: u64) -> f64 {
        self.schedule.rate(self.learning_rate, t)
    }

    /// Whether its learning rate never changes.
    #[must_use]
    pub fn has_constant_rate(&self) -> bool {
        self.schedule.is_constant()
    }

    /// The bound its rule has on a quadratic, where theory knows one.
    #[must_use]
    pub fn stability(&self) -> Option<Stability> {
        self.walker.optimizer.stability()
    }
}
