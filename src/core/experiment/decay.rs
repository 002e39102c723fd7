//! What a learning rate does to a run on noisy ground: how far it stays from the minimum, measured,
//! and for plain descent on a quadratic by theory too.

use serde::Serialize;

use super::descent::Descent;
use super::run::Run;
use super::run_config::Batch;
use crate::core::analysis::hessian;
use crate::core::surface;

/// The ball is measured over this share of the steps made, the last of them.
const SETTLED: f64 = 0.25;

/// The optimizer that the theory is of.
const PLAIN: &str = "sgd";

/// The ball in which a run moves: the root of its mean squared distance from the minimum.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Ball {
    /// The first step that is counted.
    pub from: u64,
    /// The last.
    pub to: u64,
    /// The distance after the last.
    pub distance: f64,
    /// The radius of the run over these steps.
    pub measured: f64,
    /// What theory expects of it, on average over all noise; `None` where there is no theory.
    pub expected: Option<f64>,
    /// The radius at which a constant rate like that of the last step would stay for ever; `None`
    /// where there is no theory, or no such radius.
    pub stationary: Option<f64>,
}

/// The stationary variance, along an axis of curvature λ, of plain descent at a constant rate α
/// under noise of standard deviation σ; `None` unless 0 < α < 2/λ, where there is none.
///
/// # Formula
/// ```text
/// w ← w − α (λ w + σ ε),  ε normal:   v = (1−αλ)² v + α² σ²,   v = α σ² / (λ (2 − α λ))
/// ```
/// # Reference
/// Mandt, Hoffman & Blei 2017, arXiv:1704.04289, for small α; exact here, as the recurrence shows.
#[must_use]
pub fn stationary_variance(rate: f64, noise: f64, curvature: f64) -> Option<f64> {
    let variance = rate * noise * noise / (curvature * (2.0 - rate * curvature));
    let stable = rate > 0.0 && curvature > 0.0 && rate * curvature < 2.0;
    (stable && variance.is_finite()).then_some(variance)
}

impl Descent {
    /// The lowest minimum that is known of the surface: what distances are measured from.
    #[must_use]
    pub fn minimum(&self) -> Option<[f64; 2]> {
        let minima = surface::lowest_minima(self.surface(), &self.facts().critical_points);
        minima.first().map(|point| [point.x, point.y])
    }

    /// The ball of a run over the last quarter of its steps up to `step`; `None` when there is no
    /// such run or no known minimum.
    #[must_use]
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
    pub fn ball(&self, run: usize, step: u64) -> Option<Ball> {
        let [x, y] = self.minimum()?;
        let stationary = self.stationary_radius(run, step);
        let run = self.runs().get(run)?;
        let path = run.path();
        let [from, to] = settled(run, step);
        let rows = &path.rows()[path.row_at(from)..=path.row_at(to)];
        let square = |row: &[f64; 3]| (row[0] - x).powi(2) + (row[1] - y).powi(2);
        let mean = |sum: f64| (sum / rows.len() as f64).sqrt();
        let expected = self.expected_squares(run).map(|squares| {
            let counted = squares.skip(from as usize).take((to - from) as usize + 1);
            (counted.sum::<f64>() / ((to - from) as f64 + 1.0)).sqrt()
        });
        Some(Ball {
            from,
            to,
            distance: rows.last().map_or(f64::NAN, square).sqrt(),
            measured: mean(rows.iter().map(square).sum()),
            expected,
            stationary,
        })
    }

    /// The distance from the minimum that theory expects of a run after 0, 1, 2, … steps: the root
    /// of the mean of its square over all noise. `None` unless the run is plain descent on a
    /// quadratic.
    ///
    /// # Formula
    /// With H the Hessian and α the rate of each step, the mean m and the covariance C of w − w* are
    /// ```text
    /// m ← (1 − α H) m,    C ← (1 − α H) C (1 − α H) + α² σ² 1,    E‖w − w*‖² = ‖m‖² + tr C
    /// ```
    #[must_use]
    pub fn expected_distances(&self, run: usize) -> Option<impl Iterator<Item = f64>> {
        let squares = self.expected_squares(self.runs().get(run)?)?;
        Some(squares.map(f64::sqrt))
    }

    /// Whether a run is plain descent by whole gradients on a quadratic: what theory is of.
    fn has_theory(&self, run: &Run) -> bool {
        let config = run.config();
        let whole = matches!(config.batch, None | Some(Batch::All));
        config.optimizer == PLAIN && whole && self.facts().quadratic
    }

