//! A table of rates.

use super::{Build, Schedule};
use crate::core::Error;
use crate::core::registry::{Entry, Kind, Parameter, Scale};
use crate::core::scalar::real;

/// A table: one rate up to the first boundary, the next up to the second, and so on.
///
/// # Formula
/// ```text
/// α(t) = rates[i] for boundaries[i−1] ≤ t < boundaries[i]
/// ```
/// The boundaries count updates; the rates are absolute, and stand in place of α. There is one rate
/// more than there are boundaries.
/// # Reference
/// `optax.piecewise_constant_schedule`, with rates in place of factors.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "piecewise",
    label: "Scheduled",
    summary: "A table of rates, each holding from one boundary to the next, in place of the run's own.",
    formula: "α(t) = rates[i] for boundaries[i−1] ≤ t < boundaries[i]",
    reference: "A table; optax.piecewise_constant_schedule, with rates in place of factors",
    parameters: &[
        Parameter::list(
            "boundaries",
            "",
            "Boundaries",
            Kind::Boundaries,
            &[1000.0, 2000.0],
            (1.0, 100_000.0),
            Scale::Log,
        )
        .in_unit("updates"),
        Parameter::list(
            "rates",
            "",
            "Rates",
            Kind::Rates,
            &[0.01, 0.001, 0.0001],
            (1e-5, 10.0),
            Scale::Log,
        ),
    ],
    build: |values| {
        let boundaries = values.list("boundaries").to_vec();
        let rates = values.list("rates").to_vec();
        if rates.len() == boundaries.len() + 1 {
            Ok(Box::new(Piecewise { boundaries, rates }))
        } else {
            Err(Error::out_of_range(
                "the length of rates",
                rates.len(),
                format!(
                    "be {}, one more than the length of boundaries",
                    boundaries.len() + 1
                ),
            ))
        }
    },
};

struct Piecewise {
    boundaries: Vec<f64>,
    rates: Vec<f64>,
}

impl Schedule for Piecewise {
    fn rate(&self, learning_rate: f64, t: u64) -> f64 {
        let passed = self.boundaries.partition_point(|&b| b <= real(t));
        self.rates.get(passed).copied().unwrap_or(learning_rate)
    }
}
