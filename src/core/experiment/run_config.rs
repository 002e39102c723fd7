//! The part of an experiment that describes one run: an optimizer, its hyperparameters, its
//! schedule and its batch.

use std::fmt;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::batches::Batches;
use super::settings::{Given, Settings, settings};
use crate::core::Error;
use crate::core::optimizer::{self, Optimizer};
use crate::core::random::Seed;
use crate::core::registry::{Entry, Values};
use crate::core::scalar::Scalar;
use crate::core::schedule::{self, Schedule};
use crate::core::tree::{Fields, Read, Tree};

/// Most runs of one experiment.
pub const MOST_RUNS: usize = 16;

/// Checks that an experiment has runs, and not too many.
pub(super) fn check_run_count(runs: &[RunConfig]) -> Result<(), Error> {
    if (1..=MOST_RUNS).contains(&runs.len()) {
        return Ok(());
    }
    Err(Error::out_of_range(
        "the number of runs",
        runs.len(),
        format!("be from 1 to {MOST_RUNS}"),
    ))
}

/// One run.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct RunConfig {
    /// The id of its optimizer.
    pub optimizer: String,
    /// Values by id, `learning_rate` among them; defaults for the rest.
    #[serde(skip_serializing_if = "Settings::is_empty")]
    pub hyperparameters: Settings,
    /// How the learning rate changes; constant when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule: Option<ScheduleConfig>,
    /// The samples a gradient is taken over, where there are samples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub batch: Option<Batch>,
    /// Which colour, dash and marker draw it: a place in the palette; its own place when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub style: Option<u8>,
    /// Whether pictures leave it out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
}

/// A schedule and its parameters, written side by side: `{ id: "step", factor: 0.5, every: 100 }`.
#[derive(Debug, Clone, PartialEq)]
pub struct ScheduleConfig {
    /// The id of the schedule.
    pub id: String,
    /// Values by id; defaults for the rest.
    pub parameters: Settings,
}

/// The samples each gradient is taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Batch {
    /// All of them, written "all".
    All,
    /// So many at a time, at least 1.
    Size(usize),
}

impl RunConfig {
    /// A run of an optimizer with its default hyperparameters.
    #[must_use]
    pub fn new(optimizer: &str) -> Self {
        Self {
            optimizer: optimizer.to_owned(),
            ..Self::default()
        }
    }

    /// The same run with one hyperparameter set.
    #[must_use]
    pub fn with(mut self, hyperparameter: &str, value: f64) -> Self {
        self.hyperparameters
            .insert(hyperparameter.to_owned(), Given::Number(value));
        self
    }

    /// The same run under a schedule.
    #[must_use]
    pub fn under(self, schedule: ScheduleConfig) -> Self {
        Self {
            schedule: Some(schedule),
            ..self
        }
    }

    /// Whether two runs make the same numbers, however they are drawn.
    #[must_use]
    pub fn computes_like(&self, other: &Self) -> bool {
        let bare = |run: &Self| Self {
            style: None,
            hidden: false,
            ..run.clone()
        };
        bare(self) == bare(other)
    }

    /// The checked hyperparameters, defaults filled in.
    ///
    /// # Errors
    /// For an unknown optimizer, or a hyperparameter it does not have or allow.
    pub fn hyperparameter_values(
        &self,
    ) -> Result<(&'static Entry<optimizer::Build>, Values), Error> {
        let entry = optimizer::find(&self.optimizer)?;
        let values = entry
            .values(settings(&self.hyperparameters))
            .map_err(|error| error.within("hyperparameters"))?;
        Ok((entry, values))
    }

    /// The rule at work, its schedule and its learning rate.
    ///
    /// # Errors
    /// As [`Self::hyperparameter_values`], and for a schedule that is unknown or not allowed.
    pub fn build<S: Precision>(&self) -> Result<Built<S>, Error> {
        let (entry, values) = self.hyperparameter_values()?;
        Ok(Built {
            optimizer: S::build(&entry.build, &values),
            schedule: match &self.schedule {
                Some(schedule) => schedule.build().map_err(|error| error.within("schedule"))?,
                None => ScheduleConfig::new("constant").build()?,
            },
            learning_rate: values.number("learning_rate"),
        })
    }

    /// The batches of a run on a surface of so many samples (0 where it has none), at the first;
    /// `None` where each would be all of them.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] when a batch has a size and the surface no samples.
    pub(super) fn batches(&self, samples: usize, seed: Seed) -> Result<Option<Batches>, Error> {
        let batch = self.batch.unwrap_or(Batch::All);
        if batch == Batch::All {
            return Ok(None);
        }
        if samples == 0 {
            return Err(Error::out_of_range(
                "batch",
                batch,
                "be \"all\" or left out: this surface is no mean over samples",
            ));
        }
        let batches = Batches::new(seed, samples, batch);
        Ok((!batches.takes_all()).then_some(batches))
    }

