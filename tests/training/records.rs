//! What is recorded, against torch and against what it must be.

use super::*;

#[test]
fn losses_equal_those_of_torch() {
    let text = include_str!("../fixtures/training_losses.json");
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
