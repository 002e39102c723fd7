//! The networks whose training is timed, from tiny to large: natively, in WebAssembly, and beside
//! plain JavaScript.

use downhill::core::Error;
use downhill::core::experiment::{
    Batch, DataConfig, Given, NetworkConfig, RunConfig, Source, Training, TrainingConfig,
};

/// A network in training.
pub struct Case {
    /// Layers, batch and, where it is not plain descent, optimizer.
    pub name: &'static str,
    /// Inputs: the first so many features.
    pub inputs: usize,
    /// Units of each hidden layer.
    pub hidden: &'static [usize],
    /// Samples of an update.
    pub batch: usize,
    /// The id of the optimizer.
    pub optimizer: &'static str,
}

/// All of them.
pub const CASES: [Case; 4] = [
    Case {
        name: "2-4-2-1, batch 10",
        inputs: 2,
        hidden: &[4, 2],
        batch: 10,
        optimizer: "sgd",
    },
    Case {
        name: "2-8-8-1, batch 32, Adam",
        inputs: 2,
        hidden: &[8, 8],
        batch: 32,
        optimizer: "adam",
    },
    Case {
        name: "7-8-8-8-8-8-8-1, batch 10",
        inputs: 7,
        hidden: &[8; 6],
        batch: 10,
        optimizer: "sgd",
    },
    Case {
        name: "2-64-64-1, batch 64",
        inputs: 2,
        hidden: &[64, 64],
        batch: 64,
        optimizer: "sgd",
    },
];

/// The learning rate of every case.
pub const RATE: f64 = 0.01;

const FEATURES: [&str; 7] = [
    "x",
    "y",
    "x_squared",
    "y_squared",
    "x_times_y",
    "sin_x",
    "sin_y",
];

/// Updates between two records, which are not what is measured.
const NEVER: usize = 1 << 30;

impl Case {
    /// A run of it on so many points of the circle, all of which train.
    ///
    /// # Errors
    /// None: every part is known.
    pub fn training(&self, points: u32) -> Result<Training, Error> {
        let source = Source::Dataset {
            dataset: "circle".to_owned(),
            parameters: [("points".to_owned(), Given::Number(points.into()))].into(),
        };
        let features = FEATURES.iter().take(self.inputs);
        Training::new(TrainingConfig {
            data: DataConfig {
                source,
                train_fraction: Some(1.0),
                ..DataConfig::of("circle")
            },
            network: NetworkConfig::new(self.hidden, "tanh", "cross_entropy"),
            features: Some(features.map(|&id| id.to_owned()).collect()),
            batch: Batch::Size(self.batch),
            record: Some(NEVER),
            runs: vec![RunConfig::new(self.optimizer).with("learning_rate", RATE)],
        })
    }
}
