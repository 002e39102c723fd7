//! Several numbers, computed with as if they were one.

use std::ops::{Add, AddAssign, Div, Mul, Sub};

/// Several numbers: one vector, or a few of them. Activations and losses are written once, for
/// these.
pub trait Numbers:
    Copy + Add<Output = Self> + AddAssign + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self>
{
    /// The same number everywhere.
    fn constant(number: f64) -> Self;
    /// Where `self` > `limit`, `then`, else `otherwise` (also where either is not a number).
    fn choose_above(self, limit: Self, then: Self, otherwise: Self) -> Self;
    /// Where `self` = `other`, `then`, else `otherwise`.
    fn choose_equal(self, other: Self, then: Self, otherwise: Self) -> Self;
    /// |x|.
    fn abs(self) -> Self;
    /// The nearest whole number.
    fn round(self) -> Self;
    /// The hyperbolic tangent.
    fn tanh(self) -> Self;
    /// eˣ for x ≤ 0.
    fn exp(self) -> Self;
    /// ln(1 + x) for x ≥ 0.
    fn ln_1p(self) -> Self;
    /// ln(1 + x) for 0 ≤ x ≤ 1.
    fn ln_1p_of_share(self) -> Self;
    /// Φ(x), the share of a normal distribution below x.
    fn normal_cdf(self) -> Self;

    /// 0 everywhere.
    #[inline(always)]
    fn zero() -> Self {
        Self::constant(0.0)
    }
}

/// A few vectors side by side. A formula costs less for several at once: its constants are brought
/// into registers once, and no vector waits for another.
#[derive(Clone, Copy)]
pub(super) struct Several<L, const C: usize>(pub(super) [L; C]);

impl<L: Numbers, const C: usize> Several<L, C> {
    /// The first C vectors of a slice that has at least as many.
    #[inline(always)]
    pub(super) fn first_of(slice: &[L]) -> Self {
        slice
            .first_chunk()
            .map_or_else(Self::zero, |chunk| Self(*chunk))
    }

    #[inline(always)]
    fn map(self, f: impl Fn(L) -> L) -> Self {
        Self(self.0.map(f))
    }

    #[inline(always)]
    fn map_with(self, other: Self, f: impl Fn(L, L) -> L) -> Self {
        Self(std::array::from_fn(|c| f(self.0[c], other.0[c])))
    }
}

impl<L: Numbers, const C: usize> Numbers for Several<L, C> {
    #[inline(always)]
    fn constant(number: f64) -> Self {
        Self([L::constant(number); C])
    }
    #[inline(always)]
    fn choose_above(self, limit: Self, then: Self, otherwise: Self) -> Self {
        Self(std::array::from_fn(|c| {
            self.0[c].choose_above(limit.0[c], then.0[c], otherwise.0[c])
        }))
    }
    #[inline(always)]
    fn choose_equal(self, other: Self, then: Self, otherwise: Self) -> Self {
        Self(std::array::from_fn(|c| {
            self.0[c].choose_equal(other.0[c], then.0[c], otherwise.0[c])
        }))
    }
    #[inline(always)]
    fn abs(self) -> Self {
        self.map(L::abs)
    }
    #[inline(always)]
    fn round(self) -> Self {
        self.map(L::round)
    }
    #[inline(always)]
    fn tanh(self) -> Self {
        self.map(L::tanh)
    }
    #[inline(always)]
    fn exp(self) -> Self {
        self.map(L::exp)
    }
    #[inline(always)]
    fn ln_1p(self) -> Self {
        self.map(L::ln_1p)
    }
    #[inline(always)]
    fn ln_1p_of_share(self) -> Self {
        self.map(L::ln_1p_of_share)
    }
    #[inline(always)]
    fn normal_cdf(self) -> Self {
        self.map(L::normal_cdf)
    }
}

impl<L: Numbers, const C: usize> Add for Several<L, C> {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.map_with(other, L::add)
    }
}

impl<L: Numbers, const C: usize> Sub for Several<L, C> {
    type Output = Self;
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self.map_with(other, L::sub)
    }
}

impl<L: Numbers, const C: usize> Mul for Several<L, C> {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        self.map_with(other, L::mul)
    }
}

impl<L: Numbers, const C: usize> Div for Several<L, C> {
    type Output = Self;
    #[inline(always)]
    fn div(self, other: Self) -> Self {
        self.map_with(other, L::div)
    }
}

impl<L: Numbers, const C: usize> AddAssign for Several<L, C> {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}
