//! A function of two variables, known on the nodes of a grid.

use crate::core::surface::Window;

/// The values of a function on a grid over a window, taken row by row from the bottom, a while at a
/// time.
#[derive(Debug)]
pub struct Sampling {
    window: Window,
    columns: usize,
    rows: usize,
    values: Vec<f64>,
}

impl Sampling {
    /// Nothing yet, of a grid with so many nodes each way, at least two.
    #[must_use]
    pub fn new(window: Window, [columns, rows]: [usize; 2]) -> Self {
        Self {
            window,
            columns: columns.max(2),
            rows: rows.max(2),
            values: Vec::new(),
        }
    }

    /// Takes values, a row at least, while there is time left; whether all are there.
    pub fn go_on(
        &mut self,
        function: &dyn Fn(f64, f64) -> f64,
        mut is_time_left: impl FnMut() -> bool,
    ) -> bool {
        let all = self.columns * self.rows;
        self.values.reserve_exact(all - self.values.len());
        while self.values.len() < all {
            let y = self.place(1, self.values.len() / self.columns);
            for column in 0..self.columns {
                self.values.push(function(self.place(0, column), y));
            }
            if self.values.len() < all && !is_time_left() {
                return false;
            }
        }
        true
    }

    /// Where a column (along axis 0) or a row (along axis 1) lies in the window.
    fn place(&self, axis: usize, node: usize) -> f64 {
        let (side, nodes) = [(self.window.x, self.columns), (self.window.y, self.rows)][axis];
        between(side, node as f64, nodes)
    }
}

/// Where a place counted in nodes lies between two ends.
fn between([low, high]: [f64; 2], at: f64, nodes: usize) -> f64 {
    let share = at / (nodes - 1) as f64;
    low * (1.0 - share) + high * share
}

/// The values of a function on a grid over a window, and the function itself for what lies between.
pub struct Field<'a> {
    window: Window,
    columns: usize,
    rows: usize,
    values: Vec<f64>,
    function: &'a dyn Fn(f64, f64) -> f64,
}

/// Halvings of the distance between two nodes to find where a function that is not smooth crosses a level.
const HALVINGS: usize = 10;
/// Steps to a root of the cubic between two nodes.
const STEPS: usize = 8;

impl<'a> Field<'a> {
    /// Takes the values of a function on a grid with so many nodes each way, at least two.
    pub fn sample(
        window: Window,
        nodes: [usize; 2],
        function: &'a dyn Fn(f64, f64) -> f64,
    ) -> Self {
        let mut sampling = Sampling::new(window, nodes);
        sampling.go_on(function, || true);
        Self::of(sampling, function)
    }

    /// The field of the values of a function that were taken, all of them.
    pub fn of(sampling: Sampling, function: &'a dyn Fn(f64, f64) -> f64) -> Self {
        let Sampling {
            window,
            columns,
            rows,
            values,
        } = sampling;
        Self {
            window,
            columns,
            rows,
            values,
            function,
        }
    }

    /// The same field with a node in the middle between every two, on the cubic through the four
    /// nodes in line around it. Where the function is not smooth it is asked.
    ///
    /// This shows a valley narrower than the distance of the nodes at a fraction of the cost of
    /// asking everywhere.
    #[must_use]
    pub fn doubled(self) -> Self {
        let mut fine = Self {
            columns: 2 * self.columns - 1,
            rows: 2 * self.rows - 1,
            values: Vec::new(),
            ..self
        };
        fine.values = vec![f64::NAN; fine.columns * fine.rows];
        for (i, &value) in self.values.iter().enumerate() {
            let (column, row) = (i % self.columns, i / self.columns);
            fine.values[2 * (row * fine.columns + column)] = value;
        }
        for row in (0..fine.rows).step_by(2) {
            fine.fill_between(row * fine.columns, 1, fine.columns);
        }
        for column in 0..fine.columns {
            fine.fill_between(column, fine.columns, fine.rows);
        }
        fine
    }

