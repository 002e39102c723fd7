//! The experiment of averages over a series, as a plain value.

use super::run_config::MOST_RUNS;
use super::settings::Settings;
use crate::core::Error;
use crate::core::random::Seed;
use crate::core::tree::{Fields, Read, Tree};

/// Several exponentially weighted averages of one series, and what is shown of them.
#[derive(Debug, Clone, PartialEq)]
pub struct AveragingConfig {
    /// What is averaged.
    pub series: Source,
    /// The series' own parameters by id; defaults for the rest.
    pub series_parameters: Settings,
    /// What the random part of a series is made from.
    pub seed: Seed,
    /// The averages, 1 to 16.
    pub averages: Vec<AverageConfig>,
    /// The curves that are shown; raw and averaged when left out.
    pub curves: Vec<Curve>,
    /// The average whose weights are shown, its place in the list.
    pub chosen: usize,
    /// The day whose average is written out, from 1; the last when left out.
    pub day: Option<usize>,
}

/// What is averaged.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// A series by its id.
    Named(String),
    /// Numbers that the visitor brings.
    Given(Vec<f64>),
}

/// One average.
#[derive(Debug, Clone, PartialEq)]
pub struct AverageConfig {
    /// β, the weight of the past.
    pub beta: f64,
    /// Which colour and marker draw it: a place in the palette; its own place when left out.
    pub style: Option<u8>,
}

/// What can be shown of a series and its averages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Curve {
    /// The series itself.
    Raw,
    /// V_t.
    Averaged,
    /// V̂_t = V_t / (1−βᵗ).
    Corrected,
    /// The mean of the last 1/(1−β) values.
    Sliding,
}

impl Curve {
    /// Every curve there is.
    pub const ALL: [Self; 4] = [Self::Raw, Self::Averaged, Self::Corrected, Self::Sliding];

    /// Its name in JavaScript.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Raw => "raw",
            Self::Averaged => "averaged",
            Self::Corrected => "corrected",
            Self::Sliding => "sliding",
        }
    }

    /// Finds a curve by its name.
    ///
    /// # Errors
    /// [`Error::UnknownId`].
    pub fn find(id: &str) -> Result<Self, Error> {
        let curve = Self::ALL.into_iter().find(|curve| curve.id() == id);
        curve.ok_or_else(|| Error::UnknownId {
            kind: "curve",
            id: id.to_owned(),
            allowed: Self::ALL.iter().map(|curve| curve.id()).collect(),
        })
    }
}

impl AverageConfig {
    /// An average drawn in the style of its place.
    #[must_use]
    pub fn new(beta: f64) -> Self {
        Self { beta, style: None }
    }
}

impl AveragingConfig {
    /// Averages of a series with its default parameters.
    #[must_use]
    pub fn of(series: &str, betas: &[f64]) -> Self {
        Self {
            series: Source::Named(series.to_owned()),
            series_parameters: Settings::new(),
            seed: Seed::default(),
            averages: betas.iter().copied().map(AverageConfig::new).collect(),
            curves: vec![Curve::Raw, Curve::Averaged],
            chosen: 0,
            day: None,
        }
    }

    /// Checks what neither the types nor the averages do: the number of averages, and that the
    /// chosen one and the day exist.
    pub(super) fn check(&self, length: usize) -> Result<(), Error> {
        let count = self.averages.len();
        if !(1..=MOST_RUNS).contains(&count) {
            return Err(Error::out_of_range(
                "the number of averages",
                count,
                format!("be from 1 to {MOST_RUNS}"),
            ));
        }
        if self.chosen >= count {
            let allowed = format!("be a whole number from 0 to {}", count - 1);
            return Err(Error::out_of_range("chosen", self.chosen, allowed));
        }
        match self.day {
            Some(day) if !(1..=length).contains(&day) => Err(Error::out_of_range(
                "day",
                day,
                format!("be from 1 to {length}, the number of values"),
            )),
            _ => Ok(()),
        }
    }
}

impl Read for AveragingConfig {
    fn read(tree: Tree) -> Result<Self, Error> {
        let mut fields = Fields::of(tree)?;
        let usual = Self::of("", &[]);
        let config = Self {
            series: fields.required("series")?,
            series_parameters: fields.or_default("seriesParameters")?,
            seed: fields.or_default("seed")?,
            averages: fields.required("averages")?,
            curves: fields.optional("curves")?.unwrap_or(usual.curves),
            chosen: fields.or_default("chosen")?,
            day: fields.optional("day")?,
        };
        fields.finish()?;
        Ok(config)
    }
}

impl Read for Source {
    fn read(tree: Tree) -> Result<Self, Error> {
        match tree {
            Tree::Text(id) => Ok(Self::Named(id)),
            Tree::List(_) => Vec::read(tree).map(Self::Given),
            other => Err(other.is_not("the id of a series or a list of numbers")),
        }
    }
}

impl Read for AverageConfig {
    fn read(tree: Tree) -> Result<Self, Error> {
        let mut fields = Fields::of(tree)?;
        let config = Self {
            beta: fields.required("beta")?,
            style: fields.optional("style")?,
        };
        fields.finish()?;
        Ok(config)
    }
}

impl Read for Curve {
    fn read(tree: Tree) -> Result<Self, Error> {
        Self::find(&String::read(tree)?)
    }
}
