//! The shapes that repeat what a colour says.

use super::Point;

/// A small shape that tells runs apart without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    /// ●
    Circle,
    /// ■
    Square,
    /// ▲
    Triangle,
    /// ◆
    Diamond,
    /// ✚
    Plus,
    /// ▼
    Wedge,
    /// ★
    Star,
    /// ✖
    Cross,
}

impl Marker {
    /// All of them, those most easily told apart first.
    pub const ALL: [Self; 8] = [
        Self::Circle,
        Self::Square,
        Self::Triangle,
        Self::Diamond,
        Self::Plus,
        Self::Wedge,
        Self::Star,
        Self::Cross,
    ];

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Circle => "circle",
            Self::Square => "square",
            Self::Triangle => "triangle",
            Self::Diamond => "diamond",
            Self::Plus => "plus",
            Self::Wedge => "triangle on its tip",
            Self::Star => "star",
            Self::Cross => "cross",
        }
    }

    /// Its outline, centred on the origin and about 1 across; all shapes look equally large.
    #[must_use]
    pub fn outline(self) -> Vec<Point> {
        match self {
            Self::Circle => regular(24, 0.44, 0.0),
            Self::Square => regular(4, 0.56, 0.5),
            Self::Triangle => regular(3, 0.58, 0.0),
            Self::Wedge => regular(3, 0.58, 0.5),
            Self::Diamond => regular(4, 0.56, 0.0),
            Self::Plus => bars(0.0),
            Self::Cross => bars(0.5),
            Self::Star => star(),
        }
    }

    /// Its outline so wide, at a place.
    #[must_use]
    pub fn placed(self, at: Point, width: f64) -> Vec<Point> {
        let mut outline = self.outline();
        for [x, y] in &mut outline {
            (*x, *y) = (at[0] + *x * width, at[1] + *y * width);
        }
        outline
    }

    /// Its outline as the `d` of an SVG path, in the box from (0, 0) to (1, 1).
    #[must_use]
    pub fn svg_path(self) -> String {
        let mut path = String::new();
        for (i, [x, y]) in self.outline().into_iter().enumerate() {
            let command = if i == 0 { 'M' } else { 'L' };
            let (x, y) = (x * 0.86 + 0.5, y * 0.86 + 0.5);
            path += &format!("{command}{x:.3} {y:.3}");
        }
        path + "Z"
    }
}

/// A corner at an angle (a share of the full turn, clockwise from the top) and distance.
fn corner(turn: f64, radius: f64) -> Point {
    let angle = turn * std::f64::consts::TAU;
    [radius * angle.sin(), -radius * angle.cos()]
}

/// A regular polygon, turned by so many of its steps.
fn regular(corners: u8, radius: f64, turned: f64) -> Vec<Point> {
    (0..corners)
        .map(|i| corner((f64::from(i) + turned) / f64::from(corners), radius))
        .collect()
}

/// A star with five points.
fn star() -> Vec<Point> {
    (0..10)
        .map(|i| corner(f64::from(i) / 10.0, if i % 2 == 0 { 0.58 } else { 0.25 }))
        .collect()
}

/// Two crossed bars, turned by so many eighths of a turn.
fn bars(turned: f64) -> Vec<Point> {
    let (half, long) = (0.16, 0.52_f64);
    let radius = long.hypot(half);
    let aside = (half / long).atan() / std::f64::consts::TAU;
    let inner = half * std::f64::consts::SQRT_2;
    (0..4_u8)
        .flat_map(|arm| {
            let turn = (f64::from(arm) + turned) / 4.0;
            [
                corner(turn - aside, radius),
                corner(turn + aside, radius),
                corner(turn + 0.125, inner),
            ]
        })
        .collect()
}
