//! One axis: from values to pixels and back, with ticks at round numbers.

use crate::core::registry::Scale;

/// A range of values laid out along a range of pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    /// The first and the last value; above 0 on a log scale, and not the same.
    pub range: [f64; 2],
    /// Where they stand, in CSS pixels.
    pub pixels: [f64; 2],
    /// How values are spaced.
    pub scale: Scale,
    /// Whether it counts, so that nothing lies between two whole numbers.
    pub counts: bool,
}

/// A round value of an axis, and how it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// The value.
    pub value: f64,
    /// The value written out.
    pub label: String,
}

impl Axis {
    /// Where a value stands. A value with no logarithm stands beyond the low end of a log scale.
    #[must_use]
    pub fn place(&self, value: f64) -> f64 {
        let [low, high] = self.range.map(|end| self.flat(end));
        let share = (self.flat(value) - low) / (high - low);
        let [from, to] = self.pixels;
        let place = from + (to - from) * share;
        // Far enough for any clipping, near enough to calculate with.
        if place.is_nan() {
            place
        } else {
            place.clamp(-1e9, 1e9)
        }
    }

    /// The value at a place.
    #[must_use]
    pub fn value(&self, place: f64) -> f64 {
        let [low, high] = self.range.map(|end| self.flat(end));
        let [from, to] = self.pixels;
        let flat = low + (high - low) * (place - from) / (to - from);
        match self.scale {
            Scale::Linear => flat,
            Scale::Log => 10_f64.powf(flat),
        }
    }

    /// What is spaced evenly.
    fn flat(&self, value: f64) -> f64 {
        match self.scale {
            Scale::Linear => value,
            Scale::Log => value.max(f64::MIN_POSITIVE).log10(),
        }
    }

    /// The round values between its ends, at most about `most` of them.
    #[must_use]
    pub fn ticks(&self, most: usize) -> Vec<Tick> {
        let [a, b] = self.range;
        match self.scale {
            Scale::Linear => linear_ticks(a.min(b), a.max(b), most, self.counts),
            Scale::Log => log_ticks(a.min(b), a.max(b), most),
        }
    }
}

/// Multiples of 1, 2 or 5 times a power of ten, whole ones where the axis counts.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
fn linear_ticks(low: f64, high: f64, most: usize, whole: bool) -> Vec<Tick> {
    let room = (high - low) / most.max(1) as f64;
    let least_step = if whole { room.max(1.0) } else { room };
    if !(least_step.is_finite() && least_step > 0.0) {
        return Vec::new();
    }
    let exponent = least_step.log10().floor();
    let power = 10_f64.powf(exponent);
    let factor = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .find(|factor| factor * power >= least_step * 0.999_999)
        .unwrap_or(10.0);
    let (factor, exponent) = if factor == 10.0 {
        (1.0, exponent as i32 + 1)
    } else {
        (factor, exponent as i32)
    };
    let step = factor * 10_f64.powi(exponent);
    let (first, last) = ((low / step - 1e-6).ceil(), (high / step + 1e-6).floor());
    let is_exact = first.abs().max(last.abs()) < 1e15; // neighbours can be told apart
    if !is_exact || first > last {
        return Vec::new();
    }
    let largest = low.abs().max(high.abs());
    (0..=(last - first) as u32)
        .map(|i| {
            let count = first + f64::from(i);
            // Dividing keeps 0.3 from becoming 0.30000000000000004.
            let value = if exponent < 0 {
                count * factor / 10_f64.powi(-exponent)
            } else {
                count * step
            };
            Tick {
                value,
                label: written(value, exponent, largest),
            }
        })
        .collect()
}

/// A multiple of 10^exponent, on an axis whose largest value is `largest`.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn written(value: f64, exponent: i32, largest: f64) -> String {
    let minus = if value < 0.0 { "−" } else { "" };
    let size = value.abs();
    if size == 0.0 {
        return "0".to_owned();
    }
    if largest >= 1e7 || exponent < -5 {
        let power = largest.log10().floor() as i32;
        let digits = (power - exponent).clamp(0, 15) as usize;
        let mantissa = size / 10_f64.powi(power);
        return format!("{minus}{mantissa:.digits$}×10{}", superscript(power));
    }
    let digits = (-exponent).max(0) as usize;
    format!("{minus}{}", grouped(&format!("{size:.digits$}")))
}

