//! The same race over many seeds: one run misleads.

use serde::Serialize;

use super::proportion::Proportion;
use crate::core::Error;
use crate::core::experiment::{Race, RaceConfig};
use crate::core::random::{Random, Seed, stream};
use crate::core::scalar::real;
use crate::core::tree::{Fields, Read, Tree};

/// Most seeds.
const MOST_SEEDS: usize = 500;
/// Most points of a curve.
const MOST_POINTS: usize = 500;
/// Most steps of each run.
const MOST_STEPS: usize = 1_000_000;
/// A difference is significant below this probability, divided by the number of comparisons.
const LEVEL: f64 = 0.05;

/// A race over many seeds.
#[derive(Debug, Clone, PartialEq)]
pub struct SeedBandConfig {
    /// The race; its seed is the first.
    pub race: RaceConfig,
    /// Steps, or updates, of each run, 1 to 1,000,000; 500 when left out.
    pub steps: usize,
    /// How many seeds, 2 to 500; 20 when left out.
    pub seeds: usize,
    /// Points of the curves beside the start, 1 to 500; 100 when left out, and never more than the
    /// steps.
    pub points: usize,
    /// On a surface: the standard deviation, per coordinate, of a gaussian added to the start, the
    /// same for every run. 0 when left out.
    pub scatter: f64,
}

impl SeedBandConfig {
    /// A race over 20 seeds, 500 steps each.
    #[must_use]
    pub fn of(race: impl Into<RaceConfig>) -> Self {
        Self {
            race: race.into(),
            steps: 500,
            seeds: 20,
            points: 100,
            scatter: 0.0,
        }
    }
}

impl Read for SeedBandConfig {
    fn read(tree: Tree) -> Result<Self, Error> {
        let mut fields = Fields::of(tree)?;
        let usual = Self::of(fields.required::<RaceConfig>("race")?);
        let config = Self {
            steps: fields.optional("steps")?.unwrap_or(usual.steps),
            seeds: fields.optional("seeds")?.unwrap_or(usual.seeds),
            points: fields.optional("points")?.unwrap_or(usual.points),
            scatter: fields.optional("scatter")?.unwrap_or(usual.scatter),
            ..usual
        };
        fields.finish()?;
        Ok(config)
    }
}

/// How a run fares over the seeds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Standing {
    /// Seeds over which its last loss is lower than that of every other run.
    pub wins: f64,
    /// The share of the seeds that it wins, and that share's interval of 95 %.
    pub share: [f64; 3],
    /// Seeds over which it diverges.
    pub diverged: f64,
    /// The first, second (the median) and third quartile of its last loss; infinite where it
    /// diverges.
    pub quartiles: [f64; 3],
    /// How likely the difference to the best run would be if there were none: the two-sided sign
    /// test over the seeds. 1 for the best itself.
    pub chance: f64,
    /// Whether it is worse than the best run beyond chance: that probability below 5 %, divided by
    /// the number of runs compared to the best.
    pub worse: bool,
}

/// A race over many seeds: median and quartiles of every curve, and who wins how often.
pub struct SeedBand {
    config: SeedBandConfig,
    /// Steps at which losses are looked at.
    steps: Vec<u64>,
    /// Of each run, at each point: the losses of the seeds that are done, from the lowest.
    losses: Vec<Vec<Vec<f64>>>,
    /// Of each run, its last loss for each seed.
    lasts: Vec<Vec<f64>>,
    /// What losses are counted from.
    floor: f64,
    present: Option<Race>,
    done: usize,
}

