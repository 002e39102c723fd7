//! Values, gradients and Hessians, and what is said of a formula.

use downhill::core::surface::{Surface, parse_or_find};

use crate::{close, parse};

#[test]
fn every_function_is_its_namesake() {
    type Namesake = fn(f64) -> f64;
    let functions: [(&str, Namesake); 13] = [
        ("sin", f64::sin),
        ("cos", f64::cos),
        ("tan", f64::tan),
        ("asin", f64::asin),
        ("acos", f64::acos),
        ("atan", f64::atan),
        ("sinh", f64::sinh),
        ("cosh", f64::cosh),
        ("tanh", f64::tanh),
        ("exp", f64::exp),
        ("log", f64::ln),
        ("sqrt", f64::sqrt),
        ("abs", f64::abs),
    ];
    for (name, namesake) in functions {
        let formula = parse(&format!("{name}(x)"));
        for x in [-2.5, -1.0, -0.3, 0.0, 1e-9, 0.4, 1.0, 3.0, 40.0, -800.0] {
            let expected = namesake(x);
            for value in [formula.value(x, 0.0), formula.value_and_gradient(x, 0.0).0] {
                assert!(close(value, expected, 1e-14), "{name}({x}) = {value}");
            }
        }
    }
}

/// Each surface of the registry, typed.
#[test]
fn a_typed_surface_equals_the_built_in_one() {
    for (id, text) in [
        ("bowl", "(x^2 + 100*y^2)/2"),
        (
            "rotated_bowl",
            "(((x+y)/sqrt(2))^2 + 50*((x-y)/sqrt(2))^2)/2",
        ),
        ("booth", "(x+2*y-7)^2 + (2*x+y-5)^2"),
        ("rosenbrock", "(1-x)^2 + 100*(y-x^2)^2"),
        (
            "beale",
            "(1.5-x+x*y)^2 + (2.25-x+x*y^2)^2 + (2.625-x+x*y^3)^2",
        ),
        ("himmelblau", "(x^2+y-11)^2 + (x+y^2-7)^2"),
        ("saddle", "x^2 - y^2 + y^4/4"),
        ("monkey_saddle", "x^3 - 3*x*y^2 + (x^2+y^2)^2/4"),
        (
            "wells",
            "x^2+y^2 - 2*exp(-((x-1)^2+y^2)/.2) - 3*exp(-((x+1)^2+y^2)/.2)",
        ),
        ("plateau", "1 - exp(-(x^2+y^2)/2) + .0005*(x^2+y^2)"),
        (
            "six_hump_camel",
            "(4-2.1*x^2+x^4/3)*x^2 + x*y + (4*y^2-4)*y^2",
        ),
        ("three_hump_camel", "2*x^2 - 1.05*x^4 + x^6/6 + x*y + y^2"),
        ("styblinski_tang", "(x^4-16*x^2+5*x + y^4-16*y^2+5*y)/2"),
        (
            "rastrigin",
            "20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)",
        ),
        (
            "ackley",
            "-20*exp(-.2*sqrt((x^2+y^2)/2)) - exp((cos(2*pi*x)+cos(2*pi*y))/2) + 20 + e",
        ),
        (
            "goldstein_price",
            "(1+(x+y+1)^2*(19-14*x+3*x^2-14*y+6*x*y+3*y^2)) \
             * (30+(2*x-3*y)^2*(18-32*x+12*x^2+48*y-36*x*y+27*y^2))",
        ),
        ("mccormick", "sin(x+y) + (x-y)^2 - 1.5*x + 2.5*y + 1"),
    ] {
        let twin = parse_or_find(id, []).unwrap();
        let typed = parse(text);
        assert_eq!(typed.facts().quadratic, twin.facts().quadratic, "{id}");
        let window = twin.facts().window;
        let at = |[low, high]: [f64; 2], i: i32| low + (high - low) * f64::from(i) / 8.0;
        for (x, y) in (0..=8).flat_map(|i| (0..=8).map(move |j| (at(window.x, i), at(window.y, j))))
        {
            let (value, gradient) = twin.value_and_gradient(x, y);
            let (typed_value, typed_gradient) = typed.value_and_gradient(x, y);
            // Terms cancel: the digits lost are those of the largest derivative.
            let hessian = twin.hessian(x, y);
            let size = hessian
                .iter()
                .chain(&gradient)
                .fold(value.abs(), |m, c| m.max(c.abs()));
            let near = |a: f64, b: f64| (a - b).abs() <= 1e-12 * size.max(1.0);
            assert!(
                near(value, typed_value),
                "{id} at {x}, {y}: {value} {typed_value}"
            );
            assert!(near(value, typed.value(x, y)), "{id} at {x}, {y}");
            for (a, b) in gradient.iter().zip(typed_gradient) {
                assert!(
                    near(*a, b),
                    "{id} at {x}, {y}: {gradient:?} {typed_gradient:?}"
                );
            }
            for (a, b) in hessian.iter().zip(typed.hessian(x, y)) {
                assert!(
                    near(*a, b),
                    "{id} at {x}, {y}: {hessian:?} {:?}",
                    typed.hessian(x, y)
                );
            }
        }
    }
}

