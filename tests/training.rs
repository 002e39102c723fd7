//! Races of networks: against losses that torch reached, and what must hold however they are run.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::cell::Cell;
use std::collections::HashSet;
use std::rc::Rc;

use downhill::core::Error;
use downhill::core::experiment::{
    Batch, DataConfig, FULL_RESOLUTION, Given, NetworkConfig, RunConfig, ScheduleConfig, Set,
    Settings, Source, Training, TrainingConfig, TrainingRun,
};
use downhill::core::network::{activation, initialization, loss};
use downhill::core::tree::{Read, Tree};
use downhill::core::{dataset, optimizer};
use proptest::prelude::*;

fn config(dataset: &str, hidden: &[usize], batch: Batch, runs: Vec<RunConfig>) -> TrainingConfig {
    TrainingConfig {
        data: DataConfig::of(dataset),
        network: NetworkConfig::new(hidden, "tanh", "cross_entropy"),
        features: None,
        batch,
        record: None,
        runs,
    }
}

fn circle(batch: Batch, runs: Vec<RunConfig>) -> TrainingConfig {
    config("circle", &[4, 2], batch, runs)
}

fn adam() -> RunConfig {
    RunConfig::new("adam").with("learning_rate", 0.01)
}

fn sgd() -> RunConfig {
    RunConfig::new("sgd").with("learning_rate", 0.1)
}

/// The bits of everything a run has recorded and become.
fn bits(run: &TrainingRun) -> Vec<u32> {
    let losses = run
        .losses()
        .rows()
        .iter()
        .flat_map(|row| [row.train, row.test]);
    let batches = run.batch_losses().map_or(&[][..], |record| record.rows());
    let batches = batches.iter().flat_map(|row| [row.loss, row.gradient_norm]);
    losses
        .chain(batches)
        .chain(run.parameters().iter().copied())
        .map(f32::to_bits)
        .collect()
}

