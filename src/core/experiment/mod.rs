//! Experiments: what a laboratory of the page runs, and what a program can run without a page.
//!
//! An experiment is made from a plain, serializable value, which holds everything that decides its
//! numbers. Equal values give equal numbers, however the work is divided.

mod averaging;
mod averaging_config;
mod batches;
mod checkpoints;
mod course;
mod criticality;
mod decay;
mod descent;
mod descent_config;
mod explain;
mod particles;
mod race;
mod record;
mod run;
mod run_config;
mod settings;
mod status;
mod training;
mod walker;

pub use averaging::{Averaging, Term, WrittenOut, shown_weights};
pub use averaging_config::{AverageConfig, AveragingConfig, Curve, Source as SeriesSource};
pub use course::Course;
pub use criticality::{
    Criticality, CriticalityConfig, Curvature, CurvatureConfig, Escape, EscapeConfig, Matrices,
    MatricesConfig, Minima, MinimaConfig, Quartiles, Spectrum,
};
pub use decay::{Ball, settled, stationary_variance};
pub use descent::{Descent, build_surface};
pub use descent_config::DescentConfig;
pub use explain::Bound;
pub use particles::Particles;
pub use race::{BATCH, Race, RaceConfig};
pub use record::{FULL_RESOLUTION, MOST_STEPS, Path, Record};
pub use run::Run;
pub use run_config::{Batch, MOST_RUNS, RunConfig, ScheduleConfig};
pub use settings::{Given, Settings};
pub use status::Status;
pub use training::{
    Answer, BatchAdvice, BatchLoss, Chart, Counted, DataConfig, Fit, GradientNoise, Ground,
    Histogram, Losses, Measure, NetworkConfig, NoiseProbe, Quantity, Set, Smoother, Source,
    Training, TrainingConfig, TrainingRun,
};
