//! The loss of a sigmoid neuron.

use num_dual::DualNum;

use super::neuron::{MeanLoss, Neuron, parameters};
use super::{Build, Facts, Surface, Window, lowest_minima, square};
use crate::core::analysis::critical_points;
use crate::core::random::Random;
use crate::core::registry::Entry;

/// The squared error of a sigmoid neuron over samples of which some contradict the rest: beside its
/// deep minimum there is a shallow one.
///
/// Of the samples 86 % lie about 0 and are 1 to the right of it; that asks for a large weight. The
/// others lie far to the right and are 0; that asks for a weight below 0. A neuron that begins there
/// finds a compromise near weight 0, a local minimum. The single samples pull harder than the mean
/// of all, and so the gradients of small batches shake a run out of it.
///
/// # Formula
/// ```text
/// f(w, b) = 1/n Σ (σ(w s + b) − t)²,  σ(z) = 1/(1 + e⁻ᶻ)
/// 86 %: s uniform in [−1.5, 1.5], t = 1 where s + σ ε > 0, else 0, ε ~ N(0, 1)
/// 14 %: s uniform in [3, 5], t = 0
/// ```
/// # Reference
/// That a single sigmoid unit under the squared error can have several minima: Auer, Herbster &
/// Warmuth 1996, "Exponentially many local minima for single neurons".
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "sigmoid_neuron",
    label: "Sigmoid neuron",
    summary: "The squared error of one sigmoid neuron over samples, by its weight x and its bias y: a shallow minimum holds descent by the full gradient, and small batches leave it.",
    formula: "f(w, b) = 1/n Σ (1/(1 + exp(−w s − b)) − t)²; 86 %: |s| ≤ 1.5, t = [s + σ ε > 0]; 14 %: |s − 4| ≤ 1, t = 0",
    reference: "Auer, Herbster & Warmuth 1996, \"Exponentially many local minima for single neurons\"",
    parameters: &parameters(0.4),
    build: MeanLoss::<Sigmoid>::boxed,
};

struct Sigmoid;

/// The share of the samples that agree.
const AGREEING: f64 = 0.86;

impl Neuron for Sigmoid {
    /// It is smooth, and a mean over many samples.
    const CELLS: usize = 48;

    fn loss<D: DualNum<f64> + Copy>(z: D, target: f64) -> D {
        // The exponent is never above 0, so that nothing overflows.
        let power = (-z.abs()).exp();
        let share = (power + 1.0).recip();
        let sigmoid = if z.re() >= 0.0 { share } else { power * share };
        square(sigmoid - target)
    }

    fn draw(share: f64, spread: f64, random: &mut Random) -> [f64; 2] {
        let place = 2.0 * random.uniform() - 1.0;
        if share > AGREEING {
            return [4.0 + place, 0.0];
        }
        let input = 1.5 * place;
        let is_one = input + spread * random.normal() > 0.0;
        [input, f64::from(u8::from(is_one))]
    }

    /// The window reaches past the deepest minimum that there is between weights −4 and 16.
    fn facts(surface: &dyn Surface) -> Facts {
        let [searched, high] = [16.0, 4.0];
        let whole = Window {
            x: [-4.0, searched],
            y: [-high, high],
        };
        let mut critical_points = critical_points::find(surface, whole);
        let deepest = lowest_minima(surface, &critical_points);
        let right = deepest.first().map_or(8.0, |p| (p.x + 2.0).ceil().max(6.0));
        let window = Window {
            x: [-3.0, right],
            ..whole
        };
        critical_points.retain(|p| window.contains([p.x, p.y]));
        Facts {
            window,
            start: [-1.0, 2.0],
            critical_points,
            quadratic: false,
        }
    }
}
