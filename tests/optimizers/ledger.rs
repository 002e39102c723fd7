//! The formula that a reader sees is the rule that runs.

use downhill::core::optimizer::{self, Build, Ledger, Line, Moment, Optimizer};
use downhill::core::registry::{Entry, Kind, Setting, Values};
use downhill::core::scalar::Scalar;
use proptest::prelude::*;

/// α of all updates.
const RATE: f64 = 0.05;

/// The ledger of the next update.
fn ledger<S: Scalar>(
    entry: &'static Entry<Build>,
    values: &Values,
    optimizer: &dyn Optimizer<S>,
    w: &[S],
    g: &[S],
) -> Ledger {
    let moment = Moment {
        entry,
        values,
        optimizer,
        learning_rate: RATE,
        parameters: w,
        gradients: g,
    };
    moment.ledger().unwrap()
}

/// Checks that two numbers agree to so many parts of the larger of themselves and `scale`.
fn agree(ours: f64, theirs: f64, scale: f64, tolerance: f64, what: &str) {
    let size = ours.abs().max(theirs.abs()).max(scale);
    assert!(
        (ours - theirs).abs() <= tolerance * size,
        "{what}: {ours} is not {theirs}"
    );
}

/// RAdam's ρ is the small difference of two large numbers while the first updates are made.
fn tolerance(entry: &Entry<Build>) -> f64 {
    if entry.id == "radam" { 1e-8 } else { 1e-12 }
}

/// Makes updates with these gradients and holds each against its ledger: the parameters, and
/// everything that is remembered.
fn follow(entry: &'static Entry<Build>, values: &Values, gradients: &[[f64; 3]]) {
    let mut optimizer = (entry.build.double)(values);
    let mut w = [0.5, -1.5, 0.0];
    for (t, g) in (1..).zip(gradients) {
        let written = ledger(entry, values, &*optimizer, &w, g);
        let before = w;
        optimizer.step(RATE, &mut w, g).unwrap();
        assert_eq!(written.t, t);
        let new = written.value("w").unwrap();
        for i in 0..3 {
            let what = format!("{} at t = {t}, {values:?}", entry.id);
            let moved = w[i] - before[i];
            // Averages that have almost cancelled, and steps they make, are true to the size of what
            // they were made from.
            agree(new[i], w[i], RATE, tolerance(entry), &what);
            agree(written.update[i], moved, RATE, tolerance(entry), &what);
            for (name, moment) in optimizer.moments() {
                let value = written.value(name).unwrap();
                agree(
                    value[i],
                    moment[i],
                    1e-4,
                    1e-12,
                    &format!("{name} of {what}"),
                );
            }
            if let Some((name, value)) = optimizer.shared() {
                agree(written.value(name).unwrap()[0], value, 0.0, 1e-12, name);
            }
        }
    }
}

/// Values in the middle of what is allowed, so that no hyperparameter hides behind its default.
fn unusual(entry: &Entry<Build>) -> Values {
    let given = entry.parameters.iter().map(|parameter| {
        let value = match parameter.kind {
            Kind::Decay => 0.6,
            Kind::Flag => 0.0,
            _ => 0.2,
        };
        (parameter.id, Setting::Number(value))
    });
    entry.values(given).unwrap()
}

#[test]
fn every_formula_is_the_rule_it_stands_beside() {
    let gradients: Vec<[f64; 3]> = (0..60)
        .map(|t| {
            let t = f64::from(t);
            [
                (0.7 * t).sin() + 0.3,
                100.0 * (1.3 * t).cos(),
                if t < 20.0 { 0.0 } else { 1e-3 },
            ]
        })
        .collect();
    for entry in optimizer::ALL {
        follow(entry, &entry.values([]).unwrap(), &gradients);
        follow(entry, &unusual(entry), &gradients);
    }
}

