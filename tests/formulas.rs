//! Typed formulas: grammar, errors, derivatives, limits.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::f64::consts::{E, PI};

use downhill::core::Error;
use downhill::core::registry::Setting;
use downhill::core::surface::{self, Formula, Surface, parse_or_find};
use num_dual::{Dual64, DualNum};
use proptest::prelude::*;

fn parse(text: &str) -> Formula {
    Formula::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The message and the place of a formula's error.
fn refusal(text: &str) -> (String, usize) {
    match Formula::parse(text) {
        Err(Error::Formula { message, position }) => (message, position),
        other => panic!("{text}: {other:?}"),
    }
}

/// Equal to `tolerance`, relative for large numbers; NaN equals NaN.
fn close(a: f64, b: f64, tolerance: f64) -> bool {
    a == b
        || (a.is_nan() && b.is_nan())
        || (a - b).abs() <= tolerance * a.abs().max(b.abs()).max(1.0)
}

#[test]
fn formulas_mean_what_mathematics_says() {
    for (text, expected) in [
        ("2+3*4", 14.0),
        ("2*3+4", 10.0),
        ("(2+3)*4", 20.0),
        ("2-3-4", -5.0),
        ("8/4/2", 1.0),
        ("8/4*2", 4.0),
        ("-2^2", -4.0),
        ("(-2)^2", 4.0),
        ("2^3^2", 512.0),
        ("(2^3)^2", 64.0),
        ("2^-1", 0.5),
        ("-2^-2", -0.25),
        ("2^-2^2", 0.0625),
        ("2^-1*4", 2.0),
        ("2*-3", -6.0),
        ("--2", 2.0),
        ("1---2", -1.0),
        ("-2*-3", 6.0),
        ("-3-4", -7.0),
        ("(-8)^3", -512.0),
        ("(-2)^-3", -0.125),
        ("0^0", 1.0),
        ("4^.5", 2.0),
        ("1e-3", 0.001),
        ("1E+3", 1000.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("2e3", 2000.0),
        ("2*e", 2.0 * E),
        ("pi", PI),
        ("π", PI),
        ("x", 3.0),
        ("y", -2.0),
        ("x²+y³", 1.0),
        ("-x²", -9.0),
        ("2^x²", 512.0),
        ("x¹⁰", 59049.0),
        ("x − y", 5.0),
        ("x×y·2⋅1", -12.0),
        ("min(x, y)", -2.0),
        ("max(x, y)", 3.0),
        ("min(max(x,y),1+1)", 2.0),
        (" ( x\t+\ny ) ", 1.0),
        ("abs(y)", 2.0),
        ("sqrt(x+1)", 2.0),
        ("exp(log(x))", 3.0),
        ("x^y", 1.0 / 9.0),
        ("((((x))))", 3.0),
    ] {
        let value = parse(text).value(3.0, -2.0);
        assert!(close(value, expected, 1e-15), "{text} = {value}");
    }
}

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

/// The position is marked by the character after it: `»` is taken out before parsing.
#[test]
fn errors_say_what_and_where() {
    for (marked, expected) in [
        ("»", "it is empty"),
        ("»  ", "it is empty"),
        ("2»x", "an operator is missing before x: 2x is written 2*x"),
        ("2 »x", "an operator is missing before x"),
        ("(2»x)", "an operator is missing before x"),
        ("2»(x)", "an operator is missing before ("),
        ("x»(y)", "an operator is missing before ("),
        ("x »3", "an operator is missing before 3"),
        ("(x)»(y)", "an operator is missing before ("),
        ("2»e", "an operator is missing before e"),
        ("sin(x)»cos(x)", "an operator is missing before cos"),
        (
            "»xy",
            "unknown name xy: a product is written x*y, a power x^2",
        ),
        (
            "»x2",
            "unknown name x2: a product is written x*y, a power x^2",
        ),
        (
            "1+»foo",
            "unknown name foo: it must be one of x, y, pi, π, e, or a function: sin, cos, ",
        ),
        ("»X", "unknown name X: it must be one of"),
        ("x+»", "expected a number, a name or ( but found the end"),
        ("»*x", "expected a number, a name or ( but found *"),
        ("x*»*2", "a power is written ^"),
        ("x+»+2", "expected a number, a name or ( but found +"),
        ("x^»^2", "expected a number, a name or ( but found ^"),
        ("(»)", "expected a number, a name or ( but found )"),
        ("»(x+(y)", "this ( is never closed"),
        ("sin»(x", "this ( is never closed"),
        ("x»)", "this ) closes no ("),
        ("x»,5", "decimals are written with a point"),
        ("(x»,5)", "expected ) but found a comma"),
        ("sin »x", "sin must be followed by ( but found x"),
        ("sin»^2(x)", "sin must be followed by ( but found ^"),
        ("sin»", "sin must be followed by ( but found the end"),
        ("sin(»)", "expected a number, a name or ( but found )"),
        ("sin(x»,y)", "sin takes one argument only"),
        (
            "min(x»)",
            "min takes two arguments with a comma between them, but found )",
        ),
        ("min(x,y»,1)", "min takes two arguments only"),
        ("x »= y", "the character '=' has no meaning here"),
        ("x »$ y", "the character '$' has no meaning here"),
        ("»1.2.3", "1.2 is no number"),
        ("x + »1..2", "1. is no number"),
        ("»., 1", ". is no number"),
        ("»1e999", "1e999 is too large"),
    ] {
        let position = marked.chars().position(|c| c == '»').unwrap();
        let text = marked.replace('»', "");
        let (message, found) = refusal(&text);
        assert!(message.contains(expected), "{text:?}: {message}");
        assert_eq!(found, position, "{text:?}: {message}");
    }
}

#[test]
fn positions_count_characters_not_bytes() {
    assert_eq!(refusal("π·x² + äöü").1, 7);
    let error = Formula::parse("π·x² + äöü").unwrap_err().to_string();
    assert!(error.starts_with("formula: unknown name äöü"), "{error}");
    assert!(error.ends_with("(at character 8)"), "{error}");
}

#[test]
fn size_and_depth_are_limited() {
    let (message, position) = refusal(&"x".repeat(100_000));
    assert_eq!(
        message,
        "it has 100000 characters, but must have at most 10000"
    );
    assert_eq!(position, 10_000);
    for piece in ["(", "-", "2^", "sin(", "min(x,", "x^(", "1+(", "π(", "√"] {
        let most = 10_000 / piece.chars().count();
        for count in [most, 1_000, 100] {
            let (message, _) = refusal(&piece.repeat(count));
            assert!(message.chars().count() < 200, "{message}");
        }
        refusal(&piece.repeat(50_000));
    }
    let nested = |levels: usize| format!("{}x{}", "1-(".repeat(levels), ")".repeat(levels));
    let (message, _) = refusal(&nested(40));
    assert!(
        message.contains("nested more than 62 levels deep"),
        "{message}"
    );
    assert_eq!(parse(&nested(30)).value(5.0, 0.0), 5.0);
    let power = format!("{}x", "1^".repeat(61));
    assert_eq!(parse(&power).value(5.0, 0.0), 1.0);
    let argument = format!("{}x{}", "min(9,".repeat(60), ")".repeat(60));
    assert_eq!(parse(&argument).value(5.0, 0.0), 5.0);
    let sum = format!("x{}", "+x".repeat(4_999));
    assert_eq!(
        parse(&sum).value_and_gradient(1.0, 0.0),
        (5_000.0, [5_000.0, 0.0])
    );
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

#[test]
fn a_surface_is_found_by_id_or_typed() {
    let bowl = parse_or_find(" bowl ", [("elongation", Setting::Number(4.0))]).unwrap();
    assert_eq!(bowl.value(1.0, 1.0), 2.5);
    assert_eq!(parse_or_find("x*y", []).unwrap().value(2.0, 3.0), 6.0);
    assert_eq!(parse_or_find("x", []).unwrap().value(2.0, 3.0), 2.0);
    let error = |text, given: &[(&'static str, Setting<'static>)]| {
        parse_or_find(text, given.iter().copied())
            .err()
            .expect("refused")
    };
    let unknown = error("rosenbrok", &[]);
    assert!(
        matches!(&unknown, Error::UnknownId { allowed, .. } if allowed.len() == surface::ALL.len())
    );
    assert!(matches!(error("sin", &[]), Error::Formula { .. }));
    assert!(matches!(error("xy", &[]), Error::Formula { .. }));
    assert!(matches!(error("rosenbrock+", &[]), Error::Formula { .. }));
    assert!(matches!(error("", &[]), Error::Formula { .. }));
    assert_eq!(
        error("x^2", &[("elongation", Setting::Number(4.0))]).to_string(),
        "a formula has no parameter \"elongation\": it takes none"
    );
    assert!(matches!(
        error("bowl", &[("elongation", Setting::Number(-4.0))]),
        Error::OutOfRange { .. }
    ));
}

/// An expression, as the tests understand it.
#[derive(Debug, Clone)]
enum Expression {
    Number(f64),
    X,
    Y,
    Negate(Box<Self>),
    Binary(char, Box<Self>, Box<Self>),
    Whole(Box<Self>, i32),
    Call(&'static str, Box<Self>),
    Pair(&'static str, Box<Self>, Box<Self>),
}

const CALLS: [&str; 6] = ["sin", "cos", "exp", "atan", "tanh", "abs"];

impl Expression {
    /// Its value by plain recursion.
    fn value<D: DualNum<f64> + Copy>(&self, x: D, y: D) -> D {
        match self {
            Self::Number(number) => D::from(*number),
            Self::X => x,
            Self::Y => y,
            Self::Negate(a) => -a.value(x, y),
            Self::Binary(sign, a, b) => {
                let (a, b) = (a.value(x, y), b.value(x, y));
                match sign {
                    '+' => a + b,
                    '-' => a - b,
                    '*' => a * b,
                    _ => a / b,
                }
            }
            Self::Whole(a, n) => (0..*n).fold(D::from(1.0), |power, _| power * a.value(x, y)),
            Self::Call(name, a) => {
                let a = a.value(x, y);
                match *name {
                    "sin" => a.sin(),
                    "cos" => a.cos(),
                    "exp" => a.exp(),
                    "atan" => a.atan(),
                    "tanh" => (a.exp() - (-a).exp()) / (a.exp() + (-a).exp()),
                    _ => a.abs(),
                }
            }
            Self::Pair(name, a, b) => {
                let (a, b) = (a.value(x, y), b.value(x, y));
                if (*name == "min") == (a.re() <= b.re()) {
                    a
                } else {
                    b
                }
            }
        }
    }

    /// How tightly it holds together when written.
    fn strength(&self) -> u8 {
        match self {
            Self::Binary('+' | '-', ..) => 1,
            Self::Binary(..) => 2,
            Self::Negate(_) => 3,
            Self::Whole(..) => 4,
            _ => 5,
        }
    }

    /// It as text, with no more parentheses than it needs; what binds less than `least` gets some.
    fn written(&self, least: u8) -> String {
        let text = match self {
            Self::Number(number) => format!("{number}"),
            Self::X => "x".to_owned(),
            Self::Y => "y".to_owned(),
            Self::Negate(a) => format!("-{}", a.written(3)),
            Self::Binary(sign, a, b) => {
                let strength = self.strength();
                format!("{}{sign}{}", a.written(strength), b.written(strength + 1))
            }
            Self::Whole(a, n) => format!("{}^{n}", a.written(5)),
            Self::Call(name, a) => format!("{name}({})", a.written(0)),
            Self::Pair(name, a, b) => format!("{name}({}, {})", a.written(0), b.written(0)),
        };
        if self.strength() < least {
            format!("({text})")
        } else {
            text
        }
    }
}

fn expressions() -> impl Strategy<Value = Expression> {
    let leaf = prop_oneof![
        (0..40_u8).prop_map(|n| Expression::Number(f64::from(n) / 8.0)),
        Just(Expression::X),
        Just(Expression::Y),
    ];
    leaf.prop_recursive(6, 40, 2, |inner| {
        let one = inner.clone().prop_map(Box::new);
        let two = (one.clone(), one.clone());
        prop_oneof![
            one.clone().prop_map(Expression::Negate),
            (prop::sample::select(vec!['+', '-', '*', '/']), two.clone())
                .prop_map(|(sign, (a, b))| Expression::Binary(sign, a, b)),
            (one.clone(), 0..5_i32).prop_map(|(a, n)| Expression::Whole(a, n)),
            (prop::sample::select(CALLS.to_vec()), one)
                .prop_map(|(name, a)| Expression::Call(name, a)),
            (prop::sample::select(vec!["min", "max"]), two)
                .prop_map(|(name, (a, b))| Expression::Pair(name, a, b)),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn random_expressions_agree_with_plain_recursion(
        expression in expressions(), x in -2.0..2.0_f64, y in -2.0..2.0_f64
    ) {
        let text = expression.written(0);
        let formula = parse(&text);
        let along_x = expression.value(Dual64::from(x).derivative(), Dual64::from(y));
        let along_y = expression.value(Dual64::from(x), Dual64::from(y).derivative());
        let (value, [gx, gy]) = formula.value_and_gradient(x, y);
        // Where intermediate results are huge, or a difference is nearly 0 under a division,
        // rounding differs by more than the tolerance and says nothing.
        let tame = |a: f64| a.is_finite() && a.abs() < 1e6;
        prop_assume!(tame(along_x.re) && tame(along_x.eps) && tame(along_y.eps));
        prop_assert!(close(value, along_x.re, 1e-9), "{} = {} not {}", text, value, along_x.re);
        prop_assert!(close(formula.value(x, y), value, 1e-9), "{}", text);
        prop_assert!(close(gx, along_x.eps, 1e-7), "{}: {} not {}", text, gx, along_x.eps);
        prop_assert!(close(gy, along_y.eps, 1e-7), "{}: {} not {}", text, gy, along_y.eps);
    }

    #[test]
    fn any_text_is_read_or_refused_at_a_place_in_it(text in "\\PC{0,60}") {
        check(&text)?;
    }

    #[test]
    fn any_text_of_meaningful_pieces_is_read_or_refused(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "x", "y", "1", ".5", "2e", "e", "pi", "+", "-", "*", "/", "^", "(", ")", ",", " ",
            "sin", "min(", "log(", "²", "−", "1e9", ".", "abs(", "0",
        ]), 0..30)
    ) {
        check(&pieces.concat())?;
    }
}

/// A text is read, and then can be evaluated, or refused at a place in it.
fn check(text: &str) -> Result<(), TestCaseError> {
    match Formula::parse(text) {
        Ok(formula) => {
            formula.value(0.3, -0.7);
            formula.value_and_gradient(0.0, 0.0);
            formula.hessian(0.0, 1.0);
            formula.facts();
        }
        Err(Error::Formula { position, .. }) => {
            prop_assert!(
                position <= text.chars().count(),
                "{} in {:?}",
                position,
                text
            );
        }
        Err(other) => prop_assert!(false, "{}", other),
    }
    Ok(())
}
