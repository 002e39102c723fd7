//! The curves of training runs: losses, accuracies and gradients.

use super::curves::{self, Extent};
use super::frame::{Frame, Rect};
use super::pen::Pen;
use super::theme::{RunStyle, Theme, mix};
use super::{Drawn, Ink, Point};
use crate::core::experiment::{Chart, Measure, Quantity, Smoother, Training, TrainingRun};
use crate::core::registry::Scale;

/// A run that diverges is followed until its loss is so many times what it was at the start.
const FOLLOWED: f64 = 1e2;
/// How much of the background is in the colour of what is averaged.
const FAINT: f64 = 0.68;
/// Markers of a curve keep this distance, in pixels.
const MARKS_APART: f64 = 90.0;
/// A curve has at most two points in so many pixels.
const BIN: f64 = 2.0;

/// How a training run is drawn.
#[must_use]
pub fn style_of(theme: &Theme, place: usize, run: &TrainingRun) -> RunStyle {
    theme.run(run.config().style.map_or(place, usize::from))
}

/// The frame that holds the curves of all runs that are shown, in an area of a picture.
#[must_use]
pub fn frame(area: Rect, training: &Training, chart: Chart) -> Frame {
    let mut extent = Extent::default();
    let mut furthest: f64 = 0.0;
    let mut start = f64::NAN;
    for run in seen(training) {
        let rows = chart.quantity.rows(run);
        let last = chart.quantity.updates_at(run, rows.saturating_sub(1));
        furthest = furthest.max(chart.against.of(run, last));
        for curve in 0..chart.quantity.curves() {
            if start.is_nan() {
                start = chart.quantity.value(run, curve, 0);
            }
            for row in 0..rows {
                extent.add(chart.quantity.value(run, curve, row));
            }
        }
    }
    let most = FOLLOWED * start.abs().max(1e-3);
    let y = match (chart.quantity, chart.scale) {
        (Quantity::Accuracy, _) => [0.0, 1.0],
        (_, Scale::Log) => extent.log_range(most),
        (_, Scale::Linear) => {
            extent.add(0.0);
            extent.linear_range(most)
        }
    };
    let scale = if chart.quantity == Quantity::Accuracy {
        Scale::Linear
    } else {
        chart.scale
    };
    // Before the first update there is room for some.
    let least = if chart.against == Measure::Seconds {
        1e-3
    } else {
        1.0
    };
    let x = [0.0, curves::range_end(furthest, least)];
    // Room for half of the last label.
    let area = area.inset(0.0, 0.0, 10.0, 0.0);
    let frame = curves::frame(area, (x, Scale::Linear), (y, scale));
    if chart.against.is_counted() {
        frame.counting()
    } else {
        frame
    }
}

/// What the chart shows, against what.
#[must_use]
pub fn title(chart: Chart) -> String {
    format!("{} against {}", chart.quantity.name(), chart.against.name())
}

/// Draws the curves of all runs that are shown: what was recorded faintly and its average over it,
/// or what was recorded alone. Curves of the samples that test carry markers.
pub fn draw(
    ink: &mut dyn Ink,
    theme: &Theme,
    frame: &Frame,
    training: &Training,
    chart: Chart,
) -> Drawn {
    for (place, run) in training.runs().iter().enumerate() {
        if run.config().hidden {
            continue;
        }
        let style = style_of(theme, place, run);
        let faint = RunStyle {
            colour: mix(style.colour, theme.background, FAINT),
            dash: &[],
            ..style
        };
        for curve in 0..chart.quantity.curves() {
            if chart.beta > 0.0 {
                draw_curve(ink, frame, run, chart, curve, faint, 0.0)?;
            }
            draw_curve(ink, frame, run, chart, curve, style, chart.beta)?;
        }
    }
    Ok(())
}

