//! Marching squares: the outlines of the ground at or below each of several levels.

use super::Field;

/// A closed outline with the low ground on its left.
pub type Ring = Vec<Vertex>;

/// A corner of an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vertex {
    /// Where it is: [x, y].
    pub at: [f64; 2],
    /// Whether the function has the level here. Otherwise this is where the window or the
    /// function's domain ends.
    pub on_level: bool,
}

/// The edges of a cell, counted from the bottom counterclockwise.
const BOTTOM: usize = 0;
const RIGHT: usize = 1;
const TOP: usize = 2;
const LEFT: usize = 3;

/// No edge.
const NONE: u32 = u32::MAX;

/// The outlines of everything at or below each level, and as the last the outline of everything
/// that is a number. At most 250 levels, rising.
#[must_use]
pub fn rings(field: &Field<'_>, levels: &[f64]) -> Vec<Vec<Ring>> {
    let grid = Grid::new(field, levels);
    let mut cells = vec![Vec::new(); levels.len() + 1];
    for row in 0..grid.rows - 1 {
        for column in 0..grid.columns - 1 {
            let ranks = grid.corners([column, row]);
            let [low, high] = [
                ranks.into_iter().min().unwrap_or(0),
                ranks.into_iter().max().unwrap_or(0),
            ];
            for level in low..high {
                cells[usize::from(level)].push([column, row]);
            }
        }
    }
    // To each edge that is crossed, the edge where the outline goes next.
    let mut next = vec![NONE; 2 * grid.columns * grid.rows];
    cells
        .iter()
        .enumerate()
        .map(|(level, cells)| grid.trace(level, cells, &mut next))
        .collect()
}

/// A field surrounded by one more node on each side that counts as above every level and takes no
/// room: so every outline closes, along the window's edge where need be.
struct Grid<'a> {
    field: &'a Field<'a>,
    levels: &'a [f64],
    columns: usize,
    rows: usize,
    /// Of each node the first level that is not below it.
    ranks: Vec<u8>,
}

impl<'a> Grid<'a> {
    #[allow(clippy::cast_possible_truncation)] // there are at most 250 levels
    fn new(field: &'a Field<'a>, levels: &'a [f64]) -> Self {
        let [columns, rows] = field.nodes().map(|nodes| nodes + 2);
        let nothing = levels.len() as u8 + 1;
        let mut ranks = vec![nothing; columns * rows];
        for (row, values) in field.values().chunks(columns - 2).enumerate() {
            let first = (row + 1) * columns + 1;
            for (rank, value) in ranks[first..].iter_mut().zip(values) {
                if !value.is_nan() {
                    *rank = levels.partition_point(|level| level < value) as u8;
                }
            }
        }
        Self {
            field,
            levels,
            columns,
            rows,
            ranks,
        }
    }

    fn rank(&self, [column, row]: [usize; 2]) -> u8 {
        self.ranks[row * self.columns + column]
    }

    /// The ranks of a cell's corners, counterclockwise from its lower left one.
    fn corners(&self, [column, row]: [usize; 2]) -> [u8; 4] {
        [
            self.rank([column, row]),
            self.rank([column + 1, row]),
            self.rank([column + 1, row + 1]),
            self.rank([column, row + 1]),
        ]
    }

    /// The edge from a node to its right neighbour.
    fn horizontal(&self, column: usize, row: usize) -> usize {
        2 * (row * self.columns + column)
    }

    /// The edge from a node to its upper neighbour.
    fn vertical(&self, column: usize, row: usize) -> usize {
        2 * (row * self.columns + column) + 1
    }

