//! Trains a network on a spiral with four optimizers at once and prints how far they come:
//! `cargo run --release --example train [EPOCHS]`.

use std::error::Error;
use std::time::Instant;

use downhill::core::experiment::{
    Batch, DataConfig, NetworkConfig, RunConfig, Training, TrainingConfig,
};

fn main() -> Result<(), Box<dyn Error>> {
    let epochs: u64 = match std::env::args().nth(1) {
        Some(text) => text.parse()?,
        None => 400,
    };
    let mut training = Training::new(TrainingConfig {
        data: DataConfig::of("spiral"),
        network: NetworkConfig::new(&[8, 8], "tanh", "cross_entropy"),
        features: Some(["x", "y", "sin_x", "sin_y"].map(str::to_owned).to_vec()),
        batch: Batch::Size(32),
        record: None,
        runs: vec![
            RunConfig::new("sgd").with("learning_rate", 0.1),
            RunConfig::new("momentum").with("learning_rate", 0.5),
            RunConfig::new("rmsprop").with("learning_rate", 0.005),
            RunConfig::new("adam").with("learning_rate", 0.01),
        ],
    })?;
    let start = Instant::now();
    training.set_clock(move || start.elapsed().as_secs_f64());

    println!(
        "optimizer   epoch  update   train loss   test loss   train right  test right   seconds"
    );
    for part in 0..=4 {
        let epoch = epochs * part / 4;
        let updates = epoch * training.runs()[0].updates_per_epoch();
        training.advance(updates - training.runs()[0].updates());
        for run in training.runs() {
            if let Some(losses) = run.losses().rows().last() {
                println!(
                    "{:<10} {:>6} {:>7}   {:>10.5}  {:>10.5}   {:>9.1} %  {:>8.1} %  {:>8.4}",
                    run.config().optimizer,
                    run.epochs_after(run.updates()),
                    run.updates(),
                    losses.train,
                    losses.test,
                    100.0 * losses.train_accuracy,
                    100.0 * losses.test_accuracy,
                    losses.seconds,
                );
            }
        }
    }
    Ok(())
}
