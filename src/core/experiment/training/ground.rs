//! What all runs of a race of networks share: the samples, the network and its first parameters.

use super::answer::Answer;
use super::config::{NetworkConfig, TrainingConfig};
use super::run::Losses;
use crate::core::Error;
use crate::core::dataset::feature::{self, Feature};
use crate::core::dataset::{EXTENT, Samples, Split};
use crate::core::network::{
    Evaluation, Network, Shape, TILE, Table, activation, initialization, loss,
};
use crate::core::order::sorted;
use crate::core::random::Seed;
use crate::core::surface::Window;

/// What all runs of a race share.
pub struct Ground {
    samples: Samples,
    split: Split,
    /// What the network is given of a point; `None` for given data, which is used as it is.
    features: Option<Vec<&'static Feature>>,
    train: Table<f32>,
    test: Table<f32>,
    pub(super) network: Network<f32>,
    pub(super) l2: f32,
    pub(super) seed: Seed,
    initial: Vec<f32>,
    initial_losses: Losses,
    baseline: f64,
    has_logits: bool,
}

/// One of the two sets that samples are divided into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    /// The samples whose gradients are descended.
    Train,
    /// The samples that no update sees.
    Test,
}

impl Ground {
    /// The ground of a configuration.
    ///
    /// # Errors
    /// When anything in it is unknown or not allowed; the message names it.
    pub(super) fn new(config: &TrainingConfig) -> Result<Self, Error> {
        let in_data = |error: Error| error.within("data");
        let samples = config.data.samples().map_err(in_data)?;
        let share = config.data.train_share();
        let split = samples.split(share, config.data.seed).map_err(in_data)?;
        let features = features(config)?;
        let inputs = features.as_ref().map_or(samples.width(), Vec::len);
        let network = network(&config.network, inputs, &samples, config.data.is_given())
            .map_err(|error| error.within("network"))?;
        let initial =
            initial(&config.network, network.shape()).map_err(|error| error.within("network"))?;
        let mut ground = Self {
            train: Table::new(inputs),
            test: Table::new(inputs),
            samples,
            split,
            features,
            network,
            #[allow(clippy::cast_possible_truncation)]
            l2: config.network.l2 as f32,
            seed: config.data.seed,
            initial: Vec::new(),
            initial_losses: Losses::default(),
            baseline: 0.0,
            has_logits: false,
        };
        ground.train = ground.table_of(&ground.split.train);
        ground.test = ground.table_of(&ground.split.test);
        ground.initial_losses = ground.losses(&initial);
        ground.initial = initial;
        let loss = &loss::find(&config.network.loss)?.build;
        let trained = ground.train.targets().iter().copied().map(f64::from);
        let task = ground.samples.task();
        ground.baseline = loss.baseline(task, ground.shape().outputs(), trained);
        ground.has_logits = loss.has_logits;
        Ok(ground)
    }

    /// All samples, before their division.
    #[must_use]
    pub fn samples(&self) -> &Samples {
        &self.samples
    }

    /// Which of them train and which test.
    #[must_use]
    pub fn split(&self) -> &Split {
        &self.split
    }

    /// The layers of the network.
    #[must_use]
    pub fn shape(&self) -> &Shape {
        self.network.shape()
    }

    /// The parameters that every run starts from.
    #[must_use]
    pub fn initial(&self) -> &[f32] {
        &self.initial
    }

    /// The losses before the first update.
    pub(super) fn initial_losses(&self) -> Losses {
        self.initial_losses
    }

    /// The training loss of the best answer that is the same for every sample.
    #[must_use]
    pub fn baseline(&self) -> f64 {
        self.baseline
    }

    /// What the outputs of the network mean.
    #[must_use]
    pub fn answer(&self) -> Answer {
        let outputs = self.shape().outputs();
        match (outputs, self.has_logits) {
            (1, true) => Answer::Logit,
            (_, true) => Answer::Logits(outputs),
            (1, false) => {
                let targets = self.samples.targets().iter().copied();
                let low = targets.clone().fold(f64::INFINITY, f64::min);
                let high = targets.fold(f64::NEG_INFINITY, f64::max);
                Answer::Value { low, high }
            }
            (_, false) => Answer::Scores(outputs),
        }
    }

