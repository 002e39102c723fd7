//! Synthetic data in the plane, and data that the visitor brings.
//!
//! Each dataset is a file, and a line of [`ALL`]. All of them lie in about ±6 × ±6, and all take
//! their noise in the same way: a point is placed, its target is taken there, and then the point is
//! moved by a gaussian whose standard deviation is the noise, in units of the coordinates.
//!
//! ```
//! use downhill::core::{dataset, random::Seed, registry::Setting};
//!
//! let entry = dataset::find("circle")?;
//! let values = entry.values([("points", Setting::Number(200.0))])?;
//! let samples = (entry.build)(&values).generate(Seed::default());
//! assert_eq!((samples.len(), samples.width()), (200, 2));
//! # Ok::<(), downhill::core::Error>(())
//! ```

mod blobs;
mod checkerboard;
mod circle;
pub mod csv;
mod exclusive_or;
pub mod feature;
mod moons;
mod multi_gaussian;
mod plane;
mod samples;
mod spiral;
mod two_gaussians;

use super::Error;
use super::random::{Random, Seed, stream};
use super::registry::{self, Entry, Kind, Parameter, Scale, Values};

pub use samples::{LARGEST_WIDTH, MOST_POINTS, Samples, Split, Task};

/// Every dataset there is.
pub const ALL: &[Entry<Build>] = &[
    circle::ENTRY,
    exclusive_or::ENTRY,
    two_gaussians::ENTRY,
    spiral::ENTRY,
    moons::ENTRY,
    blobs::ENTRY,
    checkerboard::ENTRY,
    plane::ENTRY,
    multi_gaussian::ENTRY,
];

/// Half the side of the square that every dataset fills, before its noise.
pub const EXTENT: f64 = 6.0;

/// Makes a dataset.
pub type Build = fn(&Values) -> Dataset;

/// Finds a dataset by its id.
///
/// # Errors
/// [`Error::UnknownId`].
pub fn find(id: &str) -> Result<&'static Entry<Build>, Error> {
    registry::find("dataset", ALL, id)
}

/// A dataset whose parameters are set: it gives the same samples for the same seed, everywhere.
pub struct Dataset {
    source: Box<dyn Source>,
    points: usize,
    noise: f64,
}

impl std::fmt::Debug for Dataset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dataset")
            .field("task", &self.task())
            .field("points", &self.points)
            .field("noise", &self.noise)
            .finish_non_exhaustive()
    }
}

impl Dataset {
    fn new(values: &Values, source: impl Source + 'static) -> Self {
        Self {
            source: Box::new(source),
            points: values.size("points"),
            noise: values.number("noise"),
        }
    }

    /// What there is to learn.
    #[must_use]
    pub fn task(&self) -> Task {
        self.source.task()
    }

    /// The samples of a seed. The classes take turns, so that they are equally large (to within one
    /// sample).
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn generate(&self, seed: Seed) -> Samples {
        let mut random = Random::new(seed, stream::DATA);
        let task = self.task();
        let classes = task.classes().unwrap_or(1);
        let (mut inputs, mut targets) = (Vec::new(), Vec::new());
        for index in 0..self.points {
            let class = index % classes;
            let of_class = (self.points - class).div_ceil(classes);
            let share = ((index / classes) as f64 + 0.5) / of_class as f64;
            let [x, y] = self.source.place(class, share, &mut random);
            targets.push(self.source.target(class, [x, y]));
            inputs.push(x + self.noise * random.normal());
            inputs.push(y + self.noise * random.normal());
        }
        Samples::trusted(2, inputs, targets, task)
    }
}

/// Where the points of a dataset lie before their noise: what each file of this folder implements.
trait Source: Send + Sync {
    /// What there is to learn.
    fn task(&self) -> Task {
        Task::Classes(2)
    }

    /// Places a point of a class. `share` runs evenly from 0 to 1 over the points of the class, for
    /// data that lies along a curve.
    fn place(&self, class: usize, share: f64, random: &mut Random) -> [f64; 2];

    /// The target of a point placed there.
    #[allow(clippy::cast_precision_loss)]
    fn target(&self, class: usize, _: [f64; 2]) -> f64 {
        class as f64
    }
}

/// The number of points, which every dataset has.
const POINTS: Parameter = Parameter::new(
    "points",
    "n",
    "Points",
    Kind::Whole {
        least: 1,
        most: MOST_POINTS as u32,
    },
    500.0,
    (50.0, MOST_POINTS as f64),
    Scale::Log,
)
.in_unit("samples");

/// The noise, which every dataset has: a standard deviation in units of the coordinates.
const fn noise(default: f64) -> Parameter {
    Parameter::new(
        "noise",
        "σ",
        "Noise",
        Kind::NonNegative,
        default,
        (0.0, 3.0),
        Scale::Linear,
    )
}

/// A draw from the uniform distribution between two numbers.
fn between(low: f64, high: f64, random: &mut Random) -> f64 {
    low + (high - low) * random.uniform()
}

/// A point at a distance and an angle (radians) from 0.
fn polar(radius: f64, angle: f64) -> [f64; 2] {
    [radius * angle.cos(), radius * angle.sin()]
}

#[cfg(test)]
mod tests;
