//! The drawing of a network: its units in columns, layer by layer, and the weights between them.

use super::dash::{Dashes, Lines};
use super::frame::Rect;
use super::theme::{Theme, mix};
use super::{Drawn, Ink, Point};
use crate::core::network::Shape;
use crate::core::order::sorted;

/// The widest a unit is drawn.
const LARGEST: f64 = 44.0;
/// The share of its place that a unit fills.
const FILLED: f64 = 0.8;
/// The width of the strongest link of a layer.
const STRONGEST: f64 = 3.0;
/// How much of the background is in the colour of a link.
const FAINT: f64 = 0.35;
/// Links thinner than this are left out.
const THINNEST: f64 = 0.25;
/// Links drawn between two layers at most: the strongest.
pub const MOST_LINKS: usize = 256;
/// Dashes of a negative weight.
const DASH: &[f64] = &[4.0, 4.0];

/// Where the units of a network stand in an area: the inputs in the first column.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagram {
    area: Rect,
    /// The units of each column.
    columns: Vec<usize>,
}

impl Diagram {
    /// The diagram of a network.
    #[must_use]
    pub fn new(area: Rect, shape: &Shape) -> Self {
        let outputs = shape.layers().iter().map(|layer| layer.outputs);
        Self {
            area,
            columns: std::iter::once(shape.inputs()).chain(outputs).collect(),
        }
    }

    /// The units of each column.
    #[must_use]
    pub fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// The place and the width of a unit.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn unit(&self, column: usize, unit: usize) -> (Point, f64) {
        let share = |place: usize, of: usize| (place as f64 + 0.5) / of.max(1) as f64;
        let count = self.columns.get(column).copied().unwrap_or(1);
        let Rect {
            left,
            top,
            right,
            bottom,
        } = self.area;
        let wide = (right - left) / self.columns.len() as f64;
        let high = (bottom - top) / count.max(1) as f64;
        // Few units stand close together, in the middle.
        let high = high.min(1.6 * LARGEST);
        let middle = f64::midpoint(top, bottom);
        let at = [
            left + (right - left) * share(column, self.columns.len()),
            middle + high * (unit as f64 + 0.5 - count as f64 / 2.0),
        ];
        (at, (FILLED * high).min(0.5 * wide).min(LARGEST))
    }

    /// The unit at a place, if there is one: its column and its number.
    #[must_use]
    pub fn at(&self, [x, y]: Point) -> Option<(usize, usize)> {
        let all = self.columns.iter().enumerate();
        let mut units = all.flat_map(|(column, &count)| (0..count).map(move |unit| (column, unit)));
        units.find(|&(column, unit)| {
            let ([cx, cy], width) = self.unit(column, unit);
            (x - cx).abs() <= width / 2.0 + 1.0 && (y - cy).abs() <= width / 2.0 + 1.0
        })
    }

    /// Draws the links: as wide as the weight is large, beside the largest of its layer; positive
    /// weights in full lines of one colour, negative ones in dashes of the other.
    pub fn draw_links(
        &self,
        ink: &mut dyn Ink,
        theme: &Theme,
        shape: &Shape,
        parameters: &[f32],
    ) -> Drawn {
        for (column, layer) in shape.layers().iter().enumerate() {
            let weights = parameters.get(layer.weights.clone()).unwrap_or_default();
            let most = weights
                .iter()
                .fold(0.0_f32, |most, weight| most.max(weight.abs()));
            let least = nth_largest(weights, MOST_LINKS);
            for (place, &weight) in weights.iter().enumerate() {
                let width = STRONGEST * f64::from(weight.abs() / most);
                if weight.abs() < least || width < THINNEST || width.is_nan() {
                    continue;
                }
                let (from, near) = self.unit(column, place % layer.inputs);
                let (to, far) = self.unit(column + 1, place / layer.inputs);
                let ends = [[from[0] + near / 2.0, from[1]], [to[0] - far / 2.0, to[1]]];
                let [below, above] =
                    [0, 1].map(|side| mix(theme.run(side).colour, theme.background, FAINT));
                if weight < 0.0 {
                    let mut lines = Lines::default();
                    Dashes::new(DASH).stroke(ends[0], ends[1], &mut lines);
                    for line in lines.into_finished() {
                        ink.line(&line, below, width)?;
                    }
                } else {
                    ink.line(&ends, above, width)?;
                }
            }
        }
        Ok(())
    }
}

/// The size of the weight that only so many others exceed; 0 where there are no more.
fn nth_largest(weights: &[f32], count: usize) -> f32 {
    if weights.len() <= count {
        return 0.0;
    }
    let sizes: Vec<f64> = weights.iter().map(|&weight| weight.abs().into()).collect();
    sorted(&sizes)[sizes.len() - count] as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_stand_apart_inside_the_area_and_are_found_again() {
        let area = Rect::of_size([400.0, 300.0]);
        for hidden in [&[][..], &[4, 2], &[12, 1, 3], &[128; 6]] {
            let shape = Shape::new(2, hidden, 1).unwrap();
            let diagram = Diagram::new(area, &shape);
            for (column, &count) in diagram.columns().iter().enumerate() {
                for unit in 0..count {
                    let (at, width) = diagram.unit(column, unit);
                    assert!(area.contains([at[0] - width / 2.0, at[1] - width / 2.0]));
                    assert!(area.contains([at[0] + width / 2.0, at[1] + width / 2.0]));
                    assert!(width > 1.0 && width <= LARGEST);
                    if count < 100 {
                        assert_eq!(diagram.at(at), Some((column, unit)));
                    }
                }
            }
            assert_eq!(diagram.at([1.0, 1.0]), None);
        }
    }

    #[test]
    fn the_weakest_of_too_many_links_are_left_out() {
        let weights: Vec<f32> = (0_u16..300).map(|i| f32::from(i) - 150.0).collect();
        let least = nth_largest(&weights, MOST_LINKS);
        let kept = weights
            .iter()
            .filter(|weight| weight.abs() >= least)
            .count();
        assert!((MOST_LINKS..MOST_LINKS + 2).contains(&kept), "{kept}");
        assert_eq!(nth_largest(&weights[..10], MOST_LINKS), 0.0);
    }
}