#[test]
fn losses_equal_those_of_torch() {
    let text = include_str!("fixtures/training_losses.json");
    let reference: serde_json::Value = serde_json::from_str(text).unwrap();
    let numbers = |value: &serde_json::Value| -> Vec<f64> {
        value
            .as_array()
            .unwrap()
            .iter()
            .map(|x| x.as_f64().unwrap())
            .collect()
    };
    let cases = reference["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 3);
    for case in cases {
        let network = &case["network"];
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let hidden: Vec<usize> = numbers(&network["hidden"])
            .iter()
            .map(|&x| x as usize)
            .collect();
        let inputs = case["inputs"]
            .as_array()
            .unwrap()
            .iter()
            .map(numbers)
            .collect();
        let hyperparameters = case["hyperparameters"].as_object().unwrap();
        let run = hyperparameters.iter().fold(
            RunConfig::new(&text(&case["optimizer"])),
            |run, (name, value)| run.with(name, value.as_f64().unwrap()),
        );
        let mut training = Training::new(TrainingConfig {
            data: DataConfig {
                source: Source::Given {
                    inputs,
                    targets: numbers(&case["targets"]),
                },
                ..DataConfig::of("")
            },
            network: NetworkConfig {
                outputs: network["outputs"].as_u64().map(|x| x as usize),
                ..NetworkConfig::new(
                    &hidden,
                    &text(&network["activation"]),
                    &text(&network["loss"]),
                )
            },
            features: None,
            batch: Batch::All,
            record: None,
            runs: vec![run],
        })
        .unwrap();
        let parameters: Vec<f32> = numbers(&case["parameters"])
            .iter()
            .map(|&x| x as f32)
            .collect();
        training.set_parameters(0, &parameters).unwrap();
        let single = numbers(&case["losses"]["float32"]);
        let double = numbers(&case["losses"]["float64"]);
        training.advance(single.len() as u64 - 1);
        let rows = training.runs()[0].losses().rows();
        assert_eq!(rows.len(), single.len());
        for (i, row) in rows.iter().enumerate() {
            let allowed = (1e-4 * double[i]).max(10.0 * (single[i] - double[i]).abs());
            let error = (f64::from(row.train) - double[i]).abs();
            assert!(
                error <= allowed,
                "{network} update {i}: {} {}",
                row.train,
                double[i]
            );
        }
    }
}

/// Every dataset trains under every optimizer: the loss falls, and what is recorded fits.
#[test]
fn every_dataset_and_optimizer_trains() {
    for entry in dataset::ALL {
        let mut config = config(entry.id, &[8], Batch::Size(25), Vec::new());
        if entry.id == "plane" || entry.id == "multi_gaussian" {
            config.network.loss = "squared_error".to_owned();
        }
        config.runs = vec![adam()];
        let mut training = Training::new(config).unwrap();
        training.advance(400);
        let rows = training.runs()[0].losses().rows();
        assert_eq!(rows.len(), 41);
        assert!(rows[40].train < 0.9 * rows[0].train, "{}", entry.id);
        assert!(rows[40].test.is_finite());
    }
    for entry in optimizer::ALL {
        let mut training =
            Training::new(circle(Batch::Size(25), vec![RunConfig::new(entry.id)])).unwrap();
        training.advance(300);
        let run = &training.runs()[0];
        assert_eq!(run.diverged_at(), None, "{}", entry.id);
        let rows = run.losses().rows();
        assert!(rows[30].train < rows[0].train, "{}", entry.id);
    }
}

#[test]
fn every_activation_loss_and_initialization_trains() {
    for activation in activation::ALL {
        for loss in loss::ALL {
            for initialization in initialization::ALL {
                let mut config = config("blobs", &[6, 5], Batch::Size(32), vec![adam()]);
                config.network.activation = activation.id.to_owned();
                config.network.loss = loss.id.to_owned();
                config.network.initialization = Some(initialization.id.to_owned());
                let mut training = Training::new(config).unwrap();
                training.advance(200);
                let rows = training.runs()[0].losses().rows();
                let last = rows.last().unwrap();
                assert!(
                    last.train < 0.7 * rows[0].train,
                    "{} {}",
                    activation.id,
                    loss.id
                );
                assert!(last.test_accuracy > 0.6, "{} {}", activation.id, loss.id);
            }
        }
    }
}

#[test]
fn records_say_when_they_were_taken() {
    let mut config = circle(Batch::Size(10), vec![sgd()]);
    config.runs.push(RunConfig {
        batch: Some(Batch::All),
        ..sgd()
    });
    let mut training = Training::new(config.clone()).unwrap();
    training.advance(60);
    let [small, whole] = training.runs() else {
        panic!("there are two runs");
    };
    // 250 samples train: an epoch is 25 updates of 10, or one of all.
    assert_eq!((small.interval(), small.losses().rows().len()), (25, 3));
    assert_eq!((whole.interval(), whole.losses().rows().len()), (1, 61));
    assert_eq!(
        (small.samples_after(60), whole.samples_after(60)),
        (600, 15_000)
    );
    assert_eq!(
        (small.epochs_after(60), whole.epochs_after(60)),
        (2.4, 60.0)
    );
    assert_eq!(small.batch_losses().unwrap().rows().len(), 60);
    // The whole set's loss before an update is what its own batch's loss is.
    let batches = whole.batch_losses().unwrap().rows();
    for (row, batch) in whole.losses().rows().iter().zip(batches) {
        assert!((row.train - batch.loss).abs() < 1e-5);
    }
    config.record = Some(7);
    let mut training = Training::new(config).unwrap();
    training.advance(60);
    for run in training.runs() {
        let steps: Vec<u64> = (0..9)
            .map(|row| run.losses().step_of(row) * run.interval())
            .collect();
        assert_eq!(steps, [0, 7, 14, 21, 28, 35, 42, 49, 56]);
        assert_eq!(run.losses().rows().len(), 9);
    }
}

/// Without any update that changes a thing, an epoch's batches are all samples once: the mean of
/// their losses, each with its own size, is the loss of the whole set.
#[test]
fn every_sample_is_used_once_an_epoch_and_the_last_batch_is_what_is_left() {
    let still = RunConfig::new("sgd").with("learning_rate", 1e-30);
    for batch in [1, 7, 64, 249, 250] {
        let mut training = Training::new(circle(Batch::Size(batch), vec![still.clone()])).unwrap();
        let run = &training.runs()[0];
        let (updates, expected) = (run.updates_per_epoch(), run.losses().rows()[0].train);
        assert_eq!(updates, 250_u64.div_ceil(batch as u64));
        let mut epochs = Vec::new();
        for epoch in 0..3 {
            training.advance(updates);
            let rows = training.runs()[0].batch_losses().unwrap().rows();
            let of_epoch = &rows[(epoch * updates) as usize..];
            let sizes = (0..updates).map(|i| (250 - i as usize * batch).min(batch));
            let sum: f64 = of_epoch
                .iter()
                .zip(sizes)
                .map(|(row, size)| f64::from(row.loss) * size as f64)
                .sum();
            assert!(
                (sum / 250.0 - f64::from(expected)).abs() < 1e-5,
                "batch {batch}"
            );
            epochs.push(
                of_epoch
                    .iter()
                    .map(|row| row.loss.to_bits())
                    .collect::<Vec<_>>(),
            );
        }
        let differ = batch < 250;
        assert_eq!(
            epochs[0] != epochs[1],
            differ,
            "the order changes each epoch"
        );
    }
}

/// Runs with the same batch see the same samples in the same order; so the same run twice is the
/// same run.
#[test]
fn runs_share_weights_samples_and_order() {
    let runs = vec![adam(), sgd(), adam()];
    let mut training = Training::new(circle(Batch::Size(16), runs)).unwrap();
    let starts: HashSet<Vec<u32>> = training
        .runs()
        .iter()
        .map(|run| run.parameters().iter().map(|x| x.to_bits()).collect())
        .collect();
    assert_eq!(starts.len(), 1);
    training.advance(200);
    let [first, second, third] = training.runs() else {
        panic!("there are three runs");
    };
    assert!(bits(first) == bits(third));
    assert!(bits(first) != bits(second));
    let first_batch = |run: &TrainingRun| run.batch_losses().unwrap().rows()[0].loss;
    assert_eq!(first_batch(first), first_batch(second));
}

#[test]
fn seeds_decide_and_nothing_else() {
    let run = |data: f64, network: f64| {
        let mut config = circle(Batch::Size(10), vec![adam()]);
        config.data.seed = data.try_into().unwrap();
        config.network.seed = network.try_into().unwrap();
        let mut training = Training::new(config).unwrap();
        training.advance(100);
        bits(&training.runs()[0])
    };
    assert!(run(1.0, 2.0) == run(1.0, 2.0));
    assert!(run(1.0, 2.0) != run(2.0, 2.0));
    assert!(run(1.0, 2.0) != run(1.0, 1.0));
}

#[test]
fn a_diverging_run_keeps_its_last_loss_and_stops_nothing_else() {
    let mut config = config("plane", &[8], Batch::Size(10), Vec::new());
    config.network.activation = "relu".to_owned();
    config.network.loss = "squared_error".to_owned();
    let wild = RunConfig::new("sgd").with("learning_rate", 50.0);
    config.runs = vec![wild, RunConfig::new("sgd").with("learning_rate", 0.001)];
    config.record = Some(1);
    let mut training = Training::new(config).unwrap();
    training.advance(500);
    let [wild, calm] = training.runs() else {
        panic!("there are two runs");
    };
    let diverged = wild.diverged_at().unwrap();
    assert_eq!(diverged, wild.updates());
    assert!((1..200).contains(&diverged), "{diverged}");
    assert!(wild.losses().rows().iter().all(|row| row.train.is_finite()));
    assert_eq!(wild.losses().rows().len() as u64, diverged);
    let batches = wild.batch_losses().unwrap().rows();
    assert!(batches.iter().all(|row| row.loss.is_finite()));
    assert_eq!((calm.diverged_at(), calm.updates()), (None, 500));
    // Once all have diverged there is nothing to wait for.
    let mut config = training.config().clone();
    config.runs.truncate(1);
    let mut training = Training::new(config).unwrap();
    training.advance_while(|| true);
    assert!(training.runs()[0].diverged_at().is_some());
}

#[test]
fn memory_stays_bounded() {
    let mut config = config("circle", &[], Batch::Size(1), vec![sgd()]);
    config.data = DataConfig {
        source: Source::Given {
            inputs: vec![vec![0.5], vec![-0.5]],
            targets: vec![0.0, 1.0],
        },
        ..DataConfig::of("")
    };
    config.record = Some(1);
    let mut training = Training::new(config).unwrap();
    training.advance(400_000);
    let run = &training.runs()[0];
    for (rows, last) in [
        (run.losses().rows().len(), run.losses().steps()),
        (
            run.batch_losses().unwrap().rows().len(),
            run.batch_losses().unwrap().steps() + 1,
        ),
    ] {
        assert!(
            (FULL_RESOLUTION..FULL_RESOLUTION * 3 / 2 + 3).contains(&rows),
            "{rows}"
        );
        assert_eq!(last, 400_000);
    }
}

#[test]
fn other_parameters_start_a_run_anew() {
    let mut training = Training::new(circle(Batch::Size(10), vec![adam(), adam()])).unwrap();
    let start = training.runs()[0].parameters().to_vec();
    training.advance(130);
    let after = bits(&training.runs()[0]);
    training.set_parameters(0, &start).unwrap();
    let run = &training.runs()[0];
    assert_eq!((run.updates(), run.losses().rows().len()), (0, 1));
    assert!(run.batch_losses().is_none());
    assert_eq!(training.runs()[1].updates(), 130);
    training.advance(130);
    assert!(bits(&training.runs()[0]) == after);

    let bad = |training: &mut Training, run, values: &[f32]| {
        training
            .set_parameters(run, values)
            .unwrap_err()
            .to_string()
    };
    assert!(bad(&mut training, 2, &start).starts_with("the run is 2, but must be from 0 to 1"));
    assert!(bad(&mut training, 0, &start[1..]).starts_with("the length of values is 24"));
    let mut broken = start.clone();
    broken[3] = f32::NAN;
    assert!(bad(&mut training, 0, &broken).starts_with("values[3] is NaN"));
    assert!(bits(&training.runs()[0]) == after);
}

#[test]
fn replacing_keeps_runs_that_compute_the_same_and_brings_up_the_others() {
    let mut training = Training::new(circle(Batch::Size(10), vec![adam(), sgd()])).unwrap();
    training.advance(120);
    let kept = bits(&training.runs()[0]);
    let mut config = training.config().clone();
    config.runs[0].style = Some(3);
    config.runs[1] = sgd().with("learning_rate", 0.5);
    config.runs.push(RunConfig {
        batch: Some(Batch::All),
        ..sgd()
    });
    training.replace(config.clone()).unwrap();
    let updates = |training: &Training| -> Vec<u64> {
        training.runs().iter().map(TrainingRun::updates).collect()
    };
    assert_eq!(updates(&training), [120, 0, 0]);
    assert!(bits(&training.runs()[0]) == kept);
    assert_eq!(training.runs()[0].config().style, Some(3));
    assert!(training.catch_up_while(|| true));
    assert_eq!(updates(&training), [120, 120, 120]);
    training.advance(5);
    let mut fresh = Training::new(config.clone()).unwrap();
    fresh.advance(125);
    for (one, other) in training.runs().iter().zip(fresh.runs()) {
        assert!(bits(one) == bits(other));
    }
    // A run that need not catch up goes on from its start beside the others.
    config.runs[1] = sgd().with("learning_rate", 0.7);
    training.replace(config.clone()).unwrap();
    training.stay_behind();
    training.advance(10);
    assert_eq!(updates(&training), [135, 10, 135]);
    // Another default batch changes those that do not have their own.
    config.batch = Batch::Size(20);
    training.replace(config.clone()).unwrap();
    assert_eq!(updates(&training), [0, 0, 135]);
    // A wrong configuration changes nothing.
    let mut wrong = config.clone();
    wrong.runs[2].optimizer = "adm".to_owned();
    let error = training.replace(wrong).unwrap_err().to_string();
    assert!(
        error.starts_with("runs[2]: unknown optimizer \"adm\""),
        "{error}"
    );
    assert_eq!(updates(&training), [0, 0, 135]);
    // Another network starts all of them anew.
    config.network.hidden = vec![3];
    training.replace(config).unwrap();
    assert_eq!(updates(&training), [0, 0, 0]);
}

#[test]
fn seconds_are_those_of_updates() {
    let mut training = Training::new(circle(Batch::Size(10), vec![adam(), adam()])).unwrap();
    let time = Rc::new(Cell::new(0.0));
    let clock = time.clone();
    training.set_clock(move || {
        clock.set(clock.get() + 1.0);
        clock.get()
    });
    training.advance(100);
    for run in training.runs() {
        let rows = run.losses().rows();
        assert!(run.seconds() > 0.0);
        assert_eq!(rows.last().unwrap().seconds, run.seconds());
        assert!(
            rows.windows(2)
                .all(|pair| pair[0].seconds < pair[1].seconds)
        );
    }
    assert!(
        training
            .runs()
            .iter()
            .map(TrainingRun::seconds)
            .sum::<f64>()
            < time.get()
    );
}

#[test]
fn large_batches_are_left_and_taken_up_between_tiles() {
    let mut config = config("moons", &[16, 16], Batch::All, vec![adam()]);
    if let Source::Dataset { parameters, .. } = &mut config.data.source {
        parameters.insert("points".to_owned(), Given::Number(20_000.0));
    }
    let mut whole = Training::new(config.clone()).unwrap();
    whole.advance(3);
    let mut sliced = Training::new(config).unwrap();
    let (mut calls, mut made) = (0, 0);
    while sliced.runs()[0].updates() < 3 {
        let mut first = true;
        made += sliced.advance_while(|| std::mem::take(&mut first));
        calls += 1;
    }
    assert!(calls > 3, "{calls} calls for three updates");
    assert!((2..=3).contains(&made), "{made}");
    sliced.catch_up_while(|| true);
    assert!(bits(&sliced.runs()[0]) == bits(&whole.runs()[0]));
}

#[test]
fn predictions_are_those_of_the_samples() {
    let mut config = config("blobs", &[6], Batch::Size(25), vec![adam()]);
    config.features = Some(["y", "x_squared", "sin_x"].map(str::to_owned).to_vec());
    let mut training = Training::new(config).unwrap();
    training.advance(100);
    let samples = training.ground().samples();
    let split = training.ground().split().test.clone();
    let rows: Vec<&[f64]> = samples.inputs().collect();
    let inputs: Vec<f32> = split
        .iter()
        .flat_map(|&i| rows[i])
        .map(|&x| x as f32)
        .collect();
    let targets: Vec<f64> = split.iter().map(|&i| samples.targets()[i]).collect();
    let table = training.ground().table_of_inputs(&inputs).unwrap();
    let logits = training.predict(0, &table).unwrap();
    assert_eq!(logits.len(), 250 * 3);
    let right = logits
        .chunks(3)
        .zip(&targets)
        .filter(|(row, target)| {
            let best = (0..3).max_by(|&a, &b| row[a].total_cmp(&row[b])).unwrap();
            best as f64 == **target
        })
        .count();
    let losses = training.present_losses(0).unwrap();
    assert_eq!(losses.test_accuracy, right as f32 / 250.0);
    let activations = training.activations(0, &table).unwrap();
    assert_eq!(activations.len(), 9 * 250);
    assert_eq!(activations[6 * 250], logits[0]);

    let refused = |inputs: &[f32]| match training.ground().table_of_inputs(inputs) {
        Err(error) => error.to_string(),
        Ok(_) => "accepted".to_owned(),
    };
    assert!(refused(&[1.0]).starts_with("the length of inputs is 1, but must be a multiple of 2"));
    assert!(refused(&[1.0, f32::NAN]).starts_with("inputs[1] is NaN"));
    assert!(training.predict(1, &table).is_err());
}

/// The penalty pulls on weights and not on biases, and is not part of the losses.
#[test]
fn the_penalty_is_in_the_gradient_and_not_in_the_losses() {
    let build = |l2| {
        let mut config = circle(Batch::All, vec![sgd()]);
        config.network.l2 = l2;
        Training::new(config).unwrap()
    };
    let (mut bare, mut penalized) = (build(0.0), build(0.25));
    let losses = |training: &Training| training.runs()[0].losses().rows()[0];
    assert_eq!(losses(&bare).train, losses(&penalized).train);
    let (without, with) = (bare.gradient(0).unwrap(), penalized.gradient(0).unwrap());
    for layer in bare.ground().shape().layers() {
        for i in layer.weights.clone() {
            let pull = 0.25 * bare.ground().initial()[i];
            assert!((with[i] - without[i] - pull).abs() < 1e-6);
        }
        for i in layer.biases.clone() {
            assert_eq!(with[i], without[i]);
        }
    }
    // One update of plain descent is one learning rate of it.
    penalized.advance(1);
    let start = penalized.ground().initial();
    for ((after, start), slope) in penalized.runs()[0].parameters().iter().zip(start).zip(with) {
        assert!((after - (start - 0.1 * slope)).abs() < 1e-6);
    }
}

#[test]
fn a_schedule_counts_updates() {
    let step = ScheduleConfig::new("step")
        .with("factor", Given::Number(0.5))
        .with("every", Given::Number(10.0));
    let training = Training::new(circle(Batch::Size(10), vec![sgd().under(step)])).unwrap();
    let run = &training.runs()[0];
    let rates = [0, 9, 10, 25].map(|t| run.learning_rate(t));
    assert_eq!(rates, [0.1, 0.1, 0.05, 0.025]);
}

#[test]
fn wrong_configurations_say_what_is_wrong_and_where() {
    let edit = |edit: &dyn Fn(&mut TrainingConfig)| {
        let mut config = circle(Batch::Size(10), vec![sgd()]);
        edit(&mut config);
        match Training::new(config) {
            Err(error) => error.to_string(),
            Ok(_) => "accepted".to_owned(),
        }
    };
    let given = |inputs: Vec<Vec<f64>>, targets: Vec<f64>| DataConfig {
        source: Source::Given { inputs, targets },
        ..DataConfig::of("")
    };
    let with =
        |name: &str, value: f64| -> Settings { [(name.to_owned(), Given::Number(value))].into() };
    let dataset = |id: &str, parameters: Settings| DataConfig {
        source: Source::Dataset {
            dataset: id.to_owned(),
            parameters,
        },
        ..DataConfig::of("")
    };
    for (message, expected) in [
        (
            edit(&|config| config.data = dataset("cirle", Settings::new())),
            "data: unknown dataset \"cirle\": it must be one of circle, ",
        ),
        (
            edit(&|config| config.data = dataset("circle", with("pionts", 100.0))),
            "data: circle has no parameter \"pionts\"",
        ),
        (
            edit(&|config| config.data = dataset("circle", with("points", 50_001.0))),
            "data: points is 50001, but must be a whole number from 2 to 50000",
        ),
        (
            edit(&|config| config.data = dataset("circle", with("noise", -1.0))),
            "data: noise is -1, but must be a finite number, at least 0",
        ),
        (
            edit(&|config| config.data.train_fraction = Some(0.0)),
            "data: trainFraction is 0, but must be above 0 and at most 1",
        ),
        (
            edit(&|config| config.data = given(vec![vec![1.0], vec![1.0, 2.0]], vec![0.0, 1.0])),
            "data: the length of inputs[1] is 2, but must be 1",
        ),
        (
            edit(&|config| config.data = given(vec![vec![f64::NAN]], vec![0.0])),
            "data: inputs[0][0] is NaN, but must be a finite number",
        ),
        (
            edit(&|config| config.data = given(vec![vec![1.0]], vec![0.5])),
            "network: loss is cross_entropy, but must be squared_error",
        ),
        (
            edit(&|config| config.data = given(vec![vec![1.0]], vec![2.0])),
            "network: outputs is 1, but must be at least 3, the number of classes",
        ),
        (
            edit(&|config| config.data = DataConfig::of("plane")),
            "network: loss is cross_entropy, but must be squared_error",
        ),
        (
            edit(&|config| config.network.hidden = vec![8; 7]),
            "network: the length of hidden is 7, but must be at most 6",
        ),
        (
            edit(&|config| config.network.hidden = vec![8, 129]),
            "network: hidden[1] is 129, but must be from 1 to 128",
        ),
        (
            edit(&|config| config.network.outputs = Some(0)),
            "network: outputs is 0, but must be from 1 to 128",
        ),
        (
            edit(&|config| config.network.activation = "tan".to_owned()),
            "network: unknown activation \"tan\": it must be one of tanh, ",
        ),
        (
            edit(&|config| config.network.loss = "mse".to_owned()),
            "network: unknown loss \"mse\"",
        ),
        (
            edit(&|config| config.network.initialization = Some("ones".to_owned())),
            "network: unknown initialization \"ones\"",
        ),
        (
            edit(&|config| config.network.l2 = f64::INFINITY),
            "network: l2 is inf, but must be a finite number, at least 0",
        ),
        (
            edit(&|config| config.features = Some(Vec::new())),
            "features is an empty list, but must name at least one",
        ),
        (
            edit(&|config| config.features = Some(vec!["z".to_owned()])),
            "features[0]: unknown feature \"z\"",
        ),
        (
            edit(&|config| config.features = Some(vec!["x".to_owned(), "x".to_owned()])),
            "features[1]: the feature is \"x\" again, but must differ",
        ),
        (
            edit(&|config| {
                config.data = given(vec![vec![1.0]], vec![1.0]);
                config.features = Some(vec!["x".to_owned()]);
            }),
            "features is x, but must be left out",
        ),
        (
            edit(&|config| config.record = Some(0)),
            "record is 0, but must be a whole number of updates, at least 1",
        ),
        (
            edit(&|config| config.runs.clear()),
            "the number of runs is 0, but must be from 1 to 16",
        ),
        (
            edit(&|config| config.runs = vec![sgd(); 17]),
            "the number of runs is 17, but must be from 1 to 16",
        ),
        (
            edit(&|config| config.runs[0] = sgd().with("learning_rate", -1.0)),
            "runs[0].hyperparameters: learning_rate is -1",
        ),
    ] {
        assert!(message.starts_with(expected), "{message}");
    }
}

fn tree(value: &serde_json::Value) -> Tree {
    match value {
        serde_json::Value::Null => Tree::Nothing,
        serde_json::Value::Bool(flag) => Tree::Flag(*flag),
        serde_json::Value::Number(x) => Tree::Number(x.as_f64().unwrap()),
        serde_json::Value::String(text) => Tree::Text(text.clone()),
        serde_json::Value::Array(list) => Tree::List(list.iter().map(tree).collect()),
        serde_json::Value::Object(fields) => Tree::Record(
            fields
                .iter()
                .map(|(name, value)| (name.clone(), tree(value)))
                .collect(),
        ),
    }
}

fn read(text: &str) -> Result<TrainingConfig, Error> {
    TrainingConfig::read(tree(&serde_json::from_str(text).unwrap()))
}

#[test]
fn a_configuration_is_read_and_written() {
    for text in [
        r#"{"data": {"dataset": "blobs", "classes": 4, "points": 300, "seed": 5, "trainFraction": 0.7},
            "network": {"hidden": [8, 8], "activation": "relu", "loss": "cross_entropy", "outputs": 5,
                        "l2": 0.001, "initialization": "he", "seed": 9},
            "features": ["x", "sin_y"], "batch": 32, "record": 10,
            "runs": [{"optimizer": "adam", "batch": "all"},
                     {"optimizer": "sgd", "hyperparameters": {"learning_rate": 0.1},
                      "schedule": {"id": "exponential", "factor": 0.5}}]}"#,
        r#"{"data": {"inputs": [[1, 2], [3, 4]], "targets": [0, 1]},
            "network": {"hidden": [], "activation": "tanh", "loss": "squared_error"},
            "batch": "all", "runs": [{"optimizer": "sgd"}]}"#,
    ] {
        let config = read(text).unwrap();
        Training::new(config.clone()).unwrap();
        let written = serde_json::to_value(&config).unwrap();
        assert_eq!(TrainingConfig::read(tree(&written)).unwrap(), config);
        let given: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(tree(&written), tree(&given));
    }
}

