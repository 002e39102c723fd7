//! Races on surfaces: what a run does, how it ends, and what is said of it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use downhill::core::experiment::{
    Batch, Descent, DescentConfig, FULL_RESOLUTION, Given, RunConfig, ScheduleConfig, Status,
};
use downhill::core::optimizer;
use downhill::core::tree::{Read, Tree};

fn race(surface: &str, runs: Vec<RunConfig>) -> DescentConfig {
    DescentConfig {
        runs,
        ..DescentConfig::on(surface).unwrap()
    }
}

fn sgd(rate: f64) -> RunConfig {
    RunConfig::new("sgd").with("learning_rate", rate)
}

fn message(config: DescentConfig) -> String {
    Descent::new(config).err().expect("refused").to_string()
}

#[test]
fn plain_descent_on_a_bowl_is_the_closed_form() {
    let mut descent = Descent::new(race("bowl", vec![sgd(0.01)])).unwrap();
    descent.advance(50);
    let rows = descent.runs()[0].path().rows();
    assert_eq!(rows.len(), 51);
    for (t, [x, y, loss]) in rows.iter().enumerate() {
        let t = i32::try_from(t).unwrap();
        let (x_true, y_true) = (-4.0 * 0.99_f64.powi(t), 0.0_f64.powi(t));
        assert!(
            (x - x_true).abs() < 1e-12 && (y - y_true).abs() < 1e-12,
            "{t}"
        );
        assert!((loss - 0.5 * (x * x + 100.0 * y * y)).abs() < 1e-12);
    }
}

#[test]
fn many_steps_at_once_equal_one_by_one_bit_for_bit() {
    for entry in optimizer::ALL {
        let config = DescentConfig {
            noise: 0.3,
            ..race(
                "rosenbrock",
                vec![RunConfig::new(entry.id).with("learning_rate", 1e-4)],
            )
        };
        let mut at_once = Descent::new(config.clone()).unwrap();
        at_once.advance(300);
        let mut one_by_one = Descent::new(config.clone()).unwrap();
        (0..300).for_each(|_| one_by_one.advance(1));
        let mut in_slices = Descent::new(config).unwrap();
        let mut looks = 8;
        in_slices.advance(30);
        in_slices.advance_while(|| {
            looks -= 1;
            looks >= 0
        });
        assert!((31..300).contains(&in_slices.steps()), "{}", entry.id);
        in_slices.advance(300 - in_slices.steps());
        assert_eq!(
            at_once.runs()[0].path(),
            one_by_one.runs()[0].path(),
            "{}",
            entry.id
        );
        assert_eq!(
            at_once.runs()[0].path(),
            in_slices.runs()[0].path(),
            "{}",
            entry.id
        );
    }
}

#[test]
fn every_run_meets_the_same_noise() {
    let config = DescentConfig {
        noise: 1.0,
        ..race(
            "bowl",
            vec![sgd(1e-3), RunConfig::new("momentum"), sgd(1e-3)],
        )
    };
    let mut descent = Descent::new(config.clone()).unwrap();
    descent.advance(100);
    let paths: Vec<_> = descent.runs().iter().map(|run| run.path().rows()).collect();
    assert_eq!(paths[0], paths[2]);
    let other_seed = DescentConfig {
        seed: 1.0.try_into().unwrap(),
        ..config
    };
    let mut other = Descent::new(other_seed).unwrap();
    other.advance(100);
    assert_ne!(other.runs()[0].path().rows(), paths[0]);
}

#[test]
fn noise_has_its_stated_deviation_per_coordinate_and_step() {
    // What a step of plain descent adds to the gradient of ½(x² + 100 y²) is the noise.
    let config = DescentConfig {
        noise: 0.5,
        ..race("bowl", vec![sgd(1e-9)])
    };
    let mut descent = Descent::new(config).unwrap();
    descent.advance(50_000);
    let rows = descent.runs()[0].path().rows();
    for axis in 0..2 {
        let curvature = [1.0, 100.0][axis];
        let draws: Vec<f64> = rows
            .windows(2)
            .map(|pair| (pair[0][axis] - pair[1][axis]) / 1e-9 - curvature * pair[0][axis])
            .collect();
        let variance = draws.iter().map(|d| d * d).sum::<f64>() / 50_000.0;
        assert!(
            (variance.sqrt() - 0.5).abs() < 0.01,
            "axis {axis}: {variance}"
        );
    }
}

