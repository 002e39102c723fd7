//! Experiments: what a laboratory of the page runs, and what a program can run without a page.
//!
//! An experiment is made from a plain, serializable value, which holds everything that decides its
//! numbers. Equal values give equal numbers, however the work is divided.

mod descent;
mod descent_config;
mod explain;
mod particles;
mod record;
mod run;
mod run_config;
mod status;
mod training;

pub use descent::{Descent, build_surface};
pub use descent_config::DescentConfig;
pub use explain::Bound;
pub use particles::Particles;
pub use record::{FULL_RESOLUTION, MOST_STEPS, Path, Record};
pub use run::Run;
pub use run_config::{Batch, Given, RunConfig, ScheduleConfig, Settings};
pub use status::Status;
pub use training::{
    BatchLoss, DataConfig, GradientNoise, Ground, Losses, NetworkConfig, NoiseProbe, Set, Source,
    Training, TrainingConfig, TrainingRun,
};
