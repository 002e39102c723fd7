//! What must hold of every entry of every registry. A new family is one line of [`rows`].
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use downhill::core::random::Seed;
use downhill::core::registry::{Entry, Kind, Parameter, Scale, Setting, Values};
use downhill::core::{dataset, optimizer, schedule, series, surface};

/// An entry without its `build`, so that all families fit one table.
struct Row {
    name: String,
    family: &'static str,
    id: &'static str,
    texts: [&'static str; 4],
    parameters: &'static [Parameter],
}

fn family<Build>(family: &'static str, entries: &'static [Entry<Build>]) -> Vec<Row> {
    let row = |entry: &'static Entry<Build>| Row {
        name: format!("{family} {}", entry.id),
        family,
        id: entry.id,
        texts: [entry.label, entry.summary, entry.formula, entry.reference],
        parameters: entry.parameters,
    };
    entries.iter().map(row).collect()
}

fn rows() -> Vec<Row> {
    [
        family("optimizer", optimizer::ALL),
        family("schedule", schedule::ALL),
        family("surface", surface::ALL),
        family("dataset", dataset::ALL),
        family("series", series::ALL),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn is_snake_case(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !id.contains("__")
        && !id.ends_with('_')
}

#[test]
fn ids_are_snake_case_and_unique() {
    let mut seen = BTreeSet::new();
    for row in rows() {
        assert!(is_snake_case(row.id), "{}", row.name);
        assert!(
            seen.insert((row.family, row.id)),
            "{} appears twice",
            row.name
        );
        let parameters: BTreeSet<_> = row.parameters.iter().map(|p| p.id).collect();
        assert_eq!(parameters.len(), row.parameters.len(), "{}", row.name);
        assert!(parameters.into_iter().all(is_snake_case), "{}", row.name);
    }
}

#[test]
fn everything_says_what_it_is() {
    for row in rows() {
        for text in row.texts {
            assert!(
                !text.is_empty() && text.trim() == text,
                "{}: {text:?}",
                row.name
            );
        }
        assert!(
            row.texts[1].ends_with('.'),
            "{}'s summary is a sentence",
            row.name
        );
        for parameter in row.parameters {
            assert!(
                !parameter.label.is_empty(),
                "{}: {}",
                row.name,
                parameter.id
            );
            // A symbol stands in the formula, so that a reader finds it there; but the number of
            // points and the noise are the same to every dataset.
            let common = row.family == "dataset" && ["points", "noise"].contains(&parameter.id);
            assert!(
                common || row.texts[2].contains(parameter.symbol),
                "{}: {} is not in {}",
                row.name,
                parameter.symbol,
                row.texts[2]
            );
        }
    }
}

#[test]
fn defaults_are_valid_and_on_their_sliders() {
    for row in rows() {
        for parameter in row.parameters {
            let name = format!("{}: {}", row.name, parameter.id);
            let &Parameter {
                min, max, scale, ..
            } = parameter;
            parameter.check(parameter.default).unwrap();
            assert!(min.is_finite() && max.is_finite() && min < max, "{name}");
            assert!(scale == Scale::Linear || min > 0.0, "{name}");
            let defaults = match &parameter.default {
                Setting::Number(x) => std::slice::from_ref(x),
                Setting::List(list) => list,
            };
            for x in defaults {
                assert!((min..=max).contains(x), "{name}: {x}");
            }
            // What the slider can reach is valid.
            if let Setting::Number(_) = parameter.default {
                parameter.check(Setting::Number(min)).unwrap();
                parameter.check(Setting::Number(max)).unwrap();
            }
        }
    }
}

/// Another valid value of a parameter.
fn another(parameter: &Parameter) -> Vec<f64> {
    match (parameter.kind, parameter.default) {
        (Kind::Flag, Setting::Number(x)) => vec![1.0 - x],
        (Kind::Decay | Kind::Fraction, Setting::Number(x)) => vec![x / 2.0],
        (Kind::Count | Kind::Whole { .. } | Kind::Seed, Setting::Number(x)) => vec![x + 1.0],
        (Kind::NonNegative, Setting::Number(x)) => vec![x + parameter.max / 2.0],
        (_, Setting::Number(x)) => vec![x * 2.0],
        (_, Setting::List(list)) => list.iter().map(|x| x * 2.0).collect(),
    }
}

/// Builds an entry from its defaults, and once more with each parameter changed. What it does must
/// be finite, and change with the parameter: a name misspelt where the value is read shows here.
fn each_parameter_matters<Build>(
    entry: &Entry<Build>,
    exempt: &[&str],
    behaviour: impl Fn(&Values) -> Vec<f64>,
) {
    let usual = behaviour(&entry.values([]).unwrap());
    assert!(
        !usual.is_empty() && usual.iter().all(|x| x.is_finite()),
        "{}: {usual:?}",
        entry.id
    );
    for parameter in entry.parameters.iter().filter(|p| !exempt.contains(&p.id)) {
        let values = another(parameter);
        let setting = match parameter.default {
            Setting::Number(_) => Setting::Number(values[0]),
            Setting::List(_) => Setting::List(&values),
        };
        let changed = behaviour(&entry.values([(parameter.id, setting)]).unwrap());
        assert!(
            changed.iter().all(|x| x.is_finite()),
            "{}: {}",
            entry.id,
            parameter.id
        );
        assert_ne!(usual, changed, "{} ignores {}", entry.id, parameter.id);
    }
}

#[test]
fn every_hyperparameter_of_an_optimizer_matters() {
    for entry in optimizer::ALL {
        // The learning rate is an argument of each step, not read by the rule.
        assert_eq!(entry.parameters[0].id, "learning_rate");
        each_parameter_matters(entry, &["learning_rate"], |values| {
            let mut optimizer = (entry.build.double)(values);
            let mut w = [1.0, -2.0];
            // RAdam needs more than five updates to use everything it has.
            for t in 1..=20 {
                let gradient = [f64::from(t).sin(), 3.0 * f64::from(t * t).cos()];
                optimizer.step(0.1, &mut w, &gradient).unwrap();
            }
            let moments = optimizer.moments();
            let remembered = moments.into_iter().flat_map(|(_, values)| values.to_vec());
            w.into_iter().chain(remembered).collect()
        });
    }
}

#[test]
fn every_parameter_of_a_schedule_matters() {
    for entry in schedule::ALL {
        each_parameter_matters(entry, &[], |values| {
            let schedule = (entry.build)(values).unwrap();
            (0..3000).map(|t| schedule.rate(0.1, t)).collect()
        });
    }
}

#[test]
fn every_parameter_of_a_surface_matters() {
    for entry in surface::ALL {
        each_parameter_matters(entry, &[], |values| {
            let surface = (entry.build)(values);
            let [x, y] = surface.facts().start;
            let (value, gradient) = surface.value_and_gradient(x, y);
            [value]
                .into_iter()
                .chain(gradient)
                .chain(surface.hessian(x, y))
                .collect()
        });
    }
}

#[test]
fn every_parameter_of_a_dataset_matters() {
    for entry in dataset::ALL {
        each_parameter_matters(entry, &[], |values| {
            let samples = (entry.build)(values).generate(Seed::default());
            let inputs = samples.inputs().flatten();
            inputs.chain(samples.targets()).copied().collect()
        });
    }
}

#[test]
fn every_parameter_of_a_series_matters() {
    for entry in series::ALL {
        each_parameter_matters(entry, &[], |values| {
            let ids = entry.parameters.iter().map(|parameter| parameter.id);
            let given = ids.map(|id| (id, Setting::Number(values.number(id))));
            series::generate(entry.id, given, Seed::default()).unwrap()
        });
    }
}
