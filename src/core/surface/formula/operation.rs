//! What a formula can do, and what each operation does to numbers and dual numbers.

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

    /// Replaces several values by the operation of each.
    #[inline]
    pub(super) fn apply<D: DualNum<f64> + Copy>(self, values: &mut [D]) {
        match self {
            Self::Negate => each(values, |a| -a),
            Self::Whole(2) => each(values, |a| a * a),
            Self::Whole(n) => each(values, |a| whole_power(a, n)),
            Self::Real(exponent) => each(values, |a| real_power(a, exponent)),
            Self::Sin => each(values, |a| a.sin()),
            Self::Cos => each(values, |a| a.cos()),
            Self::Tan => each(values, |a| a.tan()),
            Self::Asin => each(values, |a| a.asin()),
            Self::Acos => each(values, |a| a.acos()),
            Self::Atan => each(values, |a| a.atan()),
            Self::Sinh => each(values, |a| a.sinh()),
            Self::Cosh => each(values, |a| a.cosh()),
            Self::Tanh => each(values, tanh),
            Self::Exp => each(values, |a| a.exp()),
            Self::Log => each(values, |a| a.ln()),
            Self::Sqrt => each(values, sqrt),
            Self::Abs => each(values, abs),
        }
    }
}

impl Binary {
    /// Replaces several values by the operation of each with its partner.
    #[inline]
    pub(super) fn apply<D: DualNum<f64> + Copy>(self, values: &mut [D], partners: &[D]) {
        match self {
            Self::Add => each_pair(values, partners, |a, b| a + b),
            Self::Subtract => each_pair(values, partners, |a, b| a - b),
            Self::Multiply => each_pair(values, partners, |a, b| a * b),
            Self::Divide => each_pair(values, partners, |a, b| a / b),
            Self::Power => each_pair(values, partners, |a, b| (a.ln() * b).exp()),
            // What is not a number is handed on.
            Self::Min => each_pair(values, partners, |a, b| {
                if a.re() <= b.re() || a.re().is_nan() {
                    a
                } else {
                    b
                }
            }),
            Self::Max => each_pair(values, partners, |a, b| {
                if a.re() >= b.re() || a.re().is_nan() {
                    a
                } else {
                    b
                }
            }),
        }
    }
}

// The loops stand inside the choice of the operation, so that it is made once for all values.

#[inline(always)]
fn each<D: Copy>(values: &mut [D], of: impl Fn(D) -> D) {
    for a in values {
        *a = of(*a);
    }
}

#[inline(always)]
fn each_pair<D: Copy>(values: &mut [D], partners: &[D], of: impl Fn(D, D) -> D) {
    for (a, b) in values.iter_mut().zip(partners) {
        *a = of(*a, *b);
    }
}

/// Roots of what is smaller than this count as constant: their slope, infinite at 0, would
/// overflow, and with it the powers that it is made of.
const TIP: f64 = 1e-100;

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