#[test]
fn divergence_stops_only_its_own_run_and_is_explained() {
    let mut descent = Descent::new(race("bowl", vec![sgd(0.021), sgd(0.0199)])).unwrap();
    descent.advance(2_000);
    assert_eq!(descent.status(0), Some(Status::Diverged));
    let step = descent.runs()[0].diverged_at().unwrap();
    let words = descent.describe(0).unwrap();
    assert_eq!(
        words,
        format!("diverged at step {step}: α = 0.021 is above 2/λ_max = 0.02")
    );
    assert!(
        descent.runs()[0]
            .path()
            .rows()
            .iter()
            .flatten()
            .all(|x| x.is_finite())
    );
    assert_eq!(descent.status(1), Some(Status::Minimum));
    assert_eq!(descent.runs()[1].path().steps(), 2_000);
}

#[test]
fn a_run_without_a_bound_in_theory_still_says_that_it_diverged() {
    let mut descent = Descent::new(race("rosenbrock", vec![sgd(0.5)])).unwrap();
    descent.advance(100);
    let words = descent.describe(0).unwrap();
    assert!(words.contains("local bound 2/λ_max"), "{words}");
}

#[test]
fn a_start_without_a_finite_loss_has_diverged_at_step_0() {
    let config = DescentConfig {
        start: [1e200, 0.0],
        ..race("rosenbrock", vec![sgd(0.1)])
    };
    let mut descent = Descent::new(config).unwrap();
    descent.advance(10);
    assert_eq!(descent.status(0), Some(Status::Diverged));
    assert_eq!(descent.runs()[0].path().rows().len(), 1);
}

#[test]
fn a_noisy_run_at_a_constant_rate_hovers() {
    let config = DescentConfig {
        noise: 0.5,
        ..race("bowl", vec![sgd(0.01)])
    };
    let mut descent = Descent::new(config).unwrap();
    descent.advance(1_000);
    assert_eq!(descent.status(0), Some(Status::Running));
    descent.advance(49_000);
    assert_eq!(descent.status(0), Some(Status::Hovering));
}

#[test]
fn bounds_are_exact_on_a_quiet_quadratic_and_local_elsewhere() {
    let bound = |config: DescentConfig| Descent::new(config).unwrap().bound(0, 0);
    let momentum = || vec![RunConfig::new("momentum").with("beta", 0.9)];
    let quiet = bound(race("bowl", momentum())).unwrap();
    assert!(
        quiet.exact && (quiet.value - 0.38).abs() < 1e-12,
        "{quiet:?}"
    );
    let noisy = DescentConfig {
        noise: 0.1,
        ..race("bowl", momentum())
    };
    assert!(!bound(noisy).unwrap().exact);
    let decaying = momentum()
        .pop()
        .unwrap()
        .under(ScheduleConfig::new("exponential"));
    assert!(!bound(race("bowl", vec![decaying])).unwrap().exact);
    assert!(!bound(race("rosenbrock", momentum())).unwrap().exact);
    assert_eq!(bound(race("bowl", vec![RunConfig::new("adam")])), None);
}

#[test]
fn replacing_keeps_runs_that_compute_the_same_and_restarts_the_others() {
    let config = race(
        "bowl",
        vec![sgd(0.01), sgd(0.015), RunConfig::new("momentum")],
    );
    let mut descent = Descent::new(config.clone()).unwrap();
    descent.advance(200);
    let before: Vec<_> = descent
        .runs()
        .iter()
        .map(|run| run.path().clone())
        .collect();

    // The first is removed, the second changed, the third only drawn otherwise.
    let mut momentum = RunConfig::new("momentum");
    momentum.style = Some(5);
    momentum.hidden = true;
    let changed = DescentConfig {
        runs: vec![sgd(0.012), momentum],
        ..config.clone()
    };
    descent.replace(changed).unwrap();
    assert_eq!(descent.steps(), 200);
    assert_eq!(descent.runs()[0].path().steps(), 0);
    assert_eq!(descent.runs()[1].path(), &before[2]);
    assert!(descent.runs()[1].config().hidden);
    assert!(descent.catch_up_while(|| true));
    assert_eq!(descent.runs()[0].path().steps(), 200);

    // Another start: everything starts anew.
    let moved = DescentConfig {
        start: [1.0, 1.0],
        ..config
    };
    descent.replace(moved).unwrap();
    assert_eq!((descent.steps(), descent.runs().len()), (0, 3));
}

#[test]
fn a_refused_replacement_changes_nothing() {
    let config = race("bowl", vec![sgd(0.01)]);
    let mut descent = Descent::new(config.clone()).unwrap();
    descent.advance(10);
    for runs in [
        vec![],
        vec![sgd(-1.0)],
        vec![sgd(0.01); 17],
        vec![sgd(0.01), RunConfig::new("?")],
    ] {
        assert!(
            descent
                .replace(DescentConfig {
                    runs,
                    ..config.clone()
                })
                .is_err()
        );
        assert_eq!(
            (descent.steps(), descent.runs()[0].path().steps()),
            (10, 10)
        );
    }
}

