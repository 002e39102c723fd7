//! Marching squares: the outline of the ground at or below a level.

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

const NONE: u32 = u32::MAX;

/// The edges of a cell, counted from the bottom counterclockwise.
const BOTTOM: usize = 0;
const RIGHT: usize = 1;
const TOP: usize = 2;
const LEFT: usize = 3;

/// The outline of everything at or below a level (above nothing but what is not a number, when the
/// level is infinite).
///
/// The grid is surrounded by nodes that count as above and take no room: so every outline closes,
/// along the window's edge where need be.
#[must_use]
pub fn rings(field: &Field<'_>, level: f64) -> Vec<Ring> {
    let grid = Grid { field, level };
    let [columns, rows] = field.nodes().map(|nodes| nodes + 2);
    // To each edge that is crossed, the edge where the outline goes next.
    let mut next = vec![NONE; 2 * columns * rows];
    let mut starts = Vec::new();
    for row in 0..rows - 1 {
        for column in 0..columns - 1 {
            let edges = [
                grid.horizontal(column, row),
                grid.vertical(column + 1, row),
                grid.horizontal(column, row + 1),
                grid.vertical(column, row),
            ];
            for &(from, to) in grid.pieces(column, row) {
                next[edges[from]] = edges[to] as u32;
                starts.push(edges[from]);
            }
        }
    }
    let mut rings = Vec::new();
    for start in starts {
        let mut ring = Ring::new();
        let mut edge = start;
        while let Some(&to) = next.get(edge).filter(|&&to| to != NONE) {
            ring.push(grid.vertex(edge));
            next[edge] = NONE;
            edge = to as usize;
        }
        if !ring.is_empty() {
            rings.push(ring);
        }
    }
    rings
}

/// A field surrounded by one more row of nodes on each side.
struct Grid<'a> {
    field: &'a Field<'a>,
    level: f64,
}

impl Grid<'_> {
    fn width(&self) -> usize {
        self.field.nodes()[0] + 2
    }

    /// The edge from a node to its right neighbour.
    fn horizontal(&self, column: usize, row: usize) -> usize {
        2 * (row * self.width() + column)
    }

    /// The edge from a node to its upper neighbour.
    fn vertical(&self, column: usize, row: usize) -> usize {
        2 * (row * self.width() + column) + 1
    }

    /// The value on a node, not a number around the field.
    fn value(&self, column: usize, row: usize) -> f64 {
        self.field
            .value(column.wrapping_sub(1), row.wrapping_sub(1))
    }

    fn is_below(&self, column: usize, row: usize) -> bool {
        self.value(column, row) <= self.level
    }

    /// The pieces of the outline in a cell, each from edge to edge with the low ground on its left.
    fn pieces(&self, column: usize, row: usize) -> &'static [(usize, usize)] {
        let corners = [
            (column, row),
            (column + 1, row),
            (column + 1, row + 1),
            (column, row + 1),
        ];
        let below = |corner: usize| {
            let (column, row) = corners[corner];
            usize::from(self.is_below(column, row)) << corner
        };
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
            0b0101 if self.is_middle_below(column, row) => &[(TOP, LEFT), (BOTTOM, RIGHT)],
            0b0101 => &[(BOTTOM, LEFT), (TOP, RIGHT)],
            0b1010 if self.is_middle_below(column, row) => &[(RIGHT, TOP), (LEFT, BOTTOM)],
            0b1010 => &[(RIGHT, BOTTOM), (LEFT, TOP)],
            _ => &[],
        }
    }

    fn is_middle_below(&self, column: usize, row: usize) -> bool {
        self.field.at([column as f64 - 0.5, row as f64 - 0.5]) <= self.level
    }

    /// The corner of the outline on an edge.
    fn vertex(&self, edge: usize) -> Vertex {
        let (column, row) = (edge / 2 % self.width(), edge / 2 / self.width());
        let first = [column, row];
        let second = if edge % 2 == 0 {
            [column + 1, row]
        } else {
            [column, row + 1]
        };
        let (low, high) = if self.is_below(column, row) {
            (first, second)
        } else {
            (second, first)
        };
        let inner = low.map(|i| i - 1);
        let on_node = inner.map(|i| i as f64);
        let [columns, rows] = self.field.nodes();
        if !((1..=columns).contains(&high[0]) && (1..=rows).contains(&high[1])) {
            return Vertex {
                at: self.field.place(on_node),
                on_level: false,
            };
        }
        let outer = high.map(|i| i - 1);
        let share = self.field.crossing(inner, outer, self.level);
        let place = [0, 1].map(|i| on_node[i] + (outer[i] as f64 - on_node[i]) * share);
        Vertex {
            at: self.field.place(place),
            on_level: !self.value(high[0], high[1]).is_nan(),
        }
    }
}