#[test]
fn what_cannot_be_read_is_named_by_its_path() {
    let good = r#"{"data": {"dataset": "circle"},
        "network": {"hidden": [4], "activation": "tanh", "loss": "cross_entropy"},
        "batch": 10, "runs": [{"optimizer": "sgd"}]}"#;
    read(good).unwrap();
    for (from, to, message) in [
        (
            "[4]",
            "[-1]",
            "network.hidden[0]: -1 was given, but must be a whole number",
        ),
        (
            "[4]",
            "[\"4\"]",
            "network.hidden[0]: \"4\" was given, but must be a whole number",
        ),
        (
            "[4]",
            "4",
            "network.hidden: 4 was given, but must be a list",
        ),
        (
            "\"batch\": 10",
            "\"batch\": 2.5",
            "batch: 2.5 was given, but must be \"all\" or",
        ),
        ("\"batch\": 10,", "", "batch is missing"),
        (
            "\"batch\": 10",
            "\"batch\": 10, \"bath\": 1",
            "unknown field \"bath\"",
        ),
        (
            "\"dataset\": \"circle\"",
            "",
            "data: either dataset, or inputs and targets",
        ),
        (
            "\"circle\"",
            "\"circle\", \"noise\": \"1\"",
            "data.noise: \"1\" was given",
        ),
        (
            "\"dataset\": \"circle\"",
            "\"inputs\": [[1]]",
            "data: targets is missing",
        ),
        (
            "\"dataset\": \"circle\"",
            "\"inputs\": [[1]], \"targets\": [1], \"noise\": 1",
            "data: unknown field \"noise\"",
        ),
        (
            "\"circle\"",
            "\"circle\", \"seed\": 0.5",
            "data.seed: 0.5 was given",
        ),
        (
            "\"sgd\"",
            "\"sgd\", \"batch\": 0",
            "runs[0].batch: 0 was given",
        ),
    ] {
        let error = read(&good.replace(from, to)).unwrap_err().to_string();
        assert!(error.starts_with(message), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// However the work is divided, the numbers are the same, bit for bit.
    #[test]
    fn many_updates_at_once_equal_one_by_one(
        updates in 1_u64..60,
        batch in prop_oneof![Just(Batch::All), (1_usize..60).prop_map(Batch::Size)],
        slices in prop::collection::vec(1_usize..5, 1..5),
        seed in 0_u32..1000,
    ) {
        let mut config = circle(batch, vec![adam(), sgd()]);
        config.data.seed = f64::from(seed).try_into().unwrap();
        let mut at_once = Training::new(config.clone()).unwrap();
        at_once.advance(updates);
        let mut one_by_one = Training::new(config.clone()).unwrap();
        for _ in 0..updates {
            one_by_one.advance(1);
        }
        let mut sliced = Training::new(config).unwrap();
        for slice in slices {
            let mut left = slice;
            sliced.advance_while(|| {
                left -= 1;
                left > 0
            });
        }
        sliced.advance(0);
        let mut again = Training::new(sliced.config().clone()).unwrap();
        again.advance(sliced.runs()[0].updates());
        for i in 0..2 {
            prop_assert!(bits(&at_once.runs()[i]) == bits(&one_by_one.runs()[i]));
            prop_assert!(bits(&sliced.runs()[i]) == bits(&again.runs()[i]));
        }
    }

    /// Whatever the network, what is recorded is what the parameters give.
    #[test]
    fn the_last_record_is_the_present_loss(
        hidden in prop::collection::vec(1_usize..10, 0..4),
        batch in 1_usize..300,
        activation in prop::sample::select(vec!["tanh", "relu", "sigmoid", "gelu", "linear"]),
    ) {
        let mut config = config("moons", &hidden, Batch::Size(batch), vec![adam()]);
        config.network.activation = activation.to_owned();
        let mut training = Training::new(config).unwrap();
        let epoch = training.runs()[0].updates_per_epoch();
        training.advance(2 * epoch);
        let present = training.present_losses(0).unwrap();
        let recorded = *training.runs()[0].losses().rows().last().unwrap();
        prop_assert_eq!(training.runs()[0].losses().steps(), 2);
        prop_assert_eq!(present, recorded);
        prop_assert_eq!(training.ground().table(Set::Train).len(), 250);
    }
}
