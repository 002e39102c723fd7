//! Colours, dashes, markers and sizes: one place decides how everything looks.

use plotters::style::RGBColor;

use super::marker::Marker;

/// The system's own sans-serif, as the page uses.
pub const FONT: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif";

/// Font size of tick labels.
pub const SMALL: f64 = 11.0;
/// Font size of axis titles.
pub const NORMAL: f64 = 12.0;
/// Width of axis lines and ticks.
pub const HAIRLINE: f64 = 1.0;
/// Width of contour lines.
pub const CONTOUR: f64 = 0.75;
/// Width of a run's path.
pub const PATH: f64 = 2.0;
/// Width of a curve in a chart.
pub const CURVE: f64 = 1.5;
/// Width of a marker on a path.
pub const MARKER: f64 = 9.0;

/// The colours of a picture.
#[derive(Debug)]
pub struct Theme {
    /// What everything stands on.
    pub background: RGBColor,
    /// Titles, and the marks of critical points.
    pub text: RGBColor,
    /// Tick labels.
    pub quiet: RGBColor,
    /// Axis lines.
    pub line: RGBColor,
    /// Grid lines.
    pub grid: RGBColor,
    /// The fill of a contour map, from the lowest ground to the highest.
    pub ground: [RGBColor; 2],
    /// What contour lines are mixed with.
    pub contour: RGBColor,
    /// The ends of a diverging ramp: below and above its middle, which is the background.
    pub diverging: [RGBColor; 2],
    runs: [RGBColor; 8],
}

/// How a run is drawn, everywhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RunStyle {
    /// Its colour.
    pub colour: RGBColor,
    /// Lengths drawn and left out by turns, for lines with round ends; empty for a full line.
    pub dash: &'static [f64],
    /// The shape along its path and at its head.
    pub marker: Marker,
}

/// Styles that can be told apart; more runs begin again.
pub const STYLES: usize = 16;

const DASHES: [&[f64]; 8] = [
    &[],
    &[8.0, 6.0],
    &[0.5, 5.0],
    &[10.0, 5.0, 0.5, 5.0],
    &[16.0, 6.0],
    &[4.0, 5.0],
    &[12.0, 5.0, 4.0, 5.0],
    &[8.0, 5.0, 0.5, 5.0, 0.5, 5.0],
];

const fn rgb(hex: u32) -> RGBColor {
    let [_, red, green, blue] = hex.to_be_bytes();
    RGBColor(red, green, blue)
}

/// Dark on white. The runs' colours are those of Okabe and Ito, darkened and moved apart until they
/// keep their distance under each kind of colour blindness.
pub static LIGHT: Theme = Theme {
    background: rgb(0xff_ff_ff),
    text: rgb(0x1f_22_29),
    quiet: rgb(0x63_6a_76),
    line: rgb(0xb9_bf_c9),
    grid: rgb(0xe9_ec_f1),
    ground: [rgb(0xd3_e0_ee), rgb(0xf8_fa_fd)],
    contour: rgb(0x5c_7c_a0),
    diverging: [rgb(0x8f_b8_e8), rgb(0xf2_a7_8a)],
    runs: [
        rgb(0x0f_74_e8),
        rgb(0xcc_33_11),
        rgb(0x11_7a_6b),
        rgb(0x61_16_59),
        rgb(0x5c_44_00),
        rgb(0x20_20_24),
        rgb(0x14_28_9a),
        rgb(0x8a_52_a6),
    ],
};

/// Light on near-black.
pub static DARK: Theme = Theme {
    background: rgb(0x0f_12_16),
    text: rgb(0xe6_e9_ee),
    quiet: rgb(0x97_a0_ae),
    line: rgb(0x4a_53_60),
    grid: rgb(0x22_28_30),
    ground: [rgb(0x20_38_4f), rgb(0x13_18_1e)],
    contour: rgb(0x7f_a3_c7),
    diverging: [rgb(0x2a_56_8a), rgb(0x8a_43_28)],
    runs: [
        rgb(0x47_91_fa),
        rgb(0xf0_62_2f),
        rgb(0x64_ce_91),
        rgb(0xb5_83_a6),
        rgb(0xdd_cd_3c),
        rgb(0xe8_e8_ee),
        rgb(0xa3_ba_fa),
        rgb(0x9a_86_d8),
    ],
};

impl Theme {
    /// One of the two.
    #[must_use]
    pub fn of(dark: bool) -> &'static Self {
        if dark { &DARK } else { &LIGHT }
    }

    /// How the run of a number is drawn.
    #[must_use]
    pub fn run(&self, number: usize) -> RunStyle {
        let colours = self.runs.len();
        // The second time round, a colour comes with another dash and another marker.
        let other = number % colours + 3 * (number / colours % (STYLES / colours));
        RunStyle {
            colour: self.runs[number % colours],
            dash: DASHES[other % DASHES.len()],
            marker: Marker::ALL[other % Marker::ALL.len()],
        }
    }

    /// The fill at a height: 0 for the lowest ground, 1 for the highest.
    #[must_use]
    pub fn ground(&self, height: f64) -> RGBColor {
        let [low, high] = self.ground;
        mix(low, high, height)
    }
}

/// A colour between two: `share` of the second.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to a byte
pub fn mix(a: RGBColor, b: RGBColor, share: f64) -> RGBColor {
    let between = |a: u8, b: u8| {
        let (a, b) = (f64::from(a), f64::from(b));
        (a + (b - a) * share.clamp(0.0, 1.0)).round() as u8
    };
    RGBColor(between(a.0, b.0), between(a.1, b.1), between(a.2, b.2))
}
