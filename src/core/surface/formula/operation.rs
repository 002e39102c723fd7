//! What a formula can do, and what each operation does to numbers and dual numbers.

use std::array;

use num_dual::DualNum;

/// A step of a program: it adds a value, changes the last one, or joins the last two.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Operation {
    Constant(f64),
    X,
    Y,
    Unary(Unary),
    Binary(Binary),
}

/// What is done to one value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Unary {
    Negate,
    /// To a whole number.
    Whole(i32),
    /// To a number that is not whole.
    Real(f64),
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Sinh,
    Cosh,
    Tanh,
    Exp,
    Log,
    Sqrt,
    Abs,
}

/// What is done to two.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Binary {
    Add,
    Subtract,
    Multiply,
    Divide,
    /// The first to the second, as e^{b ln a}.
    Power,
    Min,
    Max,
}

/// What can be called by name.
pub(super) const FUNCTIONS: &[(&str, Operation)] = &[
    ("sin", Operation::Unary(Unary::Sin)),
    ("cos", Operation::Unary(Unary::Cos)),
    ("tan", Operation::Unary(Unary::Tan)),
    ("asin", Operation::Unary(Unary::Asin)),
    ("acos", Operation::Unary(Unary::Acos)),
    ("atan", Operation::Unary(Unary::Atan)),
    ("sinh", Operation::Unary(Unary::Sinh)),
    ("cosh", Operation::Unary(Unary::Cosh)),
    ("tanh", Operation::Unary(Unary::Tanh)),
    ("exp", Operation::Unary(Unary::Exp)),
    ("log", Operation::Unary(Unary::Log)),
    ("sqrt", Operation::Unary(Unary::Sqrt)),
    ("abs", Operation::Unary(Unary::Abs)),
    ("min", Operation::Binary(Binary::Min)),
    ("max", Operation::Binary(Binary::Max)),
];

/// What can be written by name alone.
pub(super) const VARIABLES: &[(&str, Operation)] = &[
    ("x", Operation::X),
    ("y", Operation::Y),
    ("pi", Operation::Constant(std::f64::consts::PI)),
    ("π", Operation::Constant(std::f64::consts::PI)),
    ("e", Operation::Constant(std::f64::consts::E)),
];

impl Unary {
    /// The operation that raises to a constant power.
    #[allow(clippy::cast_possible_truncation)]
    pub(super) fn to_the(exponent: f64) -> Self {
        if exponent.fract() == 0.0 && exponent.abs() <= f64::from(i32::MAX) {
            Self::Whole(exponent as i32)
        } else {
            Self::Real(exponent)
        }
    }

    /// Of several values at once.
    #[inline]
    pub(super) fn apply<D: DualNum<f64> + Copy, const N: usize>(self, a: [D; N]) -> [D; N] {
        match self {
            Self::Negate => a.map(|a| -a),
            Self::Whole(2) => a.map(|a| a * a),
            Self::Whole(n) => a.map(|a| whole_power(a, n)),
            Self::Real(exponent) => a.map(|a| real_power(a, exponent)),
            Self::Sin => a.map(|a| a.sin()),
            Self::Cos => a.map(|a| a.cos()),
            Self::Tan => a.map(|a| a.tan()),
            Self::Asin => a.map(|a| a.asin()),
            Self::Acos => a.map(|a| a.acos()),
            Self::Atan => a.map(|a| a.atan()),
            Self::Sinh => a.map(|a| a.sinh()),
            Self::Cosh => a.map(|a| a.cosh()),
            Self::Tanh => a.map(tanh),
            Self::Exp => a.map(|a| a.exp()),
            Self::Log => a.map(|a| a.ln()),
            Self::Sqrt => a.map(sqrt),
            Self::Abs => a.map(abs),
        }
    }
}

impl Binary {
    /// Of several pairs at once.
    #[inline]
    pub(super) fn apply<D, const N: usize>(self, a: [D; N], b: [D; N]) -> [D; N]
    where
        D: DualNum<f64> + Copy,
    {
        let each = |of: fn(D, D) -> D| array::from_fn(|i| of(a[i], b[i]));
        match self {
            Self::Add => each(|a, b| a + b),
            Self::Subtract => each(|a, b| a - b),
            Self::Multiply => each(|a, b| a * b),
            Self::Divide => each(|a, b| a / b),
            Self::Power => each(|a, b| (a.ln() * b).exp()),
            // What is not a number is handed on.
            Self::Min => each(|a, b| {
                if a.re() <= b.re() || a.re().is_nan() {
                    a
                } else {
                    b
                }
            }),
            Self::Max => each(|a, b| {
                if a.re() >= b.re() || a.re().is_nan() {
                    a
                } else {
                    b
                }
            }),
        }
    }
}

/// Roots of what is smaller than this count as constant: their slope, infinite at 0, would
/// overflow.
const TIP: f64 = 1e-200;

/// √a, the derivatives at 0 counted as 0, where they are infinite or, as at the tip of the cone
/// √(x² + y²), do not exist.
pub(in super::super) fn sqrt<D: DualNum<f64> + Copy>(a: D) -> D {
    if (0.0..TIP).contains(&a.re()) {
        D::from(a.re().sqrt())
    } else {
        a.sqrt()
    }
}

/// |a|, the derivative at 0 counted as 0.
fn abs<D: DualNum<f64> + Copy>(a: D) -> D {
    if a.re() > 0.0 {
        a
    } else if a.re() < 0.0 {
        -a
    } else {
        D::from(a.re().abs())
    }
}

/// aⁿ by repeated squaring, exact in its derivatives for every a; a⁰ = 1.
fn whole_power<D: DualNum<f64> + Copy>(a: D, n: i32) -> D {
    let power = num_traits::pow(a, n.unsigned_abs() as usize);
    if n < 0 { power.recip() } else { power }
}

/// aᶜ for c that is not whole: NaN for negative a. The derivatives at 0 are counted as 0, as those
/// of [`sqrt`].
fn real_power<D: DualNum<f64> + Copy>(a: D, exponent: f64) -> D {
    if exponent > 0.0 && a.re().abs() < TIP {
        D::from(a.re().powf(exponent))
    } else {
        a.powf(exponent)
    }
}

/// tanh a = sign(a) · −m/(2 + m) with m = e^{−2|a|} − 1, which does not overflow as sinh a/cosh a
/// does.
fn tanh<D: DualNum<f64> + Copy>(a: D) -> D {
    let half = |a: D| {
        let m = (a * -2.0).exp_m1();
        -m / (m + 2.0)
    };
    if a.re() < 0.0 { -half(-a) } else { half(a) }
}
