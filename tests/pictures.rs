//! Pictures are what they were: each is compared with the SVG in tests/snapshots.
//!
//! After a wanted change, `UPDATE_SNAPSHOTS=1 cargo test --test pictures` writes them anew. Look at
//! them before you commit them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)] // a test reports by panicking

use std::fs;
use std::path::Path;

use downhill::core::experiment::{
    Averaging, AveragingConfig, Course, Criticality, CriticalityConfig, Curve, Descent,
    DescentConfig, EscapeConfig, Given, MatricesConfig, MinimaConfig, RunConfig, ScheduleConfig,
    Settings,
};
use downhill::core::registry::Scale;
use downhill::core::surface::{Critical, Window};
use downhill::plot::frame::Rect;
use downhill::plot::heatmap::Ramp;
use downhill::plot::race::{draw_losses, race_svg};
use downhill::plot::svg::svg;
use downhill::plot::{
    Theme, arrows, averages, bars, course, criticality, curves, decay, heatmap, map, trails,
};

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
    let race = race(id, 0, vec![RunConfig::new("sgd")]);
    svg(480, 320, theme.background, |ink| {
        let frame = map::frame(race.facts().window, Rect::of_size([480.0, 320.0]));
        map::draw(ink, theme, &frame, &race)
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

/// The arrows of Adam's next step on a plain ground, and how its effective rates have gone.
#[test]
fn a_step_and_what_led_to_it() {
    let adam = RunConfig::new("adam").with("learning_rate", 0.1);
    let mut race = race("bowl", 60, vec![adam]);
    let (theme, area) = (Theme::of(false), Rect::of_size([480.0, 320.0]));
    let style = trails::style_of(theme, 0, &race.runs()[0]);
    let ledger = race.ledger(0, 14).unwrap();
    let frame = map::frame(race.facts().window, area);
    let picture = svg(480, 320, theme.background, |ink| {
        frame.draw_border(ink, theme)?;
        let magnified = arrows::draw(ink, theme, &frame, style, &ledger)?;
        assert!((magnified - 10.0).abs() < 1e-9, "{magnified}");
        Ok(())
    });
    check("arrows", &picture.unwrap());
    let mut rates = Course::default();
    rates.follow(&race, 0, "η");
    let picture = svg(480, 160, theme.background, |ink| {
        let area = Rect::of_size([480.0, 160.0]);
        course::draw(ink, theme, area, style, "η against step", rates.rows(), 60)
    });
    check("course", &picture.unwrap());
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
fn averages_and_their_weights() {
    let theme = Theme::of(false);
    let averaging = Averaging::new(AveragingConfig {
        curves: Curve::ALL.to_vec(),
        series_parameters: [("length".to_owned(), Given::Number(60.0))].into(),
        ..AveragingConfig::of("temperature", &[0.8, 0.9, 0.999])
    })
    .unwrap();
    let area = Rect::of_size([480.0, 240.0]);
    let picture = svg(480, 240, theme.background, |ink| {
        averages::draw(ink, theme, &averages::frame(area, &averaging), &averaging)
    });
    check("averages", &picture.unwrap());
    for (name, average, day) in [("weights", 0, 7), ("weights-long", 2, 60)] {
        let picture = svg(480, 240, theme.background, |ink| {
            averages::draw_weights(ink, theme, area, &averaging, average, day)
        });
        check(name, &picture.unwrap());
    }
}

#[test]
fn rates_and_distances() {
    let schedule = |id: &str| {
        let run = RunConfig::new("sgd").with("learning_rate", 0.015);
        run.under(ScheduleConfig::new(id))
    };
    let hidden = RunConfig {
        hidden: true,
        ..schedule("cosine")
    };
    let runs = vec![schedule("constant"), schedule("time_based"), hidden];
    let mut race = Descent::new(DescentConfig {
        noise: 1.0,
        runs,
        ..DescentConfig::on("bowl").unwrap()
    })
    .unwrap();
    race.advance(150);
    let (theme, area) = (Theme::of(false), Rect::of_size([480.0, 240.0]));
    for (name, scale) in [("rates", Scale::Linear), ("rates-log", Scale::Log)] {
        let picture = svg(480, 240, theme.background, |ink| {
            let frame = decay::rate_frame(area, &race, 200, scale);
            decay::draw_rates(ink, theme, area, &frame, &race, 200)
        });
        check(name, &picture.unwrap());
    }
    let picture = svg(480, 240, theme.background, |ink| {
        decay::draw_distances(ink, theme, area, &race, 200, 150)
    });
    check("distances", &picture.unwrap());
    // The balls are theory, and dashed: the two that are shown are more than two lines.
    let picture = decay::svg(&race, [960, 640], theme, 200, Scale::Linear, 150).unwrap();
    assert!(picture.matches("stroke-width=\"20\"").count() > 2);
}

#[test]
fn a_title_that_has_no_room_is_shortened() {
    let race = race("wells", 10, vec![RunConfig::new("sgd")]);
    for (width, words) in [
        (480, "loss above the minimum of −2.063, against step"),
        (280, "loss above −2.063, against step"),
    ] {
        let picture = svg(width, 160, Theme::of(false).background, |ink| {
            let area = Rect::of_size([f64::from(width), 160.0]);
            draw_losses(ink, Theme::of(false), area, &race, 10)
        });
        assert!(
            picture.unwrap().lines().any(|line| line == words),
            "{words}"
        );
    }
}

#[test]
fn the_marks_of_a_map_are_those_of_all_that_is_seen() {
    // The window knows only minima; the picture, wider than it, shows what lies between them too.
    let race = race("ackley", 0, vec![RunConfig::new("sgd")]);
    let frame = map::frame(race.facts().window, Rect::of_size([900.0, 500.0]));
    let marks = map::marks(&frame, &race);
    let global = marks.iter().filter(|mark| mark.is_global);
    assert_eq!(global.count(), 1);
    for kind in [Critical::Minimum, Critical::Saddle, Critical::Maximum] {
        assert!(
            marks
                .iter()
                .any(|mark| mark.kind == kind && !mark.is_global)
        );
    }
    assert!(marks.iter().all(|mark| frame.rect().contains(mark.at)));
}

#[test]
fn studies_of_minima_and_saddles() {
    let (theme, area) = (Theme::of(false), Rect::of_size([480.0, 240.0]));
    let runs = || {
        ["sgd", "adam"]
            .map(|id| RunConfig::new(id).with("learning_rate", 0.05))
            .to_vec()
    };
    let matrices = MatricesConfig {
        draws: 5_000,
        ..MatricesConfig::default()
    };
    let escape = EscapeConfig {
        surface: "saddle".to_owned(),
        surface_parameters: Settings::new(),
        distance: 1e-3,
        noise: 0.0,
        seed: Default::default(),
        runs: runs(),
    };
    let minima = MinimaConfig {
        surface: "wells".to_owned(),
        surface_parameters: Settings::new(),
        noise: 4.0,
        starts: 60,
        steps: 300,
        seed: Default::default(),
        runs: runs(),
    };
    for (name, config) in [
        ("matrices", CriticalityConfig::Matrices(matrices)),
        ("escape", CriticalityConfig::Escape(escape)),
        ("minima", CriticalityConfig::Minima(minima)),
    ] {
        let mut study = Criticality::new(config).unwrap();
        study.work_while(|| true);
        let picture = svg(480, 240, theme.background, |ink| {
            criticality::draw(ink, theme, area, &study)
        });
        check(name, &picture.unwrap());
    }
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
