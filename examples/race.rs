//! Writes the picture of a race as SVG files: `cargo run --example race [FOLDER]`.
//!
//! Four optimizers run down a ravine from one start. The map shows their paths, the chart under it
//! their losses; one file is light, the other dark.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use downhill::core::experiment::{Descent, DescentConfig, RunConfig};
use downhill::plot::Theme;
use downhill::plot::race::race_svg;

const STEPS: u64 = 150;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os()
        .nth(1)
        .map_or("target".into(), PathBuf::from);
    let mut race = Descent::new(DescentConfig {
        runs: vec![
            RunConfig::new("sgd").with("learning_rate", 0.019),
            RunConfig::new("momentum").with("learning_rate", 0.1),
            RunConfig::new("rmsprop").with("learning_rate", 0.05),
            RunConfig::new("adam").with("learning_rate", 0.2),
        ],
        ..DescentConfig::on("bowl")?
    })?;
    race.advance(STEPS);
    fs::create_dir_all(&folder)?;
    for (name, dark) in [("race.svg", false), ("race-dark.svg", true)] {
        let picture = race_svg(&race, 960, 800, Theme::of(dark), STEPS)?;
        let file = folder.join(name);
        fs::write(&file, picture)?;
        println!("{}", file.display());
    }
    Ok(())
}
