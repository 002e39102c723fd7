//! The three products of a layer, over a whole tile at once.
//!
//! Each keeps a block of sums in registers, eight vectors, while it runs through what is summed
//! over; that makes it several times faster than one sum at a time, and larger blocks run out of
//! registers. Only the first `width` vectors of every row are computed with.

use super::activation::Function;
use super::lanes::{LANES, Lanes, Real};
use super::numbers::Numbers;
use super::workspace::Row;

/// Vectors of a row in a block; with two rows at a time that makes eight.
const COLUMNS: usize = 4;

/// One layer forwards: `outputs[o] = f(bias[o] + Σᵢ weight[o][i] · inputs[i])`.
///
/// The values before f are kept in `sums` where the slope of f needs them; else nothing is written
/// there.
pub(super) fn forward<F: Function, S: Real>(
    width: usize,
    weights: &[S],
    biases: &[S],
    inputs: &[Row<S>],
    sums: &mut [Row<S>],
    outputs: &mut [Row<S>],
) {
    let mut finish = |o: usize, column: usize, values: &[S::Lanes]| {
        let range = column..column + values.len();
        if F::NEEDS_SUM {
            sums[o][range.clone()].copy_from_slice(values);
        }
        for (output, &sum) in outputs[o][range].iter_mut().zip(values) {
            *output = F::value(sum);
        }
    };
    let row_of = |o: usize| &weights[o * inputs.len()..][..inputs.len()];
    let mut o = 0;
    while o + 2 <= biases.len() {
        let start = [biases[o], biases[o + 1]];
        let weights = || row_of(o).iter().zip(row_of(o + 1)).map(|(&a, &b)| [a, b]);
        products(width, start, weights, inputs, |r, column, values| {
            finish(o + r, column, values);
        });
        o += 2;
    }
    if o < biases.len() {
        let weights = || row_of(o).iter().map(|&weight| [weight]);
        products(width, [biases[o]], weights, inputs, |_, column, values| {
            finish(o, column, values);
        });
    }
}

/// One layer backwards: `deltas[i] = f′(i) · Σₒ weight[o][i] · above[o]`, with the slope f′ taken
/// from what the forward pass left in `sums` and `outputs`.
pub(super) fn backward<F: Function, S: Real>(
    width: usize,
    weights: &[S],
    above: &[Row<S>],
    sums: &[Row<S>],
    outputs: &[Row<S>],
    deltas: &mut [Row<S>],
) {
    let units = deltas.len();
    let mut finish = |i: usize, column: usize, values: &[S::Lanes]| {
        let range = column..column + values.len();
        let y = &outputs[i][range.clone()];
        let z = if F::NEEDS_SUM {
            &sums[i][range.clone()]
        } else {
            y
        };
        let slopes = z.iter().zip(y).map(|(&z, &y)| F::slope(z, y));
        for ((delta, &sum), slope) in deltas[i][range].iter_mut().zip(values).zip(slopes) {
            *delta = sum * slope;
        }
    };
    let mut i = 0;
    while i + 2 <= units {
        let weights = || weights.chunks_exact(units).map(|row| [row[i], row[i + 1]]);
        products(
            width,
            [S::zero(); 2],
            weights,
            above,
            |r, column, values| {
                finish(i + r, column, values);
            },
        );
        i += 2;
    }
    if i < units {
        let weights = || weights.chunks_exact(units).map(|row| [row[i]]);
        products(width, [S::zero()], weights, above, |_, column, values| {
            finish(i, column, values);
        });
    }
}

/// Hands `finish` R rows of products, `start[r] + Σₖ weight k[r] · row k`, a block at a time: the
/// row, the column where the block begins, and its vectors.
#[inline(always)]
fn products<S: Real, const R: usize, W: Iterator<Item = [S; R]>>(
    width: usize,
    start: [S; R],
    weights: impl Fn() -> W,
    rows: &[Row<S>],
    mut finish: impl FnMut(usize, usize, &[S::Lanes]),
) {
    let mut column = 0;
    while S::IN_BLOCKS && column + COLUMNS <= width {
        block::<S, R, COLUMNS>(column, start, weights(), rows, &mut finish);
        column += COLUMNS;
    }
    match width - column {
        2 if S::IN_BLOCKS => block::<S, R, 2>(column, start, weights(), rows, &mut finish),
        3 if S::IN_BLOCKS => block::<S, R, 3>(column, start, weights(), rows, &mut finish),
        rest => {
            for column in column..column + rest {
                block::<S, R, 1>(column, start, weights(), rows, &mut finish);
            }
        }
    }
}

