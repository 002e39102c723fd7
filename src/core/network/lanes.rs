//! Four numbers side by side: what the kernels compute with.
//!
//! In `f32` these are the vectors of SSE2, NEON and WebAssembly's SIMD, with fast elementary
//! functions whose error is stated; in `f64` they are pairs of vectors, with the exact functions of
//! the standard library. No fused multiply-add is ever used, so that every browser computes the
//! same bits.

use bytemuck::Pod;
use wide::{CmpEq, CmpGt, f32x4, f64x4};

use super::numbers::Numbers;
use super::{activation, fast, loss};
use crate::core::scalar::Scalar;

/// Numbers in one vector.
pub const LANES: usize = 4;

/// A floating-point type with vectors.
pub trait Real: Scalar + Pod {
    /// Four of them.
    type Lanes: Lanes<Real = Self>;

    /// An activation's passes in this type.
    fn activation(build: &activation::Build) -> activation::Kernels<Self>;
    /// A loss's passes in this type.
    fn loss(build: &loss::Build) -> loss::Kernels<Self>;
}

impl Real for f32 {
    type Lanes = f32x4;

    fn activation(build: &activation::Build) -> activation::Kernels<Self> {
        build.single
    }
    fn loss(build: &loss::Build) -> loss::Kernels<Self> {
        build.single
    }
}

impl Real for f64 {
    type Lanes = f64x4;

    fn activation(build: &activation::Build) -> activation::Kernels<Self> {
        build.double
    }
    fn loss(build: &loss::Build) -> loss::Kernels<Self> {
        build.double
    }
}

/// Four numbers in a vector.
pub trait Lanes: Numbers + Pod + std::fmt::Debug + Send + Sync {
    /// The type of each.
    type Real: Real<Lanes = Self>;

    /// The four of an array.
    fn of(numbers: [Self::Real; LANES]) -> Self;
    /// The four as an array.
    fn to_array(self) -> [Self::Real; LANES];
    /// The same number four times.
    fn splat(number: Self::Real) -> Self;

    /// The sum of the four, pairwise.
    #[inline(always)]
    fn sum(self) -> Self::Real {
        let [a, b, c, d] = self.to_array();
        (a + b) + (c + d)
    }

    /// The sums of four vectors, by three additions of shuffled halves.
    #[inline(always)]
    fn sums(rows: [Self; LANES]) -> Self {
        let halves = |a: Self, b: Self| {
            let (a, b) = (a.to_array(), b.to_array());
            Self::of([a[0], b[0], a[1], b[1]]) + Self::of([a[2], b[2], a[3], b[3]])
        };
        let [a, b, c, d] = rows;
        let (ab, cd) = (halves(a, b).to_array(), halves(c, d).to_array());
        Self::of([ab[0], ab[1], cd[0], cd[1]]) + Self::of([ab[2], ab[3], cd[2], cd[3]])
    }
}

impl Lanes for f32x4 {
    type Real = f32;

    #[inline(always)]
    fn of(numbers: [f32; LANES]) -> Self {
        Self::new(numbers)
    }
    #[inline(always)]
    fn to_array(self) -> [f32; LANES] {
        Self::to_array(self)
    }
    #[inline(always)]
    fn splat(number: f32) -> Self {
        Self::splat(number)
    }
}

impl Numbers for f32x4 {
    #[inline(always)]
    fn constant(number: f64) -> Self {
        <Self as Lanes>::splat(f32::of(number))
    }
    #[inline(always)]
    fn choose_above(self, limit: Self, then: Self, otherwise: Self) -> Self {
        self.cmp_gt(limit).blend(then, otherwise)
    }
    #[inline(always)]
    fn choose_equal(self, other: Self, then: Self, otherwise: Self) -> Self {
        self.cmp_eq(other).blend(then, otherwise)
    }
    #[inline(always)]
    fn abs(self) -> Self {
        Self::abs(self)
    }
    #[inline(always)]
    fn round(self) -> Self {
        Self::round(self)
    }
    #[inline(always)]
    fn tanh(self) -> Self {
        fast::tanh(self)
    }
    #[inline(always)]
    fn exp(self) -> Self {
        fast::exp(self)
    }
    #[inline(always)]
    fn ln_1p(self) -> Self {
        fast::ln_1p(self)
    }
    #[inline(always)]
    fn ln_1p_of_share(self) -> Self {
        fast::ln_1p_of_share(self)
    }
    #[inline(always)]
    fn normal_cdf(self) -> Self {
        fast::normal_cdf(self)
    }
}

impl Lanes for f64x4 {
    type Real = f64;

    #[inline(always)]
    fn of(numbers: [f64; LANES]) -> Self {
        Self::new(numbers)
    }
    #[inline(always)]
    fn to_array(self) -> [f64; LANES] {
        Self::to_array(self)
    }
    #[inline(always)]
    fn splat(number: f64) -> Self {
        Self::splat(number)
    }
}

impl Numbers for f64x4 {
    #[inline(always)]
    fn constant(number: f64) -> Self {
        <Self as Lanes>::splat(f64::of(number))
    }
    #[inline(always)]
    fn choose_above(self, limit: Self, then: Self, otherwise: Self) -> Self {
        self.cmp_gt(limit).blend(then, otherwise)
    }
    #[inline(always)]
    fn choose_equal(self, other: Self, then: Self, otherwise: Self) -> Self {
        self.cmp_eq(other).blend(then, otherwise)
    }
    #[inline(always)]
    fn abs(self) -> Self {
        Self::abs(self)
    }
    #[inline(always)]
    fn round(self) -> Self {
        Self::round(self)
    }
    #[inline(always)]
    fn tanh(self) -> Self {
        Self::new(self.to_array().map(f64::tanh))
    }
    #[inline(always)]
    fn exp(self) -> Self {
        Self::new(self.to_array().map(f64::exp))
    }
    #[inline(always)]
    fn ln_1p(self) -> Self {
        Self::new(self.to_array().map(f64::ln_1p))
    }
    #[inline(always)]
    fn ln_1p_of_share(self) -> Self {
        self.ln_1p()
    }
    #[inline(always)]
    fn normal_cdf(self) -> Self {
        let half_complement = |x: f64| 0.5 * libm::erfc(-x * std::f64::consts::FRAC_1_SQRT_2);
        Self::new(self.to_array().map(half_complement))
    }
}
