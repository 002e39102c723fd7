//! The three products of a layer, over a whole tile at once.
//!
//! Values are laid out unit by unit: a row of `width` vectors holds one unit's value for every
//! sample, four samples a vector. Each kernel keeps a block of sums in registers, eight vectors,
//! while it runs through what is summed over; that makes it several times faster than one sum at a
//! time, and larger blocks run out of registers.

use super::activation::Function;
use super::lanes::{LANES, Lanes, Real};
use super::numbers::Numbers;

/// Vectors of a unit in a block; with two units at a time that makes eight.
const COLUMNS: usize = 4;

/// How large a layer and its tile are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    /// Units below the layer.
    pub(super) inputs: usize,
    /// Units of the layer.
    pub(super) outputs: usize,
    /// Vectors of a row.
    pub(super) width: usize,
}

/// One layer forwards: `outputs[o] = f(bias[o] + Σᵢ weight[o][i] · inputs[i])`.
///
/// The values before f are kept in `sums` where the slope of f needs them; else nothing is written
/// there.
pub(super) fn forward<F: Function, S: Real>(
    size: Size,
    weights: &[S],
    biases: &[S],
    inputs: &[S::Lanes],
    sums: &mut [S::Lanes],
    outputs: &mut [S::Lanes],
) {
    let rows = Rows::new(inputs, size.inputs, size.width);
    let mut finish = |place: usize, values: &[S::Lanes]| {
        if F::NEEDS_SUM {
            sums[place..place + values.len()].copy_from_slice(values);
        }
        for (output, &sum) in outputs[place..place + values.len()].iter_mut().zip(values) {
            *output = F::value(sum);
        }
    };
    let row_of = |o: usize| &weights[o * size.inputs..][..size.inputs];
    let mut o = 0;
    while o + 2 <= size.outputs {
        let weights = || row_of(o).iter().zip(row_of(o + 1)).map(|(&a, &b)| [a, b]);
        rows.each_sum([biases[o], biases[o + 1]], weights, |r, column, values| {
            finish((o + r) * size.width + column, values);
        });
        o += 2;
    }
    if o < size.outputs {
        let weights = || row_of(o).iter().map(|&weight| [weight]);
        rows.each_sum([biases[o]], weights, |_, column, values| {
            finish(o * size.width + column, values);
        });
    }
}

/// One layer backwards: `deltas[i] = f′(i) · Σₒ weight[o][i] · above[o]`, with the slope f′ taken
/// from what the forward pass left in `sums` and `outputs`.
pub(super) fn backward<F: Function, S: Real>(
    size: Size,
    weights: &[S],
    above: &[S::Lanes],
    sums: &[S::Lanes],
    outputs: &[S::Lanes],
    deltas: &mut [S::Lanes],
) {
    let rows = Rows::new(above, size.outputs, size.width);
    let mut finish = |place: usize, values: &[S::Lanes]| {
        let range = place..place + values.len();
        let y = &outputs[range.clone()];
        let z = if F::NEEDS_SUM {
            &sums[range.clone()]
        } else {
            y
        };
        let slopes = z.iter().zip(y).map(|(&z, &y)| F::slope(z, y));
        for ((delta, &sum), slope) in deltas[range].iter_mut().zip(values).zip(slopes) {
            *delta = sum * slope;
        }
    };
    let mut i = 0;
    while i + 2 <= size.inputs {
        let weights = || columns::<S, 2>(&weights[i..], size.inputs);
        rows.each_sum([S::zero(); 2], weights, |r, column, values| {
            finish((i + r) * size.width + column, values);
        });
        i += 2;
    }
    if i < size.inputs {
        let weights = || columns::<S, 1>(&weights[i..], size.inputs);
        rows.each_sum([S::zero()], weights, |_, column, values| {
            finish(i * size.width + column, values);
        });
    }
}

/// The first R of every `length` values.
#[inline(always)]
fn columns<S: Real, const R: usize>(values: &[S], length: usize) -> impl Iterator<Item = [S; R]> {
    let mut place = 0;
    std::iter::from_fn(move || {
        let first = values.get(place..)?.first_chunk::<R>()?;
        place += length;
        Some(*first)
    })
}

/// The rows that a product sums over.
#[derive(Clone, Copy)]
struct Rows<'a, S: Real> {
    rows: &'a [S::Lanes],
    width: usize,
}

