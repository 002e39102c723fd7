//! Surfaces in two dimensions: f(x, y) with its exact gradient and Hessian.
//!
//! Each surface is a file that writes f once, generic over dual numbers, and a line of [`ALL`].
//! Derivatives come from the same expression by automatic differentiation, so none can be wrong.

mod ackley;
mod beale;
mod booth;
mod bowl;
mod goldstein_price;
mod himmelblau;
mod mccormick;
mod monkey_saddle;
mod plateau;
mod rastrigin;
mod rosenbrock;
mod rotated_bowl;
mod saddle;
mod separable;
mod six_hump_camel;
mod styblinski_tang;
mod three_hump_camel;
mod wells;

use num_dual::{Dual2SVec64, DualNum, DualSVec64};

use super::Error;
use super::registry::{self, Entry, Values};

/// Every surface there is.
pub const ALL: &[Entry<Build>] = &[
    bowl::ENTRY,
    rotated_bowl::ENTRY,
    booth::ENTRY,
    rosenbrock::ENTRY,
    beale::ENTRY,
    himmelblau::ENTRY,
    saddle::ENTRY,
    monkey_saddle::ENTRY,
    wells::ENTRY,
    plateau::ENTRY,
    six_hump_camel::ENTRY,
    three_hump_camel::ENTRY,
    styblinski_tang::ENTRY,
    rastrigin::ENTRY,
    ackley::ENTRY,
    goldstein_price::ENTRY,
    mccormick::ENTRY,
];

/// Makes a surface.
pub type Build = fn(&Values) -> Box<dyn Surface>;

/// Finds a surface by its id.
///
/// # Errors
/// [`Error::UnknownId`].
pub fn find(id: &str) -> Result<&'static Entry<Build>, Error> {
    registry::find("surface", ALL, id)
}

/// A function of two variables to descend.
pub trait Surface: Send + Sync {
    /// f(x, y).
    fn value(&self, x: f64, y: f64) -> f64;

    /// f and its gradient [∂f/∂x, ∂f/∂y].
    fn value_and_gradient(&self, x: f64, y: f64) -> (f64, [f64; 2]);

    /// The gradients at many points at once: `x`, `y`, `gradient_x` and `gradient_y` have one
    /// length. Points beyond the shortest are left alone.
    fn gradients(&self, x: &[f64], y: &[f64], gradient_x: &mut [f64], gradient_y: &mut [f64]) {
        let gradients = gradient_x.iter_mut().zip(gradient_y);
        for ((&x, &y), (gradient_x, gradient_y)) in x.iter().zip(y).zip(gradients) {
            [*gradient_x, *gradient_y] = self.value_and_gradient(x, y).1;
        }
    }

    /// The second derivatives [∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y²].
    fn hessian(&self, x: f64, y: f64) -> [f64; 3];

    /// Where to look, where to start and what is known.
    fn facts(&self) -> Facts;
}

/// What is known of a surface beforehand.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// The part of the plane worth looking at.
    pub window: Window,
    /// A start that shows what the surface is for.
    pub start: [f64; 2],
    /// Its critical points inside the window.
    pub critical_points: Vec<CriticalPoint>,
    /// Whether f is a polynomial of degree 2, on which stability bounds are exact.
    pub quadratic: bool,
}

/// A rectangle of the plane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// From left to right.
    pub x: [f64; 2],
    /// From bottom to top.
    pub y: [f64; 2],
}

impl Window {
    /// The rectangle −x … x by −y … y.
    #[must_use]
    pub const fn centred(x: f64, y: f64) -> Self {
        Self {
            x: [-x, x],
            y: [-y, y],
        }
    }

    /// Its diagonal.
    #[must_use]
    pub fn diagonal(&self) -> f64 {
        (self.x[1] - self.x[0]).hypot(self.y[1] - self.y[0])
    }

    /// Whether a point lies outside by more than so many widths or heights.
    #[must_use]
    pub fn is_farther_than(&self, widths: f64, [x, y]: [f64; 2]) -> bool {
        let outside = |[low, high]: [f64; 2], at: f64| {
            let margin = widths * (high - low);
            at < low - margin || at > high + margin
        };
        outside(self.x, x) || outside(self.y, y)
    }