/// Many places at once give the same bits as one by one, whether or not they fill the last block;
/// what lies beyond the shortest slice is left alone.
#[test]
fn gradients_together_equal_those_one_by_one() {
    for text in ["exp(x)*y - tan(y)", "rosenbrock", "ackley"] {
        let surface = parse_or_find(text, []).unwrap();
        for count in [0, 1, 7, 8, 9, 30] {
            let x: Vec<f64> = (0..count).map(|i| 0.1 * f64::from(i) - 1.5).collect();
            let y: Vec<f64> = (0..count + 1).map(|i| 1.2 - 0.07 * f64::from(i)).collect();
            let (mut gx, mut gy) = (vec![7.0; x.len() + 2], vec![7.0; x.len() + 3]);
            surface.gradients(&x, &y, &mut gx, &mut gy);
            for (i, (&x, &y)) in x.iter().zip(&y).enumerate() {
                assert_eq!(
                    [gx[i], gy[i]],
                    surface.value_and_gradient(x, y).1,
                    "{text}: {i}"
                );
            }
            assert_eq!(
                (&gx[x.len()..], &gy[x.len()..]),
                (&[7.0; 2][..], &[7.0; 3][..]),
                "{text}"
            );
        }
    }
}

#[test]
fn derivatives_are_exact_where_general_powers_and_quotients_fail() {
    for (text, [x, y], value, gradient) in [
        ("x^3", [-2.0, 0.0], -8.0, [12.0, 0.0]),
        ("x^3", [0.0, 0.0], 0.0, [0.0, 0.0]),
        ("x^1", [0.0, 0.0], 0.0, [1.0, 0.0]),
        ("x^0", [0.0, 0.0], 1.0, [0.0, 0.0]),
        ("x^-2", [-2.0, 0.0], 0.25, [0.25, 0.0]),
        ("abs(x)", [0.0, 0.0], 0.0, [0.0, 0.0]),
        ("abs(x)", [-2.0, 0.0], 2.0, [-1.0, 0.0]),
        ("sqrt(x^2+y^2)", [0.0, 0.0], 0.0, [0.0, 0.0]),
        ("sqrt(x^2+y^2)", [3.0, 4.0], 5.0, [0.6, 0.8]),
        ("abs(x)^1.5 + y^2", [0.0, 2.0], 4.0, [0.0, 4.0]),
        ("(x^2)^.5 + y", [0.0, 2.0], 2.0, [0.0, 1.0]),
        ("abs(x)^.5 + y", [1e-120, 2.0], 2.0, [0.0, 1.0]),
        (
            "abs(x)^.5 + y",
            [1e-99, 2.0],
            2.0,
            [0.5 * 1e-99_f64.powf(-0.5), 1.0],
        ),
        ("tanh(x)", [1e4, 0.0], 1.0, [0.0, 0.0]),
        ("tanh(x)", [-1e4, 0.0], -1.0, [0.0, 0.0]),
        ("tanh(x)", [0.0, 0.0], 0.0, [1.0, 0.0]),
        ("min(x, y)", [1.0, 1.0], 1.0, [1.0, 0.0]),
        ("max(x, y)", [1.0, 1.0], 1.0, [1.0, 0.0]),
        ("max(x, y)", [1.0, 2.0], 2.0, [0.0, 1.0]),
        ("x^y", [2.0, 3.0], 8.0, [12.0, 8.0 * std::f64::consts::LN_2]),
    ] {
        let (found, [gx, gy]) = parse(text).value_and_gradient(x, y);
        assert!(close(found, value, 1e-15), "{text}: {found}");
        assert!(
            close(gx, gradient[0], 1e-14) && close(gy, gradient[1], 1e-14),
            "{text}: {gx} {gy}"
        );
        assert!(
            parse(text).hessian(x, y).iter().all(|c| c.is_finite()),
            "{text}"
        );
    }
    for (text, [x, y]) in [
        ("log(x)", [-1.0, 0.0]),
        ("sqrt(x)", [-1.0, 0.0]),
        ("x^.5", [-1.0, 0.0]),
        ("x^y", [-2.0, 2.0]),
        ("min(log(x), y)", [-1.0, 0.0]),
        ("max(y, log(x))", [-1.0, 0.0]),
        ("abs(log(x))", [-1.0, 0.0]),
    ] {
        assert!(parse(text).value(x, y).is_nan(), "{text}");
        assert!(parse(text).value_and_gradient(x, y).0.is_nan(), "{text}");
    }
}

#[test]
fn quadratic_is_said_of_polynomials_of_degree_2_only() {
    for (text, expected) in [
        ("x^2 + 3*x*y - y^2/7 + 2*x - 1", true),
        ("(x+y)^2", true),
        ("-(2*x-1)*(y+pi)", true),
        ("x + y", true),
        ("3", true),
        ("x²/2", true),
        ("x*y*sqrt(2)", true),
        ("x^3", false),
        ("x^2*y", false),
        ("x^3 - x^3", false),
        ("x^-1", false),
        ("1/x", false),
        ("x/0", false),
        ("x/(y^0-1)", false),
        ("x^2/(1-1)", false),
        ("x^2 + 1e300*1e300*y", false),
        ("x^1.5", false),
        ("x^y", false),
        ("2^x", false),
        ("abs(x)^2", false),
        ("abs(x^2)", false),
        ("max(x^2, y^2)", false),
        ("sin(x)", false),
        ("exp(log(x^2))", false),
        ("(x*y)^2", false),
        ("x^2147483647", false),
        ("(x^99999)^99999", false),
    ] {
        assert_eq!(parse(text).facts().quadratic, expected, "{text}");
    }
}

#[test]
fn a_start_has_a_slope_where_there_is_one() {
    for (text, start) in [
        ("x^2+y^2", [-3.0, 2.0]),
        ("log(x)+y", [3.0, 2.0]),
        ("log(x*y)", [3.0, 2.0]),
        ("log(-y)+log(x)", [3.0, -2.0]),
        ("asin(x)+y", [0.5, 0.25]),
        ("7", [-3.0, 2.0]),
        ("log(-1)", [-3.0, 2.0]),
    ] {
        assert_eq!(parse(text).facts().start, start, "{text}");
    }
}
