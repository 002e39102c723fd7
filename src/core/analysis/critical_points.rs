//! Finding the places where the gradient is 0.

use super::hessian;
use crate::core::surface::{Critical, CriticalPoint, Surface, Window};

/// Cells along each side of the grid that is searched on most surfaces.
pub const CELLS: usize = 96;
/// The most critical points listed.
const MOST_POINTS: usize = 1_000;
/// The most iterations of Newton's method from all guesses together, on so many cells a side; fewer on
/// fewer.
const MOST_ITERATIONS: usize = 50_000;
/// Degenerate points closer than this share of the window's diagonal are no isolated ones.
const REACH: f64 = 0.03;
/// Points closer than this share of the window's diagonal are one.
pub const SAME: f64 = 1e-6;

/// The critical points of a surface inside a window, the lowest first; at most 1,000.
///
/// Newton's method starts near where both components of the gradient change sign within two cells of
/// a grid of [`Surface::cells`] a side. That finds every point about which the gradient is nearly linear across so
/// many cells; finer detail may be missed, and so may a degenerate point where a component touches 0
/// without changing its sign. Lines and regions of critical points (a valley with a level floor)
/// are left out. The work is bounded: some milliseconds, or tens of them.
#[must_use]
pub fn find(surface: &dyn Surface, window: Window) -> Vec<CriticalPoint> {
    let cells = surface.cells();
    let same = SAME * window.diagonal();
    let mut points: Vec<CriticalPoint> = Vec::new();
    let mut iterations = MOST_ITERATIONS * cells.pow(2) / CELLS.pow(2);
    for guess in guesses(cells, surface, window) {
        let Some([x, y]) = iterate(surface, guess, &mut iterations) else {
            continue;
        };
        let kind = hessian::kind(surface.hessian(x, y));
        let point = CriticalPoint { x, y, kind };
        let is_new = points.iter().all(|other| point.distance(other) > same);
        if is_new && window.contains([x, y]) && points.len() < MOST_POINTS {
            let is_lower =
                |other: &CriticalPoint| surface.value(other.x, other.y) < surface.value(x, y);
            points.insert(points.partition_point(is_lower), point);
        }
    }
    drop_crowded(&mut points, REACH * window.diagonal());
    points
}

/// Newton's method on the gradient, from a guess near: the critical point it converges to, to
/// about the precision of the numbers. `None` where it does not converge.
///
/// # Formula
/// ```text
/// p ← p − s H⁻¹ ∇f,  s the first of 1, ½, ¼, … that makes ∇f shorter
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
    const HALVINGS: i32 = 5;
    const SETTLED: f64 = 1e-15;
    const NEARLY_SETTLED: f64 = 1e-6;
    let gradient_at = |[x, y]: [f64; 2]| surface.value_and_gradient(x, y).1;
    let mut place = guess;
    let mut gradient = gradient_at(place);
    let mut size = f64::INFINITY;
    for _ in 0..ITERATIONS {
        *left = left.checked_sub(1)?;
        let [x, y] = place;
        let [dx, dy] = newton_step(gradient, surface.hessian(x, y))?;
        size = dx.hypot(dy) / length(place).max(1.0);
        if size <= SETTLED {
            return Some([x + dx, y + dy]);
        }
        let shorter = (0..HALVINGS).map(|n| 0.5_f64.powi(n)).find_map(|share| {
            let next = [x + share * dx, y + share * dy];
            let slope = gradient_at(next);
            (length(slope) < length(gradient)).then_some((next, slope))
        });
        let Some(next) = shorter else { break };
        (place, gradient) = next;
    }
    (size <= NEARLY_SETTLED).then_some(place)
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

/// A node of the grid.
#[derive(Clone, Copy)]
struct Node {
    place: [f64; 2],
    gradient: [f64; 2],
}

/// Of each block of 3 × 3 nodes in which both components of the gradient have both signs, the node
/// where the gradient is shortest.
fn guesses(cells: usize, surface: &dyn Surface, window: Window) -> Vec<[f64; 2]> {
    let rows = grid(cells, surface, window);
    let mut guesses: Vec<[f64; 2]> = Vec::new();
    for rows in rows.windows(3) {
        for i in 0..cells - 1 {
            let block = || rows.iter().flat_map(|row| row.iter().skip(i).take(3));
            let has_both_signs = |component: usize| {
                let slopes = || block().map(|node| node.gradient[component]);
                slopes().any(|g| g < 0.0) && slopes().any(|g| g > 0.0)
            };
            if has_both_signs(0) && has_both_signs(1) {
                let shortest =
                    |a: &&Node, b: &&Node| length(a.gradient).total_cmp(&length(b.gradient));
                // Blocks overlap: a node may have been taken from one of the last three rows.
                let mut recent = guesses.iter().rev().take(3 * cells);
                let node = block().min_by(shortest).map(|node| node.place);
                guesses.extend(node.filter(|place| !recent.any(|other| other == place)));
            }
        }
    }
    guesses
}

/// The rows of nodes, edges included.
fn grid(cells: usize, surface: &dyn Surface, window: Window) -> Vec<Vec<Node>> {
    #[allow(clippy::cast_precision_loss)]
    let nodes = |[low, high]: [f64; 2]| -> Vec<f64> {
        let share = |i| i as f64 / cells as f64;
        (0..=cells).map(|i| low + (high - low) * share(i)).collect()
    };
    let x = nodes(window.x);
    let [mut gradient_x, mut gradient_y] = [vec![0.0; x.len()], vec![0.0; x.len()]];
    let mut row = |y: f64| {
        surface.gradients(&x, &vec![y; x.len()], &mut gradient_x, &mut gradient_y);
        let slopes = gradient_x.iter().zip(&gradient_y);
        let node = |(&x, (&gx, &gy)): (&f64, (&f64, &f64))| Node {
            place: [x, y],
            gradient: [gx, gy],
        };
        x.iter().zip(slopes).map(node).collect()
    };
    nodes(window.y).into_iter().map(&mut row).collect()
}

/// Drops degenerate points with others of their kind within `distance`: they are places of a line
/// or region of such points, or of one that rounding has spread.
fn drop_crowded(points: &mut Vec<CriticalPoint>, reach: f64) {
    let is_degenerate = |p: &CriticalPoint| p.kind == Critical::Degenerate;
    let degenerate: Vec<CriticalPoint> = points.iter().copied().filter(is_degenerate).collect();
    let has_company = |p: &CriticalPoint| {
        degenerate
            .iter()
            .any(|other| other != p && p.distance(other) <= reach)
    };
    points.retain(|p| !is_degenerate(p) || !has_company(p));
}

fn length([x, y]: [f64; 2]) -> f64 {
    x.hypot(y)
}
