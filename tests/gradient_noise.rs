//! The scatter of batch gradients, against gradients taken sample by sample.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use downhill::core::experiment::{
    Batch, DataConfig, GradientNoise, NetworkConfig, RunConfig, Training, TrainingConfig,
};
use downhill::core::random::Seed;

fn training(dataset: &str, train_fraction: f64) -> Training {
    let mut data = DataConfig::of(dataset);
    data.train_fraction = Some(train_fraction);
    Training::new(TrainingConfig {
        data,
        network: NetworkConfig::new(&[5], "tanh", "cross_entropy"),
        features: None,
        batch: Batch::Size(10),
        record: None,
        runs: vec![RunConfig::new("adam")],
    })
    .unwrap()
}

fn probe(training: &mut Training, batch: Batch, draws: usize) -> GradientNoise {
    let mut probe = training
        .probe_noise(0, batch, draws, Seed::default())
        .unwrap();
    assert!(training.probe_while(&mut probe, || true));
    assert_eq!(probe.progress(), 1.0);
    probe.result().unwrap()
}

/// tr Σ/‖G‖², from the gradient of every single sample: a probe of batches of one, each sample
/// once.
fn exact_noise_scale(training: &mut Training) -> f64 {
    let samples = training.ground().split().train.len();
    assert!(samples <= 128);
    let noise = probe(training, Batch::Size(1), samples);
    noise.scatter.powi(2) / noise.full[0].powi(2)
}

#[test]
fn the_noise_scale_is_that_of_single_samples_whatever_the_batch() {
    let mut training = training("circle", 0.2);
    training.advance(40);
    let exact = exact_noise_scale(&mut training);
    assert!(exact > 0.0);
    for (batch, allowed) in [(1, 0.02), (4, 0.25), (16, 0.25), (50, 0.35)] {
        let noise = probe(&mut training, Batch::Size(batch), 128);
        let scale = noise.noise_scale.unwrap();
        assert!(
            (scale / exact - 1.0).abs() < allowed,
            "batch {batch}: {scale} against {exact}"
        );
    }
}

/// A batch of m from n scatters by √((n−m)/(m (n−1))) of what single samples do.
#[test]
fn larger_batches_scatter_less() {
    let mut training = training("moons", 0.2);
    let single = probe(&mut training, Batch::Size(1), 100).scatter;
    for batch in [4_usize, 25] {
        let scatter = probe(&mut training, Batch::Size(batch), 128).scatter;
        let m = batch as f64;
        let expected = single * ((100.0 - m) / (m * 99.0)).sqrt();
        assert!(
            (scatter / expected - 1.0).abs() < 0.2,
            "{scatter} against {expected}"
        );
    }
    let all = probe(&mut training, Batch::All, 5);
    assert!(all.scatter < 1e-6 * all.full[0]);
    assert_eq!((all.batch, all.noise_scale), (100, None));
}

#[test]
fn the_plane_holds_the_gradients_as_they_are() {
    let mut training = training("circle", 0.5);
    training.advance(10);
    let full = training.gradient(0).unwrap();
    let length = full
        .iter()
        .map(|&g| f64::from(g).powi(2))
        .sum::<f64>()
        .sqrt();
    let noise = probe(&mut training, Batch::Size(10), 100);
    assert!((noise.full[0] / length - 1.0).abs() < 1e-6);
    assert_eq!(noise.gradients.len(), 100);
    // What the plane shows is part of the scatter, and the share says which part.
    let shown: f64 = noise
        .gradients
        .iter()
        .map(|[x, y]| (x - length).powi(2) + y.powi(2))
        .sum();
    let total = noise.scatter.powi(2) * 100.0;
    assert!((shown / total - noise.shown).abs() < 1e-6);
    assert!((0.3..1.0).contains(&noise.shown), "{}", noise.shown);
    // Unbiased: the mean of many batches is near the full gradient.
    let mean = noise.gradients.iter().map(|[x, _]| x / 100.0).sum::<f64>();
    assert!((mean - length).abs() < 4.0 * noise.scatter / 10.0);
}

#[test]
fn a_probe_is_left_and_taken_up_and_leaves_the_run_alone() {
    let mut training = training("circle", 0.5);
    training.advance(25);
    let before = training.runs()[0].parameters().to_vec();
    let whole = probe(&mut training, Batch::Size(30), 20);
    let mut sliced = training
        .probe_noise(0, Batch::Size(30), 20, Seed::default())
        .unwrap();
    let mut last = 0.0;
    loop {
        let mut once = true;
        let done = training.probe_while(&mut sliced, || std::mem::take(&mut once));
        assert!(sliced.progress() > last);
        last = sliced.progress();
        if done {
            break;
        }
        assert_eq!(sliced.result(), None);
        training.advance(1);
    }
    assert_eq!(sliced.result(), Some(whole));
    assert_ne!(training.runs()[0].parameters(), before);
}

#[test]
fn a_probe_of_another_race_is_left_alone() {
    let (mut own, mut other) = (training("circle", 1.0), training("circle", 0.1));
    let mut probe = own
        .probe_noise(0, Batch::Size(10), 5, Seed::default())
        .unwrap();
    assert!(!other.probe_while(&mut probe, || true));
    assert_eq!(probe.progress(), 0.0);
    assert!(own.probe_while(&mut probe, || true));
}

#[test]
fn wrong_probes_are_refused() {
    let training = training("circle", 0.5);
    let refused = |run, draws| {
        let probe = training.probe_noise(run, Batch::All, draws, Seed::default());
        probe.unwrap_err().to_string()
    };
    assert!(refused(1, 10).starts_with("the run is 1, but must be from 0 to 0"));
    assert!(refused(0, 1).starts_with("draws is 1, but must be from 2 to 128"));
    assert!(refused(0, 129).starts_with("draws is 129"));
}