#[inline(always)]
fn block<S: Real, const R: usize, const C: usize>(
    column: usize,
    start: [S; R],
    weights: impl Iterator<Item = [S; R]>,
    rows: &[Row<S>],
    finish: &mut impl FnMut(usize, usize, &[S::Lanes]),
) {
    let mut sums = start.map(|start| [S::Lanes::splat(start); C]);
    for (row, weights) in rows.iter().zip(weights) {
        let row = &row[column..column + C];
        for (sums, weight) in sums.iter_mut().zip(weights) {
            let weight = S::Lanes::splat(weight);
            for (sum, &value) in sums.iter_mut().zip(row) {
                *sum += weight * value;
            }
        }
    }
    for (r, sums) in sums.iter().enumerate() {
        finish(r, column, sums);
    }
}

/// Adds a layer's gradients: `weights[o][i] += Σ deltas[o] · inputs[i]` and
/// `biases[o] += Σ deltas[o]`, the sums over all samples.
pub(super) fn gradients<S: Real>(
    width: usize,
    deltas: &[Row<S>],
    inputs: &[Row<S>],
    weights: &mut [S],
    biases: &mut [S],
) {
    let units = inputs.len();
    let mut o = 0;
    while o + 2 <= deltas.len() {
        let rows = &mut weights[o * units..][..2 * units];
        let (one, other) = rows.split_at_mut(units);
        weight_rows::<S, _>(width, [&deltas[o], &deltas[o + 1]], inputs, [one, other]);
        o += 2;
    }
    if o < deltas.len() {
        let row = &mut weights[o * units..][..units];
        weight_rows::<S, _>(width, [&deltas[o]], inputs, [row]);
    }
    for (biases, deltas) in biases.chunks_mut(LANES).zip(deltas.chunks(LANES)) {
        let mut sums = [S::Lanes::zero(); LANES];
        for (sum, deltas) in sums.iter_mut().zip(deltas) {
            for &delta in &deltas[..width] {
                *sum += delta;
            }
        }
        add(biases, S::Lanes::sums(sums));
    }
}

/// Adds the gradients of the weights of R units.
#[inline(always)]
fn weight_rows<S: Real, const R: usize>(
    width: usize,
    deltas: [&Row<S>; R],
    inputs: &[Row<S>],
    mut weights: [&mut [S]; R],
) {
    for (i, inputs) in inputs.chunks(LANES).enumerate() {
        let sums = match inputs {
            [a] => dots::<S, R, _>(width, deltas, [a]),
            [a, b] => dots::<S, R, _>(width, deltas, [a, b]),
            [a, b, c] => dots::<S, R, _>(width, deltas, [a, b, c]),
            [a, b, c, d] => dots::<S, R, _>(width, deltas, [a, b, c, d]),
            _ => continue,
        };
        for (weights, sums) in weights.iter_mut().zip(sums) {
            add(&mut weights[i * LANES..], sums);
        }
    }
}

/// The products of R rows of deltas with I rows of inputs, each summed over all samples: a vector a
/// delta, a place in it an input.
#[inline(always)]
fn dots<S: Real, const R: usize, const I: usize>(
    width: usize,
    deltas: [&Row<S>; R],
    inputs: [&Row<S>; I],
) -> [S::Lanes; R] {
    let deltas = deltas.map(|row| &row[..width]);
    let inputs = inputs.map(|row| &row[..width]);
    let mut sums = [[S::Lanes::zero(); LANES]; R];
    for v in 0..width {
        for (sums, deltas) in sums.iter_mut().zip(deltas) {
            for (sum, inputs) in sums.iter_mut().zip(inputs) {
                *sum += deltas[v] * inputs[v];
            }
        }
    }
    sums.map(S::Lanes::sums)
}

/// Adds the four of a vector to the first four of a slice, or to as many as it has.
#[inline(always)]
fn add<S: Real>(values: &mut [S], sums: S::Lanes) {
    if let Some(values) = values.first_chunk_mut::<LANES>() {
        *values = (S::Lanes::of(*values) + sums).to_array();
    } else {
        for (value, sum) in values.iter_mut().zip(sums.to_array()) {
            *value = *value + sum;
        }
    }
}
