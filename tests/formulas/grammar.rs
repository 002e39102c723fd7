//! What is read, and what is refused where.

use std::f64::consts::{E, PI};

use downhill::core::Error;
use downhill::core::registry::Setting;
use downhill::core::surface::{self, Formula, Surface, parse_or_find};

use crate::{close, parse};

/// The message and the place of a formula's error.
fn refusal(text: &str) -> (String, usize) {
    match Formula::parse(text) {
        Err(Error::Formula { message, position }) => (message, position),
        other => panic!("{text}: {other:?}"),
    }
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
