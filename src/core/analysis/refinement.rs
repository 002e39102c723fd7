//! A grid computed coarse to fine.

/// The most cells that are computed before the whole grid is covered once.
const COARSE: usize = 400;

/// The cells [column, row] of a grid, coarse to fine: first those at multiples of a power of two,
/// then what is missing at half that spacing, and so on. Each comes once.
#[derive(Debug, Clone)]
pub struct Refinement {
    size: [usize; 2],
    /// The spacing of the present pass.
    stride: usize,
    is_first: bool,
    next: [usize; 2],
}

impl Refinement {
    /// All cells of a grid with so many columns and rows.
    #[must_use]
    pub fn new(columns: usize, rows: usize) -> Self {
        let mut stride = 1;
        while columns.div_ceil(stride) * rows.div_ceil(stride) > COARSE {
            stride *= 2;
        }
        Self {
            size: [columns, rows],
            stride,
            is_first: true,
            next: [0, 0],
        }
    }
}

impl Iterator for Refinement {
    type Item = [usize; 2];

    fn next(&mut self) -> Option<[usize; 2]> {
        let [columns, rows] = self.size;
        loop {
            let [column, row] = self.next;
            if row >= rows || columns == 0 {
                if self.stride == 1 {
                    return None;
                }
                self.stride /= 2;
                self.is_first = false;
                self.next = [0, 0];
                continue;
            }
            self.next = if column + self.stride < columns {
                [column + self.stride, row]
            } else {
                [0, row + self.stride]
            };
            let done = |place: usize| place.is_multiple_of(2 * self.stride);
            if self.is_first || !(done(column) && done(row)) {
                return Some([column, row]);
            }
        }
    }
}

/// For every cell of a grid, row by row, the nearest cell known so far from which it was refined:
/// its own place once it is known itself, `None` before the first pass has come so far.
pub fn nearest_known(
    columns: usize,
    cells: usize,
    is_known: impl Fn(usize) -> bool,
) -> impl Iterator<Item = Option<usize>> {
    (0..cells).map(move |cell| {
        let (column, row) = (cell % columns, cell / columns);
        let mut stride = 1;
        loop {
            let coarse = row / stride * stride * columns + column / stride * stride;
            if is_known(coarse) {
                return Some(coarse);
            }
            if coarse == 0 {
                return None;
            }
            stride *= 2;
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_comes_once_and_the_grid_is_soon_covered() {
        for [columns, rows] in [[1, 1], [7, 5], [61, 1], [200, 200], [33, 64], [1, 1000]] {
            let mut known = vec![false; columns * rows];
            let mut first_cover = None;
            for (count, [column, row]) in Refinement::new(columns, rows).enumerate() {
                let place = row * columns + column;
                assert!(!known[place], "{column}, {row} twice");
                known[place] = true;
                let last_is_covered = || {
                    let mut nearest = nearest_known(columns, known.len(), |cell| known[cell]);
                    nearest.all(|cell| cell.is_some())
                };
                if first_cover.is_none() && count % 50 == 49 && last_is_covered() {
                    first_cover = Some(count);
                }
            }
            assert!(known.iter().all(|&known| known));
            assert!(first_cover.unwrap_or(0) <= COARSE + 50);
            let nearest = nearest_known(columns, known.len(), |_| true);
            assert!(nearest.enumerate().all(|(i, cell)| cell == Some(i)));
        }
    }

    #[test]
    fn a_cell_that_is_not_known_takes_the_one_it_refines() {
        let known = [0, 2, 8, 10];
        let nearest: Vec<_> = nearest_known(4, 16, |cell| known.contains(&cell)).collect();
        let row = [Some(0), Some(0), Some(2), Some(2)];
        assert_eq!(nearest[..4], row);
        assert_eq!(nearest[4..8], row);
        assert_eq!(nearest[8..12], row.map(|cell| cell.map(|cell| cell + 8)));
    }
}