    /// The same run, with another learning rate from update `t` on: an entry of its schedule, so
    /// that the experiment still describes the whole run.
    ///
    /// # Errors
    /// When the rate is not allowed, or the schedule is neither constant nor piecewise: only those
    /// can hold such a change exactly.
    pub fn with_rate_from(&self, t: u64, rate: f64) -> Result<Self, Error> {
        let changed = self.clone().with("learning_rate", rate);
        changed.hyperparameter_values()?;
        if t == 0 && self.schedule.is_none() {
            return Ok(changed);
        }
        let id = self
            .schedule
            .as_ref()
            .map_or("constant", |schedule| &schedule.id);
        let (mut boundaries, mut rates) = match (id, &self.schedule) {
            ("piecewise", Some(schedule)) => {
                let values = schedule.values()?;
                (
                    values.list("boundaries").to_vec(),
                    values.list("rates").to_vec(),
                )
            }
            ("constant", _) => {
                let (_, values) = self.hyperparameter_values()?;
                (Vec::new(), vec![values.number("learning_rate")])
            }
            _ => {
                return Err(Error::out_of_range(
                    "schedule",
                    id,
                    "be constant or piecewise for a change from here on",
                ));
            }
        };
        #[allow(clippy::cast_precision_loss)]
        let here = t as f64;
        let kept = boundaries
            .iter()
            .filter(|&&boundary| boundary < here)
            .count();
        boundaries.truncate(kept);
        rates.truncate(kept + 1);
        if t == 0 {
            rates.clear();
        } else {
            boundaries.push(here);
        }
        rates.push(rate);
        Ok(self.clone().under(
            ScheduleConfig::new("piecewise")
                .with("boundaries", Given::List(boundaries))
                .with("rates", Given::List(rates)),
        ))
    }
}

/// For each wanted run, the place of a former one that makes the same numbers, if there is one: that
/// in its own place where possible. No former run is given twice.
pub(super) fn match_runs(wanted: &[RunConfig], former: &[&RunConfig]) -> Vec<Option<usize>> {
    let mut free = vec![true; former.len()];
    wanted
        .iter()
        .enumerate()
        .map(|(own, run)| {
            let fits = |&place: &usize| {
                free.get(place) == Some(&true)
                    && former
                        .get(place)
                        .is_some_and(|former| former.computes_like(run))
            };
            let place = Some(own)
                .filter(fits)
                .or_else(|| (0..former.len()).find(fits))?;
            if let Some(free) = free.get_mut(place) {
                *free = false;
            }
            Some(place)
        })
        .collect()
}

/// A run made ready.
pub struct Built<S: Scalar> {
    /// Its rule, with nothing remembered yet.
    pub optimizer: Box<dyn Optimizer<S>>,
    /// Its schedule.
    pub schedule: Box<dyn Schedule>,
    /// The learning rate the schedule starts from.
    pub learning_rate: f64,
}

impl<S: Scalar> Built<S> {
    /// The update after `t` updates.
    ///
    /// # Errors
    /// As [`Optimizer::step`].
    pub fn step(&mut self, t: u64, parameters: &mut [S], gradients: &[S]) -> Result<(), Error> {
        let rate = self.schedule.rate(self.learning_rate, t);
        self.optimizer.step(rate, parameters, gradients)
    }
}

/// A scalar type optimizers are built for.
pub trait Precision: Scalar {
    /// Builds the optimizer in this precision.
    fn build(build: &optimizer::Build, values: &Values) -> Box<dyn Optimizer<Self>>;
}

impl Precision for f32 {
    fn build(build: &optimizer::Build, values: &Values) -> Box<dyn Optimizer<Self>> {
        (build.single)(values)
    }
}

impl Precision for f64 {
    fn build(build: &optimizer::Build, values: &Values) -> Box<dyn Optimizer<Self>> {
        (build.double)(values)
    }
}

impl ScheduleConfig {
    /// A schedule with its default parameters.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            parameters: Settings::new(),
        }
    }

    /// The same schedule with one parameter set.
    #[must_use]
    pub fn with(mut self, parameter: &str, value: Given) -> Self {
        self.parameters.insert(parameter.to_owned(), value);
        self
    }

    fn values(&self) -> Result<Values, Error> {
        schedule::find(&self.id)?.values(settings(&self.parameters))
    }

    /// The schedule at work.
    ///
    /// # Errors
    /// For an unknown schedule, or a parameter it does not have or allow.
    pub fn build(&self) -> Result<Box<dyn Schedule>, Error> {
        (schedule::find(&self.id)?.build)(&self.values()?)
    }
}

impl Read for RunConfig {
    fn read(tree: Tree) -> Result<Self, Error> {
        let mut fields = Fields::of(tree)?;
        let config = Self {
            optimizer: fields.required("optimizer")?,
            hyperparameters: fields.or_default("hyperparameters")?,
            schedule: fields.optional("schedule")?,
            batch: fields.optional("batch")?,
            style: fields.optional("style")?,
            hidden: fields.or_default("hidden")?,
        };
        fields.finish()?;
        Ok(config)
    }
}

impl Read for ScheduleConfig {
    fn read(tree: Tree) -> Result<Self, Error> {
        let mut fields = Fields::of(tree)?;
        Ok(Self {
            id: fields.required("id")?,
            parameters: Settings::read(fields.rest())?,
        })
    }
}

impl Serialize for ScheduleConfig {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        for (name, value) in self.parameters.iter() {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl Read for Batch {
    fn read(tree: Tree) -> Result<Self, Error> {
        const MOST: f64 = u32::MAX as f64;
        match tree {
            Tree::Text(text) if text == "all" => Ok(Self::All),
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            Tree::Number(x) if x.fract() == 0.0 && (1.0..=MOST).contains(&x) => {
                Ok(Self::Size(x as usize))
            }
            other => Err(other.is_not("\"all\" or a whole number of samples, at least 1")),
        }
    }
}

impl fmt::Display for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("\"all\""),
            Self::Size(size) => size.fmt(f),
        }
    }
}

impl Serialize for Batch {
    #[allow(clippy::cast_precision_loss)]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::All => serializer.serialize_str("all"),
            Self::Size(size) => serializer.serialize_f64(*size as f64),
        }
    }
}
