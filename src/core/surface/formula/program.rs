//! A formula as a flat program for a machine with a stack: operands first, then what joins them.
//! Running it allocates nothing.

use std::slice;

use num_dual::DualNum;

use super::operation::{Binary, Operation, Unary};

/// The most values a program may hold at a time.
pub(super) const STACK: usize = 64;
/// What most programs can do with.
const SMALL_STACK: usize = 8;

/// Operations in the order in which they are done.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Program {
    operations: Vec<Operation>,
    /// The values held after the last operation.
    held: usize,
    /// The most that are held at a time.
    depth: usize,
}

impl Program {
    /// The number of operations so far.
    pub(super) fn len(&self) -> usize {
        self.operations.len()
    }

    /// Adds an operation on the last values. One on constants alone is done at once.
    pub(super) fn push(&mut self, operation: Operation) {
        self.held = match operation {
            Operation::Constant(_) | Operation::X | Operation::Y => self.held + 1,
            Operation::Unary(_) => self.held,
            Operation::Binary(_) => self.held.saturating_sub(1),
        };
        self.depth = self.depth.max(self.held);
        let (result, done) = match (operation, self.operations.as_slice()) {
            (Operation::Unary(unary), &[.., Operation::Constant(mut a)]) => {
                unary.apply(slice::from_mut(&mut a));
                (Operation::Constant(a), 1)
            }
            (
                Operation::Binary(binary),
                &[.., Operation::Constant(mut a), Operation::Constant(b)],
            ) => {
                binary.apply(slice::from_mut(&mut a), &[b]);
                (Operation::Constant(a), 2)
            }
            _ => (operation, 0),
        };
        self.operations.truncate(self.len() - done);
        self.operations.push(result);
    }

    /// Takes back what was added after the first `start` operations, if that is one constant.
    pub(super) fn pop_constant(&mut self, start: usize) -> Option<f64> {
        let [Operation::Constant(value)] = *self.operations.get(start..)? else {
            return None;
        };
        self.operations.truncate(start);
        self.held = self.held.saturating_sub(1);
        Some(value)
    }

    /// The values at several places (x, y), with whatever derivatives these carry. Each operation
    /// is looked at once for all places.
    pub(super) fn run<D: DualNum<f64> + Copy, const PLACES: usize>(
        &self,
        x: [D; PLACES],
        y: [D; PLACES],
    ) -> [D; PLACES] {
        let (mut small, mut large);
        let stack: &mut [[D; PLACES]] = if self.depth <= SMALL_STACK {
            small = [x; SMALL_STACK];
            &mut small
        } else {
            large = [x; STACK];
            &mut large
        };
        // The depth was seen to fit; the mask keeps the index inside all the same.
        let mask = stack.len() - 1;
        let mut top = mask;
        for &operation in &self.operations {
            let leaf = match operation {
                Operation::Constant(value) => [D::from(value); PLACES],
                Operation::X => x,
                Operation::Y => y,
                Operation::Unary(unary) => {
                    unary.apply(&mut stack[top & mask]);
                    continue;
                }
                Operation::Binary(binary) => {
                    let second = stack[top & mask];
                    top = top.wrapping_sub(1);
                    binary.apply(&mut stack[top & mask], &second);
                    continue;
                }
            };
            top = top.wrapping_add(1);
            stack[top & mask] = leaf;
        }
        stack[top & mask]
    }

    /// Whether it is a polynomial of degree at most 2, with finite coefficients. It may miss one
    /// whose higher terms cancel, and never takes another function for one.
    pub(super) fn is_quadratic(&self) -> bool {
        // The degree of each value held, `None` for what is no polynomial.
        let mut degrees: Vec<Option<u32>> = Vec::new();
        let mut last = None;
        for &operation in &self.operations {
            let degree = match operation {
                Operation::Constant(c) => c.is_finite().then_some(0),
                Operation::X | Operation::Y => Some(1),
                Operation::Unary(unary) => degrees.pop().flatten().and_then(|a| match unary {
                    Unary::Negate => Some(a),
                    Unary::Whole(n) => Some(a.saturating_mul(n.try_into().ok()?)),
                    _ => None,
                }),
                Operation::Binary(binary) => {
                    let (b, a) = (degrees.pop().flatten(), degrees.pop().flatten());
                    a.zip(b).and_then(|(a, b)| match (binary, last) {
                        (Binary::Add | Binary::Subtract, _) => Some(a.max(b)),
                        (Binary::Multiply, _) => Some(a.saturating_add(b)),
                        (Binary::Divide, Some(Operation::Constant(c))) if c != 0.0 => Some(a),
                        _ => None,
                    })
                }
            };
            degrees.push(degree);
            last = Some(operation);
        }
        matches!(degrees[..], [Some(0..=2)])
    }
}
