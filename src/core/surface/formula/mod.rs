//! Surfaces typed as a formula in x and y.

mod operation;
mod parser;
mod program;
mod token;

use std::array;
use std::sync::OnceLock;

use num_dual::Dual64;

use super::{Facts, Surface, Window, gradient_work, hessian};
use crate::core::Error;
use crate::core::analysis::critical_points::{CELLS, find};
use program::Program;

pub(super) use operation::sqrt;

/// The part of the plane a formula is looked at in.
const WINDOW: Window = Window::centred(4.0, 4.0);

/// A surface typed as a formula.
///
/// # Grammar
/// - `+`, `-`, `*`, `/` and `^`; `^` binds tightest and to the right: `2^3^2` = 2⁹, `-x^2` = −(x²).
///   A factor needs its `*`: `2*x`, not `2x`. `−`, `×`, `·` and superscripts (`x²`) are understood.
/// - Numbers like `12`, `.5`, `1e-3`; the constants `pi` (or `π`) and `e`; the variables `x`, `y`.
/// - `sin cos tan asin acos atan sinh cosh tanh exp log sqrt abs` of one argument (angles in
///   radians, `log` natural), `min` and `max` of two.
///
/// # Conventions
/// Outside the domain of a function the value is NaN: of `log` and of powers that are not whole
/// constants, for a negative base. `min`, `max` and `abs` have the derivatives of the branch
/// taken; of equals that of the first, and `abs` has 0 at 0. Roots (`sqrt`, and constant powers
/// such as `x^1.5`) have derivatives 0 at 0. Where another function has no finite derivative
/// (`asin` and `acos` at ±1, `x^y` at x = 0), or a part overflows, the derivatives are infinite or
/// NaN.
///
/// # Example
/// ```
/// use downhill::core::surface::{Formula, Surface};
///
/// let bowl = Formula::parse("x^2 + 3*y^2")?;
/// assert_eq!(bowl.value_and_gradient(1.0, 2.0), (13.0, [2.0, 12.0]));
/// # Ok::<(), downhill::core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Formula {
    program: Program,
    facts: OnceLock<Facts>,
}

/// Whether a word means something in a formula, or looks like a product without its `*`.
pub(super) fn knows(word: &str) -> bool {
    let tables = [operation::VARIABLES, operation::FUNCTIONS];
    tables.into_iter().flatten().any(|(name, _)| *name == word) || parser::is_product(word)
}

impl Formula {
    /// Reads a formula of at most 10,000 characters.
    ///
    /// # Errors
    /// [`Error::Formula`], with what is wrong and where.
    pub fn parse(text: &str) -> Result<Self, Error> {
        Ok(Self {
            program: parser::parse(text)?,
            facts: OnceLock::new(),
        })
    }

    /// The first of some starts at which f is finite and not level.
    fn start(&self) -> [f64; 2] {
        const STARTS: [[f64; 2]; 6] = [
            [-3.0, 2.0],
            [3.0, 2.0],
            [3.0, -2.0],
            [-3.0, -2.0],
            [0.5, 0.25],
            [-0.5, -0.25],
        ];
        let slopes = |&[x, y]: &[f64; 2]| {
            let (value, [gx, gy]) = self.value_and_gradient(x, y);
            let slope = gx.hypot(gy);
            value.is_finite() && slope.is_finite() && slope > 0.0
        };
        STARTS.into_iter().find(slopes).unwrap_or(STARTS[0])
    }
}

impl Surface for Formula {
    fn value(&self, x: f64, y: f64) -> f64 {
        let [value] = self.program.run([x], [y]);
        value
    }

    fn value_and_gradient(&self, x: f64, y: f64) -> (f64, [f64; 2]) {
        let [x, y] = [x, y].map(Dual64::from);
        let [along_x, along_y] = self.program.run([x.derivative(), x], [y, y.derivative()]);
        (along_x.re, [along_x.eps, along_y.eps])
    }

    fn gradients(&self, x: &[f64], y: &[f64], gradient_x: &mut [f64], gradient_y: &mut [f64]) {
        const BLOCK: usize = 8;
        let places = x.chunks(BLOCK).zip(y.chunks(BLOCK));
        let gradients = gradient_x
            .chunks_mut(BLOCK)
            .zip(gradient_y.chunks_mut(BLOCK));
        for ((x, y), (gradient_x, gradient_y)) in places.zip(gradients) {
            // The first half of the block is derived along x, the second along y; a block that is
            // not full ends in zeros.
            let at = |from: &[f64], i: usize| Dual64::from(from.get(i).copied().unwrap_or(0.0));
            let results = self.program.run::<_, { 2 * BLOCK }>(
                array::from_fn(|i| match i.checked_sub(BLOCK) {
                    None => at(x, i).derivative(),
                    Some(i) => at(x, i),
                }),
                array::from_fn(|i| match i.checked_sub(BLOCK) {
                    None => at(y, i),
                    Some(i) => at(y, i).derivative(),
                }),
            );
            let (along_x, along_y) = results.split_at(BLOCK);
            let count = x.len().min(y.len());
            for (slope, result) in gradient_x.iter_mut().zip(along_x).take(count) {
                *slope = result.eps;
            }
            for (slope, result) in gradient_y.iter_mut().zip(along_y).take(count) {
                *slope = result.eps;
            }
        }
    }

    fn gradient_work(&self, x: f64, y: f64) -> u64 {
        gradient_work(|x, y| self.program.run([x], [y])[0], [x, y])
    }

    /// As many as elsewhere up to some hundred operations; then as many as take no longer.
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )]
    fn cells(&self) -> usize {
        const OPERATIONS: f64 = 200.0;
        const FEWEST: usize = 16;
        let share = (OPERATIONS / self.program.len() as f64).min(1.0);
        FEWEST.max((CELLS as f64 * share.sqrt()) as usize)
    }

    fn hessian(&self, x: f64, y: f64) -> [f64; 3] {
        hessian(|x, y| self.program.run([x], [y])[0], x, y)
    }

    /// The window is ±4, the start (−3, 2) unless f is undefined or level there. Critical points
    /// are those that [`find`] finds: the first call takes milliseconds.
    fn facts(&self) -> Facts {
        let facts = || Facts {
            window: WINDOW,
            start: self.start(),
            critical_points: find(self, WINDOW),
            quadratic: self.program.is_quadratic(),
        };
        self.facts.get_or_init(facts).clone()
    }
}