impl<'a, S: Real> Rows<'a, S> {
    fn new(rows: &'a [S::Lanes], count: usize, width: usize) -> Self {
        Self {
            rows: &rows[..count * width],
            width,
        }
    }

    /// Hands `finish` the sums of R units, `start[r] + Σₖ weight(k)[r] · row k`, a block at a time:
    /// the unit, the column where the block begins, and its vectors.
    #[inline(always)]
    fn each_sum<const R: usize, W: Iterator<Item = [S; R]>>(
        self,
        start: [S; R],
        weights: impl Fn() -> W,
        mut finish: impl FnMut(usize, usize, &[S::Lanes]),
    ) {
        let mut column = 0;
        while column + COLUMNS <= self.width {
            self.block::<R, COLUMNS>(column, start, weights(), &mut finish);
            column += COLUMNS;
        }
        match self.width - column {
            1 => self.block::<R, 1>(column, start, weights(), &mut finish),
            2 => self.block::<R, 2>(column, start, weights(), &mut finish),
            3 => self.block::<R, 3>(column, start, weights(), &mut finish),
            _ => {}
        }
    }

    #[inline(always)]
    fn block<const R: usize, const C: usize>(
        self,
        column: usize,
        start: [S; R],
        weights: impl Iterator<Item = [S; R]>,
        finish: &mut impl FnMut(usize, usize, &[S::Lanes]),
    ) {
        let mut sums = start.map(|start| [S::Lanes::splat(start); C]);
        let mut rows = &self.rows[column..];
        for weights in weights {
            let Some(row) = rows.first_chunk::<C>() else {
                break;
            };
            rows = &rows[self.width.min(rows.len())..];
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
}

/// Adds a layer's gradients: `weights[o][i] += Σ deltas[o] · inputs[i]` and
/// `biases[o] += Σ deltas[o]`, the sums over all samples.
pub(super) fn gradients<S: Real>(
    size: Size,
    deltas: &[S::Lanes],
    inputs: &[S::Lanes],
    weights: &mut [S],
    biases: &mut [S],
) {
    let row_of = |o: usize| &deltas[o * size.width..][..size.width];
    let mut o = 0;
    while o + 2 <= size.outputs {
        let rows = &mut weights[o * size.inputs..][..2 * size.inputs];
        let (one, other) = rows.split_at_mut(size.inputs);
        weight_rows([row_of(o), row_of(o + 1)], inputs, [one, other]);
        o += 2;
    }
    if o < size.outputs {
        let row = &mut weights[o * size.inputs..][..size.inputs];
        weight_rows([row_of(o)], inputs, [row]);
    }
    let mut o = 0;
    for biases in biases.chunks_mut(LANES) {
        let mut sums = [S::Lanes::zero(); LANES];
        for sum in sums.iter_mut().take(biases.len()) {
            for &delta in row_of(o) {
                *sum += delta;
            }
            o += 1;
        }
        add(biases, S::Lanes::sums(sums));
    }
}

/// Adds the gradients of the weights of R units.
#[inline(always)]
fn weight_rows<S: Real, const R: usize>(
    deltas: [&[S::Lanes]; R],
    inputs: &[S::Lanes],
    mut weights: [&mut [S]; R],
) {
    let width = deltas[0].len();
    let units = weights[0].len();
    let mut i = 0;
    while i < units {
        let inputs = &inputs[i * width..];
        let sums = match units - i {
            1 => products::<S, R, 1>(deltas, inputs),
            2 => products::<S, R, 2>(deltas, inputs),
            3 => products::<S, R, 3>(deltas, inputs),
            _ => products::<S, R, LANES>(deltas, inputs),
        };
        for (weights, sums) in weights.iter_mut().zip(sums) {
            add(&mut weights[i..], sums);
        }
        i += LANES;
    }
}

/// The products of R rows of deltas with I rows of inputs, each summed over all samples: a vector a
/// delta, a place in it an input.
#[inline(always)]
fn products<S: Real, const R: usize, const I: usize>(
    deltas: [&[S::Lanes]; R],
    inputs: &[S::Lanes],
) -> [S::Lanes; R] {
    let width = deltas[0].len();
    let deltas: [&[S::Lanes]; R] = deltas.map(|row| &row[..width]);
    let inputs: [&[S::Lanes]; I] = std::array::from_fn(|i| &inputs[i * width..][..width]);
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
