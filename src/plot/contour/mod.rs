//! Contour maps: filled bands and the lines between them, by marching squares.

mod field;
mod levels;
mod rings;

pub use field::{Field, Sampling};
pub use levels::levels;
pub use rings::{Ring, Vertex, rings};

use super::frame::Frame;
use super::theme::{self, Theme};
use super::{Drawn, Ink, Point};

/// The fewest and the most bands of a contour map.
const BANDS: [f64; 2] = [8.0, 16.0];
/// Pixels of the shorter side for each band.
const SIDE_PER_BAND: f64 = 40.0;
/// Values that are taken of the function, about …
const VALUES: f64 = 30_000.0;
/// … but so many pixels apart, at least and at most.
const CELL: [f64; 2] = [2.0, 4.0];
/// How far a simplified line may lie from the exact one, in pixels.
const SLACK: f64 = 0.08;

/// Draws a contour map of a function over the whole frame. Where the function is not a number,
/// nothing is drawn.
///
/// Each band is painted over the ones above it, so that no seam shows between two.
pub fn draw(
    ink: &mut dyn Ink,
    theme: &Theme,
    frame: &Frame,
    function: &dyn Fn(f64, f64) -> f64,
) -> Drawn {
    let field = Field::sample(frame.window(), nodes(frame), function);
    draw_field(ink, theme, frame, field)
}

/// Draws the contour map of a field over its window, which is that of the frame.
pub fn draw_field(ink: &mut dyn Ink, theme: &Theme, frame: &Frame, field: Field) -> Drawn {
    let field = field.doubled();
    let bands = bands(sides(frame));
    let levels = levels(field.values(), bands);
    let outlines: Vec<Vec<Ring>> = rings(&field, &levels)
        .iter()
        .map(|rings| rings.iter().map(|ring| pixels(frame, ring)).collect())
        .collect();
    let height = |band: usize| band as f64 / bands as f64;
    for (band, rings) in outlines.iter().enumerate().rev() {
        ink.fill(&joined(rings), theme.ground(height(band)))?;
    }
    for (band, rings) in outlines.iter().enumerate().take(levels.len()) {
        let colour = theme::mix(theme.ground(height(band)), theme.contour, 0.35);
        for ring in rings {
            draw_line(ink, ring, colour)?;
        }
    }
    Ok(())
}

fn sides(frame: &Frame) -> [f64; 2] {
    let rect = frame.rect();
    [rect.right - rect.left, rect.bottom - rect.top]
}

/// Nodes each way at which the values are taken for the picture in a frame.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // they saturate
#[must_use]
pub fn nodes(frame: &Frame) -> [usize; 2] {
    let sides = sides(frame);
    let [least, most] = CELL;
    let cell = (sides[0] * sides[1] / VALUES).sqrt().clamp(least, most);
    sides.map(|side| (side / cell).ceil().min(2000.0) as usize + 1)
}

/// The bands that can be told apart in a picture of these sides.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn bands(sides: [f64; 2]) -> usize {
    let [least, most] = BANDS;
    (sides[0].min(sides[1]) / SIDE_PER_BAND).clamp(least, most) as usize
}

/// An outline in pixels, without corners that do not show.
fn pixels(frame: &Frame, ring: &Ring) -> Ring {
    let placed: Ring = ring
        .iter()
        .map(|vertex| Vertex {
            at: frame.place(vertex.at),
            ..*vertex
        })
        .collect();
    simplified(placed)
}

/// All outlines as one polygon: the pen goes from the first to each of the others and back.
fn joined(rings: &[Ring]) -> Vec<Point> {
    let mut path = Vec::new();
    let Some(first) = rings.first().and_then(|ring| ring.first()) else {
        return path;
    };
    for ring in rings {
        path.extend(ring.iter().map(|vertex| vertex.at));
        path.extend(ring.first().map(|vertex| vertex.at));
        path.push(first.at);
    }
    path
}

/// The parts of an outline that lie on its level.
fn draw_line(ink: &mut dyn Ink, ring: &Ring, colour: plotters::style::RGBColor) -> Drawn {
    // Begin behind a part that does not, so that no part is cut in two.
    let start = ring.iter().position(|vertex| !vertex.on_level);
    let around = ring
        .iter()
        .cycle()
        .skip(start.unwrap_or(0))
        .take(ring.len() + 1);
    let mut line: Vec<Point> = Vec::new();
    for vertex in around {
        if vertex.on_level {
            line.push(vertex.at);
        } else {
            ink.line(&line, colour, theme::CONTOUR)?;
            line.clear();
        }
    }
    ink.line(&line, colour, theme::CONTOUR)
}

/// Douglas and Peucker's way to leave out the corners of a line that do not show.
fn simplified(ring: Ring) -> Ring {
    let mut keep = vec![false; ring.len()];
    // What lies on the level and what does not are never merged.
    let mut from = 0;
    for i in 0..ring.len() {
        let turns = i + 1 == ring.len() || ring[i].on_level != ring[i + 1].on_level;
        if turns {
            mark(&ring[from..=i], &mut keep[from..=i]);
            from = i + 1;
        }
    }
    let mut kept = keep.into_iter();
    ring.into_iter()
        .filter(|_| kept.next() == Some(true))
        .collect()
}

