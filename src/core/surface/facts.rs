//! What is known of a surface: where to look, where to start, where it is level.

use super::Surface;
use crate::core::analysis::critical_points::{self, SAME};

/// What is known of a surface beforehand.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// The part of the plane worth looking at.
    pub window: Window,
    /// A start that shows what the surface is for.
    pub start: [f64; 2],
    /// Its critical points inside the window.
    pub critical_points: Vec<CriticalPoint>,
    /// Whether f is a polynomial of degree 2, on which stability bounds are exact.
    pub quadratic: bool,
}

impl Facts {
    /// The same, or where a window's numbers are not all finite or it has no size, the window and
    /// its centre alone.
    pub(super) fn or_in(self, window: Window) -> Self {
        let has_size = |[low, high]: [f64; 2]| (high - low).is_finite() && low < high;
        if has_size(self.window.x) && has_size(self.window.y) {
            return self;
        }
        Self {
            window,
            start: [0.0, 0.0],
            critical_points: Vec::new(),
            quadratic: self.quadratic,
        }
    }

    /// The same of another part of the plane: the critical points known there, and what a search
    /// finds besides.
    #[must_use]
    pub fn in_window(mut self, surface: &dyn Surface, window: Window) -> Self {
        if window == self.window {
            return self;
        }
        self.window = window;
        self.critical_points.retain(|p| window.contains([p.x, p.y]));
        let known = self.critical_points.clone();
        let is_new = |p: &CriticalPoint| {
            let apart = SAME * window.diagonal();
            known.iter().all(|other| p.distance(other) > apart)
        };
        let found = critical_points::find(surface, window);
        self.critical_points
            .extend(found.into_iter().filter(is_new));
        self
    }
}

/// A rectangle of the plane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// From left to right.
    pub x: [f64; 2],
    /// From bottom to top.
    pub y: [f64; 2],
}

impl Window {
    /// The rectangle −x … x by −y … y.
    #[must_use]
    pub const fn centred(x: f64, y: f64) -> Self {
        Self {
            x: [-x, x],
            y: [-y, y],
        }
    }

    /// The window with so many widths, or heights, more on each side.
    #[must_use]
    pub fn grown(&self, share: f64) -> Self {
        let grow = |[low, high]: [f64; 2]| {
            let margin = share * (high - low);
            [low - margin, high + margin]
        };
        Self {
            x: grow(self.x),
            y: grow(self.y),
        }
    }

    /// Its diagonal.
    #[must_use]
    pub fn diagonal(&self) -> f64 {
        (self.x[1] - self.x[0]).hypot(self.y[1] - self.y[0])
    }

    /// Whether a point lies outside by more than so many widths or heights.
    #[must_use]
    pub fn is_farther_than(&self, widths: f64, [x, y]: [f64; 2]) -> bool {
        let outside = |[low, high]: [f64; 2], at: f64| {
            let margin = widths * (high - low);
            at < low - margin || at > high + margin
        };
        outside(self.x, x) || outside(self.y, y)
    }

    /// Whether a point lies inside or on the edge.
    #[must_use]
    pub fn contains(&self, [x, y]: [f64; 2]) -> bool {
        let within = |[low, high]: [f64; 2], value: f64| (low..=high).contains(&value);
        within(self.x, x) && within(self.y, y)
    }
}

/// A place where the gradient is 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CriticalPoint {
    /// Its x.
    pub x: f64,
    /// Its y.
    pub y: f64,
    /// What the Hessian says of it.
    pub kind: Critical,
}

/// The kinds of critical point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Critical {
    /// Both eigenvalues of the Hessian above 0.
    Minimum,
    /// Both below 0.
    Maximum,
    /// One of each sign.
    Saddle,
    /// An eigenvalue is 0: the Hessian alone does not decide.
    Degenerate,
}

impl Critical {
    /// Its name in the catalog.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::Saddle => "saddle",
            Self::Degenerate => "degenerate",
        }
    }
}

impl CriticalPoint {
    /// How far apart two are.
    #[must_use]
    pub fn distance(&self, other: &Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    pub(super) const fn minimum(x: f64, y: f64) -> Self {
        let kind = Critical::Minimum;
        Self { x, y, kind }
    }

    pub(super) const fn maximum(x: f64, y: f64) -> Self {
        let kind = Critical::Maximum;
        Self { x, y, kind }
    }

    pub(super) const fn saddle(x: f64, y: f64) -> Self {
        let kind = Critical::Saddle;
        Self { x, y, kind }
    }

    pub(super) const fn degenerate(x: f64, y: f64) -> Self {
        let kind = Critical::Degenerate;
        Self { x, y, kind }
    }
}

/// The minima among `points` at which f is lowest, equal values (to 1e-9 of their size) counted
/// alike: the global minima of a surface when given all of its critical points.
#[must_use]
pub fn lowest_minima(surface: &dyn Surface, points: &[CriticalPoint]) -> Vec<CriticalPoint> {
    let minima = || points.iter().filter(|p| p.kind == Critical::Minimum);
    let value = |p: &CriticalPoint| surface.value(p.x, p.y);
    let lowest = minima().map(value).fold(f64::INFINITY, f64::min);
    let tie = 1e-9 * lowest.abs().max(1.0);
    minima()
        .filter(|p| value(p) <= lowest + tie)
        .copied()
        .collect()
}
