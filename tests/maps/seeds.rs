//! Races over many seeds.

use downhill::core::analysis::seed_band::{SeedBand, SeedBandConfig};
use downhill::core::experiment::{Descent, DescentConfig, Training};
use downhill::core::random::Seed;

use crate::{descent, every, run, training};

fn noisy() -> DescentConfig {
    DescentConfig {
        noise: 20.0,
        seed: Seed::try_from(7.0).unwrap(),
        ..descent(
            "rastrigin",
            [run("sgd", 0.002), run("adam", 0.1), run("sgd", 0.002)],
        )
    }
}

#[test]
fn a_band_is_made_of_single_runs() {
    let config = SeedBandConfig {
        seeds: 5,
        steps: 50,
        points: 10,
        ..SeedBandConfig::of(noisy())
    };
    let mut band = SeedBand::new(config).unwrap();
    assert!(band.standings().is_empty() && band.quartiles(0).is_empty());
    band.advance_while(|| true);
    assert_eq!(band.steps(), [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50]);
    let mut medians = vec![Vec::new(); 11];
    for seed in 7..12 {
        let mut race = noisy();
        race.seed = Seed::try_from(f64::from(seed)).unwrap();
        let mut descent = Descent::new(race).unwrap();
        descent.advance(50);
        let path = descent.runs()[1].path();
        for (values, &step) in medians.iter_mut().zip(band.steps()) {
            values.push(path.rows()[path.row_at(step)][2]);
        }
    }
    for (values, quartiles) in medians.iter_mut().zip(band.quartiles(1)) {
        values.sort_unstable_by(f64::total_cmp);
        assert_eq!(quartiles, [values[1], values[2], values[3]]);
    }
}

#[test]
fn twins_do_not_differ_and_wins_add_up() {
    let config = SeedBandConfig {
        steps: 200,
        ..SeedBandConfig::of(noisy())
    };
    let mut band = SeedBand::new(config.clone()).unwrap();
    while !band.advance_while(every(2)) {}
    let standings = band.standings();
    // A tie is nobody's win.
    assert_eq!([standings[0].wins, standings[2].wins], [0.0; 2]);
    let by_adam = (0..20).filter(|&seed| band.lasts(1)[seed] < band.lasts(0)[seed]);
    assert_eq!(standings[1].wins, by_adam.count() as f64);
    let best = band.best().unwrap();
    assert!(!standings[best].worse && standings[best].chance == 1.0);
    if best != 1 {
        assert!(!standings[0].worse && !standings[2].worse);
    }
    for standing in &standings {
        let [share, low, high] = standing.share;
        assert!(low <= share && share <= high);
    }
    let mut whole = SeedBand::new(config).unwrap();
    whole.advance_while(|| true);
    assert_eq!(whole.standings(), standings);
}

#[test]
fn a_clear_difference_is_said_to_be_one() {
    let race = descent(
        "bowl",
        [run("sgd", 0.019), run("sgd", 1e-5), run("sgd", 0.5)],
    );
    let mut band = SeedBand::new(SeedBandConfig {
        scatter: 0.2,
        ..SeedBandConfig::of(race)
    })
    .unwrap();
    band.advance_while(|| true);
    let standings = band.standings();
    assert_eq!(band.best(), Some(0));
    assert_eq!(standings[0].wins, 20.0);
    assert!(standings[1].worse && standings[2].worse);
    assert_eq!(standings[2].diverged, 20.0);
    assert_eq!(standings[2].quartiles, [f64::INFINITY; 3]);
    let [low, median, high] = band.quartiles(0)[0];
    assert!(low < median && median < high, "starts are scattered");
}

#[test]
fn networks_are_raced_over_seeds_too() {
    let race = training(&[3], [run("adam", 0.05), run("sgd", 0.01)]);
    let mut band = SeedBand::new(SeedBandConfig {
        seeds: 3,
        steps: 40,
        points: 4,
        ..SeedBandConfig::of(race.clone())
    })
    .unwrap();
    band.advance_while(|| true);
    for (place, &last) in band.lasts(0).iter().enumerate() {
        let mut alone = race.clone();
        alone.data.seed = Seed::try_from(place as f64).unwrap();
        alone.network.seed = alone.data.seed;
        let mut training = Training::new(alone).unwrap();
        training.advance(40);
        assert_eq!(last, f64::from(training.present_losses(0).unwrap().train));
    }
}

#[test]
fn what_is_wrong_is_named() {
    let good = SeedBandConfig::of(noisy());
    for (config, words) in [
        (
            SeedBandConfig {
                seeds: 1,
                ..good.clone()
            },
            "seeds is 1, but must be from 2 to 500",
        ),
        (
            SeedBandConfig {
                points: 0,
                ..good.clone()
            },
            "points is 0",
        ),
        (
            SeedBandConfig {
                scatter: -1.0,
                ..good
            },
            "scatter is -1",
        ),
    ] {
        let message = SeedBand::new(config).err().unwrap().to_string();
        assert!(message.contains(words), "{message}");
    }
}
