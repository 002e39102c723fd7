//! What a page tells of races of networks, beside their numbers.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::arguments::{config, finite, milliseconds, refused, text, thrown, whole};
use super::catalog::to_js;
use super::descent::time_left;
use super::training::Training;
use crate::core::dataset::csv;
use crate::core::experiment::{DataConfig, MOST_STEPS, Set};
use crate::core::network::loss;

/// How far a run has come, and its last recorded losses.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunReading {
    updates: f64,
    epochs: f64,
    samples: f64,
    seconds: f64,
    recorded: f64,
    train: f64,
    test: f64,
    train_accuracy: f64,
    test_accuracy: f64,
    gradient: f64,
}

/// A layer of a network: its units, and where its parameters begin.
#[derive(Serialize)]
struct LayerItem {
    inputs: usize,
    outputs: usize,
    weights: usize,
    biases: usize,
}

/// Samples, as the network reads them.
#[derive(Serialize)]
struct SamplesItem<'a> {
    inputs: Vec<f32>,
    targets: &'a [f32],
}

/// What fits some data.
#[derive(Serialize)]
struct DataFacts {
    width: usize,
    classes: usize,
    outputs: usize,
    losses: Vec<&'static str>,
}

/// A table that was read.
#[derive(Serialize)]
struct TableItem<'a> {
    inputs: Vec<&'a [f64]>,
    targets: &'a [f64],
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<&'a [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    classes: Option<&'a [String]>,
}

#[wasm_bindgen]
#[allow(clippy::cast_precision_loss)] // updates stay below 2³²
impl Training {
    /// Updates that every run has been asked for in all.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn updates(&self) -> f64 {
        self.race().goal() as f64
    }

    /// Samples that train.
    #[wasm_bindgen(getter, js_name = trainingSamples)]
    #[must_use]
    pub fn training_samples(&self) -> usize {
        self.race().ground().split().train.len()
    }

    /// Asks every run for so many more updates; [`Self::catch_up`] makes them.
    ///
    /// # Errors
    /// Throws unless `updates` is a whole number below 2³².
    pub fn ask(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] updates: &JsValue,
    ) -> Result<(), JsError> {
        let updates = whole("updates", updates, MOST_STEPS)?;
        self.race_mut().ask_more(updates);
        Ok(())
    }

    /// Makes what the runs were asked for and have not made, for about so long; true when all of it
    /// is made.
    ///
    /// # Errors
    /// Throws unless the time is a finite number, at least 0.
    #[wasm_bindgen(js_name = catchUp)]
    pub fn catch_up(
        &mut self,
        #[wasm_bindgen(js_name = milliseconds, unchecked_param_type = "number")] time: &JsValue,
    ) -> Result<bool, JsError> {
        let time = milliseconds(time)?;
        Ok(self.race_mut().catch_up_while(time_left(time)))
    }

    /// Lets runs that started anew go on from where they are, instead of catching up.
    #[wasm_bindgen(js_name = stayBehind)]
    pub fn stay_behind(&mut self) {
        self.race_mut().stay_behind();
    }

    /// How far a run has come, and its last recorded losses.
    ///
    /// # Errors
    /// Throws unless there is such a run.
    #[wasm_bindgen(unchecked_return_type = "RunReading")]
    pub fn reading(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
    ) -> Result<JsValue, JsError> {
        let (_, run) = self.run(run)?;
        let losses = run.losses();
        let row = losses.rows().last().copied().unwrap_or_default();
        let batch = run.batch_losses().and_then(|record| record.rows().last());
        to_js(&RunReading {
            updates: run.updates() as f64,
            epochs: run.epochs_after(run.updates()),
            samples: run.samples_after(run.updates()) as f64,
            seconds: run.seconds(),
            recorded: (losses.steps() * run.interval()) as f64,
            train: f64::from(row.train),
            test: f64::from(row.test),
            train_accuracy: f64::from(row.train_accuracy),
            test_accuracy: f64::from(row.test_accuracy),
            gradient: batch.map_or(f64::NAN, |row| f64::from(row.gradient_norm)),
        })
    }

    /// What there is to point out of a run, in words: where it diverged, or that it fits too little
    /// or too much. Empty where there is nothing.
    ///
    /// # Errors
    /// Throws unless there is such a run.
    pub fn describe(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
    ) -> Result<String, JsError> {
        let (index, _) = self.run(run)?;
        Ok(self.race().describe(index).unwrap_or_default())
    }

    /// What to say of a run's size of batch: what is advised for this data, and what it costs.
    ///
    /// # Errors
    /// Throws unless there is such a run.
    #[wasm_bindgen(js_name = batchAdvice)]
    pub fn batch_advice(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
    ) -> Result<String, JsError> {
        let (index, _) = self.run(run)?;
        let advice = self.race().batch_advice(index);
        Ok(advice.map_or_else(String::new, |advice| advice.describe()))
    }

    /// The learning rate a run has for the update after so many.
    ///
    /// # Errors
    /// Throws unless there is such a run and `updates` is a whole number, at least 0.
    #[wasm_bindgen(js_name = learningRate)]
    pub fn learning_rate(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] updates: &JsValue,
    ) -> Result<f64, JsError> {
        let (_, run) = self.run(run)?;
        Ok(run.learning_rate(whole("updates", updates, MOST_STEPS)?))
    }

    /// The configuration of a run with another learning rate from an update on, as an entry of its
    /// schedule.
    ///
    /// # Errors
    /// Throws when the rate is not allowed, or the run's schedule cannot hold the change.
    #[wasm_bindgen(js_name = withRateFrom, unchecked_return_type = "RunConfig")]
    pub fn with_rate_from(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] updates: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] rate: &JsValue,
    ) -> Result<JsValue, JsError> {
        let (index, _) = self.run(run)?;
        let updates = whole("updates", updates, MOST_STEPS)?;
        let rate = finite("rate", rate)?;
        // As it was given: with no batch where it has that of all runs.
        let given = &self.race().config().runs[index];
        to_js(&given.with_rate_from(updates, rate).map_err(thrown)?)
    }

    /// The samples that train or that test, as the network reads them: the inputs of one after the
    /// other, and their targets.
    ///
    /// # Errors
    /// Throws unless the set is "train" or "test".
    #[wasm_bindgen(unchecked_return_type = "NetworkSamples")]
    pub fn samples(
        &self,
        #[wasm_bindgen(unchecked_param_type = "\"train\" | \"test\"")] set: &JsValue,
    ) -> Result<JsValue, JsError> {
        let set = match set.as_string().as_deref() {
            Some("train") => Set::Train,
            Some("test") => Set::Test,
            _ => return Err(refused("set", set, "be \"train\" or \"test\"")),
        };
        let table = self.race().ground().table(set);
        let rows = 0..table.len();
        let inputs = rows.flat_map(|row| table.columns().iter().map(move |column| column[row]));
        to_js(&SamplesItem {
            inputs: inputs.collect(),
            targets: table.targets(),
        })
    }

    /// The layers of the network, the output layer last: their units, and where their weights
    /// \[output\]\[input\] and biases begin among the parameters.
    ///
    /// # Errors
    /// None in practice.
    #[wasm_bindgen(unchecked_return_type = "NetworkLayer[]")]
    pub fn layers(&self) -> Result<JsValue, JsError> {
        let layers = self.race().ground().shape().layers();
        let items: Vec<LayerItem> = layers
            .iter()
            .map(|layer| LayerItem {
                inputs: layer.inputs,
                outputs: layer.outputs,
                weights: layer.weights.start,
                biases: layer.biases.start,
            })
            .collect();
        to_js(&items)
    }
}