fn draw_curve(
    ink: &mut dyn Ink,
    frame: &Frame,
    run: &TrainingRun,
    chart: Chart,
    curve: usize,
    style: RunStyle,
    beta: f64,
) -> Drawn {
    let rect = frame.rect();
    let mut smoother = Smoother::new(beta);
    let mut next_mark = rect.left + MARKS_APART / 2.0;
    let mut marks = Vec::new();
    let is_marked = curve == 1 && beta == chart.beta;
    let points = (0..chart.quantity.rows(run)).map(|row| {
        let updates = chart.quantity.updates_at(run, row);
        let value = smoother.next(chart.quantity.value(run, curve, row));
        let at = frame.place([chart.against.of(run, updates), value]);
        if is_marked && at[0] >= next_mark {
            marks.push(at);
            next_mark = at[0] + MARKS_APART;
        }
        at
    });
    let mut pen = Pen::for_curve(style);
    pen.draw(ink, &rect, thinned(points))?;
    for at in marks {
        pen.mark(ink, &rect, at)?;
    }
    Ok(())
}

/// Points that go from left to right, at most two in [`BIN`] pixels: the lowest and the highest of
/// those that fall there, in their order. A curve drawn through them looks the same, and costs no
/// more than its width.
fn thinned(points: impl Iterator<Item = Point>) -> Vec<Point> {
    let mut thin: Vec<Point> = Vec::new();
    let mut bin: Option<(f64, Point, Point)> = None;
    let mut leave = |bin: Option<(f64, Point, Point)>| {
        if let Some((left, one, other)) = bin {
            if one == other || one[1].is_nan() {
                thin.push(one);
            } else {
                thin.push([left, one[1]]);
                thin.push([left + BIN / 2.0, other[1]]);
            }
        }
    };
    for point in points {
        let left = (point[0] / BIN).floor() * BIN;
        bin = match bin {
            Some((at, first, second)) if at == left && point[1].is_finite() => {
                let [low, high] = if first[1] < second[1] {
                    [first, second]
                } else {
                    [second, first]
                };
                if point[1] < low[1] {
                    Some((at, high, point))
                } else if point[1] > high[1] {
                    Some((at, low, point))
                } else {
                    Some((at, first, second))
                }
            }
            full => {
                leave(full);
                Some((left, point, point))
            }
        };
    }
    leave(bin);
    thin
}

/// A place in the chart, and what each run has there.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The last updates at or before the place; NaN where there are none.
    pub updates: f64,
    /// Its value on each curve, averaged as drawn.
    pub values: [f64; 2],
}

/// What a run has at a value of the horizontal axis.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn read(run: &TrainingRun, chart: Chart, at: f64) -> Reading {
    let rows = chart.quantity.rows(run);
    let measure = |row: usize| chart.against.of(run, chart.quantity.updates_at(run, row));
    // The first row beyond the place.
    let (mut low, mut high) = (0, rows);
    while low < high {
        let middle = usize::midpoint(low, high);
        if measure(middle) <= at {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    let Some(last) = low.checked_sub(1) else {
        return Reading {
            updates: f64::NAN,
            values: [f64::NAN; 2],
        };
    };
    let values = [0, 1].map(|curve| {
        let mut smoother = Smoother::new(chart.beta);
        let averages = (0..=last).map(|row| smoother.next(chart.quantity.value(run, curve, row)));
        averages.last().unwrap_or(f64::NAN)
    });
    Reading {
        updates: chart.quantity.updates_at(run, last) as f64,
        values,
    }
}

fn seen(training: &Training) -> impl Iterator<Item = &TrainingRun> {
    training.runs().iter().filter(|run| !run.config().hidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowded_curve_keeps_its_lowest_and_highest_points() {
        let wave = |i: i32| [f64::from(i) / 50.0, (f64::from(i) * 2.4).sin()];
        let thin = thinned((0..5_000).map(wave));
        assert_eq!(thin.len(), 100);
        for pair in thin.chunks(2) {
            assert!(pair[0][0] < pair[1][0]);
            assert!((pair[0][1] - pair[1][1]).abs() > 1.99, "{pair:?}");
        }
    }

    #[test]
    fn a_sparse_curve_and_its_gaps_stay_as_they_are() {
        let points = [
            [1.0, 5.0],
            [4.0, 3.0],
            [4.5, f64::NAN],
            [8.0, 2.0],
            [11.0, 2.5],
        ];
        let same = |a: &Point, b: &Point| a[0] == b[0] && (a[1] == b[1] || b[1].is_nan());
        let thin = thinned(points.into_iter());
        assert!(thin.iter().zip(&points).all(|(a, b)| same(a, b)) && thin.len() == points.len());
    }
}