    /// Fills every other node of a line of nodes: so many, a step apart, from the first on.
    fn fill_between(&mut self, first: usize, step: usize, nodes: usize) {
        for i in (1..nodes - 1).step_by(2) {
            let known = |offset: isize| {
                let place = i.checked_add_signed(offset).filter(|&place| place < nodes);
                place.map_or(f64::NAN, |place| self.values[first + place * step])
            };
            let near = [-3, -1, 1, 3].map(known);
            let index = first + i * step;
            self.values[index] = if is_smooth(near) {
                let [a, b, c, d] = near;
                (9.0 * (b + c) - (a + d)) / 16.0
            } else {
                let (column, row) = (index % self.columns, index / self.columns);
                self.at([column as f64, row as f64])
            };
        }
    }

    /// Nodes from left to right, and from bottom to top.
    #[must_use]
    pub fn nodes(&self) -> [usize; 2] {
        [self.columns, self.rows]
    }

    /// All values, row by row from the bottom.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The value on a node; not a number outside the grid.
    #[must_use]
    pub fn value(&self, column: usize, row: usize) -> f64 {
        if column < self.columns && row < self.rows {
            self.values[row * self.columns + column]
        } else {
            f64::NAN
        }
    }

    /// The function at a place counted in nodes.
    pub(super) fn at(&self, place: [f64; 2]) -> f64 {
        let [x, y] = self.place(place);
        (self.function)(x, y)
    }

    /// Where a place counted in nodes lies in the window.
    pub(super) fn place(&self, [column, row]: [f64; 2]) -> [f64; 2] {
        [
            between(self.window.x, column, self.columns),
            between(self.window.y, row, self.rows),
        ]
    }

    /// How far on the way from a node to its neighbour, 0 to 1, the function crosses a level. The
    /// node lies at or below the level, its neighbour does not.
    ///
    /// Where the function is smooth this is the root of the cubic through four nodes in line.
    pub(super) fn crossing(&self, node: [usize; 2], neighbour: [usize; 2], level: f64) -> f64 {
        let value = |[column, row]: [usize; 2]| self.value(column, row);
        let beyond =
            |a: [usize; 2], b: [usize; 2]| value([0, 1].map(|i| (2 * b[i]).wrapping_sub(a[i])));
        let line = [
            beyond(neighbour, node),
            value(node),
            value(neighbour),
            beyond(node, neighbour),
        ];
        if is_smooth(line) {
            cubic_root(line, level)
        } else {
            self.last_below(node, neighbour, level)
        }
    }

    /// The farthest place on the way where the function is found at or below the level.
    fn last_below(&self, node: [usize; 2], neighbour: [usize; 2], level: f64) -> f64 {
        let (mut below, mut above) = (0.0, 1.0);
        for _ in 0..HALVINGS {
            let middle = 0.5 * (below + above);
            let place =
                [0, 1].map(|i| node[i] as f64 + (neighbour[i] as f64 - node[i] as f64) * middle);
            if self.at(place) <= level {
                below = middle;
            } else {
                above = middle;
            }
        }
        below
    }
}

/// Whether a cubic through four values in line can be trusted between the middle two: whether they
/// bend about as much, and the same way, on both sides. False where one is not finite.
fn is_smooth([a, b, c, d]: [f64; 4]) -> bool {
    let (left, right) = (a - 2.0 * b + c, b - 2.0 * c + d);
    let bend = left.abs() + right.abs();
    bend.is_finite() && (right - left).abs() <= 0.5 * bend
}

/// Where the cubic through (−1, a), (0, b), (1, c), (2, d) reaches a level between b and c.
fn cubic_root([a, b, c, d]: [f64; 4], level: f64) -> f64 {
    // Newton's divided differences on 0, 1, −1, 2.
    let (first, second, third) = (
        c - b,
        (a - 2.0 * b + c) / 2.0,
        (d - 3.0 * c + 3.0 * b - a) / 6.0,
    );
    let value = |t: f64| b + t * (first + (t - 1.0) * (second + (t + 1.0) * third)) - level;
    let slope = |t: f64| first + (2.0 * t - 1.0) * second + (3.0 * t * t - 1.0) * third;
    let (mut below, mut above) = (0.0, 1.0);
    let mut t = ((level - b) / (c - b)).clamp(0.0, 1.0);
    for _ in 0..STEPS {
        let error = value(t);
        if error <= 0.0 {
            below = t;
        } else {
            above = t;
        }
        let next = t - error / slope(t);
        t = if next > below && next < above {
            next
        } else {
            0.5 * (below + above)
        };
    }
    t
}
