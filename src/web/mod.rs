//! The JavaScript contract: thin handles over the core, with checked arguments and TypeScript
//! types. No mathematics.
//!
//! Everything is validated and nothing coerced: arguments come as plain JavaScript values, and
//! anything wrong throws an `Error` that names the argument, the value and what is allowed. A call
//! that throws changes nothing.

mod arguments;
mod average;
mod averaging;
mod catalog;
mod chart_view;
mod course_charts;
mod criticality;
mod curves_view;
mod decision_view;
mod descent;
mod drawings;
mod histogram;
mod map_charts;
mod maps;
mod network_view;
mod noise;
mod optimizer;
mod schedule;
mod surface;
mod surface_view;
mod training;
mod training_facts;
mod types;

pub use average::js_moving_average;
pub use averaging::Averaging;
pub use catalog::catalog;
pub use chart_view::ChartView;
pub use criticality::Criticality;
pub use curves_view::CurvesView;
pub use decision_view::DecisionView;
pub use descent::Descent;
pub use drawings::{averages_svg, criticality_svg, networks_svg, schedules_svg};
pub use maps::{BasinMap, Landscape, RateSweep, SeedBand, TunedRace};
pub use network_view::NetworkView;
pub use optimizer::Optimizer;
pub use schedule::Schedule;
pub use surface::Surface;
pub use surface_view::{SurfaceView, palette, surface_svg};
pub use training::Training;
pub use training_facts::{data_facts, read_table};

use wasm_bindgen::prelude::*;

/// Makes a panic, should there ever be one, readable in the console.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}
