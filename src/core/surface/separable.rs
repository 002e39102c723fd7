//! Critical points of sums f(x, y) = g(x) + g(y): every pair of critical points of g.

use num_dual::{Dual2_64, second_derivative};

use super::{Critical, CriticalPoint};

/// The critical points of g(x) + g(y), from a guess near each critical point of g.
pub(super) fn critical_points(
    g: impl Fn(Dual2_64) -> Dual2_64,
    guesses: impl IntoIterator<Item = f64>,
) -> Vec<CriticalPoint> {
    let axis: Vec<_> = guesses
        .into_iter()
        .map(|guess| critical_point(&g, guess))
        .collect();
    let pair = |(x, bends_up_in_x), (y, bends_up_in_y)| CriticalPoint {
        x,
        y,
        kind: match (bends_up_in_x, bends_up_in_y) {
            (true, true) => Critical::Minimum,
            (false, false) => Critical::Maximum,
            _ => Critical::Saddle,
        },
    };
    axis.iter()
        .flat_map(|&x| axis.iter().map(move |&y| pair(x, y)))
        .collect()
}

/// Newton's iteration on g′ from a guess near: the place, and whether g bends up there.
fn critical_point(g: impl Fn(Dual2_64) -> Dual2_64, guess: f64) -> (f64, bool) {
    const ITERATIONS: usize = 20;
    (0..ITERATIONS).fold((guess, false), |(x, _), _| {
        let (_, slope, curvature) = second_derivative(&g, x);
        (x - slope / curvature, curvature > 0.0)
    })
}
