//! Samples: inputs and a target each, checked once.

use crate::core::Error;
use crate::core::random::{Random, Seed, stream};
use crate::core::registry::Setting;

/// The most samples there may be.
pub const MOST_POINTS: usize = 50_000;

/// The most numbers a sample may have.
pub const LARGEST_WIDTH: usize = 128;

/// What there is to learn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Which class a sample belongs to: its target is a whole number below the number of classes.
    Classes(usize),
    /// A real number.
    Regression,
}

impl Task {
    /// The number of classes, if there are any.
    #[must_use]
    pub fn classes(self) -> Option<usize> {
        match self {
            Self::Classes(count) => Some(count),
            Self::Regression => None,
        }
    }
}

/// Samples: as many inputs each, and a target each.
#[derive(Debug, Clone, PartialEq)]
pub struct Samples {
    width: usize,
    /// One sample after the other.
    inputs: Vec<f64>,
    targets: Vec<f64>,
    task: Task,
}

impl Samples {
    /// Samples that are right by construction.
    pub(super) fn trusted(width: usize, inputs: Vec<f64>, targets: Vec<f64>, task: Task) -> Self {
        Self {
            width,
            inputs,
            targets,
            task,
        }
    }

    /// Samples that someone else gives. Targets that are all whole numbers from 0 up, with at most
    /// [`LARGEST_WIDTH`] classes, make classes; any others make a regression.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless there are 1 to [`MOST_POINTS`] samples, with one target each,
    /// all of one length from 1 to [`LARGEST_WIDTH`], and every number is finite in single precision,
    /// in which networks compute.
    pub fn given(inputs: &[Vec<f64>], targets: &[f64]) -> Result<Self, Error> {
        if !(1..=MOST_POINTS).contains(&inputs.len()) {
            return Err(Error::out_of_range(
                "the number of inputs",
                inputs.len(),
                format!("be from 1 to {MOST_POINTS}"),
            ));
        }
        if targets.len() != inputs.len() {
            return Err(Error::out_of_range(
                "the number of targets",
                targets.len(),
                format!("be {}, one for each of the inputs", inputs.len()),
            ));
        }
        let width = inputs.first().map_or(0, Vec::len);
        if !(1..=LARGEST_WIDTH).contains(&width) {
            return Err(Error::out_of_range(
                "the length of inputs[0]",
                width,
                format!("be from 1 to {LARGEST_WIDTH}"),
            ));
        }
        let mut flat = Vec::with_capacity(inputs.len() * width);
        for (i, row) in inputs.iter().enumerate() {
            if row.len() != width {
                return Err(Error::out_of_range(
                    format!("the length of inputs[{i}]"),
                    row.len(),
                    format!("be {width}, as that of inputs[0]"),
                ));
            }
            for (j, &value) in row.iter().enumerate() {
                finite(value, || format!("inputs[{i}][{j}]"))?;
                flat.push(value);
            }
        }
        for (i, &value) in targets.iter().enumerate() {
            finite(value, || format!("targets[{i}]"))?;
        }
        Ok(Self::trusted(
            width,
            flat,
            targets.to_vec(),
            task_of(targets),
        ))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.targets.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }

    /// How many inputs each has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// What there is to learn.
    #[must_use]
    pub fn task(&self) -> Task {
        self.task
    }

    /// The inputs, a row of [`Self::width`] a sample.
    pub fn inputs(&self) -> impl ExactSizeIterator<Item = &[f64]> {
        self.inputs.chunks_exact(self.width)
    }

    /// The targets, one a sample.
    #[must_use]
    pub fn targets(&self) -> &[f64] {
        &self.targets
    }

    /// Divides the samples by chance into those that train and those that test: the share
    /// `train_fraction` of them, rounded, but at least one, trains.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless 0 < `train_fraction` ≤ 1.
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )]
    pub fn split(&self, train_fraction: f64, seed: Seed) -> Result<Split, Error> {
        if !(train_fraction > 0.0 && train_fraction <= 1.0) {
            return Err(Error::out_of_range(
                "trainFraction",
                train_fraction,
                "be above 0 and at most 1",
            ));
        }
        let mut order: Vec<usize> = (0..self.len()).collect();
        let train = ((self.len() as f64 * train_fraction).round() as usize).max(1);
        if train < order.len() {
            Random::new(seed, stream::SPLIT).shuffle(&mut order);
        }
        let test = order.split_off(train.min(order.len()));
        Ok(Split { train: order, test })
    }
}

/// Which samples train and which test, by their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The samples that train; at least one.
    pub train: Vec<usize>,
    /// The samples that test.
    pub test: Vec<usize>,
}

fn finite(value: f64, name: impl Fn() -> String) -> Result<(), Error> {
    if value.abs() <= f32::MAX.into() {
        Ok(())
    } else {
        let allowed = "be a finite number, at most 3.4e38 in size";
        Err(Error::out_of_range(name(), Setting::Number(value), allowed))
    }
}

/// Classes when every target is a small whole number, else a regression.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) fn task_of(targets: &[f64]) -> Task {
    const MOST: f64 = LARGEST_WIDTH as f64;
    if targets
        .iter()
        .all(|&t| t.fract() == 0.0 && (0.0..MOST).contains(&t))
    {
        let largest = targets.iter().fold(0.0, |a: f64, &b| a.max(b));
        Task::Classes((largest as usize + 1).max(2))
    } else {
        Task::Regression
    }
}
