//! The loss after so many steps against the learning rate.

use serde::Serialize;

use super::refinement::Refinement;
use crate::core::Error;
use crate::core::experiment::{BATCH, Bound, Race, RaceConfig};
use crate::core::registry::Scale;
use crate::core::scalar::real;
use crate::core::tree::{Fields, Read, Tree};

/// Most learning rates, or values of another parameter.
const MOST_VALUES: usize = 500;
/// Most steps of each run.
const MOST_STEPS: usize = 1_000_000;
/// A rate is good when its loss is within so many times the best.
const GOOD: f64 = 2.0;

/// A sweep: every run of a race at every learning rate, and at every value of another parameter
/// where one is given.
#[derive(Debug, Clone, PartialEq)]
pub struct RateSweepConfig {
    /// The race.
    pub race: RaceConfig,
    /// Steps, or updates, of each run; 500 when left out.
    pub steps: usize,
    /// The lowest and the highest rate; 1e-5 and 10 when left out.
    pub rates: [f64; 2],
    /// How many rates, spaced evenly on a log scale, 2 to 500; 61 when left out.
    pub count: usize,
    /// Another parameter that is swept too.
    pub across: Option<Across>,
}

/// A parameter that is swept beside the learning rate.
#[derive(Debug, Clone, PartialEq)]
pub struct Across {
    /// A hyperparameter of the run's optimizer, `batch` of a network, or a parameter of the surface.
    pub parameter: String,
    /// The first and the last value.
    pub values: [f64; 2],
    /// How many values, 2 to 500; 31 when left out.
    pub count: usize,
    /// How they are spaced; evenly when left out.
    pub scale: Scale,
}

impl RateSweepConfig {
    /// A sweep over 61 rates from 1e-5 to 10, 500 steps each.
    #[must_use]
    pub fn of(race: impl Into<RaceConfig>) -> Self {
        Self {
            race: race.into(),
            steps: 500,
            rates: [1e-5, 10.0],
            count: 61,
            across: None,
        }
    }
}

impl Read for RateSweepConfig {
    fn read(tree: Tree) -> Result<Self, Error> {
        let mut fields = Fields::of(tree)?;
        let usual = Self::of(fields.required::<RaceConfig>("race")?);
        let config = Self {
            steps: fields.optional("steps")?.unwrap_or(usual.steps),
            rates: fields.optional("rates")?.unwrap_or(usual.rates),
            count: fields.optional("count")?.unwrap_or(usual.count),
            across: fields.optional("across")?,
            ..usual
        };
        fields.finish()?;
        Ok(config)
    }
}

impl Read for Across {
    fn read(tree: Tree) -> Result<Self, Error> {
        let mut fields = Fields::of(tree)?;
        let config = Self {
            parameter: fields.required("parameter")?,
            values: fields.required("values")?,
            count: fields.optional("count")?.unwrap_or(31),
            scale: fields.optional("scale")?.unwrap_or(Scale::Linear),
        };
        fields.finish()?;
        Ok(config)
    }
}

/// A learning rate that was found to be best.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Best {
    /// The rate.
    pub rate: f64,
    /// The loss after the steps of the sweep.
    pub loss: f64,
    /// The lowest and the highest rate around it, without a gap, whose losses are within twice the
    /// best: losses counted from the lowest known value of the surface, or from 0.
    pub good: [f64; 2],
}

/// A cell of a sweep.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Cell {
    /// The learning rate.
    pub rate: f64,
    /// The value of the other parameter; `None` where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// The loss: NaN where it is not known yet, infinite where the run has diverged.
    pub loss: f64,
}

/// A sweep over learning rates: the loss after so many steps of every run of a race, at each rate.
///
/// ```
/// use downhill::core::analysis::rate_sweep::{RateSweep, RateSweepConfig};
/// use downhill::core::experiment::{DescentConfig, RunConfig};
///
/// let mut sweep = RateSweep::new(RateSweepConfig::of(DescentConfig {
///     runs: vec![RunConfig::new("sgd")],
///     ..DescentConfig::on("bowl")? // curvatures 1 and 100
/// }))?;
/// sweep.advance_while(|| true);
/// let best = sweep.best(0, 0).map(|best| best.rate / (2.0 / 101.0)); // 2/(λ_min + λ_max)
/// assert!(best.is_some_and(|ratio| ratio.log10().abs() <= 0.1)); // a step of the sweep
/// # Ok::<(), downhill::core::Error>(())
/// ```
pub struct RateSweep {
    config: RateSweepConfig,
    rates: Vec<f64>,
    values: Vec<f64>,
    /// The bound of each run at the start.
    bounds: Vec<Option<Bound>>,
    /// What losses are counted from.
    floor: f64,
    /// A run after another.
    losses: Vec<Vec<f64>>,
    order: Refinement,
    /// The cell that is being computed, and the race of its run.
    present: Option<[usize; 3]>,
    race: Race,
    known: usize,
    steps: u64,
}

