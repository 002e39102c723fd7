//! The two floating-point types: `f32` for speed, `f64` for truth.

use num_traits::Float;

/// A floating-point number that optimizers and networks can be generic over.
pub trait Scalar: Float + Default + std::fmt::Debug + Send + Sync + 'static {
    /// The nearest value of this type.
    fn of(value: f64) -> Self;
    /// The same value in double precision.
    fn to_double(self) -> f64;
}

impl Scalar for f32 {
    #[allow(clippy::cast_possible_truncation)]
    fn of(value: f64) -> Self {
        value as Self
    }
    fn to_double(self) -> f64 {
        f64::from(self)
    }
}

impl Scalar for f64 {
    fn of(value: f64) -> Self {
        value
    }
    fn to_double(self) -> f64 {
        self
    }
}

/// A count as a real number, exact up to 2⁵³.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn real(count: u64) -> f64 {
    count as f64
}
