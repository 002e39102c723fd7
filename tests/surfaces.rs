//! Every surface of the registry, against reference numbers and against finite differences.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use downhill::core::analysis::hessian::{classify, eigenvalues};
use downhill::core::registry::Entry;
use downhill::core::surface::{self, Critical, CriticalPoint, Facts, Surface, lowest_minima};
use proptest::prelude::*;
use serde_json::Value;

/// Id, surface with its default parameters, and what is known of it.
type Case = (&'static str, Box<dyn Surface>, Facts);

/// Every surface of the registry.
static ALL: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let build = |entry: &Entry<surface::Build>| {
        let surface = (entry.build)(&entry.values([]).unwrap());
        let facts = surface.facts();
        (entry.id, surface, facts)
    };
    surface::ALL.iter().map(build).collect()
});

/// A surface of the reference.
struct Reference {
    window: [f64; 4],
    points: Vec<(CriticalPoint, f64, [f64; 2])>,
}

fn references() -> BTreeMap<String, Reference> {
    let numbers = |value: &Value| -> Vec<f64> {
        let list = value.as_array().unwrap();
        list.iter().map(|x| x.as_f64().unwrap()).collect()
    };
    let point = |value: &Value| {
        let number = |name: &str| value[name].as_f64().unwrap();
        let kind = match value["kind"].as_str().unwrap() {
            "minimum" => Critical::Minimum,
            "maximum" => Critical::Maximum,
            "saddle" => Critical::Saddle,
            "degenerate" => Critical::Degenerate,
            other => panic!("{other}"),
        };
        let (x, y) = (number("x"), number("y"));
        let curvatures = numbers(&value["eigenvalues"]).try_into().unwrap();
        (CriticalPoint { x, y, kind }, number("value"), curvatures)
    };
    let file: BTreeMap<String, Value> =
        serde_json::from_str(include_str!("fixtures/surfaces.json")).unwrap();
    let read = |(id, value): (String, Value)| {
        let points = value["critical_points"].as_array().unwrap();
        let reference = Reference {
            window: numbers(&value["window"]).try_into().unwrap(),
            points: points.iter().map(point).collect(),
        };
        (id, reference)
    };
    file.into_iter().map(read).collect()
}

fn distance(a: &CriticalPoint, b: &CriticalPoint) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// Equal to `tolerance`, relative for large numbers.
fn close(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * a.abs().max(b.abs()).max(1.0)
}

#[test]
fn critical_points_are_those_of_the_reference() {
    let references = references();
    let mut compared = 0;
    for (id, surface, facts) in &*ALL {
        let Facts {
            window,
            critical_points,
            ..
        } = facts;
        let Some(reference) = references.get(*id) else {
            assert!(
                ["rastrigin", "ackley", "linear_neuron", "sigmoid_neuron"].contains(id),
                "{id}"
            );
            continue;
        };
        compared += 1;
        let [left, right, bottom, top] = reference.window;
        assert_eq!((window.x, window.y), ([left, right], [bottom, top]), "{id}");
        assert_eq!(critical_points.len(), reference.points.len(), "{id}");
        for (expected, value, curvatures) in &reference.points {
            let found = critical_points
                .iter()
                .find(|p| distance(p, expected) < 1e-9);
            let found = found.unwrap_or_else(|| panic!("{id}: {expected:?} is missing"));
            assert_eq!(found.kind, expected.kind, "{id}: {expected:?}");
            let at = surface.value(found.x, found.y);
            assert!(close(at, *value, 1e-12), "{id}: {at} at {found:?}");
            // Its eigenvalues are differences of numbers about 3e4 in size on goldstein_price.
            for (a, b) in eigenvalues(surface.hessian(found.x, found.y))
                .iter()
                .zip(curvatures)
            {
                assert!(close(*a, *b, 1e-7), "{id}: eigenvalue {a} at {found:?}");
            }
        }
    }
    assert_eq!(compared, references.len());
}

#[test]
fn every_critical_point_is_one_inside_the_window() {
    for (id, surface, facts) in &*ALL {
        for point in &facts.critical_points {
            let (_, gradient) = surface.value_and_gradient(point.x, point.y);
            let hessian = surface.hessian(point.x, point.y);
            // The position is rounded, so the gradient is 0 but for curvature times rounding.
            let [low, high] = eigenvalues(hessian);
            let rounding = 8.0 * f64::EPSILON * low.abs().max(high.abs()).max(1.0);
            let length = gradient[0].hypot(gradient[1]);
            assert!(
                length <= rounding,
                "{id}: gradient {gradient:?} at {point:?}"
            );
            assert_eq!(
                classify(&**surface, [point.x, point.y], gradient),
                Some(point.kind),
                "{id}: {point:?}"
            );
            assert!(facts.window.contains([point.x, point.y]), "{id}: {point:?}");
        }
    }
}

#[test]
fn starts_lie_inside_the_window_and_are_no_critical_points() {
    for (id, surface, facts) in &*ALL {
        let [x, y] = facts.start;
        assert!(facts.window.contains([x, y]), "{id}");
        let (value, gradient) = surface.value_and_gradient(x, y);
        assert!(
            value.is_finite() && gradient[0].hypot(gradient[1]) > 1e-3,
            "{id}"
        );
    }
}

/// Nothing on a fine grid of the window lies below the lowest minimum.
#[test]
fn the_lowest_minima_are_global_in_the_window() {
    for (id, surface, facts) in &*ALL {
        let lowest = lowest_minima(&**surface, &facts.critical_points);
        let floor = surface.value(lowest[0].x, lowest[0].y);
        for (x, y) in grid(facts, 200) {
            let value = surface.value(x, y);
            assert!(
                value >= floor - 1e-12 * floor.abs().max(1.0),
                "{id}: {value} at {x}, {y}"
            );
        }
        let expected = match *id {
            "himmelblau" => 4,
            "monkey_saddle" => 3,
            "saddle" | "six_hump_camel" => 2,
            _ => 1,
        };
        assert_eq!(lowest.len(), expected, "{id}");
    }
}

