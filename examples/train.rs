//! Trains a network on a spiral with four optimizers at once, prints how far they come and writes
//! their losses and what they answer as SVG files:
//! `cargo run --release --example train [EPOCHS] [FOLDER]`.

use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use downhill::core::experiment::{
    Batch, Chart, DataConfig, NetworkConfig, RunConfig, Training, TrainingConfig,
};
use downhill::core::registry::Scale;
use downhill::plot::frame::{Frame, Rect};
use downhill::plot::svg::svg;
use downhill::plot::{Theme, Undrawn, curves, regions, training as plot};

/// Points along each side of the grid on which the networks are asked.
const GRID: usize = 96;

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

    let folder = std::env::args_os()
        .nth(2)
        .map_or("target".into(), PathBuf::from);
    fs::create_dir_all(&folder)?;
    let pictures = [
        ("train-losses.svg", losses_svg(&training)?),
        ("train-answers.svg", answers_svg(&mut training)?),
    ];
    for (name, picture) in pictures {
        let file = folder.join(name);
        fs::write(&file, picture)?;
        println!("{}", file.display());
    }
    Ok(())
}

/// The losses of all runs against the update.
fn losses_svg(training: &Training) -> Result<String, Undrawn> {
    let (theme, chart) = (Theme::of(false), Chart::default());
    svg(960, 420, theme.background, |ink| {
        let frame = plot::frame(Rect::of_size([960.0, 420.0]), training, chart);
        curves::draw_axes(ink, theme, &frame, &plot::title(chart))?;
        plot::draw(ink, theme, &frame, training, chart)
    })
}

/// What each network answers over the plane, side by side.
fn answers_svg(training: &mut Training) -> Result<String, Box<dyn Error>> {
    const SIDE: f64 = 320.0;
    let theme = Theme::of(false);
    let window = training.ground().window();
    let grid = training.ground().grid(window, GRID);
    let runs = training.runs().len();
    let answers = (0..runs).map(|run| training.predict(run, &grid));
    let answers: Vec<_> = answers.collect::<Result<_, _>>()?;
    let width = u32::try_from(runs)? * 320;
    Ok(svg(width, 340, theme.background, |ink| {
        let mut left = 0.0;
        for (run, outputs) in training.runs().iter().zip(&answers) {
            let area = Rect {
                left,
                top: 0.0,
                right: left + SIDE,
                bottom: 340.0,
            };
            let plane = area.inset(40.0, 24.0, 8.0, 24.0);
            let frame = Frame::new(plane, (window.x, Scale::Linear), (window.y, Scale::Linear));
            regions::draw(ink, theme, &frame, training.ground(), GRID, outputs)?;
            frame.draw_title(ink, theme, &run.config().optimizer)?;
            left += SIDE;
        }
        Ok(())
    })?)
}