    /// The part of the plane that its samples are seen in, by their first two numbers: a square
    /// around 0 for a dataset, which leaves out at most one sample in fifty; all of them, with a
    /// margin, for given data. A second number that is not there is the target.
    #[must_use]
    pub fn window(&self) -> Window {
        let places = (0..self.samples.len()).map(|sample| self.place(sample));
        if self.features.is_some() {
            let reach: Vec<f64> = places.map(|[x, y]| x.abs().max(y.abs())).collect();
            let reach = sorted(&reach);
            let far = reach.get(reach.len() * 49 / 50).copied().unwrap_or(EXTENT);
            let half = 1.06 * far.max(EXTENT);
            return Window::centred(half, half);
        }
        let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        for place in places {
            for axis in 0..2 {
                low[axis] = low[axis].min(place[axis]);
                high[axis] = high[axis].max(place[axis]);
            }
        }
        let [x, y] = [0, 1].map(|axis| {
            let (low, high) = (low[axis], high[axis]);
            let margin = if high > low {
                0.06 * (high - low)
            } else {
                0.5 * low.abs().max(1.0)
            };
            [low - margin, high + margin]
        });
        Window { x, y }
    }

    /// Where a sample stands in the plane.
    #[must_use]
    pub fn place(&self, sample: usize) -> [f64; 2] {
        let row = self.samples.inputs().nth(sample).unwrap_or_default();
        let target = self.samples.targets().get(sample);
        let number = |place: usize| row.get(place).or(target).copied();
        [0, 1].map(|place| number(place).unwrap_or_default())
    }

    /// The points of a grid over a part of the plane, row by row from the top, as the network reads
    /// them: so many columns and as many rows, each point in the middle of its cell. What else a
    /// sample has is at its mean.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn grid(&self, window: Window, columns: usize) -> Table<f32> {
        let mut point: Vec<f64> = vec![0.0; self.samples.width()];
        let share = 1.0 / self.samples.len() as f64;
        for row in self.samples.inputs() {
            for (mean, &value) in point.iter_mut().zip(row) {
                *mean += share * value;
            }
        }
        let between = |[low, high]: [f64; 2], place: usize| {
            low + (high - low) * (place as f64 + 0.5) / columns as f64
        };
        let mut table = Table::new(self.shape().inputs());
        for row in (0..columns).rev() {
            for column in 0..columns {
                let place = [between(window.x, column), between(window.y, row)];
                for (number, value) in point.iter_mut().zip(place) {
                    *number = value;
                }
                self.push(point.iter().copied(), 0.0, &mut table);
            }
        }
        table
    }

    /// A set, as the network reads it.
    #[must_use]
    pub fn table(&self, set: Set) -> &Table<f32> {
        match set {
            Set::Train => &self.train,
            Set::Test => &self.test,
        }
    }

    /// The number of classes, 0 where there are none.
    #[must_use]
    pub fn classes(&self) -> usize {
        self.samples.task().classes().unwrap_or(0)
    }

    /// Rows of inputs as the network reads them, for [`super::Training::predict`] and others. A row
    /// is what a sample is: the coordinates of a point, or the numbers of given data.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless the rows are full and every number is finite.
    pub fn table_of_inputs(&self, inputs: &[f32]) -> Result<Table<f32>, Error> {
        let width = self.samples.width();
        if !inputs.len().is_multiple_of(width) {
            return Err(Error::out_of_range(
                "the length of inputs",
                inputs.len(),
                format!("be a multiple of {width}, the numbers of a sample"),
            ));
        }
        if let Some(i) = inputs.iter().position(|x| !x.is_finite()) {
            return Err(Error::out_of_range(
                format!("inputs[{i}]"),
                inputs[i],
                "be a finite number",
            ));
        }
        let mut table = Table::new(self.shape().inputs());
        for row in inputs.chunks_exact(width) {
            self.push(row.iter().copied().map(f64::from), 0.0, &mut table);
        }
        Ok(table)
    }

    fn table_of(&self, places: &[usize]) -> Table<f32> {
        let rows: Vec<&[f64]> = self.samples.inputs().collect();
        let mut table = Table::new(self.shape().inputs());
        for &place in places {
            let target = self.samples.targets()[place];
            self.push(rows[place].iter().copied(), target, &mut table);
        }
        table
    }

    /// Appends a sample to a table, by its features.
    fn push(&self, mut row: impl Iterator<Item = f64>, target: f64, table: &mut Table<f32>) {
        match &self.features {
            None => table.push(row, target),
            Some(features) => {
                let (x, y) = (row.next(), row.next());
                let (x, y) = (x.unwrap_or_default(), y.unwrap_or_default());
                table.push(features.iter().map(|feature| (feature.value)(x, y)), target);
            }
        }
    }

    /// The losses and accuracies of some parameters over all samples.
    pub(super) fn losses(&mut self, parameters: &[f32]) -> Losses {
        let [train, test] = [Set::Train, Set::Test].map(|set| {
            let mut sums = Evaluation::default();
            let mut done = 0;
            while done < self.table(set).len() {
                done = self.evaluate_tile(parameters, set, done, &mut sums);
            }
            sums
        });
        self.summarize(train, test, 0.0)
    }

    /// Adds the next tile of a set to some sums, and gives how many samples are now in them.
    pub(super) fn evaluate_tile(
        &mut self,
        parameters: &[f32],
        set: Set,
        done: usize,
        sums: &mut Evaluation,
    ) -> usize {
        let classes = self.classes();
        let table = match set {
            Set::Train => &self.train,
            Set::Test => &self.test,
        };
        let end = table.len().min(done + TILE);
        let tile = self
            .network
            .evaluate(parameters, table, &(done..end).into(), classes);
        sums.loss += tile.loss;
        sums.right += tile.right;
        end
    }

    /// Means, from sums over both sets.
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    pub(super) fn summarize(&self, train: Evaluation, test: Evaluation, seconds: f64) -> Losses {
        let mean = |sum: f64, set| (sum / self.table(set).len() as f64) as f32;
        let accuracy = |sum, set| {
            if self.classes() == 0 {
                f32::NAN
            } else {
                mean(sum, set)
            }
        };
        Losses {
            train: mean(train.loss, Set::Train),
            test: mean(test.loss, Set::Test),
            train_accuracy: accuracy(train.right, Set::Train),
            test_accuracy: accuracy(test.right, Set::Test),
            seconds,
        }
    }

    /// Adds the gradient of the penalty ½ λ Σw² over the weights.
    pub(super) fn add_penalty(&self, parameters: &[f32], gradient: &mut [f32]) {
        if self.l2 == 0.0 {
            return;
        }
        for layer in self.shape().layers() {
            let weights = &parameters[layer.weights.clone()];
            for (slope, &weight) in gradient[layer.weights.clone()].iter_mut().zip(weights) {
                *slope += self.l2 * weight;
            }
        }
    }

    /// The network and the samples that train, to compute gradients with.
    pub(super) fn network_and_train(&mut self) -> (&mut Network<f32>, &Table<f32>) {
        (&mut self.network, &self.train)
    }
}