/// The middles of count × count cells of the window.
fn grid(facts: &Facts, count: u32) -> impl Iterator<Item = (f64, f64)> {
    let at = move |[low, high]: [f64; 2], i: u32| {
        low + (high - low) * (f64::from(i) + 0.5) / f64::from(count)
    };
    let window = facts.window;
    (0..count).flat_map(move |i| (0..count).map(move |j| (at(window.x, i), at(window.y, j))))
}

#[test]
fn rastrigin_and_ackley_have_a_minimum_near_every_whole_point() {
    for (id, count) in [("rastrigin", 289), ("ackley", 81)] {
        let (_, surface, facts) = ALL.iter().find(|entry| entry.0 == id).unwrap();
        let points = &facts.critical_points;
        assert_eq!(points.len(), count, "{id}");
        for (x, y) in (-4..=4).flat_map(|x| (-4..=4).map(move |y| (f64::from(x), f64::from(y)))) {
            let here = CriticalPoint {
                x,
                y,
                kind: Critical::Minimum,
            };
            let near =
                |p: &&CriticalPoint| p.kind == Critical::Minimum && distance(p, &here) < 0.15;
            assert_eq!(points.iter().filter(near).count(), 1, "{id}: {x}, {y}");
        }
        assert_eq!(surface.value(0.0, 0.0), 0.0, "{id}");
    }
}

#[test]
fn the_tip_of_ackleys_cone_has_gradient_0() {
    let (_, ackley, _) = ALL.iter().find(|entry| entry.0 == "ackley").unwrap();
    assert_eq!(ackley.value_and_gradient(0.0, 0.0), (0.0, [0.0, 0.0]));
    let curvature = 2.0 * std::f64::consts::PI.powi(2) * std::f64::consts::E;
    for tip in [0.0, -0.0, 1e-51, -1e-150, f64::MIN_POSITIVE] {
        let (value, gradient) = ackley.value_and_gradient(tip, tip);
        assert!(
            value.abs() < 1e-49 && gradient.iter().all(|g| g.abs() < 1e-49),
            "{tip}: {gradient:?}"
        );
        let [xx, xy, yy] = ackley.hessian(tip, tip);
        assert!(
            close(xx, curvature, 1e-14) && xy.abs() < 1e-14 && xx == yy,
            "{tip}"
        );
    }
    for near in [1e-49, 1e-30, 1e-9] {
        let (value, gradient) = ackley.value_and_gradient(near, 0.0);
        assert!(
            value >= 0.0 && close(gradient[0], 8_f64.sqrt(), 1e-6),
            "{near}: {gradient:?}"
        );
        assert!(
            ackley.hessian(near, near).iter().all(|x| x.is_finite()),
            "{near}"
        );
    }
}

#[test]
fn quadratic_is_said_of_constant_hessians_only() {
    for (id, surface, facts) in &*ALL {
        let [x, y] = facts.start;
        let here = surface.hessian(x, y);
        let constant = grid(facts, 10).all(|(x, y)| {
            let there = surface.hessian(x, y);
            here.iter().zip(there).all(|(a, b)| close(*a, b, 1e-12))
        });
        assert_eq!(facts.quadratic, constant, "{id}");
    }
}

/// The five-point difference quotient of g at 0.
fn slope(g: impl Fn(f64) -> f64, h: f64) -> f64 {
    (8.0 * (g(h) - g(-h)) - (g(2.0 * h) - g(-2.0 * h))) / (12.0 * h)
}

proptest! {
    /// Value, gradient and Hessian of every surface agree with each other, everywhere in its
    /// window.
    #[test]
    fn derivatives_agree_with_finite_differences(u in 0.0..1.0_f64, v in 0.0..1.0_f64) {
        const H: f64 = 1e-3;
        for (id, surface, facts) in &*ALL {
            let window = facts.window;
            let x = window.x[0] + u * (window.x[1] - window.x[0]);
            let y = window.y[0] + v * (window.y[1] - window.y[0]);
            if *id == "ackley" && x.hypot(y) < 0.1 {
                continue; // The cone's higher derivatives grow without bound towards its tip.
            }
            let (value, gradient) = surface.value_and_gradient(x, y);
            prop_assert_eq!(value, surface.value(x, y), "{}", id);
            let gradient_at = |x: f64, y: f64| surface.value_and_gradient(x, y).1;
            let size = surface.hessian(x, y).iter().fold(value.abs(), |m, c| m.max(c.abs()));
            let near = |a: f64, b: f64| (a - b).abs() <= 1e-6 * size.max(1.0);
            let differences = [
                slope(|h| surface.value(x + h, y), H),
                slope(|h| surface.value(x, y + h), H),
            ];
            prop_assert!(near(gradient[0], differences[0]), "{}: {:?} {:?}", id, gradient, differences);
            prop_assert!(near(gradient[1], differences[1]), "{}: {:?} {:?}", id, gradient, differences);
            let hessian = surface.hessian(x, y);
            let differences = [
                slope(|h| gradient_at(x + h, y)[0], H),
                slope(|h| gradient_at(x, y + h)[0], H),
                slope(|h| gradient_at(x, y + h)[1], H),
            ];
            for (exact, difference) in hessian.iter().zip(differences) {
                prop_assert!(near(*exact, difference), "{}: {:?} {:?}", id, hessian, differences);
            }
        }
    }
}