/// Marks the corners of a line that show.
fn mark(line: &[Vertex], keep: &mut [bool]) {
    let (Some(first), Some(last)) = (line.first(), line.last()) else {
        return;
    };
    let end = line.len() - 1;
    (keep[0], keep[end]) = (true, true);
    let [dx, dy] = [0, 1].map(|i| last.at[i] - first.at[i]);
    let length = dx.hypot(dy);
    let distance = |vertex: &Vertex| {
        let [x, y] = [0, 1].map(|i| vertex.at[i] - first.at[i]);
        if length > 0.0 {
            (x * dy - y * dx).abs() / length
        } else {
            x.hypot(y)
        }
    };
    let farthest = (1..end).max_by(|&a, &b| distance(&line[a]).total_cmp(&distance(&line[b])));
    if let Some(farthest) = farthest.filter(|&i| distance(&line[i]) > SLACK) {
        mark(&line[..=farthest], &mut keep[..=farthest]);
        mark(&line[farthest..], &mut keep[farthest..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::surface::{self, Window};

    const WINDOW: Window = Window::centred(2.0, 2.0);

    /// Twice the signed area of an outline: above 0 when it runs counterclockwise.
    fn area(ring: &Ring) -> f64 {
        let next = ring.iter().cycle().skip(1);
        ring.iter()
            .zip(next)
            .map(|(a, b)| a.at[0] * b.at[1] - a.at[1] * b.at[0])
            .sum()
    }

    #[test]
    fn lines_lie_on_their_levels() {
        for entry in surface::ALL {
            let surface = (entry.build)(&entry.values([]).unwrap());
            let value = |x: f64, y: f64| surface.value(x, y);
            let field = Field::sample(surface.facts().window, [300, 200], &value).doubled();
            let levels = levels(field.values(), 16);
            assert!(levels.len() >= 14, "{}: {levels:?}", entry.id);
            assert!(levels.windows(2).all(|pair| pair[0] < pair[1]));
            let rings = rings(&field, &levels);
            for (i, &level) in levels.iter().enumerate() {
                let neighbour = if i == 0 { 1 } else { i - 1 };
                let gap = (level - levels[neighbour]).abs();
                let on_level = rings[i].iter().flatten().filter(|vertex| vertex.on_level);
                let mut count = 0;
                for Vertex { at: [x, y], .. } in on_level {
                    let off = (value(*x, *y) - level).abs() / gap;
                    assert!(off < 0.1, "{} at {x}, {y}: {off} of a band", entry.id);
                    count += 1;
                }
                assert!(count > 3, "{} has no line at {level}", entry.id);
            }
        }
    }

    #[test]
    fn outlines_hold_the_low_ground_on_their_left() {
        // A ring of low ground: an outer outline and a hole.
        let value = |x: f64, y: f64| (x.hypot(y) - 1.0).powi(2);
        let field = Field::sample(WINDOW, [81, 81], &value);
        let [rings, everything] = &rings(&field, &[0.25])[..] else {
            panic!("two levels were asked for");
        };
        let mut areas: Vec<f64> = rings.iter().map(|ring| area(ring) / 2.0).collect();
        areas.sort_by(f64::total_cmp);
        let circle = |radius: f64| std::f64::consts::PI * radius * radius;
        assert!((areas[0] + circle(0.5)).abs() < 0.01, "{areas:?}");
        assert!((areas[1] - circle(1.5)).abs() < 0.01, "{areas:?}");
        assert!(rings.iter().flatten().all(|vertex| vertex.on_level));

        assert_eq!(everything.len(), 1);
        assert!((area(&everything[0]) / 2.0 - 16.0).abs() < 1e-12);
        assert!(everything[0].iter().all(|vertex| !vertex.on_level));
    }

    #[test]
    fn what_is_not_a_number_is_left_blank() {
        let value = |x: f64, _: f64| x.ln();
        let field = Field::sample(WINDOW, [41, 41], &value).doubled();
        let rings = rings(&field, &[0.0]);
        let inside = &rings[1];
        // The right half of the window.
        assert!((inside.iter().map(area).sum::<f64>() / 2.0 - 8.0).abs() < 0.01);
        // The line of the level is x = 1, and the edge of the domain is no line.
        for vertex in rings[0].iter().flatten() {
            let [x, _] = vertex.at;
            let is_right = if vertex.on_level {
                (x - 1.0).abs() < 1e-3
            } else {
                x < 1.0 + 1e-9
            };
            assert!(is_right, "{vertex:?}");
        }
    }

    #[test]
    fn hopeless_functions_have_no_levels() {
        for value in [|_, _| 3.0, |_, _| f64::NAN, |_, _| f64::INFINITY] as [fn(f64, f64) -> f64; 3]
        {
            let field = Field::sample(WINDOW, [9, 9], &value).doubled();
            assert_eq!(levels(field.values(), 16), [0.0; 0]);
            assert_eq!(rings(&field, &[]).len(), 1);
        }
    }

    #[test]
    fn a_pole_does_not_swallow_the_rest() {
        let value = |x: f64, y: f64| x * x + y * y + 1e-9 / (x.hypot(y - 0.01).powi(4));
        let field = Field::sample(WINDOW, [101, 101], &value);
        let levels = levels(field.values(), 16);
        assert!(
            levels.iter().filter(|level| **level < 8.0).count() >= 8,
            "{levels:?}"
        );
    }

    #[test]
    fn simplifying_moves_no_line_by_more_than_the_slack() {
        let circle: Ring = (0..500)
            .map(|i| {
                let turn = f64::from(i) / 500.0 * std::f64::consts::TAU;
                let at = [100.0 * turn.cos(), 100.0 * turn.sin()];
                Vertex { at, on_level: true }
            })
            .collect();
        let simple = simplified(circle);
        assert!(simple.len() < 150, "{}", simple.len());
        for pair in simple.windows(2) {
            let middle = [0, 1].map(|i| 0.5 * (pair[0].at[i] + pair[1].at[i]));
            assert!(100.0 - middle[0].hypot(middle[1]) <= 1.01 * SLACK);
        }
    }
}
