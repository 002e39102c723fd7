//! Surfaces in two dimensions: f(x, y) with its exact gradient and Hessian.
//!
//! Each surface is a file that writes f once, generic over dual numbers, and a line of [`ALL`].
//! Derivatives come from the same expression by automatic differentiation, so none can be wrong.

mod ackley;
mod beale;
mod booth;
mod bowl;
mod facts;
mod formula;
mod goldstein_price;
mod himmelblau;
mod linear_neuron;
mod mccormick;
mod monkey_saddle;
mod neuron;
mod plateau;
mod rastrigin;
mod rosenbrock;
mod rotated_bowl;
mod saddle;
mod separable;
mod sigmoid_neuron;
mod six_hump_camel;
mod styblinski_tang;
mod three_hump_camel;
mod wells;
mod work;

use nalgebra::SVector;
use num_dual::{Dual2SVec64, Dual64, DualNum};

use super::Error;
use super::analysis::critical_points::CELLS;
use super::registry::{self, Entry, Setting, Values};
pub use facts::{Critical, CriticalPoint, Facts, Window, lowest_minima};
pub use formula::Formula;
use work::{CountedDual, operations, variable};

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
    linear_neuron::ENTRY,
    sigmoid_neuron::ENTRY,
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

/// The surface of an id, or of a formula in x and y.
///
/// # Errors
/// A single word that is neither is [`Error::UnknownId`]; what else is wrong with a formula is
/// [`Error::Formula`]. For parameters as in [`Entry::values`]; a formula takes none.
pub fn parse_or_find<'a>(
    id_or_formula: &str,
    given: impl IntoIterator<Item = (&'a str, Setting<'a>)>,
) -> Result<Box<dyn Surface>, Error> {
    let text = id_or_formula.trim();
    let is_word = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    match find(text) {
        Ok(entry) => Ok((entry.build)(&entry.values(given)?)),
        Err(unknown) if is_word && !formula::knows(text) => Err(unknown),
        Err(_) => {
            let formula = Formula::parse(id_or_formula)?;
            match given.into_iter().next() {
                None => Ok(Box::new(formula)),
                Some((name, _)) => Err(Error::UnknownParameter {
                    entry: "a formula",
                    name: name.to_owned(),
                    allowed: Vec::new(),
                }),
            }
        }
    }
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

    /// Cells along each side of the grid on which critical points are looked for: fewer where a value
    /// takes long.
    fn cells(&self) -> usize {
        CELLS
    }

    /// What its two variables are called.
    fn axes(&self) -> [&'static str; 2] {
        ["x", "y"]
    }

    /// The number of samples whose mean loss it is; 0 where it is none.
    fn samples(&self) -> usize {
        0
    }

    /// The gradient of the mean loss over some of its samples, by their places below
    /// [`Self::samples`]. Where there are none it is f's own.
    fn batch_gradient(&self, x: f64, y: f64, _places: &[u32]) -> [f64; 2] {
        self.value_and_gradient(x, y).1
    }

    /// The floating-point operations of one gradient at a place, with the value that comes with it;
    /// where f is a mean over samples, of the share of one of them. They are counted as they are
    /// carried out: each sum, difference, product, quotient, power, root and elementary function on
    /// a number or its derivative is one.
    fn gradient_work(&self, x: f64, y: f64) -> u64;

    /// The second derivatives [∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y²].
    fn hessian(&self, x: f64, y: f64) -> [f64; 3];

    /// Where to look, where to start and what is known.
    fn facts(&self) -> Facts;
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
#[inline(always)]
fn square<D: DualNum<f64> + Copy>(x: D) -> D {
    x * x
}

impl<F: Function> Surface for F {
    fn value(&self, x: f64, y: f64) -> f64 {
        Function::value(self, x, y)
    }

    // Once along x and once along y: with two derivatives at a time (`DualSVec64`) the compiler
    // inlines less and vectorizes less, and races take up to seven times as long.
    #[inline]
    fn value_and_gradient(&self, x: f64, y: f64) -> (f64, [f64; 2]) {
        let along_x = Function::value(self, Dual64::from(x).derivative(), Dual64::from(y));
        let along_y = Function::value(self, Dual64::from(x), Dual64::from(y).derivative());
        (along_x.re, [along_x.eps, along_y.eps])
    }

    fn gradient_work(&self, x: f64, y: f64) -> u64 {
        gradient_work(|x, y| Function::value(self, x, y), [x, y])
    }

    fn hessian(&self, x: f64, y: f64) -> [f64; 3] {
        hessian(|x, y| Function::value(self, x, y), x, y)
    }

    fn facts(&self) -> Facts {
        Function::facts(self)
    }
}

/// The operations of f and its derivatives along x and along y.
fn gradient_work(f: impl Fn(CountedDual, CountedDual) -> CountedDual, [x, y]: [f64; 2]) -> u64 {
    let along = |axis: usize| f(variable(x, axis == 0), variable(y, axis == 1));
    operations(|| [along(0), along(1)])
}

/// [∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y²].
fn hessian(
    f: impl Fn(Dual2SVec64<2>, Dual2SVec64<2>) -> Dual2SVec64<2>,
    x: f64,
    y: f64,
) -> [f64; 3] {
    let (_, _, second) =
        num_dual::hessian(|place: SVector<_, 2>| f(place.x, place.y), &[x, y].into());
    [second.m11, second.m12, second.m22]
}