impl SeedBand {
    /// The race of a configuration, nothing computed yet.
    ///
    /// # Errors
    /// When anything in it is unknown or not allowed; the message names it.
    pub fn new(config: SeedBandConfig) -> Result<Self, Error> {
        super::check_count("steps", config.steps, 1..=MOST_STEPS)?;
        super::check_count("seeds", config.seeds, 2..=MOST_SEEDS)?;
        super::check_count("points", config.points, 1..=MOST_POINTS)?;
        let scatter = config.scatter;
        if !(scatter.is_finite() && scatter >= 0.0) {
            let allowed = "be a finite number, at least 0";
            return Err(Error::out_of_range("scatter", scatter, allowed));
        }
        let points = config.points.min(config.steps);
        let interval = config.steps / points;
        // The last point is the last step, even where the interval does not divide it.
        let steps = (0..points)
            .map(|i| (i * interval) as u64)
            .chain([config.steps as u64])
            .collect::<Vec<_>>();
        let runs = config.race.runs().len();
        let mut band = Self {
            losses: vec![vec![Vec::new(); steps.len()]; runs],
            lasts: vec![Vec::new(); runs],
            steps,
            floor: f64::NAN,
            present: None,
            done: 0,
            config,
        };
        let race = band.race(0).map_err(|error| error.within("race"))?;
        band.floor = race.floor();
        band.present = Some(race);
        Ok(band)
    }

    /// The race of the seed of a place.
    fn race(&self, place: usize) -> Result<Race, Error> {
        let seed = f64::from(self.config.race.seed()) + real(place as u64);
        let seed = Seed::try_from(seed).unwrap_or_default();
        let mut race = self.config.race.clone().with_seed(seed);
        if let RaceConfig::Descent(race) = &mut race {
            let mut random = Random::new(seed, stream::SCATTER);
            race.start = race
                .start
                .map(|x| x + self.config.scatter * random.normal());
        }
        let interval = self.config.steps / (self.steps.len() - 1);
        Race::new(race.recording_every(interval))
    }

    /// Races seed after seed while `go_on` says so; true when all are done.
    pub fn advance_while(&mut self, mut go_on: impl FnMut() -> bool) -> bool {
        while self.done < self.config.seeds {
            if !self.work(&mut go_on) {
                return false;
            }
        }
        true
    }

