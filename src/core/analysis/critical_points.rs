//! Finding the places where the gradient is 0.

use crate::core::surface::Surface;

/// Newton's iteration on the gradient, from a guess near: the critical point it converges to, to
/// about the precision of the numbers. `None` where it does not converge.
///
/// # Formula
/// ```text
/// p ← p − H⁻¹ ∇f
/// ```
#[must_use]
pub fn newton(surface: &dyn Surface, guess: [f64; 2]) -> Option<[f64; 2]> {
    // Quadratic convergence needs a handful; towards a degenerate point each halves the distance.
    const ITERATIONS: usize = 60;
    const SETTLED: f64 = 1e-15;
    let [mut x, mut y] = guess;
    for _ in 0..ITERATIONS {
        let (_, gradient) = surface.value_and_gradient(x, y);
        let [dx, dy] = newton_step(gradient, surface.hessian(x, y))?;
        (x, y) = (x + dx, y + dy);
        if dx.hypot(dy) <= SETTLED * x.hypot(y).max(1.0) {
            return Some([x, y]);
        }
    }
    None
}

/// −H⁻¹g, or `None` where H has no inverse; no step where g is 0 already.
fn newton_step([gx, gy]: [f64; 2], [xx, xy, yy]: [f64; 3]) -> Option<[f64; 2]> {
    if gx == 0.0 && gy == 0.0 {
        return Some([0.0, 0.0]);
    }
    let determinant = xx * yy - xy * xy;
    let step = [
        (xy * gy - yy * gx) / determinant,
        (xy * gx - xx * gy) / determinant,
    ];
    step.iter().all(|d| d.is_finite()).then_some(step)
}
