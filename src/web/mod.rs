//! The JavaScript contract: thin handles over the core, with checked arguments and TypeScript
//! types. No mathematics.
//!
//! Everything is validated and nothing coerced: arguments come as plain JavaScript values, and
//! anything wrong throws an `Error` that names the argument, the value and what is allowed. A call
//! that throws changes nothing.
//!
//! Without the feature `labs` (it is on by default) there is only what a race on a surface needs: half
//! the size, for a page that shows nothing else.

mod arguments;
#[cfg(feature = "labs")]
mod average;
#[cfg(feature = "labs")]
mod averaging;
#[cfg(feature = "labs")]
mod averaging_charts;
mod catalog;
mod chart_view;
mod course_charts;
#[cfg(feature = "labs")]
mod criticality;
#[cfg(feature = "labs")]
mod criticality_charts;
mod curves_view;
#[cfg(feature = "labs")]
mod decision_view;
mod descent;
#[cfg(feature = "labs")]
mod drawings;
#[cfg(feature = "labs")]
mod histogram;
#[cfg(feature = "labs")]
mod map_charts;
#[cfg(feature = "labs")]
mod maps;
#[cfg(feature = "labs")]
mod network_view;
#[cfg(feature = "labs")]
mod noise;
mod numbers;
mod optimizer;
mod plain;
#[cfg(feature = "labs")]
mod schedule;
#[cfg(feature = "labs")]
mod schedule_charts;
mod surface;
mod surface_view;
#[cfg(feature = "labs")]
mod training;
#[cfg(feature = "labs")]
mod training_charts;
#[cfg(feature = "labs")]
mod training_curves;
#[cfg(feature = "labs")]
mod training_facts;
mod types;

#[cfg(feature = "labs")]
pub use average::js_moving_average;
#[cfg(feature = "labs")]
pub use averaging::Averaging;
pub use catalog::{catalog, most_runs};
pub use chart_view::ChartView;
#[cfg(feature = "labs")]
pub use criticality::Criticality;
pub use curves_view::CurvesView;
#[cfg(feature = "labs")]
pub use decision_view::DecisionView;
pub use descent::Descent;
#[cfg(feature = "labs")]
pub use drawings::{averages_svg, criticality_svg, networks_svg, schedules_svg};
#[cfg(feature = "labs")]
pub use maps::{BasinMap, Landscape, RateSweep, SeedBand, TunedRace};
#[cfg(feature = "labs")]
pub use network_view::NetworkView;
pub use optimizer::Optimizer;
#[cfg(feature = "labs")]
pub use schedule::Schedule;
pub use surface::Surface;
pub use surface_view::{SurfaceView, palette, surface_svg};
#[cfg(feature = "labs")]
pub use training::Training;
#[cfg(feature = "labs")]
pub use training_facts::{data_facts, read_table};

use wasm_bindgen::prelude::*;

/// Makes a panic, should there ever be one, readable in the console.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}
