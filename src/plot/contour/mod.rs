//! Contour maps: filled bands and the lines between them, by marching squares.

mod field;
mod levels;
mod rings;

pub use field::Field;
pub use levels::levels;
pub use rings::{Ring, Vertex, rings};

use super::frame::Frame;
use super::theme::{self, Theme};
use super::{Drawn, Ink, Point};

/// Bands of a contour map.
const BANDS: usize = 16;
/// Pixels between two values that are taken of the function.
const CELL: f64 = 4.0;
/// How far a simplified line may lie from the exact one, in pixels.
const SLACK: f64 = 0.08;

/// Draws a contour map of a function over the whole frame. Where the function is not a number,
/// nothing is drawn.
///
/// Each band is painted over the ones above it, so that no seam shows between two.
pub fn draw(
    ink: &dyn Ink,
    theme: &Theme,
    frame: &Frame,
    function: &dyn Fn(f64, f64) -> f64,
) -> Drawn {
    let field = field_of(frame, function).doubled();
    let levels = levels(field.values(), BANDS);
    let mut lines = Vec::new();
    for band in (0..=levels.len()).rev() {
        let level = levels.get(band).copied().unwrap_or(f64::INFINITY);
        let height = band as f64 / BANDS as f64;
        let rings: Vec<Ring> = rings(&field, level)
            .iter()
            .map(|ring| pixels(frame, ring))
            .collect();
        ink.fill(&joined(&rings), theme.ground(height))?;
        if band < levels.len() {
            lines.push((height, rings));
        }
    }
    for (height, rings) in lines {
        let colour = theme::mix(theme.ground(height), theme.contour, 0.35);
        for ring in rings {
            draw_line(ink, &ring, colour)?;
        }
    }
    Ok(())
}

/// The values a frame's picture needs.
fn field_of<'a>(frame: &Frame, function: &'a dyn Fn(f64, f64) -> f64) -> Field<'a> {
    let rect = frame.rect();
    let sides = [rect.right - rect.left, rect.bottom - rect.top];
    let nodes = sides.map(|side| (side / CELL).ceil().clamp(1.0, 1000.0) as usize + 1);
    Field::sample(frame.window(), nodes, function)
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
fn draw_line(ink: &dyn Ink, ring: &Ring, colour: plotters::style::RGBColor) -> Drawn {
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
