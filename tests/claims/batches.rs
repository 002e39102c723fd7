//! 2. Batch, stochastic and mini-batch gradient descent.

use downhill::core::experiment::TrainingRun;
use downhill::core::random::Seed;
use downhill::core::surface::{Critical, CriticalPoint, lowest_minima};

use super::{Batch, RunConfig, Training, after, close, first_step, race, run, training};

/// Clouds that overlap, so that no network tells all samples apart.
const DATA: &[(&str, f64)] = &[("points", 256.0), ("noise", 2.5)];

/// Plain descent with all samples, 16 or one at a time, on 128 samples that train.
fn three(rate: f64) -> Training {
    let of = |batch| RunConfig {
        batch: Some(batch),
        ..run("sgd", rate)
    };
    let runs = vec![of(Batch::All), of(Batch::Size(16)), of(Batch::Size(1))];
    training("two_gaussians", DATA, &[4], Batch::All, runs)
}

/// The training losses that a run has recorded, one an update.
fn losses(run: &TrainingRun) -> Vec<f32> {
    run.losses().rows().iter().map(|row| row.train).collect()
}

#[test]
fn batch_mini_batch_and_stochastic_descent_make_the_same_update_from_other_samples() {
    let mut training = three(0.1);
    let full = training.gradient(0).unwrap();
    let start = training.ground().initial().to_vec();
    training.advance(1);
    // From all samples: w − α × the mean gradient.
    for ((after, before), g) in training.runs()[0]
        .parameters()
        .iter()
        .zip(&start)
        .zip(&full)
    {
        assert!((after - (before - 0.1 * g)).abs() < 1e-6);
    }
    // From single samples: each its own gradient, and their mean over an epoch is the same.
    let mut probed = three(0.1);
    let mut probe = probed
        .probe_noise(0, Batch::Size(1), 128, Seed::default())
        .unwrap();
    probed.probe_while(&mut probe, || true);
    let noise = probe.result().unwrap();
    let mean = noise.gradients.iter().map(|g| g[0]).sum::<f64>() / 128.0;
    close(
        mean,
        noise.full[0],
        1e-4,
        "the mean of the single gradients",
    );
    assert!(noise.scatter > 0.5 * noise.full[0]);
}

#[test]
fn an_epoch_is_one_update_of_all_samples_and_many_of_few() {
    let training = three(0.1);
    let updates: Vec<u64> = training
        .runs()
        .iter()
        .map(TrainingRun::updates_per_epoch)
        .collect();
    assert_eq!(updates, [1, 8, 128]);
    let samples: Vec<u64> = training
        .runs()
        .iter()
        .map(|run| run.samples_after(8))
        .collect();
    assert_eq!(samples, [8 * 128, 128, 8]);
}

#[test]
fn the_batch_loss_falls_monotonically_and_the_mini_batch_loss_does_not_but_its_trend_does() {
    let mut training = three(0.3);
    training.advance(400);
    let [batch, mini, _] = training.runs() else {
        panic!("there are three runs");
    };
    assert!(losses(batch).windows(2).all(|pair| pair[1] < pair[0]));
    // What a mini-batch run sees of its loss is that of each batch.
    let seen: Vec<f32> = mini
        .batch_losses()
        .unwrap()
        .rows()
        .iter()
        .map(|row| row.loss)
        .collect();
    let rises = seen.windows(2).filter(|pair| pair[1] > pair[0]).count();
    assert!(rises > 100, "it rises {rises} times in 400");
    let mean = |losses: &[f32]| losses.iter().sum::<f32>() / losses.len() as f32;
    let trend: Vec<f32> = [0..40, 40..80, 80..160, 160..400]
        .map(|part| mean(&seen[part]))
        .to_vec();
    assert!(trend.windows(2).all(|pair| pair[1] < pair[0]), "{trend:?}");
}

#[test]
fn stochastic_descent_moves_at_once_and_may_never_settle() {
    let mut training = three(0.1);
    training.advance(128);
    let start = losses(&training.runs()[0])[0];
    // One pass over the samples: one update of the batch run, 128 of the stochastic one.
    let batch = start - losses(&training.runs()[0])[1];
    let stochastic = start - losses(&training.runs()[2])[128];
    assert!(stochastic > 3.0 * batch, "{stochastic} against {batch}");
    training.advance(128 * 7);
    let rises = |run: usize| {
        let last = &losses(&training.runs()[run])[128 * 7..];
        last.windows(2).filter(|pair| pair[1] > pair[0]).count()
    };
    let rises = [0, 1, 2].map(rises);
    assert_eq!(rises[0], 0);
    assert!(rises[1] > 20 && rises[2] > 40, "{rises:?} of 128");
}

#[test]
fn batch_gradients_scatter_around_the_full_gradient_less_the_larger_the_batch() {
    let mut training = three(0.1);
    let mut scatter = |size: usize| {
        let mut probe = training
            .probe_noise(0, Batch::Size(size), 128, Seed::default())
            .unwrap();
        training.probe_while(&mut probe, || true);
        probe.result().unwrap().scatter
    };
    let single = scatter(1);
    for size in [4, 16, 64] {
        // As 1/√m; drawn without replacement from 128, by another √((n−m)/(n−1)).
        let m = size as f64;
        let expected = single * ((128.0 - m) / (127.0 * m)).sqrt();
        close(scatter(size), expected, 0.15, "the scatter");
    }
    assert!(scatter(128) < 1e-4 * single);
}

#[test]
fn a_pass_over_the_samples_costs_as_many_gradients_whatever_the_batch() {
    let mut training = three(0.1);
    training.advance(256);
    let per_update: Vec<f64> = training
        .runs()
        .iter()
        .map(|run| run.epochs_after(run.updates()) / run.updates() as f64)
        .collect();
    assert_eq!(per_update, [1.0, 1.0 / 8.0, 1.0 / 128.0]);
}

/// On the loss of one sigmoid neuron over real samples: nothing is added to the gradient.
#[test]
fn mini_batch_noise_carries_a_run_out_of_a_shallow_minimum_that_traps_the_full_batch_run() {
    let of = |batch| RunConfig {
        batch: Some(batch),
        ..run("sgd", 1.5)
    };
    let runs = [Batch::All, Batch::Size(8), Batch::Size(1)].map(of);
    let race = after(4_000, race("sigmoid_neuron", runs.to_vec()));
    let minima = race.facts().critical_points.iter();
    let minima = minima.filter(|p| p.kind == Critical::Minimum);
    let deep = lowest_minima(race.surface(), &race.facts().critical_points)[0];
    let shallow = minima.clone().find(|p| **p != deep).unwrap();
    let end = |run: usize| {
        let [x, y, _] = race.runs()[run].path().last();
        CriticalPoint { x, y, ..deep }
    };
    assert!(end(0).distance(shallow) < 1e-3, "{:?}", end(0));
    for run in [1, 2] {
        let visited = first_step(&race, run, |[x, y, _]| {
            CriticalPoint { x, y, ..deep }.distance(&deep) < 1.0
        });
        assert!(visited.is_some(), "run {run} ends at {:?}", end(run));
        assert!(end(run).distance(&deep) < end(run).distance(shallow));
    }
}
