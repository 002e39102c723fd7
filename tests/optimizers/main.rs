//! Every optimizer against its reference, and what must hold of all of them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

mod behaviour;
mod ledger;
mod properties;
mod reference;

use downhill::core::optimizer::{self, Optimizer};
use downhill::core::registry::Setting;

/// An optimizer in double precision, with some hyperparameters given.
fn double(id: &str, given: &[(&str, f64)]) -> Box<dyn Optimizer<f64>> {
    let entry = optimizer::find(id).unwrap();
    let given = given.iter().map(|&(id, x)| (id, Setting::Number(x)));
    (entry.build.double)(&entry.values(given).unwrap())
}
