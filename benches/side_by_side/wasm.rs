//! What `scripts/bench` times inside WebAssembly: the core's own loops, without a page around them.
#![cfg(target_arch = "wasm32")]

mod cases;

use cases::{CASES, RATE};
use downhill::core::Error;
use downhill::core::analysis::basin_map::{BasinMap, BasinMapConfig, End};
use downhill::core::experiment::{
    Descent, DescentConfig, Particles, RunConfig, Set, Settings, Training, build_surface,
};
use downhill::core::network::Table;
use downhill::core::random::{Random, Seed, stream};
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

/// The basin map of Adam on Himmelblau's function, 200 × 200 cells of 500 steps; the mean number of
/// steps over the cells that end at a minimum.
#[wasm_bindgen]
#[allow(clippy::cast_precision_loss)]
pub fn basin_map() -> Result<f64, JsError> {
    let race = DescentConfig {
        runs: vec![adam(0.1)],
        ..DescentConfig::on("himmelblau").map_err(thrown)?
    };
    let mut map = BasinMap::new(BasinMapConfig::of(race)).map_err(thrown)?;
    map.advance_while(|| true);
    let ends = map.ends().iter().zip(map.steps());
    let settled = ends.filter(|(end, _)| matches!(end, End::At(_)));
    let steps: Vec<f64> = settled.map(|(_, &steps)| f64::from(steps)).collect();
    Ok(steps.iter().sum::<f64>() / steps.len() as f64)
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

/// The networks in training.
#[wasm_bindgen]
pub struct Networks {
    trainings: Vec<Training>,
}

#[wasm_bindgen]
#[allow(clippy::cast_possible_truncation)]
impl Networks {
    /// All cases, each at its start.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<Self, JsError> {
        let trainings = CASES.iter().map(|case| case.training(250));
        let trainings = trainings.collect::<Result<_, _>>().map_err(thrown)?;
        Ok(Self { trainings })
    }

    /// What a case is.
    pub fn name(&self, place: usize) -> String {
        CASES[place].name.to_owned()
    }

    /// Samples of an update.
    pub fn batch(&self, place: usize) -> usize {
        CASES[place].batch
    }

    /// Whether its optimizer is Adam.
    pub fn is_adam(&self, place: usize) -> bool {
        CASES[place].optimizer == "adam"
    }

    /// The learning rate.
    pub fn rate(&self) -> f64 {
        RATE
    }

    /// Inputs and the units of each layer.
    pub fn shape(&self, place: usize) -> Vec<u32> {
        let shape = self.trainings[place].ground().shape();
        let units = shape.layers().iter().map(|layer| layer.outputs);
        let all = std::iter::once(shape.inputs()).chain(units);
        all.map(|units| units as u32).collect()
    }

    /// The parameters at the start.
    pub fn parameters(&self, place: usize) -> Vec<f32> {
        self.trainings[place].ground().initial().to_vec()
    }

    /// The inputs and the target of each sample.
    pub fn samples(&self, place: usize) -> Vec<f32> {
        let table = self.trainings[place].ground().table(Set::Train);
        let sample = |i: usize| {
            let inputs = table.columns().iter().map(move |column| column[i]);
            inputs.chain([table.targets()[i]])
        };
        (0..table.len()).flat_map(sample).collect()
    }

    /// The order of the samples in an epoch.
    pub fn order(&self, samples: usize, epoch: u32) -> Vec<u32> {
        let mut order: Vec<u32> = (0..samples as u32).collect();
        Random::new(Seed::default(), stream::EPOCHS + u64::from(epoch)).shuffle(&mut order);
        order
    }

    /// Makes so many updates; the bias of the first unit.
    pub fn advance(&mut self, place: usize, updates: u32) -> f32 {
        let training = &mut self.trainings[place];
        training.advance(updates.into());
        let bias = training.ground().shape().layers()[0].biases.start;
        training.runs()[0].parameters()[bias]
    }

    /// The mean loss over all samples.
    pub fn loss(&mut self, place: usize) -> Result<f32, JsError> {
        let losses = self.trainings[place].present_losses(0).map_err(thrown)?;
        Ok(losses.train)
    }

    /// What every unit puts out for rows of inputs; the mean over the rows of their sum.
    pub fn map(&mut self, place: usize, inputs: &[f32]) -> Result<f64, JsError> {
        let width = CASES[place].inputs;
        let mut table = Table::new(width);
        for row in inputs.chunks_exact(width) {
            table.push(row.iter().copied().map(f64::from), 0.0);
        }
        let outputs = self.trainings[place]
            .activations(0, &table)
            .map_err(thrown)?;
        Ok(outputs.iter().copied().map(f64::from).sum::<f64>() / table.len() as f64)
    }
}