    /// The outlines of one level through these cells.
    #[allow(clippy::cast_possible_truncation)] // a picture has fewer edges
    fn trace(&self, level: usize, cells: &[[usize; 2]], next: &mut [u32]) -> Vec<Ring> {
        let mut starts = Vec::with_capacity(cells.len());
        for &[column, row] in cells {
            let edges = [
                self.horizontal(column, row),
                self.vertical(column + 1, row),
                self.horizontal(column, row + 1),
                self.vertical(column, row),
            ];
            for &(from, to) in self.pieces(level, [column, row]) {
                next[edges[from]] = edges[to] as u32;
                starts.push(edges[from]);
            }
        }
        let mut rings = Vec::new();
        for start in starts {
            let mut ring = Ring::new();
            let mut edge = start;
            while let Some(&to) = next.get(edge).filter(|&&to| to != NONE) {
                ring.push(self.vertex(level, edge));
                next[edge] = NONE;
                edge = to as usize;
            }
            if !ring.is_empty() {
                rings.push(ring);
            }
        }
        rings
    }

    fn is_below(&self, level: usize, node: [usize; 2]) -> bool {
        usize::from(self.rank(node)) <= level
    }

    /// The pieces of an outline in a cell, each from edge to edge with the low ground on its left.
    fn pieces(&self, level: usize, cell: [usize; 2]) -> &'static [(usize, usize)] {
        let corners = self.corners(cell);
        let below = |corner: usize| u8::from(usize::from(corners[corner]) <= level) << corner;
        match below(0) | below(1) | below(2) | below(3) {
            0b0001 => &[(BOTTOM, LEFT)],
            0b0010 => &[(RIGHT, BOTTOM)],
            0b0011 => &[(RIGHT, LEFT)],
            0b0100 => &[(TOP, RIGHT)],
            0b0110 => &[(TOP, BOTTOM)],
            0b0111 => &[(TOP, LEFT)],
            0b1000 => &[(LEFT, TOP)],
            0b1001 => &[(BOTTOM, TOP)],
            0b1011 => &[(RIGHT, TOP)],
            0b1100 => &[(LEFT, RIGHT)],
            0b1101 => &[(BOTTOM, RIGHT)],
            0b1110 => &[(LEFT, BOTTOM)],
            // Two opposite corners below: joined or apart, as the middle says.
            0b0101 if self.is_middle_below(level, cell) => &[(TOP, LEFT), (BOTTOM, RIGHT)],
            0b0101 => &[(BOTTOM, LEFT), (TOP, RIGHT)],
            0b1010 if self.is_middle_below(level, cell) => &[(RIGHT, TOP), (LEFT, BOTTOM)],
            0b1010 => &[(RIGHT, BOTTOM), (LEFT, TOP)],
            _ => &[],
        }
    }

    fn is_middle_below(&self, level: usize, cell: [usize; 2]) -> bool {
        let value = self.field.at(cell.map(|corner| corner as f64 - 0.5));
        value <= self.level(level)
    }

    /// The value of a level; the last one is above every number.
    fn level(&self, level: usize) -> f64 {
        self.levels.get(level).copied().unwrap_or(f64::INFINITY)
    }

    /// The corner of an outline on an edge.
    fn vertex(&self, level: usize, edge: usize) -> Vertex {
        let first = [edge / 2 % self.columns, edge / 2 / self.columns];
        let second = if edge.is_multiple_of(2) {
            [first[0] + 1, first[1]]
        } else {
            [first[0], first[1] + 1]
        };
        let (low, high) = if self.is_below(level, first) {
            (first, second)
        } else {
            (second, first)
        };
        let inner = low.map(|node| node - 1);
        let on_node = inner.map(|node| node as f64);
        if !((1..self.columns - 1).contains(&high[0]) && (1..self.rows - 1).contains(&high[1])) {
            return Vertex {
                at: self.field.place(on_node),
                on_level: false,
            };
        }
        let outer = high.map(|node| node - 1);
        let share = self.field.crossing(inner, outer, self.level(level));
        let place = [0, 1].map(|i| on_node[i] + (outer[i] as f64 - on_node[i]) * share);
        Vertex {
            at: self.field.place(place),
            on_level: !self.field.value(outer[0], outer[1]).is_nan(),
        }
    }
}
