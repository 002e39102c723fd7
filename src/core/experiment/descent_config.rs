//! The experiment of a race on a surface, as a plain value.

use serde::Serialize;

use super::descent::build_surface;
use super::run_config::{RunConfig, check_run_count};
use super::settings::Settings;
use crate::core::Error;
use crate::core::random::Seed;
use crate::core::surface::Window;
use crate::core::tree::{Fields, Read, Tree};

/// Several runs on one surface, from one start.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DescentConfig {
    /// The id of a surface, or a formula in x and y.
    pub surface: String,
    /// The surface's own parameters by id; defaults for the rest.
    #[serde(skip_serializing_if = "Settings::is_empty")]
    pub surface_parameters: Settings,
    /// The part of the plane to look at, [left, right, bottom, top]; the surface's own when left
    /// out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<[f64; 4]>,
    /// Where every run starts; the surface's own start when a configuration that is read leaves it
    /// out.
    pub start: [f64; 2],
    /// The standard deviation, per coordinate and step, of a gaussian added to the gradient: the
    /// same draws for every run.
    #[serde(skip_serializing_if = "is_default")]
    pub noise: f64,
    /// What the draws are made from.
    #[serde(skip_serializing_if = "is_default")]
    pub seed: Seed,
    /// The runs, 1 to 16.
    pub runs: Vec<RunConfig>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Read for DescentConfig {
    fn read(tree: Tree) -> Result<Self, Error> {
        let mut fields = Fields::of(tree)?;
        let surface: String = fields.required("surface")?;
        let surface_parameters = fields.or_default("surfaceParameters")?;
        let start = match fields.optional("start")? {
            Some(start) => start,
            None => build_surface(&surface, &surface_parameters)?.facts().start,
        };
        let config = Self {
            surface,
            surface_parameters,
            window: fields.optional("window")?,
            start,
            noise: fields.or_default("noise")?,
            seed: fields.or_default("seed")?,
            runs: fields.required("runs")?,
        };
        fields.finish()?;
        Ok(config)
    }
}

impl DescentConfig {
    /// Checks what the types do not: the numbers and the number of runs.
    pub(in crate::core) fn check(&self) -> Result<(), Error> {
        for (i, x) in self.start.iter().enumerate() {
            if !x.is_finite() {
                return Err(Error::out_of_range(
                    format!("start[{i}]"),
                    x,
                    "be a finite number",
                ));
            }
        }
        if !(self.noise.is_finite() && self.noise >= 0.0) {
            return Err(Error::out_of_range(
                "noise",
                self.noise,
                "be a finite number, at least 0",
            ));
        }
        if let Some([left, right, bottom, top]) = self.window {
            let finite = [left, right, bottom, top].iter().all(|x| x.is_finite());
            if !(finite && left < right && bottom < top) {
                return Err(Error::out_of_range(
                    "window",
                    format!("[{left}, {right}, {bottom}, {top}]"),
                    "be [left, right, bottom, top], finite, left below right and bottom below top",
                ));
            }
        }
        check_run_count(&self.runs)
    }

    /// Whether runs of the two experiments that are alike make the same numbers.
    pub(super) fn same_ground(&self, other: &Self) -> bool {
        let bare = |config: &Self| Self {
            runs: Vec::new(),
            ..config.clone()
        };
        bare(self) == bare(other)
    }

    /// Whether both are on one surface and look at one part of it.
    pub(super) fn same_surface(&self, other: &Self) -> bool {
        let surface = |config: &Self| {
            let Self {
                surface,
                surface_parameters,
                window,
                ..
            } = config.clone();
            (surface, surface_parameters, window)
        };
        surface(self) == surface(other)
    }

    /// The window, where it is given.
    pub(in crate::core) fn given_window(&self) -> Option<Window> {
        self.window.map(|[left, right, bottom, top]| Window {
            x: [left, right],
            y: [bottom, top],
        })
    }
}
