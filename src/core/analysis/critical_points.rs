//! Finding the places where the gradient is 0.

use super::hessian;
use crate::core::surface::{Critical, CriticalPoint, Surface, Window};

/// Cells along each side of the grid that is searched.
const CELLS: u32 = 96;
/// The most critical points listed.
const MOST_POINTS: usize = 1_000;
/// The most iterations of Newton's method from all guesses together.
const MOST_ITERATIONS: usize = 50_000;
/// Points closer than this share of the window's diagonal are one.
const SAME: f64 = 1e-6;

/// The critical points of a surface inside a window, the lowest first; at most 1,000.
///
/// Newton's method starts wherever both components of the gradient change sign within two cells of
/// a grid of 96 × 96. That finds every point about which the gradient is nearly linear across so
/// many cells; finer detail may be missed, and so may a degenerate point where a component touches 0
/// without changing its sign. Lines and regions of critical points (a valley with a level floor)
/// are left out. The work is bounded: a few milliseconds.
#[must_use]
pub fn find(surface: &dyn Surface, window: Window) -> Vec<CriticalPoint> {
    let same = SAME * window.diagonal();
    let mut points: Vec<CriticalPoint> = Vec::new();
    let mut iterations = MOST_ITERATIONS;
    for guess in guesses(surface, window) {
        let Some([x, y]) = iterate(surface, guess, &mut iterations) else {
            continue;
        };
        let kind = hessian::kind(surface.hessian(x, y));
        let point = CriticalPoint { x, y, kind };
        let is_new = points.iter().all(|other| distance(&point, other) > same);
        if is_new && window.contains([x, y]) && points.len() < MOST_POINTS {
            points.push(point);
        }
    }
    drop_crowded(&mut points, 3.0 * window.diagonal() / f64::from(CELLS));
    points.sort_by(|p, q| surface.value(p.x, p.y).total_cmp(&surface.value(q.x, q.y)));
    points
}

/// Newton's method on the gradient, from a guess near: the critical point it converges to, to
/// about the precision of the numbers. `None` where it does not converge.
///
/// # Formula
/// ```text
/// p ← p − H⁻¹ ∇f
/// ```
#[must_use]
pub fn newton(surface: &dyn Surface, guess: [f64; 2]) -> Option<[f64; 2]> {
    iterate(surface, guess, &mut usize::MAX.clone())
}

/// [`newton`], which takes its iterations from those that are `left`.
fn iterate(surface: &dyn Surface, guess: [f64; 2], left: &mut usize) -> Option<[f64; 2]> {
    // Convergence is quadratic and takes a handful, but towards a degenerate point each iteration
    // only divides the distance, and rounding may end that early.
    const ITERATIONS: usize = 60;
    const SETTLED: f64 = 1e-15;
    const NEARLY_SETTLED: f64 = 1e-6;
    let [mut x, mut y] = guess;
    let mut step = f64::INFINITY;
    for _ in 0..ITERATIONS {
        *left = left.checked_sub(1)?;
        let (_, gradient) = surface.value_and_gradient(x, y);
        let [dx, dy] = newton_step(gradient, surface.hessian(x, y))?;
        (x, y) = (x + dx, y + dy);
        step = dx.hypot(dy) / x.hypot(y).max(1.0);
        if step <= SETTLED {
            break;
        }
    }
    (step <= NEARLY_SETTLED).then_some([x, y])
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

/// The inner nodes of the grid with both signs among the neighbours, in both components.
fn guesses(surface: &dyn Surface, window: Window) -> Vec<[f64; 2]> {
    let nodes = |[low, high]: [f64; 2]| -> Vec<f64> {
        let share = |i| f64::from(i) / f64::from(CELLS);
        (0..=CELLS).map(|i| low + (high - low) * share(i)).collect()
    };
    let (x, y) = (nodes(window.x), nodes(window.y));
    // The gradients of each row of nodes: all ∂f/∂x, all ∂f/∂y.
    let rows: Vec<[Vec<f64>; 2]> = y
        .iter()
        .map(|&y| {
            let mut gradients = [vec![0.0; x.len()], vec![0.0; x.len()]];
            let [gradient_x, gradient_y] = &mut gradients;
            surface.gradients(&x, &vec![y; x.len()], gradient_x, gradient_y);
            gradients
        })
        .collect();
    let mut guesses = Vec::new();
    for (rows, y) in rows.windows(3).zip(y.iter().skip(1)) {
        for (i, x) in x.windows(3).map(|x| x[1]).enumerate() {
            let has_both_signs = |component: usize| {
                let around = || {
                    rows.iter()
                        .flat_map(|row| row[component].iter().skip(i).take(3))
                };
                around().any(|&g| g < 0.0) && around().any(|&g| g > 0.0)
            };
            if has_both_signs(0) && has_both_signs(1) {
                guesses.push([x, *y]);
            }
        }
    }
    guesses
}

/// Drops degenerate points with others of their kind within `distance`: they are places of a line
/// or region of such points, or of one that rounding has spread.
fn drop_crowded(points: &mut Vec<CriticalPoint>, reach: f64) {
    let is_degenerate = |p: &CriticalPoint| p.kind == Critical::Degenerate;
    let degenerate: Vec<CriticalPoint> = points.iter().copied().filter(is_degenerate).collect();
    let has_company = |p: &CriticalPoint| {
        degenerate
            .iter()
            .any(|other| other != p && distance(p, other) <= reach)
    };
    points.retain(|p| !is_degenerate(p) || !has_company(p));
}

fn distance(p: &CriticalPoint, q: &CriticalPoint) -> f64 {
    (p.x - q.x).hypot(p.y - q.y)
}
