//! Divergence, memory, replacement, slicing and what else happens to a run.

use super::*;

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

/// However its time is cut, a race says how many updates every run has made, and asked for some more
/// makes so many more.
#[test]
fn updates_are_counted_as_they_are_made() {
    for (points, hidden, record, batch) in [
        (5_000.0, 8, Some(1), Batch::Size(64)),
        (500.0, 2, None, Batch::Size(10)),
        (20_000.0, 32, Some(2), Batch::All),
    ] {
        let small = RunConfig {
            batch: Some(Batch::Size(1)),
            ..sgd()
        };
        let mut config = config("circle", &[hidden], batch, vec![sgd(), adam(), small]);
        config.record = record;
        if let Source::Dataset { parameters, .. } = &mut config.data.source {
            parameters.insert("points".to_owned(), Given::Number(points));
        }
        let mut training = Training::new(config).unwrap();
        let mut made = 0;
        for looks in 0..12 {
            let mut left = looks;
            made += training.advance_while(|| {
                left -= 1;
                left >= 0
            });
            let least = training.runs().iter().map(TrainingRun::updates).min();
            assert!(made <= least.unwrap(), "{made} {least:?}");
        }
        training.advance(5);
        for run in training.runs() {
            assert_eq!(run.updates(), made + 5, "{points} points");
        }
    }
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