/// A number with a comma before every three digits of its whole part.
fn grouped(number: &str) -> String {
    let whole = number.find('.').unwrap_or(number.len());
    let mut text = String::new();
    for (i, digit) in number.chars().enumerate() {
        if i > 0 && i < whole && (whole - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Powers of ten, every one or every so many.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn log_ticks(low: f64, high: f64, most: usize) -> Vec<Tick> {
    if !(low > 0.0 && high.is_finite()) {
        return Vec::new();
    }
    let (first, last) = (
        (low.log10() - 1e-9).ceil() as i32,
        (high.log10() + 1e-9).floor() as i32,
    );
    let decades = (last - first).max(0) as usize;
    let every = [1, 2, 3, 4, 5, 10, 20, 50, 100]
        .into_iter()
        .find(|every| decades / every < most.max(1))
        .unwrap_or(200);
    (first..=last)
        .filter(|exponent| exponent.rem_euclid(every as i32) == 0)
        .map(|exponent| Tick {
            value: 10_f64.powi(exponent),
            label: format!("10{}", superscript(exponent)),
        })
        .collect()
}

fn superscript(number: i32) -> String {
    number
        .to_string()
        .chars()
        .map(|digit| match digit {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '4' => '⁴',
            '5' => '⁵',
            '6' => '⁶',
            '7' => '⁷',
            '8' => '⁸',
            '9' => '⁹',
            _ => '⁰',
        })
        .collect()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn axis(low: f64, high: f64, scale: Scale) -> Axis {
        Axis {
            range: [low, high],
            pixels: [0.0, 100.0],
            scale,
            counts: false,
        }
    }

    fn labels(low: f64, high: f64, scale: Scale, most: usize) -> Vec<String> {
        let ticks = axis(low, high, scale).ticks(most);
        ticks.into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn ticks_are_written_as_a_reader_would() {
        use Scale::{Linear, Log};
        for (low, high, scale, most, expected) in [
            (-5.0, 5.0, Linear, 5, "−4 −2 0 2 4"),
            (-1.0, 1.0, Linear, 5, "−1.0 −0.5 0 0.5 1.0"),
            (0.0, 0.3, Linear, 3, "0 0.1 0.2 0.3"),
            (0.0, 2000.0, Linear, 4, "0 500 1,000 1,500 2,000"),
            (0.0, 2e7, Linear, 2, "0 1×10⁷ 2×10⁷"),
            (
                0.0,
                2.5e7,
                Linear,
                5,
                "0 0.5×10⁷ 1.0×10⁷ 1.5×10⁷ 2.0×10⁷ 2.5×10⁷",
            ),
            (0.0, 3e-8, Linear, 3, "0 1×10⁻⁸ 2×10⁻⁸ 3×10⁻⁸"),
            (1e-3, 10.0, Log, 6, "10⁻³ 10⁻² 10⁻¹ 10⁰ 10¹"),
            (1e-12, 1.0, Log, 5, "10⁻¹² 10⁻⁹ 10⁻⁶ 10⁻³ 10⁰"),
            (3.0, 3.0, Linear, 5, ""),
            (f64::NAN, 1.0, Linear, 5, ""),
            (1e17, 1e17 + 32.0, Linear, 5, ""),
        ] {
            assert_eq!(labels(low, high, scale, most).join(" "), expected);
        }
    }

    #[test]
    fn an_axis_that_counts_has_whole_ticks() {
        for (low, high, most, expected) in [
            (0.0, 1.0, 12, "0 1"),
            (0.5, 3.5, 8, "1 2 3"),
            (0.0, 400.0, 4, "0 100 200 300 400"),
        ] {
            let axis = Axis {
                counts: true,
                ..axis(low, high, Scale::Linear)
            };
            let labels = axis.ticks(most).into_iter().map(|tick| tick.label);
            assert_eq!(labels.collect::<Vec<_>>().join(" "), expected);
        }
    }

    proptest! {
        #[test]
        fn ticks_lie_within_and_are_not_too_many(
            low in -1e6..1e6, width in 1e-6..1e6, most in 1_usize..12,
        ) {
            let ticks = axis(low, low + width, Scale::Linear).ticks(most);
            prop_assert!(ticks.len() <= most + 1);
            let margin = width * 1e-5;
            let range = low - margin..=low + width + margin;
            prop_assert!(ticks.iter().all(|tick| range.contains(&tick.value)));
        }

        #[test]
        fn a_place_leads_back_to_its_value(share in 0.0..1.0) {
            for scale in [Scale::Linear, Scale::Log] {
                let axis = axis(1e-3, 1e5, scale);
                let place = 100.0 * share;
                prop_assert!((axis.place(axis.value(place)) - place).abs() < 1e-6);
            }
        }
    }
}
