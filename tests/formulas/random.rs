//! Random expressions against plain recursion, and random text.

use downhill::core::Error;
use downhill::core::surface::{Formula, Surface};
use num_dual::{Dual64, DualNum};
use proptest::prelude::*;

use crate::{close, parse};

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
