//! The JavaScript contract: thin handles over the core, with checked arguments and TypeScript
//! types. No mathematics.
//!
//! Everything is validated and nothing coerced: arguments come as plain JavaScript values, and
//! anything wrong throws an `Error` that names the argument, the value and what is allowed. A call
//! that throws changes nothing.

mod arguments;
mod average;
mod catalog;
mod descent;
mod loss_view;
mod optimizer;
mod schedule;
mod surface;
mod surface_view;
mod training;
mod types;

pub use average::js_moving_average;
pub use catalog::catalog;
pub use descent::Descent;
pub use loss_view::LossView;
pub use optimizer::Optimizer;
pub use schedule::Schedule;
pub use surface::Surface;
pub use surface_view::{SurfaceView, palette, surface_svg};
pub use training::Training;

use wasm_bindgen::prelude::*;

/// Makes a panic, should there ever be one, readable in the console.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}
