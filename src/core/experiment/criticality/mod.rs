//! Where descent stands still: four studies of minima and saddles, each made from a plain value and
//! worked on in slices.

mod curvature;
mod escape;
mod matrices;
mod minima;

pub use curvature::{Curvature, CurvatureConfig, Spectrum};
pub use escape::{Escape, EscapeConfig, Quartiles};
pub use matrices::{Matrices, MatricesConfig};
pub use minima::{Minima, MinimaConfig};

use crate::core::Error;
use crate::core::tree::{Fields, Read, Tree};

/// What is to be studied.
#[derive(Debug, Clone, PartialEq)]
pub enum CriticalityConfig {
    /// How many of all critical points are minima, in so many dimensions.
    Matrices(MatricesConfig),
    /// How long optimizers take to leave a saddle.
    Escape(EscapeConfig),
    /// How many of many starts end in the global minimum.
    Minima(MinimaConfig),
    /// The curvatures of a network's loss.
    Curvature(CurvatureConfig),
}

/// A study at work.
///
/// ```
/// use downhill::core::experiment::{Criticality, CriticalityConfig, MatricesConfig};
///
/// let config = MatricesConfig { draws: 10_000, ..MatricesConfig::default() };
/// let mut study = Criticality::new(CriticalityConfig::Matrices(config))?;
/// assert!(study.work_while(|| true));
/// let Criticality::Matrices(matrices) = &study else { unreachable!() };
/// // Half of all numbers are positive; of 2 × 2 matrices, 15% have two positive eigenvalues.
/// let [one, two] = [1, 2].map(|n| matrices.positive(n).share());
/// assert!((one - 0.5).abs() < 0.02 && (two - 0.146).abs() < 0.02);
/// # Ok::<(), downhill::core::Error>(())
/// ```
pub enum Criticality {
    /// See [`CriticalityConfig::Matrices`].
    Matrices(Matrices),
    /// See [`CriticalityConfig::Escape`].
    Escape(Escape),
    /// See [`CriticalityConfig::Minima`].
    Minima(Minima),
    /// See [`CriticalityConfig::Curvature`].
    Curvature(Box<Curvature>),
}

impl Criticality {
    /// The study of a configuration, nothing done yet.
    ///
    /// # Errors
    /// When anything in it is unknown or not allowed; the message names it.
    pub fn new(config: CriticalityConfig) -> Result<Self, Error> {
        Ok(match config {
            CriticalityConfig::Matrices(config) => Self::Matrices(Matrices::new(config)?),
            CriticalityConfig::Escape(config) => Self::Escape(Escape::new(config)?),
            CriticalityConfig::Minima(config) => Self::Minima(Minima::new(config)?),
            CriticalityConfig::Curvature(config) => {
                Self::Curvature(Box::new(Curvature::new(config)?))
            }
        })
    }

    /// Works while `go_on` says so, asked every fraction of a millisecond or so; true when nothing
    /// is left to do.
    pub fn work_while(&mut self, mut go_on: impl FnMut() -> bool) -> bool {
        while self.progress() < 1.0 {
            if !go_on() {
                return false;
            }
            match self {
                Self::Matrices(study) => study.work(),
                Self::Escape(study) => study.work(),
                Self::Minima(study) => study.work(),
                Self::Curvature(study) => study.work(),
            }
        }
        true
    }

    /// The share of the work that is done: 1 when all is.
    #[must_use]
    pub fn progress(&self) -> f64 {
        match self {
            Self::Matrices(study) => study.progress(),
            Self::Escape(study) => study.progress(),
            Self::Minima(study) => study.progress(),
            Self::Curvature(study) => study.progress(),
        }
    }
}

impl Read for CriticalityConfig {
    fn read(tree: Tree) -> Result<Self, Error> {
        let mut fields = Fields::of(tree)?;
        let study: String = fields.required("study")?;
        match study.as_str() {
            "matrices" => MatricesConfig::read(fields).map(Self::Matrices),
            "escape" => EscapeConfig::read(fields).map(Self::Escape),
            "minima" => MinimaConfig::read(fields).map(Self::Minima),
            "curvature" => CurvatureConfig::read(fields).map(Self::Curvature),
            _ => Err(Error::UnknownId {
                kind: "study",
                id: study,
                allowed: vec!["matrices", "escape", "minima", "curvature"],
            }),
        }
    }
}

/// Checks a number of things.
fn check_count(name: &str, count: usize, [least, most]: [usize; 2]) -> Result<(), Error> {
    if (least..=most).contains(&count) {
        return Ok(());
    }
    let allowed = if least == most {
        format!("be {least}")
    } else {
        format!("be a whole number from {least} to {most}")
    };
    Err(Error::out_of_range(name, count, allowed))
}
