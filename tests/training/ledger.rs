//! The ledger of a run of networks: its next update, written out.

use downhill::core::experiment::{Batch, RunConfig, Training};
use downhill::core::optimizer;

use super::circle;

/// A race of these runs, in batches that do not divide an epoch.
fn training(runs: Vec<RunConfig>) -> Training {
    Training::new(circle(Batch::Size(40), runs)).unwrap()
}

/// A race of every optimizer, each in small batches.
fn race(updates: u64) -> Training {
    let all = optimizer::ALL.iter();
    let runs = all.map(|entry| RunConfig::new(entry.id).with("learning_rate", 0.01));
    let mut race = training(runs.collect());
    race.advance(updates);
    race
}

#[test]
fn the_next_update_is_the_one_that_is_written() {
    // 250 samples train: the seventh update is the first epoch's last and smallest.
    for updates in [0, 1, 5, 6, 7, 37] {
        let mut race = race(updates);
        let runs = 0..optimizer::ALL.len();
        let written: Vec<_> = runs.map(|run| race.ledger(run).unwrap().unwrap()).collect();
        race.advance(1);
        for (run, ledger) in race.runs().iter().zip(&written) {
            let id = &run.config().optimizer;
            assert_eq!(ledger.t, updates + 1, "{id}");
            let norm = ledger.summaries()[0].1.norm;
            let recorded = run
                .batch_losses()
                .unwrap()
                .rows()
                .last()
                .unwrap()
                .gradient_norm;
            assert!(
                (norm - f64::from(recorded)).abs() <= 1e-5 * norm,
                "{id} {norm} {recorded}"
            );
            let made = run.parameters().iter().map(|&w| f64::from(w));
            for (written, made) in ledger.value("w").unwrap().iter().zip(made) {
                assert!(
                    (written - made).abs() <= 1e-5,
                    "{id} at {updates}: {written} {made}"
                );
            }
        }
    }
}

#[test]
fn a_course_is_the_ledger_as_the_run_went() {
    let mut race = race(700);
    let adam = optimizer::ALL
        .iter()
        .position(|entry| entry.id == "adam")
        .unwrap();
    // What there is no time for comes when it is asked for again.
    assert_eq!(race.runs()[adam].course("η", || false), []);
    let mut looks = 0;
    let some = race.runs()[adam].course("η", || {
        looks += 1;
        looks <= 10
    });
    assert_eq!(some.len(), 10);
    let rows = race.runs()[adam].course("η", || true);
    assert!(rows.len() > 100 && rows.len() <= 256, "{}", rows.len());
    assert_eq!(rows[..10], some);
    for place in [0, 1, 50, 170] {
        let (update, [median, min, max]) = rows[place];
        let mut other = self::race(update);
        let terms = other.ledger(adam).unwrap().unwrap().summaries();
        let (_, rate) = terms.iter().find(|(symbol, _)| *symbol == "η").unwrap();
        assert_eq!(
            [rate.median, rate.min, rate.max],
            [median, min, max],
            "update {update}"
        );
        assert!(min <= median && median <= max);
    }
    // A rule without η has α for all; a start from other parameters has no past.
    assert!(
        race.runs()[0]
            .course("η", || true)
            .iter()
            .all(|(_, row)| *row == [0.01; 3])
    );
    let parameters = race.runs()[adam].parameters().to_vec();
    race.set_parameters(adam, &parameters).unwrap();
    assert_eq!(race.runs()[adam].course("η", || true), []);
}

#[test]
fn one_parameter_of_it_is_that_parameters() {
    let mut race = race(20);
    let adam = optimizer::ALL
        .iter()
        .position(|entry| entry.id == "adam")
        .unwrap();
    let whole = race.ledger(adam).unwrap().unwrap();
    let place = 7;
    let one = whole.clone().of_parameter(place);
    for symbol in ["g", "v", "w", "η"] {
        assert_eq!(
            one.value(symbol).unwrap(),
            [whole.value(symbol).unwrap()[place]],
            "{symbol}"
        );
    }
    assert_eq!(one.value("t").unwrap(), [21.0]);
    assert_eq!(one.update, [whole.update[place]]);
    assert_eq!(one.alternatives[0].update.len(), 1);
}

#[test]
fn a_run_that_has_diverged_makes_no_update() {
    let mut race = training(vec![RunConfig::new("sgd").with("learning_rate", 1e30)]);
    race.advance(50);
    assert!(race.runs()[0].diverged_at().is_some());
    assert_eq!(race.ledger(0).unwrap(), None);
    let error = race.ledger(1).unwrap_err().to_string();
    assert_eq!(error, "the run is 1, but must be from 0 to 0");
}
