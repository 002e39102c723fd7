//! Writes maps as SVG files: `cargo run --release --example maps [FOLDER]`.
//!
//! Which minimum Adam ends in from every start; how each optimizer fares against its learning rate,
//! and one of them against its momentum too; the same race over many seeds; and the plane through
//! the parameters of a network in which its runs move most.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use downhill::core::analysis::basin_map::{BasinMap, BasinMapConfig};
use downhill::core::analysis::landscape::{Landscape, LandscapeConfig};
use downhill::core::analysis::rate_sweep::{Across, RateSweep, RateSweepConfig};
use downhill::core::analysis::seed_band::{SeedBand, SeedBandConfig};
use downhill::core::experiment::{
    Batch, DataConfig, DescentConfig, NetworkConfig, RunConfig, TrainingConfig,
};
use downhill::core::registry::Scale;
use downhill::plot::Theme;
use downhill::plot::band::band_svg;
use downhill::plot::basins::basins_svg;
use downhill::plot::landscape::landscape_svg;
use downhill::plot::rates::rates_svg;

const WIDTH: u32 = 720;
const HEIGHT: u32 = 480;

fn run(optimizer: &str, rate: f64) -> RunConfig {
    RunConfig::new(optimizer).with("learning_rate", rate)
}

fn race(surface: &str, runs: &[RunConfig]) -> Result<DescentConfig, Box<dyn Error>> {
    Ok(DescentConfig {
        runs: runs.to_vec(),
        ..DescentConfig::on(surface)?
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os()
        .nth(1)
        .map_or("target".into(), PathBuf::from);
    fs::create_dir_all(&folder)?;
    let theme = Theme::of(false);
    let write = |name: &str, picture: String| -> Result<(), Box<dyn Error>> {
        let file = folder.join(name);
        fs::write(&file, picture)?;
        println!("{}", file.display());
        Ok(())
    };

    let mut map = BasinMap::new(BasinMapConfig::of(race("himmelblau", &[run("adam", 0.1)])?))?;
    map.advance_while(|| true);
    write("basins.svg", basins_svg(&map, WIDTH, HEIGHT, theme)?)?;

    let four = [
        run("sgd", 0.01),
        run("heavy_ball", 0.01),
        run("rmsprop", 0.01),
        run("adam", 0.01),
    ];
    let mut sweep = RateSweep::new(RateSweepConfig::of(race("bowl", &four)?))?;
    sweep.advance_while(|| true);
    write("rates.svg", rates_svg(&sweep, WIDTH, HEIGHT, theme)?)?;

    let mut heat = RateSweep::new(RateSweepConfig {
        across: Some(Across {
            parameter: "momentum".into(),
            values: [0.0, 0.99],
            count: 34,
            scale: Scale::Linear,
        }),
        ..RateSweepConfig::of(race("bowl", &[run("heavy_ball", 0.01)])?)
    })?;
    heat.advance_while(|| true);
    write("heat.svg", rates_svg(&heat, WIDTH, HEIGHT, theme)?)?;

    let mut band = SeedBand::new(SeedBandConfig::of(DescentConfig {
        noise: 30.0,
        ..race("rastrigin", &[run("sgd", 0.002), run("adam", 0.1)])?
    }))?;
    band.advance_while(|| true);
    write("seeds.svg", band_svg(&band, WIDTH, HEIGHT, theme)?)?;

    let mut landscape = Landscape::new(LandscapeConfig {
        columns: 72,
        updates: 1_000,
        ..LandscapeConfig::of(TrainingConfig {
            data: DataConfig::of("circle"),
            network: NetworkConfig::new(&[4, 2], "tanh", "cross_entropy"),
            features: None,
            batch: Batch::Size(10),
            record: None,
            runs: vec![run("sgd", 0.1), run("adam", 0.01)],
        })
    })?;
    landscape.advance_while(|| true);
    let picture = landscape_svg(&landscape, WIDTH, HEIGHT, theme)?;
    write("landscape.svg", picture)?;
    Ok(())
}