impl RateSweep {
    /// The sweep of a configuration, nothing computed yet.
    ///
    /// # Errors
    /// When anything in it is unknown or not allowed; the message names it.
    pub fn new(config: RateSweepConfig) -> Result<Self, Error> {
        super::check_count("steps", config.steps, 1..=MOST_STEPS)?;
        super::check_count("count", config.count, 2..=MOST_VALUES)?;
        let rates = spaced(config.rates, config.count, Scale::Log)
            .map_err(|allowed| refused("rates", config.rates, allowed))?;
        let values = match &config.across {
            None => vec![f64::NAN],
            Some(across) => across_values(across).map_err(|error| error.within("across"))?,
        };
        let in_race = |error: Error| error.within("race");
        let whole = Race::new(config.race.clone()).map_err(in_race)?;
        let bounds = (0..config.race.runs().len())
            .map(|run| whole.bound(run))
            .collect();
        let losses = vec![vec![f64::NAN; rates.len() * values.len()]; config.race.runs().len()];
        let sweep = Self {
            order: Refinement::new(rates.len(), values.len()),
            floor: whole.floor(),
            race: whole,
            rates,
            values,
            bounds,
            losses,
            present: None,
            known: 0,
            steps: 0,
            config,
        };
        // The ends of the second range are tried at once, so that a mistake is found now.
        for run in 0..sweep.losses.len() {
            for row in [0, sweep.values.len() - 1] {
                let within = |error: Error| match sweep.config.across {
                    Some(_) => error.within("across"),
                    None => error,
                };
                Race::new(sweep.cell([run, 0, row]).map_err(within)?).map_err(within)?;
            }
        }
        Ok(sweep)
    }

    /// The race of one run, at a rate and a value.
    fn cell(&self, [run, column, row]: [usize; 3]) -> Result<RaceConfig, Error> {
        let run = super::run_of(self.config.race.runs(), run)?;
        let run = run.clone().with("learning_rate", self.rates[column]);
        let race = self.config.race.clone();
        let race = match &self.config.across {
            None => race.with_runs(vec![run]),
            Some(across) => race.with_value(&run, &across.parameter, self.values[row])?,
        };
        Ok(race.recording_every(self.config.steps))
    }

    /// Computes cells while `go_on` says so, coarse to fine, all runs by turns; true when all are
    /// known.
    pub fn advance_while(&mut self, mut go_on: impl FnMut() -> bool) -> bool {
        self.advance_under(&mut go_on)
    }

    fn advance_under(&mut self, go_on: &mut dyn FnMut() -> bool) -> bool {
        let steps = self.config.steps as u64;
        loop {
            if self.present.is_none() && self.order.clone().next().is_none() {
                return true;
            }
            if !go_on() {
                return false;
            }
            if self.present.is_none() {
                self.present = self.next_cell();
                let race = self.present.and_then(|cell| self.cell(cell).ok());
                // Values between two that are allowed are allowed.
                if race.is_none_or(|race| self.race.replace(race).is_err()) {
                    self.finish(f64::NAN);
                    continue;
                }
            }
            if !self.race.advance_to(steps, go_on) {
                return false;
            }
            self.steps += self.race.steps(0);
            self.finish(self.race.loss(0, steps));
        }
    }

    fn finish(&mut self, loss: f64) {
        if let Some([run, column, row]) = self.present.take() {
            self.losses[run][row * self.rates.len() + column] = loss;
            self.known += 1;
        }
    }

