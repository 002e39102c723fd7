//! What `scripts/bench` times inside WebAssembly: the core's own loops, without a page around them.
#![cfg(target_arch = "wasm32")]

use downhill::core::Error;
use downhill::core::experiment::{
    Descent, DescentConfig, Particles, RunConfig, Settings, build_surface,
};
use wasm_bindgen::prelude::*;

fn adam(rate: f64) -> RunConfig {
    RunConfig::new("adam").with("learning_rate", rate)
}

fn thrown(error: Error) -> JsError {
    JsError::new(&error.to_string())
}

/// One run of Adam on Rosenbrock, every step recorded; its last loss.
#[wasm_bindgen]
pub fn race_one(steps: u32) -> Result<f64, JsError> {
    let config = DescentConfig {
        runs: vec![adam(1e-3)],
        ..DescentConfig::on("rosenbrock").map_err(thrown)?
    };
    let mut descent = Descent::new(config).map_err(thrown)?;
    descent.advance(steps.into());
    Ok(descent.runs()[0].path().last()[2])
}

/// Adam on Rosenbrock from `count` starts on a diagonal; the mean x after so many steps.
#[wasm_bindgen]
pub fn race_many(count: u32, steps: u32) -> Result<f64, JsError> {
    let starts: Vec<[f64; 2]> = (0..count)
        .map(|i| f64::from(i) / f64::from(count))
        .map(|share| [-2.0 + 4.0 * share, -1.0 + 4.0 * share])
        .collect();
    let surface = build_surface("rosenbrock", &Settings::new()).map_err(thrown)?;
    let mut particles = Particles::new(&adam(1e-3), &starts).map_err(thrown)?;
    particles
        .advance(surface.as_ref(), steps.into())
        .map_err(thrown)?;
    Ok(particles.positions().map(|[x, _]| x).sum::<f64>() / f64::from(count))
}

/// Adam over many single-precision parameters.
#[wasm_bindgen]
pub struct AdamSteps {
    optimizer: Box<dyn downhill::core::optimizer::Optimizer<f32>>,
    parameters: Vec<f32>,
    gradients: Vec<f32>,
}

#[wasm_bindgen]
impl AdamSteps {
    /// So many parameters, with gradients between −1 and 1.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::cast_precision_loss)]
    pub fn new(count: usize) -> Result<Self, JsError> {
        Ok(Self {
            optimizer: adam(1e-3).build::<f32>().map_err(thrown)?.optimizer,
            parameters: vec![0.0; count],
            gradients: (0..count)
                .map(|i| (i % 2001) as f32 / 1000.0 - 1.0)
                .collect(),
        })
    }

    /// One step of all of them; the first parameter.
    pub fn step(&mut self) -> Result<f32, JsError> {
        let stepped = self
            .optimizer
            .step(1e-3, &mut self.parameters, &self.gradients);
        stepped.map_err(thrown)?;
        Ok(self.parameters.first().copied().unwrap_or_default())
    }
}
