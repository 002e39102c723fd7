//! One cycle: up, then down.

use super::{Build, Schedule, along_cosine, updates};
use crate::core::registry::{Entry, Kind, Parameter, Scale};
use crate::core::scalar::real;

/// The rate rises to its full value along half a cosine wave, then falls along another to almost
/// nothing.
///
/// # Formula
/// ```text
/// P = p N        c(a, b, x) = a + (b−a)(1 − cos(π x))/2
/// t < P:      α(t) = c(α/d, α, t/P)
/// P ≤ t < N:  α(t) = c(α, α/e, (t−P)/(N−P))
/// t ≥ N:      α(t) = α/e
/// ```
/// N counts updates; the peak's place p is a share of them: at 0 the rate only falls, at 1 it only
/// rises. The divisors d and e are pure numbers above 0.
/// # Conventions
/// The peak is at t = P and the end at t = N. PyTorch's `OneCycleLR` has both one update earlier,
/// and its `final_div_factor` is e/d.
/// # Reference
/// Smith & Topin 2017, arXiv:1708.07120.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "one_cycle",
    label: "One cycle",
    summary: "The rate rises to its full value, then falls to almost nothing: fast, then exact.",
    formula: "t < P: α(t) = c(α/d, α, t/P); P ≤ t < N: α(t) = c(α, α/e, (t−P)/(N−P)); t ≥ N: α(t) = α/e; P = p N; c(a, b, x) = a + (b−a)(1 − cos(π x))/2",
    reference: "Smith & Topin 2017, arXiv:1708.07120; torch.optim.lr_scheduler.OneCycleLR",
    parameters: &[
        updates("steps", "N", "Steps", 1000.0),
        Parameter::new(
            "peak_fraction",
            "p",
            "Peak",
            Kind::Fraction,
            0.3,
            (0.0, 1.0),
            Scale::Linear,
        ),
        divisor("start_divisor", "d", "Start divisor", 25.0),
        divisor("end_divisor", "e", "End divisor", 250_000.0),
    ],
    build: |values| {
        let steps = values.number("steps");
        Ok(Box::new(OneCycle {
            steps,
            peak: values.number("peak_fraction") * steps,
            start_divisor: values.number("start_divisor"),
            end_divisor: values.number("end_divisor"),
        }))
    },
};

/// By which the full rate is divided.
const fn divisor(
    id: &'static str,
    symbol: &'static str,
    label: &'static str,
    default: f64,
) -> Parameter {
    Parameter::new(
        id,
        symbol,
        label,
        Kind::Positive,
        default,
        (1.0, 1e6),
        Scale::Log,
    )
}

struct OneCycle {
    steps: f64,
    peak: f64,
    start_divisor: f64,
    end_divisor: f64,
}

impl Schedule for OneCycle {
    fn rate(&self, learning_rate: f64, t: u64) -> f64 {
        let t = real(t);
        let start = (learning_rate / self.start_divisor).min(f64::MAX);
        let end = (learning_rate / self.end_divisor).min(f64::MAX);
        if t >= self.steps {
            end
        } else if t < self.peak {
            along_cosine(start, learning_rate, t / self.peak)
        } else {
            let share = (t - self.peak) / (self.steps - self.peak);
            along_cosine(learning_rate, end, share)
        }
    }
}