    fn expected_squares<'a>(&self, run: &'a Run) -> Option<impl Iterator<Item = f64> + use<'a>> {
        let [x, y] = self.minimum()?;
        if !self.has_theory(run) {
            return None;
        }
        let [a, b, d] = self.surface().hessian(x, y);
        let variance = self.config().noise.powi(2);
        let [start_x, start_y] = self.config().start;
        let mut mean = [start_x - x, start_y - y];
        let mut spread = [0.0; 3]; // C, as a Hessian is written: xx, xy, yy
        Some((0..).map(move |t| {
            let [m, n] = mean;
            let [p, q, s] = spread;
            let rate = run.learning_rate(t);
            let [a, b, d] = [1.0 - rate * a, -rate * b, 1.0 - rate * d];
            mean = [a * m + b * n, b * m + d * n];
            // The rows of (1 − αH) C, then those times (1 − αH) again.
            let [[e, f], [g, h]] = [
                [a * p + b * q, a * q + b * s],
                [b * p + d * q, b * q + d * s],
            ];
            let added = rate * rate * variance;
            spread = [e * a + f * b + added, e * b + f * d, g * b + h * d + added];
            m * m + n * n + p + s
        }))
    }

    /// The radius of the ball in which a constant rate like that of the last step up to `step` would
    /// keep a run for ever; `None` where there is no theory, or no such radius.
    #[must_use]
    pub fn stationary_radius(&self, run: usize, step: u64) -> Option<f64> {
        let [x, y] = self.minimum()?;
        let run = self.runs().get(run)?;
        let [_, step] = settled(run, step);
        if !self.has_theory(run) {
            return None;
        }
        let rate = run.learning_rate(step.saturating_sub(1));
        let mut sum = 0.0;
        for curvature in hessian::eigenvalues(self.surface().hessian(x, y)) {
            sum += stationary_variance(rate, self.config().noise, curvature)?;
        }
        Some(sum.sqrt())
    }
}