    /// The next run of the next cell; the runs of a cell come by turns.
    fn next_cell(&mut self) -> Option<[usize; 3]> {
        let runs = self.losses.len();
        let run = self.known % runs;
        let mut order = self.order.clone();
        let [column, row] = order.next()?;
        if run + 1 == runs {
            self.order = order;
        }
        Some([run, column, row])
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &RateSweepConfig {
        &self.config
    }

    /// The learning rates, from the lowest.
    #[must_use]
    pub fn rates(&self) -> &[f64] {
        &self.rates
    }

    /// The values of the other parameter; one NaN where there is none.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The losses of a run, rate by rate for each value: NaN where they are not known yet, infinite
    /// where the run has diverged; nothing when there is no such run.
    #[must_use]
    pub fn losses(&self, run: usize) -> &[f64] {
        self.losses.get(run).map_or(&[], Vec::as_slice)
    }

    /// The cell of a run that lies nearest a rate and a value of the other parameter; `None` when
    /// there is no such run.
    #[must_use]
    pub fn at(&self, run: usize, rate: f64, value: f64) -> Option<Cell> {
        let across = self.config.across.as_ref();
        let column = nearest(&self.rates, rate, Scale::Log)?;
        let row = across.map_or(Some(0), |across| nearest(&self.values, value, across.scale))?;
        Some(Cell {
            rate: self.rates[column],
            value: across.map(|across| across.as_set(self.values[row])),
            loss: *self.losses(run).get(row * self.rates.len() + column)?,
        })
    }

    /// What losses are counted from: the lowest known value of the surface, 0 for networks.
    #[must_use]
    pub fn floor(&self) -> f64 {
        self.floor
    }

    /// The best rate of a run among those known, at a value of the other parameter counted from 0;
    /// `None` where there is none yet.
    #[must_use]
    pub fn best(&self, run: usize, row: usize) -> Option<Best> {
        let width = self.rates.len();
        let losses = self.losses(run).get(row * width..(row + 1) * width)?;
        let known: Vec<(f64, f64)> = self
            .rates
            .iter()
            .zip(losses)
            .filter(|(_, loss)| !loss.is_nan())
            .map(|(&rate, &loss)| (rate, loss))
            .collect();
        let place = (0..known.len()).min_by(|&a, &b| known[a].1.total_cmp(&known[b].1))?;
        let (rate, loss) = known[place];
        if !loss.is_finite() {
            return None;
        }
        let limit = GOOD * (loss - self.floor).max(0.0);
        let is_good = |&&(_, loss): &&(f64, f64)| loss - self.floor <= limit;
        let low = known[..=place].iter().rev().take_while(is_good).last();
        let high = known[place..].iter().take_while(is_good).last();
        let good = [low, high].map(|end| end.map_or(rate, |&(rate, _)| rate));
        Some(Best { rate, loss, good })
    }

    /// The rate above which a run diverges, as known at the start.
    #[must_use]
    pub fn bound(&self, run: usize) -> Option<Bound> {
        *self.bounds.get(run)?
    }

    /// The share of the cells that is known.
    #[must_use]
    pub fn progress(&self) -> f64 {
        let cells = self.losses.iter().map(Vec::len).sum::<usize>();
        real(self.known as u64) / real(cells as u64)
    }

    /// Steps made in all: what it has cost.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.steps
    }
}

impl Across {
    /// A value as a run takes it: batches have whole numbers of samples.
    fn as_set(&self, value: f64) -> f64 {
        if self.parameter == BATCH {
            value.round()
        } else {
            value
        }
    }
}

/// The place of the value nearest to one.
fn nearest(values: &[f64], to: f64, scale: Scale) -> Option<usize> {
    let apart = |value: f64| match scale {
        Scale::Linear => (value - to).abs(),
        Scale::Log => (value / to).ln().abs(),
    };
    (0..values.len()).min_by(|&a, &b| apart(values[a]).total_cmp(&apart(values[b])))
}

fn across_values(across: &Across) -> Result<Vec<f64>, Error> {
    super::check_count("count", across.count, 2..=MOST_VALUES)?;
    if across.parameter == "learning_rate" {
        return Err(Error::out_of_range(
            "parameter",
            "\"learning_rate\"",
            "be another parameter: the rate is swept already",
        ));
    }
    spaced(across.values, across.count, across.scale)
        .map_err(|allowed| refused("values", across.values, allowed))
}

fn refused(name: &str, [low, high]: [f64; 2], allowed: &str) -> Error {
    Error::out_of_range(name, format!("[{low}, {high}]"), allowed)
}

/// Values from the first to the last, both among them; an error that says what is allowed.
pub(super) fn spaced(
    [low, high]: [f64; 2],
    count: usize,
    scale: Scale,
) -> Result<Vec<f64>, &'static str> {
    let is_log = scale == Scale::Log;
    if is_log && !(low > 0.0 && low < high && high.is_finite()) {
        return Err("be two finite numbers above 0, the lower first");
    }
    if !(low < high && (high - low).is_finite()) {
        return Err("be two finite numbers, the lower first");
    }
    let last = count - 1;
    let at = |i: usize| {
        let share = real(i as u64) / real(last as u64);
        match i {
            0 => low,
            _ if i == last => high,
            _ if is_log => low * (high / low).powf(share),
            _ => low + (high - low) * share,
        }
    };
    Ok((0..count).map(at).collect())
}
