//! What a network answers over the plane, in colours, and the samples it learns from.

use plotters::style::RGBColor;

use super::frame::Frame;
use super::marker::Marker;
use super::theme::{Theme, mix};
use super::{Drawn, Ink, heatmap};
use crate::core::experiment::{Answer, Ground};

/// How much of its class's colour a sure answer has.
const STRENGTH: f64 = 0.36;
/// Shades of a colour where answers are drawn as shapes: neighbours of one shade are one shape.
const SHADES: f64 = 16.0;
/// Samples of a set that are drawn at most.
pub const MOST_DRAWN: usize = 500;

/// The pixels of a network's answers, four bytes each (red, green, blue, opacity): a row of outputs
/// for each pixel. A deeper colour is a surer answer.
pub fn pixels(theme: &Theme, answer: Answer, outputs: &[f32], into: &mut Vec<u8>) {
    into.clear();
    for colour in colours(theme, answer, outputs, |sure| sure) {
        let pixel = colour.map_or([0; 4], |RGBColor(red, green, blue)| [red, green, blue, 255]);
        into.extend_from_slice(&pixel);
    }
}

/// The colour of each answer, none where it is no number; `shade` is given how sure it is, from 0 to
/// 1, and gives how deep the colour is.
fn colours(
    theme: &Theme,
    answer: Answer,
    outputs: &[f32],
    shade: impl Fn(f64) -> f64,
) -> impl DoubleEndedIterator<Item = Option<RGBColor>> {
    let width = match answer {
        Answer::Logit | Answer::Value { .. } => 1,
        Answer::Logits(classes) | Answer::Scores(classes) => classes,
    };
    outputs.chunks_exact(width.max(1)).map(move |row| {
        let (class, sure) = answer.read(row);
        (!sure.is_nan()).then(|| tint(theme, class, shade(sure)))
    })
}

/// Draws a network's answers over the plane of a frame, from its outputs on a [`Ground::grid`] of
/// so many columns there, with the samples on them.
pub fn draw(
    ink: &mut dyn Ink,
    theme: &Theme,
    frame: &Frame,
    ground: &Ground,
    columns: usize,
    outputs: &[f32],
) -> Drawn {
    let shade = |sure: f64| (SHADES * sure).round() / SHADES;
    let colours: Vec<_> = colours(theme, ground.answer(), outputs, shade).collect();
    // The grid begins at the top, cells at the bottom.
    let rows = colours.chunks(columns.max(1)).rev();
    heatmap::draw_cells(
        ink,
        frame,
        columns,
        &rows.flatten().copied().collect::<Vec<_>>(),
    )?;
    frame.draw_border(ink, theme)?;
    frame.draw_ticks(ink, theme)?;
    draw_samples(ink, theme, frame, ground)
}

/// The colour of an answer.
fn tint(theme: &Theme, class: usize, sure: f64) -> RGBColor {
    mix(theme.background, theme.run(class).colour, STRENGTH * sure)
}

/// The pixels of a unit's outputs: one hue below 0, the other above, full at the largest of them.
pub fn unit_pixels(theme: &Theme, outputs: &[f32], into: &mut Vec<u8>) {
    let reach = outputs
        .iter()
        .fold(1e-9_f32, |most, value| most.max(value.abs()));
    into.clear();
    for &value in outputs {
        let share = f64::from(value / reach);
        let RGBColor(red, green, blue) = tint(theme, usize::from(share > 0.0), 1.6 * share.abs());
        into.extend_from_slice(&[red, green, blue, 255]);
    }
}

/// Draws samples where they stand, at most [`MOST_DRAWN`] of each set: classes differ by shape and
/// colour, other targets by colour alone. Those that train are filled, those that test hollow.
pub fn draw_samples(ink: &mut dyn Ink, theme: &Theme, frame: &Frame, ground: &Ground) -> Drawn {
    let rect = frame.rect();
    let width = (0.02 * (rect.right - rect.left)).clamp(3.5, 7.0);
    let has_room = width > 5.0;
    let has_classes = ground.classes() > 0;
    let reader = match ground.answer() {
        value @ Answer::Value { .. } if !has_classes => Some(value),
        _ => None,
    };
    let targets = ground.samples().targets();
    let split = ground.split();
    let first = |set: &[usize]| set.iter().copied().take(MOST_DRAWN).collect::<Vec<_>>();
    for (is_test, places) in [(true, first(&split.test)), (false, first(&split.train))] {
        for sample in places {
            let at = frame.place(ground.place(sample));
            let Some(&target) = targets.get(sample).filter(|_| rect.contains(at)) else {
                continue;
            };
            let (marker, colour) = match reader {
                Some(value) => {
                    #[allow(clippy::cast_possible_truncation)]
                    let (class, sure) = value.read(&[target as f32]);
                    (
                        Marker::Circle,
                        mix(theme.background, theme.run(class).colour, sure),
                    )
                }
                None => {
                    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                    let style = theme.run(target as usize);
                    (style.marker, style.colour)
                }
            };
            if is_test {
                ink.outline(marker, at, width, colour)?;
            } else {
                if has_room {
                    ink.marker(marker, at, 1.4 * width, theme.background)?;
                }
                ink.marker(marker, at, width, colour)?;
                if reader.is_some() {
                    ink.outline(marker, at, 1.1 * width, theme.quiet)?;
                }
            }
        }
    }
    Ok(())
}
