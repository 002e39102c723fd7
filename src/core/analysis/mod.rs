//! What can be said about a surface or a race beyond its own numbers: where it is level and what it
//! is like there, how a result depends on the start, the learning rate and chance, and what to
//! expect of random Hessians and of shares that are counted.

pub mod basin_map;
pub mod critical_points;
pub mod ensemble;
pub mod hessian;
pub mod landscape;
pub mod positive_share;
pub mod proportion;
pub mod rate_sweep;
pub mod refinement;
pub mod seed_band;
pub mod tuned_race;

use std::ops::RangeInclusive;

use super::Error;
use super::experiment::RunConfig;

/// Checks that a count is within its limits.
fn check_count(name: &str, value: usize, limits: RangeInclusive<usize>) -> Result<(), Error> {
    if limits.contains(&value) {
        return Ok(());
    }
    let allowed = format!("be from {} to {}", limits.start(), limits.end());
    Err(Error::out_of_range(name, value, allowed))
}

/// A run of a race.
fn run_of(runs: &[RunConfig], run: usize) -> Result<&RunConfig, Error> {
    let allowed = || format!("be from 0 to {}", runs.len().saturating_sub(1));
    runs.get(run)
        .ok_or_else(|| Error::out_of_range("run", run, allowed()))
}