proptest! {
    #[test]
    fn any_gradients_give_the_update_that_is_written(
        rule in 0..optimizer::ALL.len(),
        odd: bool,
        gradients in prop::collection::vec(prop::array::uniform3(-10.0..10.0_f64), 1..12),
    ) {
        let entry = &optimizer::ALL[rule];
        let values = if odd { unusual(entry) } else { entry.values([]).unwrap() };
        follow(entry, &values, &gradients);
    }
}

#[test]
fn in_single_precision_it_is_true_to_single_precision() {
    for entry in optimizer::ALL {
        let values = entry.values([]).unwrap();
        let mut optimizer = (entry.build.single)(&values);
        let mut w = [0.5_f32, -1.5];
        for t in 0..30_u8 {
            let g = [f32::from(t).sin(), 3.0];
            let written = ledger(entry, &values, &*optimizer, &w, &g);
            optimizer.step(RATE, &mut w, &g).unwrap();
            for (i, w) in w.iter().enumerate() {
                let new = written.value("w").unwrap()[i];
                agree(new, f64::from(*w), 0.01, 1e-4, entry.id);
            }
        }
    }
}

#[test]
fn each_line_is_one_assignment_and_w_is_among_them() {
    for entry in optimizer::ALL {
        let values = entry.values([]).unwrap();
        let optimizer = (entry.build.double)(&values);
        let lines = ledger(entry, &values, &*optimizer, &[1.0], &[2.0]).lines;
        for Line { text, term } in &lines {
            assert!(text.starts_with(term.symbol), "{text}");
            assert_eq!(text.matches(['←', '=']).count(), 1, "{text}");
            assert!(entry.formula.contains(text), "{text}");
        }
        let symbols: Vec<_> = lines.iter().map(|line| line.term.symbol).collect();
        for (moment, _) in optimizer.moments() {
            assert!(
                symbols.contains(&moment),
                "{}: {moment} is never written",
                entry.id
            );
        }
        assert!(symbols.contains(&"w"), "{}", entry.id);
    }
}

#[test]
fn the_effective_rate_and_the_momentum_are_the_rules() {
    let root = 0.001_f64.sqrt() * 2.0;
    for (id, rate, momentum) in [
        ("sgd", 0.05, None),
        ("momentum", 0.05, Some(0.2)),
        ("rmsprop", 0.05 / (0.1_f64.sqrt() * 2.0 + 1e-8), None),
        ("adam", 0.05 / (2.0 + 1e-8), Some(2.0)),
        ("radam", 0.05, Some(2.0)),
        ("adamax", 0.05 / (2.0 + 1e-8), Some(2.0)),
        ("lion", 0.05, Some(0.02)),
    ] {
        let entry = optimizer::find(id).unwrap();
        let values = entry.values([]).unwrap();
        let optimizer = (entry.build.double)(&values);
        let written = ledger(entry, &values, &*optimizer, &[1.0], &[2.0]);
        agree(written.effective_rate()[0], rate, 0.0, 1e-12, id);
        assert_eq!(written.momentum().is_some(), momentum.is_some(), "{id}");
        agree(
            written.momentum().map_or(0.0, |v| v[0]),
            momentum.unwrap_or(0.0),
            0.0,
            1e-12,
            id,
        );
    }
    // Without its correction, Adam's first step is (1−β₁)/√(1−β₂) times as long.
    let entry = optimizer::find("adam").unwrap();
    let values = entry.values([]).unwrap();
    let optimizer = (entry.build.double)(&values);
    let written = ledger(entry, &values, &*optimizer, &[1.0], &[2.0]);
    assert_eq!(written.alternatives.len(), 1);
    let other = &written.alternatives[0];
    assert_eq!((other.label, other.on), ("Bias correction", false));
    agree(written.update[0], -0.05, 0.0, 1e-7, "corrected");
    agree(
        other.update[0],
        -0.05 * 0.2 / (root + 1e-8),
        0.0,
        1e-12,
        "not corrected",
    );
}
