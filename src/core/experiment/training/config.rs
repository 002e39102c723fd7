//! The experiment of a race of networks, as a plain value.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::core::Error;
use crate::core::dataset;
use crate::core::dataset::Samples;
use crate::core::experiment::run_config::{Batch, RunConfig, check_run_count};
use crate::core::experiment::settings::{Settings, settings};
use crate::core::network::LARGEST_LAYER;
use crate::core::random::Seed;
use crate::core::tree::{Fields, Read, Tree, list, whole};

/// Several runs on one dataset, from one network.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TrainingConfig {
    /// The samples.
    pub data: DataConfig,
    /// The network.
    pub network: NetworkConfig,
    /// The ids of what the network is given of a point; x and y when left out. Given data is used
    /// as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub features: Option<Vec<String>>,
    /// The samples of an update, for runs that do not say otherwise.
    pub batch: Batch,
    /// Updates between two records of the losses over all samples; an epoch when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<usize>,
    /// The runs, 1 to 16.
    pub runs: Vec<RunConfig>,
}

/// Samples, and how they are divided.
#[derive(Debug, Clone, PartialEq)]
pub struct DataConfig {
    /// Where they come from.
    pub source: Source,
    /// What the samples, their division and their order are drawn from.
    pub seed: Seed,
    /// The share of the samples that trains; the rest tests. ½ of a dataset and all of given data
    /// when left out.
    pub train_fraction: Option<f64>,
}

/// Where samples come from.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// A dataset.
    Dataset {
        /// Its id.
        dataset: String,
        /// Its parameters, `points` and `noise` among them; defaults for the rest.
        parameters: Settings,
    },
    /// Samples that are given.
    Given {
        /// As many numbers for each sample.
        inputs: Vec<Vec<f64>>,
        /// The target of each sample.
        targets: Vec<f64>,
    },
}

/// A multilayer perceptron.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NetworkConfig {
    /// The units of each hidden layer.
    pub hidden: Vec<usize>,
    /// The id of the activation of the hidden layers.
    pub activation: String,
    /// The id of the loss.
    pub loss: String,
    /// The number of outputs. When left out: 1 for given data, two classes or a regression, else one
    /// a class.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outputs: Option<usize>,
    /// λ of the penalty ½ λ Σw², over weights and not biases, which is part of what is descended but
    /// not of the losses reported.
    #[serde(skip_serializing_if = "is_default")]
    pub l2: f64,
    /// The id of the initialization; "xavier" when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initialization: Option<String>,
    /// What the first weights are drawn from.
    #[serde(skip_serializing_if = "is_default")]
    pub seed: Seed,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl TrainingConfig {
    /// Checks what the types do not: the number of runs and the records.
    pub(in crate::core) fn check(&self) -> Result<(), Error> {
        if self.record == Some(0) {
            return Err(Error::out_of_range(
                "record",
                0,
                "be a whole number of updates, at least 1",
            ));
        }
        check_run_count(&self.runs)
    }

    /// Whether runs of the two experiments that are alike make the same numbers.
    pub(super) fn same_ground(&self, other: &Self) -> bool {
        self.data == other.data
            && self.network == other.network
            && self.features == other.features
            && self.record == other.record
    }

    /// The runs, each with its batch.
    pub(super) fn full_runs(&self) -> Vec<RunConfig> {
        let full = |run: &RunConfig| RunConfig {
            batch: run.batch.or(Some(self.batch)),
            ..run.clone()
        };
        self.runs.iter().map(full).collect()
    }
}

impl NetworkConfig {
    /// A network with the given hidden layers, activation and loss, and defaults for the rest.
    #[must_use]
    pub fn new(hidden: &[usize], activation: &str, loss: &str) -> Self {
        Self {
            hidden: hidden.to_vec(),
            activation: activation.to_owned(),
            loss: loss.to_owned(),
            outputs: None,
            l2: 0.0,
            initialization: None,
            seed: Seed::default(),
        }
    }
}

