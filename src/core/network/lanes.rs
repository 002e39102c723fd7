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
    /// Whether kernels take several vectors at a time: faster, at several times the code.
    const IN_BLOCKS: bool;

    /// An activation's passes in this type.
    fn activation(build: &activation::Build) -> activation::Kernels<Self>;
    /// A loss's passes in this type.
    fn loss(build: &loss::Build) -> loss::Kernels<Self>;
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

/// A type and its vectors: what both do alike, and the functions that each has of its own.
macro_rules! lanes {
    ($real:ident, $lanes:ident, $builds:ident, blocks: $in_blocks:expr, { $($own:item)* }) => {
        impl Real for $real {
            type Lanes = $lanes;
            const IN_BLOCKS: bool = $in_blocks;

            fn activation(build: &activation::Build) -> activation::Kernels<Self> {
                build.$builds
            }
            fn loss(build: &loss::Build) -> loss::Kernels<Self> {
                build.$builds
            }
        }

        impl Lanes for $lanes {
            type Real = $real;

            #[inline(always)]
            fn of(numbers: [$real; LANES]) -> Self {
                Self::new(numbers)
            }
            #[inline(always)]
            fn to_array(self) -> [$real; LANES] {
                Self::to_array(self)
            }
            #[inline(always)]
            fn splat(number: $real) -> Self {
                Self::splat(number)
            }
        }

        impl Numbers for $lanes {
            #[inline(always)]
            fn constant(number: f64) -> Self {
                Self::splat($real::of(number))
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
            $(#[inline(always)] $own)*
        }
    };
}

lanes!(f32, f32x4, single, blocks: true, {
    fn tanh(self) -> Self {
        fast::tanh(self)
    }
    fn exp(self) -> Self {
        fast::exp(self)
    }
    fn ln_1p(self) -> Self {
        fast::ln_1p(self)
    }
    fn ln_1p_of_share(self) -> Self {
        fast::ln_1p_of_share(self)
    }
    fn normal_cdf(self) -> Self {
        fast::normal_cdf(self)
    }
});

lanes!(f64, f64x4, double, blocks: false, {
    fn tanh(self) -> Self {
        Self::new(self.to_array().map(f64::tanh))
    }
    fn exp(self) -> Self {
        Self::new(self.to_array().map(f64::exp))
    }
    fn ln_1p(self) -> Self {
        Self::new(self.to_array().map(f64::ln_1p))
    }
    fn ln_1p_of_share(self) -> Self {
        self.ln_1p()
    }
    fn normal_cdf(self) -> Self {
        let half_complement = |x: f64| 0.5 * libm::erfc(-x * std::f64::consts::FRAC_1_SQRT_2);
        Self::new(self.to_array().map(half_complement))
    }
});
