//! Histograms of weights and gradients.

use downhill::core::experiment::Counted;
use downhill::core::network::TILE;

use super::*;

#[test]
fn every_weight_of_every_layer_is_counted_and_no_bias() {
    let mut training = Training::new(circle(Batch::Size(10), vec![adam()])).unwrap();
    training.advance(100);
    let counted = training.histograms(0, Counted::Weights, 7).unwrap();
    let totals: Vec<u32> = counted
        .iter()
        .map(|layer| layer.counts.iter().sum())
        .collect();
    assert_eq!(totals, [8, 8, 2]);
    let [low, high] = counted[0].range;
    assert!(counted.iter().all(|layer| layer.range == [low, high]) && low == -high);
    let run = &training.runs()[0];
    let layers = training.ground().shape().layers();
    let weights = |layer: usize| &run.parameters()[layers[layer].weights.clone()];
    let most = (0..3)
        .flat_map(weights)
        .fold(0.0_f32, |most, w| most.max(w.abs()));
    let most = f64::from(most);
    assert!(most <= high && high <= 2.5 * most, "{most} in {high}");
    for (layer, found) in counted.iter().enumerate() {
        let weights: Vec<f64> = weights(layer).iter().copied().map(f64::from).collect();
        let mean = weights.iter().sum::<f64>() / weights.len() as f64;
        assert!((found.mean - mean).abs() < 1e-12);
        let width = (high - low) / 7.0;
        for (bin, &count) in found.counts.iter().enumerate() {
            let from = low + width * bin as f64;
            let inside = weights.iter().filter(|&&w| from <= w && w < from + width);
            assert_eq!(inside.count() as u32, count, "layer {layer}, bin {bin}");
        }
    }
}

#[test]
fn gradients_are_those_of_the_last_update() {
    let mut config = circle(Batch::All, vec![sgd()]);
    config.network.l2 = 0.1;
    let mut training = Training::new(config).unwrap();
    let none = training.histograms(0, Counted::Gradients, 5).unwrap();
    assert!(none.is_empty() && training.runs()[0].last_gradient().is_none());
    let gradient = training.gradient(0).unwrap();
    training.advance(1);
    assert_eq!(
        training.runs()[0].last_gradient(),
        Some(gradient.as_slice())
    );
    let first = training.ground().shape().layers()[0].weights.clone();
    let squares: f64 = gradient[first].iter().map(|g| f64::from(g * g)).sum();
    let found = &training.histograms(0, Counted::Gradients, 5).unwrap()[0];
    let mean_square = found.deviation.powi(2) + found.mean.powi(2);
    assert!((8.0 * mean_square / squares - 1.0).abs() < 1e-5);
    // They start anew with the run.
    let parameters = training.ground().initial().to_vec();
    training.set_parameters(0, &parameters).unwrap();
    assert!(training.runs()[0].last_gradient().is_none());
}

/// The gradient of a large batch is computed tile by tile, and the run can be left in between.
#[test]
fn an_update_left_half_done_leaves_the_gradient_of_the_last_one() {
    let mut config = config("circle", &[64, 64], Batch::All, vec![sgd()]);
    let settings = &mut config.data.source;
    let Source::Dataset { parameters, .. } = settings else {
        panic!("a dataset");
    };
    parameters.insert(
        "points".to_owned(),
        downhill::core::experiment::Given::Number(4_000.0),
    );
    let mut training = Training::new(config).unwrap();
    assert!(training.ground().split().train.len() > 4 * TILE);
    training.advance(1);
    let gradient = training.runs()[0].last_gradient().unwrap().to_vec();
    training.ask_more(1);
    let mut looks = 0;
    let done = training.catch_up_while(|| {
        looks += 1;
        looks <= 4
    });
    assert!(
        !done && training.runs()[0].updates() == 1,
        "the update is done"
    );
    assert_eq!(training.runs()[0].last_gradient().unwrap(), gradient);
    training.catch_up_while(|| true);
    assert_ne!(training.runs()[0].last_gradient().unwrap(), gradient);
}

#[test]
fn a_run_that_diverged_says_what_is_not_finite() {
    let mut config = circle(
        Batch::All,
        vec![RunConfig::new("sgd").with("learning_rate", 1e38)],
    );
    config.record = Some(1_000);
    config.network.activation = "linear".to_owned();
    config.network.loss = "squared_error".to_owned();
    let mut training = Training::new(config).unwrap();
    training.advance(10);
    assert!(training.runs()[0].diverged_at().is_some());
    let counted = training.histograms(0, Counted::Gradients, 5).unwrap();
    let all: u32 = counted.iter().flat_map(|layer| &layer.counts).sum();
    let stray: u32 = counted.iter().map(|layer| layer.not_finite).sum();
    assert!(stray > 0 && all + stray == 18, "{all} and {stray}");
}

#[test]
fn wrong_arguments_are_named() {
    let training = Training::new(circle(Batch::All, vec![sgd()])).unwrap();
    for (run, bins, words) in [
        (1, 5, "the run is 1"),
        (0, 0, "bins is 0, but must be from 1 to 1000"),
        (0, 1_001, "bins is 1001"),
    ] {
        let error = training
            .histograms(run, Counted::Weights, bins)
            .unwrap_err();
        assert!(error.to_string().starts_with(words), "{error}");
    }
}
