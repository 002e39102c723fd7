//! The ledger of a race: any step of it again, exactly, from states that were kept.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use downhill::core::experiment::{Course, Descent, DescentConfig, RunConfig, ScheduleConfig};
use downhill::core::optimizer;
use downhill::core::random::Seed;

/// A race of every optimizer, with noise and a schedule, on a surface that bends.
fn race(steps: u64) -> Descent {
    let all = optimizer::ALL.iter();
    let mut race = Descent::new(DescentConfig {
        noise: 0.3,
        seed: Seed::try_from(5.0).unwrap(),
        runs: all
            .map(|entry| {
                let run = RunConfig::new(entry.id).with("learning_rate", 1e-3);
                run.under(ScheduleConfig::new("inverse_sqrt"))
            })
            .collect(),
        ..DescentConfig::on("rosenbrock").unwrap()
    })
    .unwrap();
    race.advance(steps);
    race
}

#[test]
fn every_step_of_a_long_run_can_be_written_out_again() {
    const STEPS: u64 = 3_000;
    let mut race = race(STEPS);
    for run in 0..optimizer::ALL.len() {
        let id = optimizer::ALL[run].id;
        let rows = race.runs()[run].path().rows().to_vec();
        for step in [
            0, 2_999, 1, 2, 255, 256, 257, 1_500, 1_501, 1_499, 2_000, 700,
        ] {
            let ledger = race.ledger(run, step).unwrap();
            assert_eq!(ledger.t, step + 1, "{id}");
            let row = |step: u64| &rows[usize::try_from(step).unwrap()][..2];
            let before = &ledger
                .known
                .iter()
                .find(|term| term.symbol == "w")
                .unwrap()
                .values;
            assert_eq!(before, row(step), "{id} at {step}");
            let after = ledger.value("w").unwrap();
            for (written, made) in after.iter().zip(row(step + 1)) {
                assert!(
                    (written - made).abs() <= 1e-12,
                    "{id} at {step}: {written} {made}"
                );
            }
        }
        // The present one is of a step that is not made yet.
        assert_eq!(race.ledger(run, STEPS).unwrap().t, STEPS + 1);
        assert_eq!(race.ledger(run, STEPS + 1), None);
    }
    assert_eq!(race.ledger(99, 0), None);
}

#[test]
fn a_recall_can_be_left_and_gone_on_with() {
    let mut race = race(50_000);
    let at_once = race.ledger(2, 33_333).unwrap();
    race.ledger(2, 0).unwrap();
    let mut pauses = 0;
    while !race.recall_while(2, 33_333, || false) {
        // Each look at the time ends a slice; the next begins where it ended.
        pauses += 1;
        let mut looks = 0;
        race.recall_while(2, 33_333, || {
            looks += 1;
            looks < 2
        });
    }
    assert!(pauses < 50_000 / 256, "{pauses}");
    assert_eq!(race.ledger(2, 33_333), Some(at_once));
}

#[test]
fn the_step_that_diverges_is_the_last_that_is_written() {
    for (surface, rate) in [("bowl", 0.5), ("log(x) + y^2", 0.5)] {
        let mut race = Descent::new(DescentConfig {
            runs: vec![RunConfig::new("sgd").with("learning_rate", rate)],
            ..DescentConfig::on(surface).unwrap()
        })
        .unwrap();
        race.advance(1_000);
        let end = race.runs()[0].diverged_at().unwrap();
        assert_eq!(race.ledger(0, end - 1).unwrap().t, end);
        assert_eq!(race.ledger(0, end), None);
    }
}

#[test]
fn a_run_that_starts_anew_forgets_what_it_was() {
    let mut race = race(400);
    race.ledger(0, 100).unwrap();
    let mut config = race.config().clone();
    config.runs[0] = RunConfig::new("adam").with("learning_rate", 0.02);
    race.replace(config).unwrap();
    assert_eq!(race.ledger(0, 100), None);
    race.advance(0);
    let ledger = race.ledger(0, 100).unwrap();
    assert!(ledger.lines.iter().any(|line| line.term.symbol == "s"));
}

#[test]
fn a_course_is_the_ledger_at_steps_apart() {
    let mut race = race(0);
    let adam = optimizer::ALL
        .iter()
        .position(|entry| entry.id == "adam")
        .unwrap();
    let mut course = Course::default();
    for _ in 0..6 {
        race.advance(170);
        course.follow(&race, adam, "η");
        let rows: Vec<_> = course
            .rows()
            .map(|(step, values)| (step, values.to_vec()))
            .collect();
        assert!(rows.len() > 100 && rows.len() <= 256, "{}", rows.len());
        let mut anew = Course::default();
        anew.follow(&race, adam, "η");
        assert!(anew.rows().eq(course.rows()));
        for (step, values) in rows.iter().step_by(50) {
            assert_eq!(race.ledger(adam, *step).unwrap().effective_rate(), values);
        }
    }
    // Another run, another symbol: another course. A rule without η has α.
    course.follow(&race, 0, "η");
    let (step, values) = course.rows().nth(30).unwrap();
    assert_eq!(values, [race.runs()[0].learning_rate(step)]);
    course.follow(&race, 99, "η");
    assert_eq!(course.rows().count(), 0);
}
