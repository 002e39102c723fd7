//! Pictures are what they were: each is compared with the SVG in tests/snapshots.
//!
//! After a wanted change, `UPDATE_SNAPSHOTS=1 cargo test --test pictures` writes them anew. Look at
//! them before you commit them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)] // a test reports by panicking

use std::fs;
use std::path::Path;

use downhill::core::experiment::{Descent, DescentConfig, RunConfig};
use downhill::core::registry::Scale;
use downhill::core::surface::{self, Window};
use downhill::plot::frame::Rect;
use downhill::plot::heatmap::Ramp;
use downhill::plot::race::{draw_losses, race_svg};
use downhill::plot::svg::svg;
use downhill::plot::{Theme, bars, curves, heatmap, map};

/// Compares a picture with the snapshot of a name.
fn check(name: &str, picture: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let snapshot = root
        .join("tests/snapshots")
        .join(name)
        .with_extension("svg");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&snapshot, picture).unwrap();
        return;
    }
    let expected = fs::read_to_string(&snapshot).unwrap_or_default();
    if picture == expected {
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let actual = folder.join(name).with_extension("svg");
    fs::write(&actual, picture).unwrap();
    let (old, new): (Vec<&str>, Vec<&str>) =
        (expected.lines().collect(), picture.lines().collect());
    let differing = |i: &usize| old.get(*i) != new.get(*i);
    let lines: Vec<usize> = (0..old.len().max(new.len())).filter(differing).collect();
    let shown: String = lines
        .iter()
        .take(5)
        .map(|&i| {
            let line = |lines: &[&str]| {
                let line = lines.get(i).copied().unwrap_or("nothing");
                line.chars().take(160).collect::<String>()
            };
            format!("  line {}\n  - {}\n  + {}\n", i + 1, line(&old), line(&new))
        })
        .collect();
    panic!(
        "the picture {name} has changed in {} of {} lines:\n{shown}was  {}\nis   {}\n\
         If this is right, UPDATE_SNAPSHOTS=1 cargo test --test pictures writes it anew.",
        lines.len(),
        new.len(),
        snapshot.display(),
        actual.display(),
    );
}

fn map_of(id: &str, theme: &Theme) -> String {
    let entry = surface::find(id).unwrap();
    let surface = (entry.build)(&entry.values([]).unwrap());
    let facts = surface.facts();
    svg(480, 320, theme.background, |ink| {
        let frame = map::frame(facts.window, Rect::of_size([480.0, 320.0]));
        map::draw(ink, theme, &frame, surface.as_ref(), &facts)
    })
    .unwrap()
}

fn race(surface: &str, steps: u64, runs: Vec<RunConfig>) -> Descent {
    let config = DescentConfig::on(surface).unwrap();
    let mut race = Descent::new(DescentConfig { runs, ..config }).unwrap();
    race.advance(steps);
    race
}

#[test]
fn maps() {
    check("valley", &map_of("rosenbrock", Theme::of(false)));
    check(
        "critical-points",
        &map_of("six_hump_camel", Theme::of(true)),
    );
}

#[test]
fn a_race_with_a_hidden_run_and_one_that_diverges() {
    let hidden = RunConfig {
        hidden: true,
        ..RunConfig::new("adam")
    };
    let styled = RunConfig {
        style: Some(6),
        ..RunConfig::new("momentum").with("learning_rate", 0.15)
    };
    let race = race(
        "bowl",
        60,
        vec![
            RunConfig::new("sgd").with("learning_rate", 0.0199),
            RunConfig::new("sgd").with("learning_rate", 0.0205),
            styled,
            hidden,
        ],
    );
    check(
        "race",
        &race_svg(&race, 480, 420, Theme::of(false), 60).unwrap(),
    );
    check(
        "race-begun",
        &race_svg(&race, 480, 420, Theme::of(true), 12).unwrap(),
    );
}

#[test]
fn losses_above_a_minimum_that_is_not_0() {
    let runs = vec![
        RunConfig::new("sgd").with("learning_rate", 0.05),
        RunConfig::new("adam").with("learning_rate", 0.1),
    ];
    let race = race("six_hump_camel", 120, runs);
    let theme = Theme::of(false);
    let picture = svg(480, 200, theme.background, |ink| {
        draw_losses(ink, theme, Rect::of_size([480.0, 200.0]), &race, 120)
    });
    check("losses", &picture.unwrap());
}

#[test]
fn a_formula_that_is_a_number_only_in_places() {
    let runs = vec![RunConfig::new("adam").with("learning_rate", 0.1)];
    let race = race("log(x) + y^2", 60, runs);
    let picture = race_svg(&race, 480, 420, Theme::of(false), 60).unwrap();
    check("blank", &picture);
}

#[test]
fn bars_and_heat_maps() {
    let theme = Theme::of(false);
    let picture = svg(480, 200, theme.background, |ink| {
        let x = ([-0.5, 29.5], Scale::Linear);
        let frame = curves::frame(
            Rect::of_size([480.0, 200.0]),
            x,
            ([0.0, 0.1], Scale::Linear),
        );
        curves::draw_axes(ink, theme, &frame, "weight (1−β)βᵏ against age k")?;
        let weights = (0..30).map(|k| 0.1 * 0.9_f64.powi(k));
        bars::draw(ink, &frame, theme.run(0).colour, weights)
    });
    check("bars", &picture.unwrap());

    let values: Vec<f64> = (0..20 * 12)
        .map(|i| {
            let (x, y) = (f64::from(i % 20) - 9.5, f64::from(i / 20) - 5.5);
            if x.hypot(y) < 2.0 { f64::NAN } else { x * y }
        })
        .collect();
    let picture = svg(480, 320, theme.background, |ink| {
        let frame = map::frame(Window::centred(10.0, 6.0), Rect::of_size([480.0, 320.0]));
        let ramp = Ramp::Diverging {
            middle: 0.0,
            reach: 50.0,
        };
        heatmap::draw(ink, theme, &frame, ramp, 20, &values)?;
        frame.draw_ticks(ink, theme)
    });
    check("heatmap", &picture.unwrap());
}

#[test]
fn pictures_too_small_to_show_anything_are_drawn_all_the_same() {
    let race = race("bowl", 20, vec![RunConfig::new("sgd")]);
    for (width, height) in [(0, 0), (1, 1), (60, 3), (3, 60)] {
        let picture = race_svg(&race, width, height, Theme::of(true), 20).unwrap();
        assert!(picture.starts_with("<svg") && picture.ends_with("</svg>\n"));
        assert!(!picture.contains("NaN"));
    }
}
