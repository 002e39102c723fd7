//! How the gradients of batches scatter around the gradient over all samples.

use std::f64::consts::TAU;

use super::frame::{BELOW, Frame, LEFT, Rect};
use super::marker::Marker;
use super::theme::{CURVE, HAIRLINE, NORMAL, PATH, RunStyle, Theme, mix};
use super::{Drawn, Ink};
use crate::core::experiment::GradientNoise;
use crate::core::surface::Window;

/// The width of a dot.
const DOT: f64 = 5.0;
/// The length of the strokes of an arrow's head.
const HEAD: f64 = 8.0;
/// How much of the background is in the colour of a dot.
const PALE: f64 = 0.3;
/// Room around what is shown, as a share of its size.
const ROOM: f64 = 0.06;

/// Draws the plane of a probe: a dot for the gradient of each batch, the full gradient as an arrow
/// from 0, and a circle around its tip that is as wide as the root mean square of the scatter in
/// this plane. Both axes have one scale.
pub fn draw(
    ink: &mut dyn Ink,
    theme: &Theme,
    area: Rect,
    style: RunStyle,
    noise: &GradientNoise,
) -> Drawn {
    let radius = noise.shown.sqrt() * noise.scatter;
    let area = area.inset(LEFT, 2.0 * NORMAL, 12.0, BELOW + 4.0);
    let frame = Frame::of_window(window(noise, radius), area);
    frame.draw_grid(ink, theme)?;
    frame.draw_ticks(ink, theme)?;
    frame.draw_border(ink, theme)?;
    let title = match noise.batch {
        1 => "gradients of single samples".to_owned(),
        batch => format!("gradients of batches of {batch}"),
    };
    frame.draw_title(ink, theme, &title)?;
    let rect = frame.rect();
    let mut line = |from: [f64; 2], to: [f64; 2], colour, width| match rect.clip(from, to) {
        Some(ends) => ink.line(&ends, colour, width),
        None => Ok(()),
    };
    let [zero, tip] = [[0.0, 0.0], noise.full].map(|at| frame.place(at));
    line(
        [zero[0], rect.top],
        [zero[0], rect.bottom],
        theme.line,
        HAIRLINE,
    )?;
    line(
        [rect.left, zero[1]],
        [rect.right, zero[1]],
        theme.line,
        HAIRLINE,
    )?;
    let around = |turn: f64| {
        let [x, y] = noise.full;
        frame.place([x + radius * turn.cos(), y + radius * turn.sin()])
    };
    const CORNERS: u8 = 64;
    for corner in 0..CORNERS {
        let turn = |corner: u8| TAU * f64::from(corner) / f64::from(CORNERS);
        line(
            around(turn(corner)),
            around(turn(corner + 1)),
            theme.quiet,
            CURVE,
        )?;
    }
    let pale = mix(style.colour, theme.background, PALE);
    for at in noise.gradients.iter().map(|&at| frame.place(at)) {
        if rect.contains(at) {
            ink.marker(Marker::Circle, at, DOT, pale)?;
        }
    }
    ink.line(&[zero, tip], theme.text, PATH)?;
    if tip[0] - zero[0] > HEAD {
        let behind = |across: f64| [tip[0] - HEAD, tip[1] + across];
        ink.line(
            &[behind(-HEAD / 2.0), tip, behind(HEAD / 2.0)],
            theme.text,
            PATH,
        )?;
    }
    Ok(())
}

/// What holds 0, the gradients and the circle.
fn window(noise: &GradientNoise, radius: f64) -> Window {
    let [x, y] = noise.full;
    let mut low = [0.0_f64.min(x - radius), y - radius];
    let mut high = [x + radius, y + radius];
    for gradient in &noise.gradients {
        for axis in 0..2 {
            low[axis] = low[axis].min(gradient[axis]);
            high[axis] = high[axis].max(gradient[axis]);
        }
    }
    let size = (high[0] - low[0]).max(high[1] - low[1]);
    let room = if size > 0.0 && size.is_finite() {
        ROOM * size
    } else {
        1.0
    };
    let range = |axis: usize| {
        let ends = [low[axis] - room, high[axis] + room];
        if ends.iter().all(|end| end.is_finite()) {
            ends
        } else {
            [-1.0, 1.0]
        }
    };
    Window {
        x: range(0),
        y: range(1),
    }
}