fn features(config: &TrainingConfig) -> Result<Option<Vec<&'static Feature>>, Error> {
    let ids = match &config.features {
        Some(ids) if config.data.is_given() => {
            return Err(Error::out_of_range(
                "features",
                ids.join(", "),
                "be left out: given data is used as it is",
            ));
        }
        None if config.data.is_given() => return Ok(None),
        Some(ids) => ids.clone(),
        None => vec!["x".to_owned(), "y".to_owned()],
    };
    if ids.is_empty() {
        return Err(Error::out_of_range(
            "features",
            "an empty list",
            "name at least one",
        ));
    }
    let mut features: Vec<&'static Feature> = Vec::with_capacity(ids.len());
    for (i, id) in ids.iter().enumerate() {
        let in_list = |error: Error| error.within(format!("features[{i}]"));
        let feature = feature::find(id).map_err(in_list)?;
        if features.iter().any(|known| known.id == feature.id) {
            let twice = Error::out_of_range("the feature", format!("\"{id}\" again"), "differ");
            return Err(in_list(twice));
        }
        features.push(feature);
    }
    Ok(Some(features))
}

fn network(
    config: &NetworkConfig,
    inputs: usize,
    samples: &Samples,
    given: bool,
) -> Result<Network<f32>, Error> {
    let activation = activation::find(&config.activation)?;
    let loss = loss::find(&config.loss)?;
    if !(config.l2.is_finite() && config.l2 >= 0.0) {
        return Err(Error::out_of_range(
            "l2",
            config.l2,
            "be a finite number, at least 0",
        ));
    }
    let task = samples.task();
    let default = if given { 1 } else { loss.build.outputs(task) };
    let outputs = config.outputs.unwrap_or(default);
    let shape = Shape::new(inputs, &config.hidden, outputs)?;
    loss.build.check(task, outputs)?;
    Ok(Network::new(shape, &activation.build, &loss.build))
}

#[allow(clippy::cast_possible_truncation)]
fn initial(config: &NetworkConfig, shape: &Shape) -> Result<Vec<f32>, Error> {
    let id = config.initialization.as_deref().unwrap_or("xavier");
    let entry = initialization::find(id)?;
    let parameters = initialization::parameters(entry.build, shape, config.seed);
    Ok(parameters.into_iter().map(|x| x as f32).collect())
}
