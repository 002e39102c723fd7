//! Why a run goes where it goes, as arrows from where it is: against the gradient, against the
//! momentum, and the step that comes of them.

use super::dash::{Dashes, Lines};
use super::frame::{Frame, Rect};
use super::theme::{NORMAL, OUTLINE, PATH, RunStyle, Theme};
use super::{Drawn, Ink, Point};
use crate::core::optimizer::Ledger;
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

/// The longer of the arrows of the gradient and the momentum, in pixels: they share a scale.
const LONG: f64 = 76.0;
/// A shorter step is drawn longer, up to this many pixels.
const STEP: f64 = 44.0;
/// The most by which it is.
const MOST: f64 = 1e12;
/// The length of an arrow's head.
const HEAD: f64 = 9.0;

/// An arrow and how it differs from the others, apart from its colour.
struct Arrow {
    /// Where it points, in pixels from where the run is.
    to: Point,
    label: &'static str,
    dash: &'static [f64],
    width: f64,
    head: Head,
    colour: RGBColor,
    /// On which side of its tip the label stands: 1 to its right as the arrow flies.
    side: f64,
}

enum Head {
    Open,
    Outlined,
    Filled,
}

/// Draws the arrows of an update, and tells how many times as long as it is the step was drawn: 1,
/// 2, 5, 10, ….
///
/// # Errors
/// What the ink says when it cannot draw.
pub fn draw(
    ink: &mut dyn Ink,
    theme: &Theme,
    frame: &Frame,
    style: RunStyle,
    ledger: &Ledger,
) -> Result<f64, super::Undrawn> {
    let Some(from) = pair(
        ledger
            .known
            .iter()
            .find(|term| term.symbol == "w")
            .map(|term| &*term.values),
    ) else {
        return Ok(1.0);
    };
    let place = |[x, y]: Point| {
        let ([left, top], [right, bottom]) =
            (frame.place(from), frame.place([from[0] + x, from[1] + y]));
        [right - left, bottom - top]
    };
    let against = |values: Option<&[f64]>| pair(values).map(|[x, y]| place([-x, -y]));
    let gradient = against(ledger.value("g"));
    let momentum = against(ledger.momentum());
    let step = pair(Some(&ledger.update)).map(place);
    let longest = [gradient, momentum]
        .into_iter()
        .flatten()
        .map(length)
        .fold(0.0, f64::max);
    let scaled = |arrow: Option<Point>| arrow.map(|to| to.map(|x| x * LONG / longest));
    let magnified = step.map_or(1.0, |to| magnification(length(to)));
    let base = Arrow {
        to: [0.0; 2],
        label: "−g",
        dash: &[6.0, 4.0],
        width: OUTLINE,
        head: Head::Open,
        colour: theme.text,
        side: -1.0,
    };
    let arrows = [
        scaled(gradient).map(|to| Arrow { to, ..base }),
        scaled(momentum).map(|to| Arrow {
            to,
            label: if ledger.value("v\u{302}").is_some() {
                "−v\u{302}"
            } else {
                "−v"
            },
            dash: &[0.5, 4.0],
            width: PATH,
            head: Head::Outlined,
            side: 1.0,
            ..base
        }),
        step.map(|to| Arrow {
            to: to.map(|x| x * magnified),
            label: "Δw",
            dash: &[],
            width: 1.5 * PATH,
            head: Head::Filled,
            colour: style.colour,
            side: 1.0,
        }),
    ];
    for arrow in arrows.into_iter().flatten() {
        arrow.draw(ink, frame.place(from), &frame.rect())?;
    }
    Ok(magnified)
}

fn pair(values: Option<&[f64]>) -> Option<Point> {
    match values {
        Some(&[x, y]) if x.is_finite() && y.is_finite() => Some([x, y]),
        _ => None,
    }
}

fn length([x, y]: Point) -> f64 {
    x.hypot(y)
}

/// The largest of 1, 2, 5, 10, … by which a step of so many pixels stays within [`STEP`].
fn magnification(pixels: f64) -> f64 {
    let most = STEP / pixels;
    if !(1.0..=MOST).contains(&most) {
        return 1.0;
    }
    let decade = 10_f64.powf(most.log10().floor());
    let fits = |factor: &f64| factor * decade <= most;
    [5.0, 2.0, 1.0].into_iter().find(fits).unwrap_or(1.0) * decade
}

impl Arrow {
    fn draw(&self, ink: &mut dyn Ink, from: Point, rect: &Rect) -> Drawn {
        let long = length(self.to);
        // A gradient of 0 has no direction.
        if !(long > 1.0 && rect.contains(from)) {
            return Ok(());
        }
        let along = self.to.map(|x| x / long);
        let at = |forward: f64, right: f64| {
            [
                from[0] + forward * along[0] - right * along[1],
                from[1] + forward * along[1] + right * along[0],
            ]
        };
        let Some([_, tip]) = rect.clip(from, at(long, 0.0)) else {
            return Ok(());
        };
        let mut lines = Lines::default();
        Dashes::new(self.dash).stroke(from, tip, &mut lines);
        for line in lines.into_finished() {
            ink.line(&line, self.colour, self.width)?;
        }
        let reach = length([tip[0] - from[0], tip[1] - from[1]]);
        let back = |right: f64| at(reach - HEAD, right);
        let (left, right) = (back(-0.5 * HEAD), back(0.5 * HEAD));
        match self.head {
            Head::Open => ink.line(&[left, tip, right], self.colour, OUTLINE)?,
            Head::Outlined => ink.line(&[left, tip, right, left], self.colour, OUTLINE)?,
            Head::Filled => ink.fill(&[left, tip, right], self.colour)?,
        }
        let label = at(reach, self.side * 1.2 * NORMAL);
        ink.text(self.label, label, HPos::Center, NORMAL, self.colour)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_drawn_longer_by_a_round_factor() {
        for (pixels, factor) in [
            (100.0, 1.0),
            (44.0, 1.0),
            (22.0, 2.0),
            (21.0, 2.0),
            (4.0, 10.0),
            (0.03, 1000.0),
            (0.0, 1.0),
            (f64::NAN, 1.0),
        ] {
            assert!(
                (magnification(pixels) / factor - 1.0).abs() < 1e-9,
                "{pixels}"
            );
        }
    }
}
