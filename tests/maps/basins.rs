//! The basin map.

use downhill::core::analysis::basin_map::{BasinMap, BasinMapConfig, End};
use downhill::core::experiment::{
    Batch, Descent, DescentConfig, RunConfig, ScheduleConfig, Status,
};
use downhill::core::optimizer;
use downhill::core::surface::Critical;

use crate::{descent, every, run};

fn map(race: DescentConfig, columns: usize, rows: usize, steps: usize) -> BasinMap {
    let config = BasinMapConfig {
        columns,
        rows,
        steps,
        ..BasinMapConfig::of(race)
    };
    BasinMap::new(config).unwrap()
}

/// How a single run from a place ends, by the map's definition, from its whole path.
fn alone(race: &DescentConfig, map: &BasinMap, start: [f64; 2], steps: u64) -> (End, u64) {
    let mut descent = Descent::new(DescentConfig {
        start,
        ..race.clone()
    })
    .unwrap();
    descent.advance(steps);
    let run = &descent.runs()[0];
    if let Some(step) = run.diverged_at() {
        return (End::Diverged, step);
    }
    let points = map.points();
    let closest = |i: usize| {
        let others = points.iter().enumerate().filter(|(other, _)| *other != i);
        others
            .map(|(_, other)| points[i].distance(other))
            .fold(f64::INFINITY, f64::min)
    };
    let closest = (0..points.len()).map(closest).fold(f64::INFINITY, f64::min);
    let reach = (0.01 * map.window().diagonal()).min(closest / 3.0);
    let near = |i: usize, [x, y, _]: [f64; 3]| (x - points[i].x).hypot(y - points[i].y) <= reach;
    let Some(at) = (0..points.len()).find(|&i| near(i, run.path().last())) else {
        return (End::Unsettled, steps);
    };
    let is_level = run.gradient()[0].hypot(run.gradient()[1]) <= 1e-6;
    if points[at].kind != Critical::Minimum && !is_level {
        return (End::Unsettled, steps);
    }
    let rows = run.path().rows();
    let outside = rows.iter().rposition(|&row| !near(at, row));
    (End::At(at), outside.map_or(0, |row| row as u64 + 1))
}

fn agrees(race: &DescentConfig, columns: usize, rows: usize, steps: usize) {
    let mut map = map(race.clone(), columns, rows, steps);
    assert!(map.ends().iter().all(|&end| end == End::Unknown));
    assert!(map.advance_while(|| true));
    assert_eq!(map.progress(), 1.0);
    for cell in 0..columns * rows {
        let start = map.start(cell);
        let expected = alone(race, &map, start, steps as u64);
        let found = (map.ends()[cell], u64::from(map.steps()[cell]));
        assert_eq!(found, expected, "{} from {start:?}", race.surface);
    }
}

#[test]
fn a_map_agrees_with_single_runs_cell_by_cell() {
    for entry in optimizer::ALL {
        agrees(&descent("himmelblau", [run(entry.id, 0.02)]), 12, 11, 150);
    }
    for (surface, rate) in [
        ("saddle", 0.1),
        ("rastrigin", 0.003),
        ("rosenbrock", 0.004),
        ("plateau", 0.5),
        ("log(x) * y^2 + x^2", 0.05),
    ] {
        agrees(&descent(surface, [run("sgd", rate)]), 13, 9, 200);
    }
}

#[test]
fn noise_and_schedules_are_those_of_the_run() {
    let decayed = run("momentum", 0.05).under(ScheduleConfig::new("inverse_sqrt"));
    let race = DescentConfig {
        noise: 3.0,
        window: Some([-3.0, 5.0, -1.0, 4.0]),
        ..descent("himmelblau", [decayed])
    };
    agrees(&race, 20, 13, 90);
}

#[test]
fn the_batches_of_a_neuron_are_those_of_the_run() {
    let mut batch = run("adam", 0.1);
    batch.batch = Some(Batch::Size(4));
    agrees(&descent("linear_neuron", [batch]), 9, 8, 60);
}