    fn work(&mut self, go_on: &mut dyn FnMut() -> bool) -> bool {
        let race = match &mut self.present {
            Some(race) => race,
            None => {
                if !go_on() {
                    return false;
                }
                // A race of another seed differs in nothing that is checked.
                let Ok(race) = self.race(self.done) else {
                    self.done = self.config.seeds;
                    return true;
                };
                self.present.insert(race)
            }
        };
        let last = self.config.steps as u64;
        if !race.advance_to(last, go_on) {
            return false;
        }
        for (run, curve) in self.losses.iter_mut().enumerate() {
            for (&step, known) in self.steps.iter().zip(curve) {
                let loss = race.loss(run, step);
                let place = known.partition_point(|other| other.total_cmp(&loss).is_lt());
                known.insert(place, loss);
            }
            self.lasts[run].push(race.loss(run, last));
        }
        self.present = None;
        self.done += 1;
        true
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &SeedBandConfig {
        &self.config
    }

    /// The steps at which curves have their points, 0 the first.
    #[must_use]
    pub fn steps(&self) -> &[u64] {
        &self.steps
    }

    /// What losses are counted from: the lowest known value of the surface, NaN where none is known;
    /// 0 for networks.
    #[must_use]
    pub fn floor(&self) -> f64 {
        self.floor
    }

    /// Seeds that are done.
    #[must_use]
    pub fn done(&self) -> usize {
        self.done
    }

    /// The share of the seeds that is done.
    #[must_use]
    pub fn progress(&self) -> f64 {
        real(self.done as u64) / real(self.config.seeds as u64)
    }

    /// The first, second (the median) and third quartile of a run's loss at every point, over the
    /// seeds that are done; nothing before one is done, or when there is no such run.
    #[must_use]
    pub fn quartiles(&self, run: usize) -> Vec<[f64; 3]> {
        let curve = self.losses.get(run).filter(|_| self.done > 0);
        curve.map_or_else(Vec::new, |curve| {
            curve.iter().map(|losses| quartiles(losses)).collect()
        })
    }

    /// A run's last loss for each seed that is done; nothing when there is no such run.
    #[must_use]
    pub fn lasts(&self, run: usize) -> &[f64] {
        self.lasts.get(run).map_or(&[], Vec::as_slice)
    }

    /// How every run fares, over the seeds that are done.
    #[must_use]
    pub fn standings(&self) -> Vec<Standing> {
        let Some(best) = self.best() else {
            return Vec::new();
        };
        let runs = self.lasts.len();
        let others = real(runs.saturating_sub(1).max(1) as u64);
        (0..runs)
            .map(|run| {
                let wins = Proportion {
                    hits: (0..self.done).filter(|&seed| self.wins(run, seed)).count() as u64,
                    tries: self.done as u64,
                };
                let [low, high] = wins.interval();
                let chance = sign_test(&self.lasts[best], &self.lasts[run]);
                let diverged = self.lasts[run].iter().filter(|loss| !loss.is_finite());
                Standing {
                    wins: real(wins.hits),
                    share: [wins.share(), low, high],
                    diverged: real(diverged.count() as u64),
                    quartiles: self.last_quartiles(run),
                    chance,
                    worse: chance < LEVEL / others,
                }
            })
            .collect()
    }

    /// Whether a run's last loss for a seed is lower than every other run's.
    fn wins(&self, run: usize, seed: usize) -> bool {
        let mut others = (0..self.lasts.len()).filter(|&other| other != run);
        others.all(|other| self.lasts[run][seed] < self.lasts[other][seed])
    }

    /// The run whose median of the last loss is lowest, the first of equals.
    #[must_use]
    pub fn best(&self) -> Option<usize> {
        let median = |&run: &usize| self.last_quartiles(run)[1];
        let runs = (0..self.lasts.len()).filter(|_| self.done > 0);
        runs.min_by(|a, b| median(a).total_cmp(&median(b)))
    }

    fn last_quartiles(&self, run: usize) -> [f64; 3] {
        let last = self.losses.get(run).and_then(|curve| curve.last());
        last.map_or([f64::NAN; 3], |losses| quartiles(losses))
    }
}

/// The quartiles of sorted values, between two of them in proportion.
fn quartiles(sorted: &[f64]) -> [f64; 3] {
    [1, 2, 3].map(|quarter| {
        let place = quarter * sorted.len().saturating_sub(1);
        let at = |place: usize| sorted.get(place).copied().unwrap_or(f64::NAN);
        let (low, high) = (at(place / 4), at(place.div_ceil(4)));
        if low == high {
            low
        } else {
            low + (high - low) * (real(place as u64 % 4) / 4.0)
        }
    })
}

/// The two-sided sign test of paired losses: how likely at least so uneven wins are by chance.
fn sign_test(a: &[f64], b: &[f64]) -> f64 {
    let wins = a.iter().zip(b).filter(|(a, b)| a < b).count();
    let losses = a.iter().zip(b).filter(|(a, b)| a > b).count();
    let (count, fewer) = (wins + losses, wins.min(losses));
    // Σ C(n, i) / 2ⁿ for i up to the fewer, in logarithms since 2ⁿ may be too large.
    let mut logarithm = -real(count as u64) * std::f64::consts::LN_2;
    let mut tail = 0.0;
    for i in 0..=fewer {
        tail += logarithm.exp();
        logarithm += (real((count - i) as u64) / real(i as u64 + 1)).ln();
    }
    (2.0 * tail).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quartiles_lie_between_the_values() {
        assert_eq!(quartiles(&[1.0, 2.0, 3.0, 4.0, 5.0]), [2.0, 3.0, 4.0]);
        assert_eq!(quartiles(&[1.0, 2.0]), [1.25, 1.5, 1.75]);
        let infinite = quartiles(&[1.0, 2.0, f64::INFINITY, f64::INFINITY]);
        assert_eq!(infinite, [1.75, f64::INFINITY, f64::INFINITY]);
    }

    #[test]
    fn the_sign_test_counts_binomial_tails() {
        let zeros = [0.0; 10];
        let mut other = [1.0; 10];
        assert!((sign_test(&zeros, &other) - 2.0 / 1024.0).abs() < 1e-12);
        other[0] = -1.0;
        assert!((sign_test(&zeros, &other) - 22.0 / 1024.0).abs() < 1e-12);
        assert_eq!(sign_test(&zeros, &zeros), 1.0);
        let many = vec![1.0; 500];
        assert!(sign_test(&vec![0.0; 500], &many) < 1e-100);
    }
}