/// What fits some data: the numbers of a sample, its classes (0 where there are none), the outputs a
/// network needs and the losses it can have.
///
/// # Errors
/// Throws when anything in the data is unknown, missing or not allowed; the message names it.
#[wasm_bindgen(js_name = dataFacts, unchecked_return_type = "DataFacts")]
pub fn data_facts(
    #[wasm_bindgen(js_name = data, unchecked_param_type = "TrainingConfig[\"data\"]")]
    value: &JsValue,
) -> Result<JsValue, JsError> {
    let data: DataConfig = config("data", value)?;
    let samples = data.samples().map_err(thrown)?;
    let task = samples.task();
    let fits = |build: &loss::Build| build.check(task, build.outputs(task)).is_ok();
    let fitting = || loss::ALL.iter().filter(|entry| fits(&entry.build));
    to_js(&DataFacts {
        width: samples.width(),
        classes: task.classes().unwrap_or(0),
        outputs: fitting()
            .map(|entry| entry.build.outputs(task))
            .next()
            .unwrap_or(1),
        losses: fitting().map(|entry| entry.id).collect(),
    })
}

/// Reads a table: a line a sample, its inputs and then its target, a number or the name of a class.
/// Separators, a header and decimal commas are recognized.
///
/// # Errors
/// Throws when it cannot be read; the message names the line.
#[wasm_bindgen(js_name = readTable, unchecked_return_type = "DataTable")]
pub fn read_table(
    #[wasm_bindgen(js_name = text, unchecked_param_type = "string")] table: &JsValue,
) -> Result<JsValue, JsError> {
    let table = csv::parse(&text("text", table)?).map_err(thrown)?;
    to_js(&TableItem {
        inputs: table.samples.inputs().collect(),
        targets: table.samples.targets(),
        header: table.header.as_deref(),
        classes: table.classes.as_deref(),
    })
}