#[test]
fn a_sliced_map_is_the_same() {
    let race = descent("himmelblau", [run("adam", 0.1)]);
    let mut whole = map(race.clone(), 31, 23, 120);
    let mut sliced = map(race, 31, 23, 120);
    whole.advance_while(|| true);
    let mut last = 0.0;
    while !sliced.advance_while(every(2)) {
        assert!(sliced.progress() >= last);
        last = sliced.progress();
    }
    assert_eq!(whole.ends(), sliced.ends());
    assert_eq!(whole.steps(), sliced.steps());
}

#[test]
fn every_part_of_the_window_is_known_soon() {
    let mut map = map(descent("himmelblau", [run("adam", 0.1)]), 64, 64, 10);
    let mut looks = 0;
    map.advance_while(|| {
        looks += 1;
        looks < 6
    });
    let known = |quarter: usize| {
        let cells = (0..64 * 64).filter(|cell| (cell % 64 / 32) + 2 * (cell / 64 / 32) == quarter);
        cells
            .filter(|&cell| map.ends()[cell] != End::Unknown)
            .count()
    };
    assert!(map.progress() < 0.2);
    assert!((0..4).all(|quarter| known(quarter) >= 50));
}

#[test]
fn plain_descent_parts_where_the_valleys_do() {
    // From the saddle's own axis, plain descent never leaves it; from beside it, it does.
    let race = descent("saddle", [run("sgd", 0.1)]);
    let mut map = map(race, 5, 5, 1_000);
    map.advance_while(|| true);
    let kind = |cell: usize| match map.ends()[cell] {
        End::At(place) => map.points()[place].kind,
        _ => Critical::Degenerate,
    };
    for column in 0..5 {
        for row in 0..5 {
            let expected = if row == 2 {
                Critical::Saddle
            } else {
                Critical::Minimum
            };
            assert_eq!(kind(5 * row + column), expected);
        }
    }
}

#[test]
fn divergence_is_an_end_of_its_own() {
    let mut map = map(descent("himmelblau", [run("sgd", 0.1)]), 10, 10, 300);
    map.advance_while(|| true);
    assert!(map.ends().contains(&End::Diverged));
    let cell = map
        .ends()
        .iter()
        .position(|&end| end == End::Diverged)
        .unwrap();
    let race = DescentConfig {
        start: map.start(cell),
        ..map.config().race.clone()
    };
    let mut descent = Descent::new(race).unwrap();
    descent.advance(300);
    assert_eq!(descent.status(0), Some(Status::Diverged));
}

#[test]
fn what_is_wrong_is_named() {
    let race = descent("himmelblau", [run("adam", 0.1)]);
    let refused = |config: BasinMapConfig| BasinMap::new(config).err().unwrap().to_string();
    let good = BasinMapConfig::of(race.clone());
    for (config, words) in [
        (
            BasinMapConfig {
                columns: 0,
                ..good.clone()
            },
            "columns is 0, but must be from 1 to 1000",
        ),
        (
            BasinMapConfig {
                rows: 1_001,
                ..good.clone()
            },
            "rows is 1001",
        ),
        (
            BasinMapConfig {
                steps: 0,
                ..good.clone()
            },
            "steps is 0",
        ),
        (
            BasinMapConfig {
                run: 1,
                ..good.clone()
            },
            "run is 1, but must be from 0 to 0",
        ),
        (
            BasinMapConfig::of(descent(
                "himmelblau",
                [RunConfig {
                    batch: Some(Batch::Size(4)),
                    ..run("sgd", 0.1)
                }],
            )),
            "race.runs[0]: batch is 4, but must be \"all\" or left out",
        ),
        (
            BasinMapConfig::of(descent("himmelblau", [RunConfig::new("adm")])),
            "race.runs[0]: unknown optimizer \"adm\"",
        ),
        (
            BasinMapConfig::of(DescentConfig {
                surface: "x^".into(),
                ..race
            }),
            "race.surface: formula",
        ),
    ] {
        let message = refused(config);
        assert!(message.contains(words), "{message}");
    }
}