impl DataConfig {
    /// A dataset with its default parameters.
    #[must_use]
    pub fn of(dataset: &str) -> Self {
        Self {
            source: Source::Dataset {
                dataset: dataset.to_owned(),
                parameters: Settings::new(),
            },
            seed: Seed::default(),
            train_fraction: None,
        }
    }

    /// Its samples.
    ///
    /// # Errors
    /// For an unknown dataset, a parameter it does not have or allow, or given samples that
    /// [`Samples::given`] refuses.
    pub fn samples(&self) -> Result<Samples, Error> {
        match &self.source {
            Source::Dataset {
                dataset,
                parameters,
            } => {
                let entry = dataset::find(dataset)?;
                let dataset = (entry.build)(&entry.values(settings(parameters))?);
                Ok(dataset.generate(self.seed))
            }
            Source::Given { inputs, targets } => Samples::given(inputs, targets),
        }
    }

    /// Whether the samples are given, and not a dataset's.
    #[must_use]
    pub fn is_given(&self) -> bool {
        matches!(self.source, Source::Given { .. })
    }

    /// The share of the samples that trains.
    #[must_use]
    pub fn train_share(&self) -> f64 {
        let default = if self.is_given() { 1.0 } else { 0.5 };
        self.train_fraction.unwrap_or(default)
    }
}

impl Read for TrainingConfig {
    fn read(tree: Tree) -> Result<Self, Error> {
        let mut fields = Fields::of(tree)?;
        let config = Self {
            data: fields.required("data")?,
            network: fields.required("network")?,
            features: fields.optional("features")?,
            batch: fields.required("batch")?,
            record: fields.optional_as("record", |updates| whole(updates, 1, u32::MAX))?,
            runs: fields.required("runs")?,
        };
        fields.finish()?;
        Ok(config)
    }
}

impl Read for DataConfig {
    fn read(tree: Tree) -> Result<Self, Error> {
        let mut fields = Fields::of(tree)?;
        let seed = fields.or_default("seed")?;
        let train_fraction = fields.optional("trainFraction")?;
        let dataset = fields.optional("dataset")?;
        let inputs = fields.optional("inputs")?;
        let source = match (dataset, inputs) {
            (Some(dataset), None) => Source::Dataset {
                dataset,
                parameters: Settings::read(fields.rest())?,
            },
            (None, Some(inputs)) => {
                let targets = fields.required("targets")?;
                fields.finish()?;
                Source::Given { inputs, targets }
            }
            _ => {
                return Err(Error::Type {
                    message: "either dataset, or inputs and targets must be given".to_owned(),
                });
            }
        };
        Ok(Self {
            source,
            seed,
            train_fraction,
        })
    }
}

impl Serialize for DataConfig {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match &self.source {
            Source::Dataset {
                dataset,
                parameters,
            } => {
                map.serialize_entry("dataset", dataset)?;
                for (name, value) in parameters.iter() {
                    map.serialize_entry(name, value)?;
                }
            }
            Source::Given { inputs, targets } => {
                map.serialize_entry("inputs", inputs)?;
                map.serialize_entry("targets", targets)?;
            }
        }
        if !is_default(&self.seed) {
            map.serialize_entry("seed", &self.seed)?;
        }
        if let Some(fraction) = self.train_fraction {
            map.serialize_entry("trainFraction", &fraction)?;
        }
        map.end()
    }
}

/// The units of a layer.
#[allow(clippy::cast_possible_truncation)]
fn units(tree: Tree) -> Result<usize, Error> {
    whole(tree, 1, LARGEST_LAYER as u32)
}

impl Read for NetworkConfig {
    fn read(tree: Tree) -> Result<Self, Error> {
        let mut fields = Fields::of(tree)?;
        let config = Self {
            hidden: fields.required_as("hidden", |layers| list(layers, units))?,
            activation: fields.required("activation")?,
            loss: fields.required("loss")?,
            outputs: fields.optional_as("outputs", units)?,
            l2: fields.or_default("l2")?,
            initialization: fields.optional("initialization")?,
            seed: fields.or_default("seed")?,
        };
        fields.finish()?;
        Ok(config)
    }
}
