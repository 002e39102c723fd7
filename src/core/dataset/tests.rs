//! What every dataset keeps to, and the places of a few by their formulas.

use super::*;
use crate::core::registry::Setting;

fn samples(id: &str, settings: &[(&'static str, f64)], seed: f64) -> Samples {
    let entry = find(id).unwrap();
    let given = settings.iter().map(|&(id, x)| (id, Setting::Number(x)));
    let dataset = (entry.build)(&entry.values(given).unwrap());
    dataset.generate(Seed::try_from(seed).unwrap())
}

#[test]
fn ids_differ_and_defaults_are_valid() {
    for (i, entry) in ALL.iter().enumerate() {
        assert!(ALL.iter().skip(i + 1).all(|other| other.id != entry.id));
        assert!(entry.values([]).is_ok(), "{}", entry.id);
    }
}

#[test]
fn a_seed_gives_the_same_samples_and_another_seed_others() {
    for entry in ALL {
        let draw = |seed| samples(entry.id, &[("noise", 0.5)], seed);
        assert_eq!(draw(7.0), draw(7.0), "{}", entry.id);
        assert_ne!(draw(7.0), draw(8.0), "{}", entry.id);
    }
}

#[test]
fn classes_are_equally_large() {
    for entry in ALL {
        for points in [1.0, 50.0, 51.0, 997.0] {
            let samples = samples(entry.id, &[("points", points)], 0.0);
            let Some(classes) = samples.task().classes() else {
                continue;
            };
            let count = |class: usize| {
                let of_class = |&&t: &&f64| t == class as f64;
                samples.targets().iter().filter(of_class).count()
            };
            let counts: Vec<usize> = (0..classes).map(count).collect();
            assert_eq!(counts.iter().sum::<usize>(), samples.len());
            let (least, most) = (counts.iter().min(), counts.iter().max());
            assert!(
                most.unwrap() - least.unwrap() <= 1,
                "{} {counts:?}",
                entry.id
            );
        }
    }
}

#[test]
fn without_noise_all_points_lie_in_the_square() {
    for entry in ALL {
        let samples = samples(entry.id, &[("noise", 0.0), ("points", 2000.0)], 3.0);
        let reach = samples
            .inputs()
            .flatten()
            .fold(0.0, |a: f64, b| a.max(b.abs()));
        assert!(reach <= EXTENT, "{} reaches {reach}", entry.id);
        assert!(samples.targets().iter().all(|t| t.abs() <= 10.0));
    }
}

/// The noise moves each coordinate by a gaussian of the stated standard deviation, and draws
/// nothing else: the same seed without noise is the same picture, unmoved.
#[test]
fn noise_is_a_standard_deviation_in_units_of_the_coordinates() {
    for entry in ALL {
        let still = samples(entry.id, &[("noise", 0.0), ("points", 20_000.0)], 1.0);
        let moved = samples(entry.id, &[("noise", 0.7), ("points", 20_000.0)], 1.0);
        assert_eq!(still.targets(), moved.targets());
        let squares: f64 = still
            .inputs()
            .flatten()
            .zip(moved.inputs().flatten())
            .map(|(a, b)| (b - a).powi(2))
            .sum();
        let deviation = (squares / 40_000.0).sqrt();
        assert!((deviation - 0.7).abs() < 0.01, "{} {deviation}", entry.id);
    }
}

#[test]
fn classes_lie_where_their_formulas_say() {
    type Rule = fn(f64, f64) -> bool;
    let rules: [(&str, Rule); 5] = [
        ("circle", |x, y| x.hypot(y) <= 2.5),
        ("exclusive_or", |x, y| (x > 0.0) != (y > 0.0)),
        ("two_gaussians", |x, y| x + y > 0.0),
        ("checkerboard", |x, y| {
            ((x + 6.0) / 3.0).floor() % 2.0 != ((y + 6.0) / 3.0).floor() % 2.0
        }),
        ("spiral", |x, y| {
            let turned = y.atan2(x) - std::f64::consts::TAU * 1.75 * x.hypot(y) / 5.0;
            turned.cos() < 0.0
        }),
    ];
    for (id, is_one) in rules {
        let samples = samples(id, &[("noise", 0.0)], 2.0);
        for (input, &target) in samples.inputs().zip(samples.targets()) {
            assert_eq!(is_one(input[0], input[1]), target == 1.0, "{id} {input:?}");
        }
    }
}

#[test]
fn sizes_beyond_the_limits_are_refused() {
    for (id, name, bad) in [
        ("circle", "points", 0.0),
        ("circle", "points", 50_001.0),
        ("blobs", "classes", 2.0),
        ("blobs", "classes", 11.0),
        ("checkerboard", "squares", 1.0),
    ] {
        let entry = find(id).unwrap();
        let refused = entry.values([(name, Setting::Number(bad))]).unwrap_err();
        let message = refused.to_string();
        assert!(message.contains(name), "{message}");
        assert!(message.contains(&bad.to_string()), "{message}");
    }
}

#[test]
fn a_split_takes_every_sample_once() {
    let samples = samples("moons", &[("points", 101.0)], 0.0);
    for (fraction, train) in [(0.5, 51), (1.0, 101), (0.001, 1), (0.8, 81)] {
        let split = samples.split(fraction, Seed::default()).unwrap();
        assert_eq!(split.train.len(), train);
        let mut all: Vec<usize> = split.train.iter().chain(&split.test).copied().collect();
        all.sort_unstable();
        assert_eq!(all, (0..101).collect::<Vec<_>>());
    }
    for bad in [0.0, -0.5, 1.1, f64::NAN] {
        assert!(samples.split(bad, Seed::default()).is_err(), "{bad}");
    }
}

#[test]
fn given_samples_are_checked() {
    let rows = vec![vec![1.0, 2.0], vec![3.0, 4.0]];
    let samples = Samples::given(&rows, &[0.0, 2.0]).unwrap();
    assert_eq!(samples.task(), Task::Classes(3));
    assert_eq!(samples.inputs().nth(1), Some(&[3.0, 4.0][..]));
    let task = |targets: &[f64]| Samples::given(&rows, targets).unwrap().task();
    assert_eq!(task(&[0.0, 0.0]), Task::Classes(2));
    assert_eq!(task(&[0.5, 1.0]), Task::Regression);
    assert_eq!(task(&[-1.0, 1.0]), Task::Regression);

    type Given<'a> = (&'a [Vec<f64>], &'a [f64], &'a str);
    let refused: [Given<'_>; 6] = [
        (&[], &[], "the number of inputs is 0"),
        (&rows, &[0.0], "the number of targets is 1"),
        (&[vec![]], &[0.0], "the length of inputs[0] is 0"),
        (
            &[vec![1.0], vec![]],
            &[0.0, 1.0],
            "the length of inputs[1] is 0",
        ),
        (&[vec![f64::NAN]], &[0.0], "inputs[0][0] is NaN"),
        (&[vec![1.0]], &[f64::INFINITY], "targets[0] is inf"),
    ];
    for (inputs, targets, message) in refused {
        let error = Samples::given(inputs, targets).unwrap_err().to_string();
        assert!(error.starts_with(message), "{error}");
    }
}
