//! The curves of a run: what is recorded of it, against any measure of how far it has come.

use super::run::{Losses, TrainingRun};
use crate::core::Error;
use crate::core::average::Average;
use crate::core::registry::{Kind, Scale, Setting};
use crate::core::tree::{Fields, Read, Tree};

/// What is recorded of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Quantity {
    /// The losses over all samples: of those that train, then of those that test.
    #[default]
    Loss,
    /// The loss of each update's own batch.
    Batch,
    /// The shares of right classes: of the samples that train, then of those that test.
    Accuracy,
    /// The length of the gradient of each update.
    Gradient,
}

/// A measure of how far a run has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Measure {
    /// Updates made.
    #[default]
    Updates,
    /// How often every sample has been used.
    Epochs,
    /// Samples used, a sample again in every epoch.
    Samples,
    /// Seconds the updates took.
    Seconds,
}

/// What a chart of runs shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chart {
    /// What is shown.
    pub quantity: Quantity,
    /// Against what.
    pub against: Measure,
    /// How values are spaced.
    pub scale: Scale,
    /// The β of the averages that are drawn over what was recorded; none at 0.
    pub beta: f64,
}

impl Default for Chart {
    fn default() -> Self {
        Self {
            quantity: Quantity::default(),
            against: Measure::default(),
            scale: Scale::Linear,
            beta: 0.0,
        }
    }
}

/// The names of the alternatives of a choice, as configurations have them.
fn one_of<T: Copy>(
    fields: &mut Fields,
    name: &'static str,
    all: &[(&str, T)],
) -> Result<Option<T>, Error> {
    let Some(given) = fields.optional::<String>(name)? else {
        return Ok(None);
    };
    let found = all.iter().find(|(id, _)| *id == given);
    found.map(|&(_, value)| Some(value)).ok_or_else(|| {
        let ids: Vec<&str> = all.iter().map(|(id, _)| *id).collect();
        Error::out_of_range(
            name,
            format!("\"{given}\""),
            format!("be one of {}", ids.join(", ")),
        )
    })
}

impl Read for Chart {
    fn read(tree: Tree) -> Result<Self, Error> {
        let mut fields = Fields::of(tree)?;
        let quantities = [
            ("loss", Quantity::Loss),
            ("batch", Quantity::Batch),
            ("accuracy", Quantity::Accuracy),
            ("gradient", Quantity::Gradient),
        ];
        let measures = [
            ("updates", Measure::Updates),
            ("epochs", Measure::Epochs),
            ("samples", Measure::Samples),
            ("seconds", Measure::Seconds),
        ];
        let scales = [("linear", Scale::Linear), ("log", Scale::Log)];
        let chart = Self {
            quantity: one_of(&mut fields, "quantity", &quantities)?.unwrap_or_default(),
            against: one_of(&mut fields, "against", &measures)?.unwrap_or_default(),
            scale: one_of(&mut fields, "scale", &scales)?.unwrap_or(Scale::Linear),
            beta: fields.or_default("beta")?,
        };
        Kind::Decay.check("beta", Setting::Number(chart.beta))?;
        fields.finish()?;
        Ok(chart)
    }
}

impl Measure {
    /// How far a run has come after so many updates.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn of(self, run: &TrainingRun, updates: u64) -> f64 {
        match self {
            Self::Updates => updates as f64,
            Self::Epochs => run.epochs_after(updates),
            Self::Samples => run.samples_after(updates) as f64,
            Self::Seconds => run.seconds_after(updates),
        }
    }

    /// Whether nothing lies between two whole numbers of it.
    #[must_use]
    pub fn is_counted(self) -> bool {
        matches!(self, Self::Updates | Self::Samples)
    }

    /// What it counts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Updates => "updates",
            Self::Epochs => "epochs",
            Self::Samples => "samples seen",
            Self::Seconds => "seconds of updating",
        }
    }
}

impl Quantity {
    /// What it is, as a chart is titled.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Loss => "loss",
            Self::Batch => "loss of each batch",
            Self::Accuracy => "share of right answers",
            Self::Gradient => "gradient norm",
        }
    }

    /// How many curves a run has: one, or one for each set.
    #[must_use]
    pub fn curves(self) -> usize {
        match self {
            Self::Loss | Self::Accuracy => 2,
            Self::Batch | Self::Gradient => 1,
        }
    }

    /// How many rows a run has of it.
    #[must_use]
    pub fn rows(self, run: &TrainingRun) -> usize {
        match self {
            Self::Loss | Self::Accuracy => run.losses().rows().len(),
            Self::Batch | Self::Gradient => {
                run.batch_losses().map_or(0, |record| record.rows().len())
            }
        }
    }

    /// The updates that had been made at a row.
    #[must_use]
    pub fn updates_at(self, run: &TrainingRun, row: usize) -> u64 {
        match self {
            Self::Loss | Self::Accuracy => run.losses().step_of(row) * run.interval(),
            Self::Batch | Self::Gradient => {
                run.batch_losses().map_or(0, |record| record.step_of(row))
            }
        }
    }

    /// The value of a curve at a row; NaN where there is none.
    #[must_use]
    pub fn value(self, run: &TrainingRun, curve: usize, row: usize) -> f64 {
        let losses = |pick: [fn(&Losses) -> f32; 2]| {
            let row = run.losses().rows().get(row);
            row.zip(pick.get(curve)).map(|(row, pick)| pick(row))
        };
        let batch = || run.batch_losses()?.rows().get(row);
        let value = match self {
            Self::Loss => losses([|row| row.train, |row| row.test]),
            Self::Accuracy => losses([|row| row.train_accuracy, |row| row.test_accuracy]),
            Self::Batch => batch().map(|row| row.loss),
            Self::Gradient => batch().map(|row| row.gradient_norm),
        };
        value.map_or(f64::NAN, f64::from)
    }
}

/// A bias-corrected exponentially weighted average, value by value; at β = 0 the value itself.
#[derive(Debug, Clone, Copy)]
pub struct Smoother {
    average: Average,
    sum: f64,
    values: u64,
}

impl Smoother {
    /// An average that has seen nothing; β from 0 to below 1.
    #[must_use]
    pub fn new(beta: f64) -> Self {
        Self {
            average: Average::new(beta),
            sum: 0.0,
            values: 0,
        }
    }

    /// The average after another value.
    pub fn next(&mut self, value: f64) -> f64 {
        if self.average.beta == 0.0 {
            return value;
        }
        self.sum = self.average.update()(self.sum, value);
        self.values += 1;
        self.sum / self.average.correction(self.values)
    }
}