    /// Whether a point lies inside or on the edge.
    #[must_use]
    pub fn contains(&self, [x, y]: [f64; 2]) -> bool {
        let within = |[low, high]: [f64; 2], value: f64| (low..=high).contains(&value);
        within(self.x, x) && within(self.y, y)
    }
}

/// A place where the gradient is 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CriticalPoint {
    /// Its x.
    pub x: f64,
    /// Its y.
    pub y: f64,
    /// What the Hessian says of it.
    pub kind: Critical,
}

/// The kinds of critical point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Critical {
    /// Both eigenvalues of the Hessian above 0.
    Minimum,
    /// Both below 0.
    Maximum,
    /// One of each sign.
    Saddle,
    /// An eigenvalue is 0: the Hessian alone does not decide.
    Degenerate,
}

impl Critical {
    /// Its name in the catalog.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::Saddle => "saddle",
            Self::Degenerate => "degenerate",
        }
    }
}

impl CriticalPoint {
    const fn minimum(x: f64, y: f64) -> Self {
        let kind = Critical::Minimum;
        Self { x, y, kind }
    }

    const fn maximum(x: f64, y: f64) -> Self {
        let kind = Critical::Maximum;
        Self { x, y, kind }
    }

    const fn saddle(x: f64, y: f64) -> Self {
        let kind = Critical::Saddle;
        Self { x, y, kind }
    }

    const fn degenerate(x: f64, y: f64) -> Self {
        let kind = Critical::Degenerate;
        Self { x, y, kind }
    }
}

/// The minima among `points` at which f is lowest, equal values (to 1e-9 of their size) counted
/// alike: the global minima of a surface when given all of its critical points.
#[must_use]
pub fn lowest_minima(surface: &dyn Surface, points: &[CriticalPoint]) -> Vec<CriticalPoint> {
    let minima = || points.iter().filter(|p| p.kind == Critical::Minimum);
    let value = |p: &CriticalPoint| surface.value(p.x, p.y);
    let lowest = minima().map(value).fold(f64::INFINITY, f64::min);
    let tie = 1e-9 * lowest.abs().max(1.0);
    minima()
        .filter(|p| value(p) <= lowest + tie)
        .copied()
        .collect()
}

/// f, written once for numbers and for dual numbers: what each file of this folder implements.
/// [`Surface`] is made from it.
trait Function: Send + Sync + 'static {
    /// f(x, y).
    fn value<D: DualNum<f64> + Copy>(&self, x: D, y: D) -> D;

    /// See [`Surface::facts`].
    fn facts(&self) -> Facts;
}

/// x², rounded alike for numbers and dual numbers.
fn square<D: DualNum<f64> + Copy>(x: D) -> D {
    x * x
}

impl<F: Function> Surface for F {
    fn value(&self, x: f64, y: f64) -> f64 {
        Function::value(self, x, y)
    }

    fn value_and_gradient(&self, x: f64, y: f64) -> (f64, [f64; 2]) {
        let (x, y) = (
            DualSVec64::<2>::from(x).derivative(0),
            DualSVec64::<2>::from(y).derivative(1),
        );
        let f = Function::value(self, x, y);
        let gradient = f
            .eps
            .unwrap_generic(nalgebra::Const::<2>, nalgebra::Const::<1>);
        (f.re, [gradient[0], gradient[1]])
    }

    fn hessian(&self, x: f64, y: f64) -> [f64; 3] {
        let (x, y) = (
            Dual2SVec64::<2>::from(x).derivative(0),
            Dual2SVec64::<2>::from(y).derivative(1),
        );
        let f = Function::value(self, x, y);
        let hessian =
            f.v2.unwrap_generic(nalgebra::Const::<2>, nalgebra::Const::<2>);
        [hessian[(0, 0)], hessian[(0, 1)], hessian[(1, 1)]]
    }

    fn facts(&self) -> Facts {
        Function::facts(self)
    }
}