/// The first and the last step over which the ball of a run is measured: the last quarter of its
/// steps up to `step`.
#[must_use]
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]
pub fn settled(run: &Run, step: u64) -> [u64; 2] {
    let path = run.path();
    let to = path.step_of(path.row_at(step));
    [to - (to as f64 * SETTLED) as u64, to]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::experiment::{DescentConfig, Given, RunConfig, ScheduleConfig};
    use crate::core::random::Seed;

    const ELONGATION: f64 = 4.0;
    const NOISE: f64 = 1.0;

    fn race(surface: &str, seed: f64, runs: Vec<RunConfig>) -> Descent {
        let mut config = DescentConfig::on(surface).unwrap();
        config
            .surface_parameters
            .insert("elongation".to_owned(), Given::Number(ELONGATION));
        Descent::new(DescentConfig {
            noise: NOISE,
            seed: Seed::try_from(seed).unwrap(),
            runs,
            ..config
        })
        .unwrap()
    }

    fn sgd(rate: f64) -> RunConfig {
        RunConfig::new("sgd").with("learning_rate", rate)
    }

    fn decaying() -> RunConfig {
        sgd(0.3).under(ScheduleConfig::new("time_based").with("period", Given::Number(50.0)))
    }

    /// The variance it names is a fixed point of what one step does to a variance.
    #[test]
    fn the_stationary_variance_stays_under_a_step() {
        for (rate, curvature) in [(0.1, 1.0), (0.4, 4.0), (1e-3, 100.0), (1.9, 1.0)] {
            let v = stationary_variance(rate, NOISE, curvature).unwrap();
            let next = (1.0 - rate * curvature).powi(2) * v + (rate * NOISE).powi(2);
            assert!((next / v - 1.0).abs() < 1e-12, "α {rate}, λ {curvature}");
        }
        for (rate, curvature) in [(2.0, 1.0), (0.5, 4.0), (0.0, 1.0), (0.1, 0.0), (0.1, -1.0)] {
            assert_eq!(stationary_variance(rate, NOISE, curvature), None);
        }
    }

    #[test]
    fn what_is_expected_of_a_constant_rate_becomes_its_stationary_radius() {
        for surface in ["bowl", "rotated_bowl"] {
            for rate in [0.01, 0.1, 0.3, 0.45] {
                let mut race = race(surface, 0.0, vec![sgd(rate)]);
                race.advance(1);
                let last = race.expected_distances(0).unwrap().nth(5_000).unwrap();
                let sum: f64 = [1.0, ELONGATION]
                    .map(|curvature| stationary_variance(rate, NOISE, curvature).unwrap())
                    .iter()
                    .sum();
                assert!(
                    (last / sum.sqrt() - 1.0).abs() < 1e-9,
                    "{surface}, α {rate}: {last}"
                );
                let stationary = race.ball(0, 1).unwrap().stationary.unwrap();
                assert!((stationary / sum.sqrt() - 1.0).abs() < 1e-12);
            }
        }
    }

    /// Without noise nothing is left to chance.
    #[test]
    fn without_noise_the_expected_distance_is_the_distance() {
        for surface in ["bowl", "rotated_bowl"] {
            let config = race(surface, 0.0, vec![sgd(0.1), decaying()])
                .config()
                .clone();
            let mut race = Descent::new(DescentConfig {
                noise: 0.0,
                ..config
            })
            .unwrap();
            race.advance(200);
            for run in 0..2 {
                let rows = race.runs()[run].path().rows();
                let expected = race.expected_distances(run).unwrap();
                for ([x, y, _], expected) in rows.iter().zip(expected) {
                    assert!(
                        (x.hypot(*y) - expected).abs() < 1e-12,
                        "{surface}, run {run}"
                    );
                }
            }
        }
    }

    /// Over many draws of the noise, at every stage of a decay.
    #[test]
    fn the_mean_over_seeds_is_what_is_expected() {
        const SEEDS: u32 = 2_000;
        for surface in ["bowl", "rotated_bowl"] {
            let steps = [1, 5, 20, 80];
            let mut sums = [[0.0; 4]; 2];
            let mut expected = [[0.0; 4]; 2];
            for seed in 0..SEEDS {
                let mut race = race(surface, f64::from(seed), vec![sgd(0.2), decaying()]);
                race.advance(80);
                for run in 0..2 {
                    let distances: Vec<f64> =
                        race.expected_distances(run).unwrap().take(81).collect();
                    for (i, step) in steps.into_iter().enumerate() {
                        let [x, y, _] = race.runs()[run].path().rows()[step];
                        sums[run][i] += (x * x + y * y) / f64::from(SEEDS);
                        expected[run][i] = distances[step].powi(2);
                    }
                }
            }
            for (ours, theory) in sums.iter().flatten().zip(expected.iter().flatten()) {
                assert!(
                    (ours / theory - 1.0).abs() < 0.08,
                    "{surface}: {ours}, not {theory}"
                );
            }
        }
    }

    #[test]
    fn a_long_run_measures_the_ball_and_decay_shrinks_it() {
        let mut race = race("bowl", 1.0, vec![sgd(0.3), sgd(0.03), decaying()]);
        race.advance(80_000);
        let balls: Vec<Ball> = (0..3).map(|run| race.ball(run, 80_000).unwrap()).collect();
        for ball in &balls {
            let expected = ball.expected.unwrap();
            assert_eq!((ball.from, ball.to), (60_000, 80_000));
            assert!((ball.measured / expected - 1.0).abs() < 0.1, "{ball:?}");
        }
        assert!(balls[1].measured < 0.5 * balls[0].measured);
        assert!(balls[2].measured < 0.1 * balls[0].measured);
    }

    #[test]
    fn the_averaged_momentum_has_a_smaller_ball_and_no_theory_here() {
        let momentum = RunConfig::new("momentum").with("learning_rate", 0.3);
        let mut race = race("bowl", 1.0, vec![sgd(0.3), momentum]);
        race.advance(40_000);
        let [plain, averaged] = [0, 1].map(|run| race.ball(run, 40_000).unwrap());
        assert!(
            averaged.measured < 0.9 * plain.measured,
            "{plain:?} {averaged:?}"
        );
        assert_eq!((averaged.expected, averaged.stationary), (None, None));
        assert_eq!(race.ball(2, 10), None);
        let [x, y, _] = race.runs()[0].path().last();
        assert!((plain.distance - x.hypot(y)).abs() < 1e-15);
    }

    #[test]
    fn no_theory_beyond_quadratics() {
        let config = DescentConfig {
            runs: vec![sgd(0.001)],
            ..DescentConfig::on("rosenbrock").unwrap()
        };
        let mut race = Descent::new(config).unwrap();
        race.advance(100);
        let ball = race.ball(0, 100).unwrap();
        assert!(ball.measured > 0.0 && ball.expected.is_none());
        // A plane has no minimum to be far from.
        let config = DescentConfig {
            runs: vec![sgd(0.1)],
            ..DescentConfig::on("x + y").unwrap()
        };
        assert_eq!(Descent::new(config).unwrap().ball(0, 0), None);
    }
}
