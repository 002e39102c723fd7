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
/// Width of the outline of an empty marker.
pub const OUTLINE: f64 = 1.5;
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
    /// What the runs' colours are called.
    names: [&'static str; 8],
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

/// Lines, and what they are called.
const DASHES: [(&[f64], &str); 8] = [
    (&[], "full line"),
    (&[8.0, 6.0], "dashed"),
    (&[0.5, 5.0], "dotted"),
    (&[10.0, 5.0, 0.5, 5.0], "dash and dot"),
    (&[16.0, 6.0], "long dashes"),
    (&[4.0, 5.0], "short dashes"),
    (&[12.0, 5.0, 4.0, 5.0], "long and short dashes"),
    (&[8.0, 5.0, 0.5, 5.0, 0.5, 5.0], "dash and two dots"),
];

const fn rgb(hex: u32) -> RGBColor {
    let [_, red, green, blue] = hex.to_be_bytes();
    RGBColor(red, green, blue)
}

/// Dark on white. The runs' colours are those of Okabe and Ito, darkened and moved apart until they
/// keep their distance under each kind of colour blindness.
pub static LIGHT: Theme = Theme {
    background: rgb(0xffffff),
    text: rgb(0x1f2229),
    quiet: rgb(0x636a76),
    line: rgb(0xb9bfc9),
    grid: rgb(0xe9ecf1),
    ground: [rgb(0xd3e0ee), rgb(0xf8fafd)],
    contour: rgb(0x5c7ca0),
    diverging: [rgb(0x8fb8e8), rgb(0xf2a78a)],
    runs: [
        rgb(0x0f74e8),
        rgb(0xcc3311),
        rgb(0x117a6b),
        rgb(0x611659),
        rgb(0x5c4400),
        rgb(0x202024),
        rgb(0x14289a),
        rgb(0x8a52a6),
    ],
    names: [
        "blue", "red", "teal", "plum", "brown", "black", "navy", "violet",
    ],
};

/// Light on near-black.
pub static DARK: Theme = Theme {
    background: rgb(0x0f1216),
    text: rgb(0xe6e9ee),
    quiet: rgb(0x97a0ae),
    line: rgb(0x4a5360),
    grid: rgb(0x222830),
    ground: [rgb(0x20384f), rgb(0x13181e)],
    contour: rgb(0x7fa3c7),
    diverging: [rgb(0x2a568a), rgb(0x8a4328)],
    runs: [
        rgb(0x4791fa),
        rgb(0xf0622f),
        rgb(0x64ce91),
        rgb(0xb583a6),
        rgb(0xddcd3c),
        rgb(0xe8e8ee),
        rgb(0xa3bafa),
        rgb(0x9a86d8),
    ],
    names: [
        "blue",
        "orange",
        "green",
        "pink",
        "yellow",
        "white",
        "light blue",
        "violet",
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
        let shape = self.shape(number);
        RunStyle {
            colour: self.runs[number % self.runs.len()],
            dash: DASHES[shape].0,
            marker: Marker::ALL[shape],
        }
    }

    /// How the run of a number is drawn, in words: "blue, full line, circle".
    #[must_use]
    pub fn run_in_words(&self, number: usize) -> String {
        let shape = self.shape(number);
        let colour = self.names[number % self.names.len()];
        let (line, marker) = (DASHES[shape].1, Marker::ALL[shape].name());
        format!("{colour}, {line}, {marker}")
    }

    /// The place of a run's dash, and of its marker: the second time round, a colour comes with others.
    fn shape(&self, number: usize) -> usize {
        let colours = self.runs.len();
        (number % colours + 3 * (number / colours % (STYLES / colours))) % DASHES.len()
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Red, green and blue as amounts of light, 0 to 1 (IEC 61966-2-1).
    fn light(colour: RGBColor) -> [f64; 3] {
        [colour.0, colour.1, colour.2].map(|byte| {
            let share = f64::from(byte) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    fn times(matrix: [[f64; 3]; 3], v: [f64; 3]) -> [f64; 3] {
        matrix.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2])
    }

    /// The contrast of two colours as WCAG 2.2 defines it: 1 to 21.
    fn contrast(a: RGBColor, b: RGBColor) -> f64 {
        let luminance = |colour| {
            let [red, green, blue] = light(colour);
            0.2126 * red + 0.7152 * green + 0.0722 * blue
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// A colour in Oklab, where distances are as large as they look.
    fn oklab(light: [f64; 3]) -> [f64; 3] {
        let cones = times(
            [
                [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
                [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
                [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
            ],
            light,
        );
        times(
            [
                [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
                [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
                [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
            ],
            cones.map(f64::cbrt),
        )
    }

    /// What becomes of light without red, green or blue cones: Machado, Oliveira and Fernandes
    /// 2009, doi:10.1109/TVCG.2009.113, severity 1.
    const BLIND: [[[f64; 3]; 3]; 3] = [
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    ];

    #[test]
    fn what_must_be_read_stands_out_from_what_is_under_it() {
        for theme in [&LIGHT, &DARK] {
            let grounds = (0..=10).map(|i| theme.ground(f64::from(i) / 10.0));
            for under in grounds.chain([theme.background]) {
                for run in 0..STYLES {
                    let colour = theme.run(run).colour;
                    assert!(contrast(colour, under) >= 3.0, "{colour:?} on {under:?}");
                }
                assert!(contrast(theme.text, under) >= 7.0);
                assert!(contrast(theme.quiet, under) >= 3.0);
            }
            assert!(contrast(theme.quiet, theme.background) >= 4.5);
        }
    }

    #[test]
    fn runs_keep_their_distance_under_colour_blindness() {
        for theme in [&LIGHT, &DARK] {
            for blind in BLIND {
                let seen = |run: usize| {
                    let seen = times(blind, light(theme.run(run).colour));
                    oklab(seen.map(|share| share.clamp(0.0, 1.0)))
                };
                for a in 0..8 {
                    for b in 0..a {
                        let (x, y) = (seen(a), seen(b));
                        let distance = (0..3).map(|i| (x[i] - y[i]).powi(2)).sum::<f64>().sqrt();
                        // A difference of 0.02 can just be seen.
                        let least = if a < 4 { 0.08 } else { 0.05 };
                        assert!(distance >= least, "{a} and {b}: {distance}");
                    }
                }
            }
        }
    }

    #[test]
    fn no_two_styles_are_the_same_without_colour_or_with_it() {
        let styles: Vec<RunStyle> = (0..STYLES).map(|run| LIGHT.run(run)).collect();
        for (i, a) in styles.iter().enumerate() {
            for b in &styles[..i] {
                let alike = a.dash == b.dash || a.marker == b.marker;
                assert!(a.colour != b.colour || !alike, "{a:?} {b:?}");
            }
        }
        for first_eight in [&styles[..8], &styles[8..]] {
            for (i, a) in first_eight.iter().enumerate() {
                let others = &first_eight[..i];
                assert!(
                    others
                        .iter()
                        .all(|b| a.dash != b.dash && a.marker != b.marker)
                );
            }
        }
        assert_eq!(LIGHT.run(STYLES + 3), styles[3]);
    }
}