#[test]
fn memory_stays_bounded_and_the_first_steps_stay_whole() {
    let mut descent = Descent::new(race("bowl", vec![sgd(1e-6)])).unwrap();
    descent.advance(400_000);
    let path = descent.runs()[0].path();
    assert!(path.rows().len() < 2 * FULL_RESOLUTION);
    assert!((0..=FULL_RESOLUTION).all(|row| path.step_of(row) == row as u64));
    assert_eq!(path.step_of(path.rows().len() - 1), 400_000);
}

#[test]
fn bad_configurations_are_refused_by_name() {
    let good = || race("bowl", vec![sgd(0.01)]);
    let mut config = good();
    config.noise = -0.5;
    assert_eq!(
        message(config),
        "noise is -0.5, but must be a finite number, at least 0"
    );
    let mut config = good();
    config.start = [0.0, f64::NAN];
    assert_eq!(
        message(config),
        "start[1] is NaN, but must be a finite number"
    );
    let mut config = good();
    config.window = Some([1.0, 0.0, 0.0, 1.0]);
    assert!(message(config).starts_with("window is [1, 0, 0, 1]"));
    let mut config = good();
    config
        .surface_parameters
        .insert("elongation".into(), Given::Number(-1.0));
    assert_eq!(
        message(config),
        "surfaceParameters: elongation is -1, but must be a finite number above 0"
    );
    let config = race("bowl", vec![sgd(0.01), sgd(f64::INFINITY)]);
    assert_eq!(
        message(config),
        "runs[1].hyperparameters: learning_rate is inf, but must be a finite number above 0"
    );
    let scheduled =
        sgd(0.1).under(ScheduleConfig::new("exponential").with("fctor", Given::Number(1.0)));
    assert!(message(race("bowl", vec![scheduled])).contains("no parameter \"fctor\""));
}

/// What a JSON text holds, as a tree.
fn tree(value: serde_json::Value) -> Tree {
    use serde_json::Value;
    match value {
        Value::Null => Tree::Nothing,
        Value::Bool(flag) => Tree::Flag(flag),
        Value::Number(number) => Tree::Number(number.as_f64().unwrap()),
        Value::String(text) => Tree::Text(text),
        Value::Array(list) => Tree::List(list.into_iter().map(tree).collect()),
        Value::Object(fields) => Tree::Record(
            fields
                .into_iter()
                .map(|(name, value)| (name, tree(value)))
                .collect(),
        ),
    }
}

#[test]
fn configurations_survive_a_round_trip_and_say_no_more_than_they_must() {
    let mut run =
        sgd(0.1).under(ScheduleConfig::new("exponential").with("factor", Given::Number(0.5)));
    run.batch = Some(Batch::All);
    let config = race("bowl", vec![run, RunConfig::new("momentum")]);
    let text = serde_json::to_string(&config).unwrap();
    assert_eq!(
        text,
        r#"{"surface":"bowl","start":[-4.0,1.0],"runs":[{"optimizer":"sgd","hyperparameters":{"learning_rate":0.1},"schedule":{"id":"exponential","factor":0.5},"batch":"all"},{"optimizer":"momentum"}]}"#
    );
    let read = DescentConfig::read(tree(serde_json::from_str(&text).unwrap())).unwrap();
    assert_eq!(read, config);
}

#[test]
fn a_rate_changed_from_here_on_keeps_the_past_and_lands_in_the_schedule() {
    let before = sgd(0.01);
    let after = before.with_rate_from(50, 0.001).unwrap();
    assert_eq!(
        after.schedule,
        Some(
            ScheduleConfig::new("piecewise")
                .with("boundaries", Given::List(vec![50.0]))
                .with("rates", Given::List(vec![0.01, 0.001]))
        )
    );
    let path = |run: RunConfig| {
        let mut descent = Descent::new(race("bowl", vec![run])).unwrap();
        descent.advance(80);
        descent.runs()[0].path().rows().to_vec()
    };
    let (old, new) = (path(before), path(after.clone()));
    assert_eq!(old[..=50], new[..=50]);
    assert_ne!(old[51], new[51]);

    let again = after.with_rate_from(20, 0.5).unwrap();
    assert_eq!(
        again.schedule.unwrap().parameters.get("boundaries"),
        Some(&Given::List(vec![20.0]))
    );
    assert_eq!(sgd(0.1).with_rate_from(0, 0.2).unwrap(), sgd(0.2));
    assert!(after.with_rate_from(60, -1.0).is_err());
    let decaying = sgd(0.1).under(ScheduleConfig::new("exponential"));
    let refused = decaying.with_rate_from(60, 0.1).unwrap_err().to_string();
    assert!(refused.contains("exponential"), "{refused}");
}
