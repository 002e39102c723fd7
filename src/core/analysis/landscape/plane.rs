//! Planes through the parameters of networks: along which directions, and how much of them is seen.

use nalgebra::{DMatrix, SymmetricEigen};

use crate::core::network::Shape;
use crate::core::order::descending;
use crate::core::random::{Random, Seed, stream};
use crate::core::scalar::real;
use crate::core::surface::Window;

/// The room around the paths, in widths of what they take up.
const ROOM: f64 = 0.25;
/// A second direction with less than this share of the first one's variance is none.
const NO_VARIANCE: f64 = 1e-9;

/// A point, two directions from it, and the shares of the paths' variance along them.
pub(super) type Basis = (Vec<f64>, [Vec<f64>; 2], [f64; 2]);

/// The mean of points, the two directions in which they scatter most, and the shares of the
/// variance along them.
pub(super) fn principal(points: &[&Vec<f32>], seed: Seed) -> Basis {
    let count = points.len();
    let size = points.first().map_or(0, |point| point.len());
    let mut mean = vec![0.0; size];
    for point in points {
        for (sum, &x) in mean.iter_mut().zip(*point) {
            *sum += f64::from(x) / real(count as u64);
        }
    }
    let away: Vec<Vec<f64>> = points
        .iter()
        .map(|point| {
            let pairs = point.iter().zip(&mean);
            pairs.map(|(&x, mean)| f64::from(x) - mean).collect()
        })
        .collect();
    // The directions lie in the span of the points: the eigenvectors of their products give them.
    let products = DMatrix::from_fn(count, count, |i, j| dot(&away[i], &away[j]));
    let total = products.trace();
    let eigen = SymmetricEigen::new(products);
    let order = descending(eigen.eigenvalues.as_slice());
    let value = |rank: usize| {
        order
            .get(rank)
            .map_or(0.0, |&i| eigen.eigenvalues[i].max(0.0))
    };
    let mut random = Random::new(seed, stream::DIRECTIONS);
    let mut directions = [0, 1].map(|rank| {
        if value(rank) > NO_VARIANCE * total && total > 0.0 {
            let mut direction = vec![0.0; size];
            let weights = eigen.eigenvectors.column(order[rank]);
            for (away, weight) in away.iter().zip(weights.iter()) {
                for (sum, x) in direction.iter_mut().zip(away) {
                    *sum += weight * x;
                }
            }
            direction
        } else {
            (0..size).map(|_| random.normal()).collect()
        }
    });
    let [first, second] = &mut directions;
    normalize(first);
    let along = dot(first, second);
    for (x, first) in second.iter_mut().zip(first.iter()) {
        *x -= along * first;
    }
    normalize(second);
    // The sign of an eigenvector is arbitrary: runs end to the right and above.
    for direction in &mut directions {
        if away.last().is_some_and(|last| dot(last, direction) < 0.0) {
            direction.iter_mut().for_each(|x| *x = -*x);
        }
    }
    let share = |rank| {
        if total > 0.0 {
            value(rank) / total
        } else {
            0.0
        }
    };
    (mean, directions, [share(0), share(1)])
}

/// Two random directions from a point, scaled as its units are, and the shares of the variance of
/// points along them.
pub(super) fn random(centre: &[f32], shape: &Shape, points: &[&Vec<f32>], seed: Seed) -> Basis {
    let mut random = Random::new(seed, stream::DIRECTIONS);
    let origin: Vec<f64> = centre.iter().map(|&x| f64::from(x)).collect();
    let directions = [0; 2].map(|_| {
        let mut direction = vec![0.0; origin.len()];
        for layer in shape.layers() {
            let inputs = layer.inputs.max(1);
            let weights = direction[layer.weights.clone()].chunks_mut(inputs);
            let lengths = origin[layer.weights.clone()].chunks(inputs);
            for (unit, own) in weights.zip(lengths) {
                unit.iter_mut().for_each(|x| *x = random.normal());
                normalize(unit);
                let length = dot(own, own).sqrt();
                unit.iter_mut().for_each(|x| *x *= length);
            }
        }
        direction
    });
    let explained = explained_along(points, &directions);
    (origin, directions, explained)
}

/// The shares of the variance of points along two directions that are nearly at right angles.
fn explained_along(points: &[&Vec<f32>], directions: &[Vec<f64>; 2]) -> [f64; 2] {
    let count = real(points.len() as u64);
    let size = points.first().map_or(0, |point| point.len());
    let mean = |i: usize| points.iter().map(|point| f64::from(point[i])).sum::<f64>() / count;
    let mean: Vec<f64> = (0..size).map(mean).collect();
    let mut total = 0.0;
    let mut along = [0.0; 2];
    for point in points {
        let pairs = point.iter().zip(&mean);
        let away: Vec<f64> = pairs.map(|(&x, mean)| f64::from(x) - mean).collect();
        total += dot(&away, &away);
        for (sum, direction) in along.iter_mut().zip(directions) {
            let length = dot(direction, direction).max(f64::MIN_POSITIVE);
            *sum += dot(&away, direction).powi(2) / length;
        }
    }
    along.map(|along| if total > 0.0 { along / total } else { 0.0 })
}

fn normalize(direction: &mut [f64]) {
    let length = dot(direction, direction).sqrt();
    if length > 0.0 {
        direction.iter_mut().for_each(|x| *x /= length);
    }
}

pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// A window that holds places, with room around them.
pub(super) fn window_around<'a>(places: impl Iterator<Item = &'a [f64; 2]>) -> Window {
    let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
    for place in places {
        for axis in 0..2 {
            low[axis] = low[axis].min(place[axis]);
            high[axis] = high[axis].max(place[axis]);
        }
    }
    let size = (high[0] - low[0]).max(high[1] - low[1]);
    if !size.is_finite() || size <= 0.0 {
        return Window::centred(1.0, 1.0);
    }
    let side = |axis: usize| {
        let (middle, half) = (
            (low[axis] + high[axis]) / 2.0,
            // A path along one axis alone still has a neighbourhood.
            ((high[axis] - low[axis]) / 2.0).max(size / 4.0),
        );
        [middle - half, middle + half]
    };
    Window {
        x: side(0),
        y: side(1),
    }
    .grown(ROOM)
}

/// A window widened or heightened so that cells are square.
pub(super) fn with_shape(window: Window, columns: usize, rows: usize) -> Window {
    let [columns, rows] = [columns, rows].map(|count| real(count as u64));
    let cell = ((window.x[1] - window.x[0]) / columns).max((window.y[1] - window.y[0]) / rows);
    let side = |[low, high]: [f64; 2], count: f64| {
        let (middle, half) = ((low + high) / 2.0, cell * count / 2.0);
        [middle - half, middle + half]
    };
    Window {
        x: side(window.x, columns),
        y: side(window.y, rows),
    }
}
