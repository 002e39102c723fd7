//! The loss of a linear neuron.

use num_dual::DualNum;

use super::neuron::{MeanLoss, Neuron, parameters};
use super::{Build, CriticalPoint, Facts, Surface, Window, square};
use crate::core::analysis::critical_points::newton;
use crate::core::random::Random;
use crate::core::registry::Entry;

/// The squared error of a linear neuron over samples near a line: linear regression. The inputs do
/// not have mean 0, so that weight and bias hang together and the bowl is an elongated one (about 34
/// times as steep across as along).
///
/// # Formula
/// ```text
/// f(w, b) = 1/n Σ (w s + b − t)²;  s ~ N(2, 1), t = 1.5 s − 1 + σ ε, ε ~ N(0, 1)
/// ```
/// # Reference
/// Ordinary least squares; the Hessian is 2/n Σ (s², s; s, 1).
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "linear_neuron",
    label: "Linear neuron",
    summary: "The squared error of one linear neuron over samples, by its weight x and its bias y: its gradient can be taken over all of them, or over a batch.",
    formula: "f(w, b) = 1/n Σ (w s + b − t)²; s ~ N(2, 1), t = 1.5 s − 1 + σ ε",
    reference: "Linear least squares; the Hessian is 2/n Σ (s², s; s, 1)",
    parameters: &parameters(0.5),
    build: MeanLoss::<Linear>::boxed,
};

struct Linear;

/// The window reaches to where the loss is so much above its least.
const RISE: f64 = 4.0;

impl Neuron for Linear {
    /// There is one critical point, anywhere.
    const CELLS: usize = 16;

    fn loss<D: DualNum<f64> + Copy>(z: D, target: f64) -> D {
        square(z - target)
    }

    fn draw(_: f64, spread: f64, random: &mut Random) -> [f64; 2] {
        let input = 2.0 + random.normal();
        [input, 1.5 * input - 1.0 + spread * random.normal()]
    }

    /// The window is around the minimum, as wide and high as the ellipse on which the loss is
    /// [`RISE`] above its least; the start lies near its upper left end.
    fn facts(surface: &dyn Surface) -> Facts {
        let [x, y] = newton(surface, [0.0, 0.0]).unwrap_or([1.5, -1.0]);
        // Along each axis the ellipse ½ dᵀHd = RISE reaches √(2 RISE · H⁻¹ᵢᵢ).
        let [xx, xy, yy] = surface.hessian(x, y);
        let determinant = xx * yy - xy * xy;
        let reach = |across: f64| (2.0 * RISE * across / determinant).sqrt();
        let (width, height) = (reach(yy), reach(xx));
        let tenths = |number: f64| (10.0 * number).round() / 10.0;
        let around = |at: f64, reach: f64| [tenths(at - reach), tenths(at + reach)];
        let window = Window {
            x: around(x, width),
            y: around(y, height),
        };
        Facts {
            start: [tenths(x - 0.9 * width), tenths(y + 0.6 * height)],
            window,
            critical_points: vec![CriticalPoint::minimum(x, y)],
            quadratic: true,
        }
        .or_in(Window::centred(4.0, 4.0))
    }
}
