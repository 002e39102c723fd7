//! Why a run does what it does, in numbers and in words.

use serde::Serialize;

use super::descent::Descent;
use super::status::Status;
use crate::core::analysis::hessian;
use crate::core::number::significant;

/// The learning rate above which a run diverges.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Bound {
    /// The bound, written out: "2(1+β)/λ_max".
    pub formula: &'static str,
    /// Its value.
    pub value: f64,
    /// λ_max, the largest eigenvalue of the Hessian it is taken at.
    pub largest_curvature: f64,
    /// Whether it holds everywhere: the surface is quadratic, the noise nil, the gradient that of all
    /// samples and the rate constant.
    /// Elsewhere it is local: true of small steps near that point.
    pub exact: bool,
}

impl Descent {
    /// The bound on a run's learning rate at the place where it was after `step` steps; `None`
    /// where its rule has none, or no direction curves up there.
    #[must_use]
    pub fn bound(&self, run: usize, step: u64) -> Option<Bound> {
        let run = self.runs().get(run)?;
        let stability = run.stability()?;
        let [x, y, _] = *run.path().rows().get(run.path().row_at(step))?;
        let [_, largest] = hessian::eigenvalues(self.surface().hessian(x, y));
        (largest > 0.0 && largest.is_finite()).then(|| Bound {
            formula: stability.formula,
            value: stability.factor / largest,
            largest_curvature: largest,
            exact: self.facts().quadratic
                && self.config().noise == 0.0
                && run.batch().is_none()
                && run.has_constant_rate(),
        })
    }

    /// The state of a run in a sentence without a full stop, the reason with it where theory gives
    /// one: "diverged at step 88: α = 0.11 is above 2/λ_max = 0.1".
    #[must_use]
    pub fn describe(&self, run: usize) -> Option<String> {
        let status = self.status(run)?;
        let [low, high] = {
            let [x, y, _] = self.runs().get(run)?.path().last();
            hessian::eigenvalues(self.surface().hessian(x, y)).map(significant)
        };
        Some(match status {
            Status::Running => "running".to_owned(),
            Status::Minimum => format!("at a minimum: no slope, curvatures {low} and {high}"),
            Status::Maximum => format!("at a maximum: no slope, curvatures {low} and {high}"),
            Status::Saddle => format!("at a saddle: no slope, curvatures {low} and {high}"),
            Status::Plateau => {
                format!("on a plateau: no slope, curvatures {low} and {high}")
            }
            Status::Hovering => {
                "hovering: no better loss in 1,000 steps, and it stays where it is".to_owned()
            }
            Status::Diverged => self.describe_divergence(run)?,
        })
    }

    fn describe_divergence(&self, index: usize) -> Option<String> {
        let run = self.runs().get(index)?;
        let step = run.diverged_at()?;
        if step == 0 {
            return Some("cannot start: the loss is not a finite number there".to_owned());
        }
        let rate = run.learning_rate(0);
        let reason = match self.bound(index, 0) {
            Some(bound) if rate > bound.value => format!(
                "α = {} is above {}{} = {}",
                significant(rate),
                if bound.exact {
                    ""
                } else {
                    "the start's local bound "
                },
                bound.formula,
                significant(bound.value),
            ),
            _ => "it left every bound".to_owned(),
        };
        Some(format!("diverged at step {step}: {reason}"))
    }
}
