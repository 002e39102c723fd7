//! A number that counts what is done to it.

use std::cell::Cell;
use std::fmt;
use std::iter::{Product, Sum};
use std::num::ParseFloatError;
use std::ops::{
    Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Rem, RemAssign, Sub, SubAssign,
};

use num_dual::{Dual, DualNum, DualStruct, Mappable};
use num_traits::{FromPrimitive, Inv, Num, One, Signed, Zero};

thread_local! {
    static DONE: Cell<u64> = const { Cell::new(0) };
}

/// A dual number whose two parts are [`Counted`].
pub(super) type CountedDual = Dual<Counted, f64>;

/// A variable that something is derived along, and one that it is not.
pub(super) fn variable(value: f64, derived: bool) -> CountedDual {
    Dual::new(Counted(value), Counted(f64::from(u8::from(derived))))
}

/// The floating-point operations that are carried out on [`Counted`] numbers: each sum, difference,
/// product, quotient, power, root and elementary function is one. Changes of sign, comparisons and
/// choices are none.
pub(super) fn operations<T>(of: impl FnOnce() -> T) -> u64 {
    let before = DONE.get();
    of();
    DONE.get() - before
}

/// A number in double precision that counts what is done to it, to be put in a number's place where
/// a function is written for any.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub(super) struct Counted(f64);

/// The outcome of one operation. Not inlined: counting is rare, and the code is small so.
#[inline(never)]
fn once(value: f64) -> Counted {
    DONE.set(DONE.get() + 1);
    Counted(value)
}

macro_rules! operator {
    ($($operator:ident $apply:ident, $assigning:ident $assign:ident;)*) => {$(
        impl $operator for Counted {
            type Output = Self;
            fn $apply(self, other: Self) -> Self {
                once(self.0.$apply(other.0))
            }
        }
        impl $operator<&Self> for Counted {
            type Output = Self;
            fn $apply(self, other: &Self) -> Self {
                once(self.0.$apply(other.0))
            }
        }
        impl $operator<f64> for Counted {
            type Output = Self;
            fn $apply(self, other: f64) -> Self {
                once(self.0.$apply(other))
            }
        }
        impl $assigning for Counted {
            fn $assign(&mut self, other: Self) {
                *self = self.$apply(other);
            }
        }
        impl $assigning<f64> for Counted {
            fn $assign(&mut self, other: f64) {
                *self = self.$apply(other);
            }
        }
    )*};
}

operator! {
    Add add, AddAssign add_assign;
    Sub sub, SubAssign sub_assign;
    Mul mul, MulAssign mul_assign;
    Div div, DivAssign div_assign;
    Rem rem, RemAssign rem_assign;
}

macro_rules! functions {
    ($($name:ident)*) => {$(
        fn $name(&self) -> Self {
            once(self.0.$name())
        }
    )*};
}

impl DualNum<f64> for Counted {
    const NDERIV: usize = 0;

    functions! {
        recip sqrt cbrt exp exp2 exp_m1 ln log2 log10 ln_1p sin cos tan asin acos atan
        sinh cosh tanh asinh acosh atanh
    }

    fn powi(&self, n: i32) -> Self {
        once(self.0.powi(n))
    }
    fn powf(&self, n: f64) -> Self {
        once(self.0.powf(n))
    }
    fn log(&self, base: f64) -> Self {
        once(self.0.log(base))
    }
    fn sin_cos(&self) -> (Self, Self) {
        (DualNum::sin(self), DualNum::cos(self))
    }
    fn atan2(&self, other: Self) -> Self {
        once(self.0.atan2(other.0))
    }
    fn sph_j0(&self) -> Self {
        once(self.0.sph_j0())
    }
    fn sph_j1(&self) -> Self {
        once(self.0.sph_j1())
    }
    fn sph_j2(&self) -> Self {
        once(self.0.sph_j2())
    }
}

// What else a number has to be able to do.

impl Neg for Counted {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Zero for Counted {
    fn zero() -> Self {
        Self(0.0)
    }
    fn is_zero(&self) -> bool {
        self.0 == 0.0
    }
}

impl One for Counted {
    fn one() -> Self {
        Self(1.0)
    }
}

impl Num for Counted {
    type FromStrRadixErr = ParseFloatError;
    fn from_str_radix(text: &str, _radix: u32) -> Result<Self, ParseFloatError> {
        text.parse().map(Self)
    }
}

impl Signed for Counted {
    fn abs(&self) -> Self {
        Self(self.0.abs())
    }
    fn abs_sub(&self, other: &Self) -> Self {
        once((self.0 - other.0).max(0.0))
    }
    fn signum(&self) -> Self {
        Self(self.0.signum())
    }
    fn is_positive(&self) -> bool {
        self.0 > 0.0
    }
    fn is_negative(&self) -> bool {
        self.0 < 0.0
    }
}

impl Inv for Counted {
    type Output = Self;
    fn inv(self) -> Self {
        DualNum::recip(&self)
    }
}

impl Sum for Counted {
    fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
        values.fold(Self::zero(), Add::add)
    }
}

impl Product for Counted {
    fn product<I: Iterator<Item = Self>>(values: I) -> Self {
        values.fold(Self::one(), Mul::mul)
    }
}

impl FromPrimitive for Counted {
    fn from_i64(value: i64) -> Option<Self> {
        f64::from_i64(value).map(Self)
    }
    fn from_u64(value: u64) -> Option<Self> {
        f64::from_u64(value).map(Self)
    }
    fn from_f64(value: f64) -> Option<Self> {
        Some(Self(value))
    }
}

impl From<f64> for Counted {
    fn from(value: f64) -> Self {
        Self(value)
    }
}

impl DualStruct<Self, f64> for Counted {
    type Real = f64;
    type Inner = Self;
    fn re(&self) -> f64 {
        self.0
    }
    fn from_inner(inner: &Self) -> Self {
        *inner
    }
}

impl Mappable<Self> for Counted {
    type Output<O> = O;
    fn map_dual<M: FnOnce(Self) -> O, O>(self, of: M) -> O {
        of(self)
    }
}

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl PartialEq<f64> for Counted {
    fn eq(&self, other: &f64) -> bool {
        self.0 == *other
    }
}

impl PartialOrd<f64> for Counted {
    fn partial_cmp(&self, other: &f64) -> Option<std::cmp::Ordering> {
        self.0.partial_cmp(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_operation_on_a_number_is_one() {
        let (a, b) = (Counted(3.0), Counted(4.0));
        assert_eq!(operations(|| a * a + b / 2.0), 3);
        assert_eq!(operations(|| (-a - b).powi(3)), 2);
        assert_eq!(operations(|| a.sin() * b.exp().sqrt()), 4);
        assert_eq!(operations(|| a < b && a.abs() == 3.0), 0);
        assert_eq!((a * a + b / 2.0).0, 11.0);
    }

    /// (a, a′)(b, b′) = (ab, a′b + ab′): three products and a sum.
    #[test]
    fn a_dual_number_costs_what_its_parts_do() {
        let (x, y) = (variable(3.0, true), variable(4.0, false));
        assert_eq!(operations(|| x * y), 4);
        assert_eq!(operations(|| x + y), 2);
        assert_eq!(operations(|| x * 2.0), 2);
        assert_eq!((x * y).eps.0, 4.0);
    }
}
