//! What can be said of a run: still going, arrived, hovering, gone.

use crate::core::surface::Critical;

/// The state of a run, decided without noise in mind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// None of the others.
    Running,
    /// ‖∇f‖ ≤ 1e-6 and both eigenvalues of the Hessian above 1e-6.
    Minimum,
    /// ‖∇f‖ ≤ 1e-6 and both below −1e-6.
    Maximum,
    /// ‖∇f‖ ≤ 1e-6 and one of each.
    Saddle,
    /// ‖∇f‖ ≤ 1e-6 and an eigenvalue within ±1e-6.
    Plateau,
    /// Over the last 1,000 steps the best loss has not improved and the position has stayed within
    /// a ball whose radius is a twentieth of the window's diagonal.
    Hovering,
    /// The position or the loss is not finite, or it is farther than 10⁶ window widths away. The
    /// run has stopped.
    Diverged,
}

impl From<Critical> for Status {
    fn from(kind: Critical) -> Self {
        match kind {
            Critical::Minimum => Self::Minimum,
            Critical::Maximum => Self::Maximum,
            Critical::Saddle => Self::Saddle,
            Critical::Degenerate => Self::Plateau,
        }
    }
}

impl Status {
    /// Its name in JavaScript.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::Saddle => "saddle",
            Self::Plateau => "plateau",
            Self::Hovering => "hovering",
            Self::Diverged => "diverged",
        }
    }
}
