//! One run of a race on a surface.

use super::descent_config::DescentConfig;
use super::record::Path;
use super::run_config::{Built, RunConfig};
use super::status::Status;
use crate::core::Error;
use crate::core::analysis::hessian;
use crate::core::optimizer::Stability;
use crate::core::random::{Random, stream};
use crate::core::surface::{Surface, Window};

/// Runs farther than this many window widths from the window have diverged.
const FAR: f64 = 1e6;
/// A run hovers when its best loss is older than this many steps …
const HOVERING_STEPS: u64 = 1_000;
/// … and it has stayed within a ball of this radius, in diagonals of the window.
const HOVERING_RADIUS: f64 = 0.05;

/// One run of a race: an optimizer on its way, and where it has been.
pub struct Run {
    config: RunConfig,
    built: Built<f64>,
    noise: Option<Noise>,
    gradient: [f64; 2],
    path: Path,
    best: Best,
    diverged_at: Option<u64>,
}

/// The gaussian added to the gradient.
struct Noise {
    random: Random,
    deviation: f64,
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
        let [x, y] = ground.start;
        let (loss, gradient) = surface.value_and_gradient(x, y);
        Ok(Self {
            built: config.build()?,
            config,
            noise: (ground.noise > 0.0).then(|| Noise {
                random: Random::new(ground.seed, stream::NOISE),
                deviation: ground.noise,
            }),
            gradient,
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
        let mut gradient = self.gradient;
        if let Some(noise) = &mut self.noise {
            gradient = gradient.map(|g| g + noise.deviation * noise.random.normal());
        }
        let [x, y, _] = self.path.last();
        let mut position = [x, y];
        if self.built.step(t, &mut position, &gradient).is_err() {
            // It refuses other lengths only, and there are always two coordinates.
            self.diverged_at = Some(t + 1);
            return;
        }
        let [x, y] = position;
        let (loss, gradient) = surface.value_and_gradient(x, y);
        if !(x.is_finite() && y.is_finite() && loss.is_finite()) {
            self.diverged_at = Some(t + 1);
            return;
        }
        self.gradient = gradient;
        self.path.push([x, y, loss]);
        if loss < self.best.loss {
            self.best = Best { loss, step: t + 1 };
        }
        if window.is_farther_than(FAR, position) {
            self.diverged_at = Some(t + 1);
        }
    }

    pub(super) fn status(&self, surface: &dyn Surface, window: Window) -> Status {
        if self.diverged_at.is_some() {
            return Status::Diverged;
        }
        let [x, y, _] = self.path.last();
        match hessian::classify(surface, [x, y], self.gradient) {
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

    /// The gradient at its present position, without noise.
    #[must_use]
    pub fn gradient(&self) -> [f64; 2] {
        self.gradient
    }

    /// The step that led out of all bounds, once there is one.
    #[must_use]
    pub fn diverged_at(&self) -> Option<u64> {
        self.diverged_at
    }

    /// The learning rate of the step after `t` steps.
    #[must_use]
    pub fn learning_rate(&self, t: u64) -> f64 {
        self.built.schedule.rate(self.built.learning_rate, t)
    }

    /// Whether its learning rate never changes.
    #[must_use]
    pub fn has_constant_rate(&self) -> bool {
        self.built.schedule.is_constant()
    }

    /// The bound its rule has on a quadratic, where theory knows one.
    #[must_use]
    pub fn stability(&self) -> Option<Stability> {
        self.built.optimizer.stability()
    }
}
