//! The critical points found by search are those that are known.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use downhill::core::analysis::critical_points::find;
use downhill::core::surface::{self, Critical, CriticalPoint, Formula, Surface, Window};

fn near(a: &CriticalPoint, b: &CriticalPoint) -> bool {
    (a.x - b.x).hypot(a.y - b.y) < 1e-8 && a.kind == b.kind
}

/// Both directions, for every surface of the registry; of ackley only the minima are listed, and
/// its cone is no place that Newton's method could find.
#[test]
fn on_every_surface_the_known_points_are_found_and_no_others() {
    for entry in surface::ALL {
        let surface = (entry.build)(&entry.values([]).unwrap());
        let facts = surface.facts();
        let mut found = find(&*surface, facts.window);
        let mut known = facts.critical_points;
        if entry.id == "ackley" {
            let others = |p: &CriticalPoint| p.kind == Critical::Minimum && p.x.hypot(p.y) > 1e-3;
            found.retain(others);
            known.retain(others);
        }
        for point in &known {
            assert!(
                found.iter().any(|p| near(p, point)),
                "{}: {point:?} is missed",
                entry.id
            );
        }
        for point in &found {
            assert!(
                known.iter().any(|p| near(p, point)),
                "{}: {point:?} is none",
                entry.id
            );
        }
        assert_eq!(found.len(), known.len(), "{}", entry.id);
    }
}

/// The kinds found on a typed surface within ±4, the lowest first.
fn kinds(text: &str) -> Vec<Critical> {
    let points = find(&Formula::parse(text).unwrap(), Window::centred(4.0, 4.0));
    points.iter().map(|p| p.kind).collect()
}

#[test]
fn kinds_of_typed_surfaces() {
    use Critical::{Degenerate, Maximum, Minimum, Saddle};
    for (text, expected) in [
        ("x^2 + 3*y^2", vec![Minimum]),
        ("(x-1/3)^2 + 1e8*(y-x)^2", vec![Minimum]),
        ("1e9*(x-1/3)^2 + 1e9*y^2", vec![Minimum]),
        ("-x^2 - y^2", vec![Maximum]),
        ("x*y", vec![Saddle]),
        ("x^3 - 3*x + y^2", vec![Minimum, Saddle]),
        ("(x^2-1)^2 + y^2", vec![Minimum, Minimum, Saddle]),
        ("x^2 + log(y) + 1/y", vec![Minimum]),
        ("exp(-x^2 - y^2)", vec![Maximum]),
        ("x^4 + y^4", vec![Degenerate]),
        ("(x-.7)^4 + (y+.3)^4", vec![Degenerate]),
        ("x + y", vec![]),
        ("x^3 + y^2", vec![]), // ∂f/∂x touches 0 only.
        ("(x-9)^2 + y^2", vec![]),
        ("sqrt(x-9)", vec![]),
        // Two level lines cross.
        ("(x*y)^2", vec![Degenerate]),
        // None of these is isolated.
        ("7", vec![]),
        ("x^2", vec![]),
        ("(x-y)^2", vec![]),
        ("sin(x)", vec![]),
        ("(x^2+y^2-4)^2", vec![Maximum]),
        ("exp(-1000*x^2 - 1000*y^2)", vec![Maximum]),
        ("max(0, x^2+y^2-1)", vec![]),
    ] {
        assert_eq!(kinds(text), expected, "{text}");
    }
}

#[test]
fn another_window_keeps_what_is_known_and_shows_what_is_found() {
    let count = |text: &str, window: Window| {
        let surface = surface::parse_or_find(text, []).unwrap();
        let facts = surface.facts().in_window(&*surface, window);
        assert_eq!(facts.window, window);
        facts.critical_points.len()
    };
    for (text, x, y, expected) in [
        ("six_hump_camel", [-2.2, 2.2], [-1.2, 1.2], 15),
        ("six_hump_camel", [-2.9, 2.4], [-1.7, 1.3], 15),
        ("six_hump_camel", [0.1, 2.4], [-1.3, 1.3], 6),
        ("ackley", [-0.31, 0.32], [-0.33, 0.31], 1),
        ("(x-9)^2 + y^2", [-4.0, 4.0], [-4.0, 4.0], 0),
        ("(x-9)^2 + y^2", [5.0, 12.0], [-1.0, 2.0], 1),
        ("x^2 + y^2", [-1e-3, 2e-3], [-1e-3, 1e-3], 1),
        ("x^2 + y^2", [-1e200, 2e200], [-1e200, 1e200], 1),
    ] {
        assert_eq!(
            count(text, Window { x, y }),
            expected,
            "{text} in {x:?} × {y:?}"
        );
    }
}

#[test]
fn the_lowest_comes_first() {
    let wave = Formula::parse("sin(2*x) + cos(3*y) + x/10").unwrap();
    let points = find(&wave, Window::centred(4.0, 4.0));
    let values: Vec<f64> = points.iter().map(|p| wave.value(p.x, p.y)).collect();
    assert!(values.is_sorted() && values.len() > 20, "{values:?}");
}

/// Detail finer than the grid costs no more than the bounds allow.
#[test]
fn work_and_answer_are_bounded() {
    for text in [
        "sin(500*x)*sin(500*y)",
        "cos(1e6*x*y)",
        "abs(sin(1e3*x))+y*0/x",
    ] {
        assert!(kinds(text).len() <= 1_000, "{text}");
    }
}

/// A formula of very many operations is looked through more coarsely, so that it takes no longer.
#[test]
fn what_takes_long_is_looked_through_coarsely() {
    let text = format!("x^2 + y^2{}", " + 0.001*sin(x)*sin(y)".repeat(400));
    let formula = Formula::parse(&text).unwrap();
    assert!((16..96).contains(&formula.cells()), "{}", formula.cells());
    assert_eq!(Formula::parse("x^2 + sin(y)").unwrap().cells(), 96);
    let points = find(&formula, Window::centred(4.0, 4.0));
    assert_eq!(points.len(), 1, "{points:?}");
    assert!(points[0].x.hypot(points[0].y) < 1e-9, "{points:?}");
}
