//! The weather.

use super::{Build, length, noise};
use crate::core::registry::{Entry, Kind, Parameter, Scale};

/// The coldest day of a year.
const COLDEST: f64 = 20.0;
const YEAR: f64 = 365.0;

/// The mean temperature of each day over two years, in °C: a season and noise upon it.
///
/// # Formula
/// ```text
/// x_t = m − a cos(2π (t−20)/365) + σ ε_t,  t = 1 … n,  ε_t normal
/// ```
/// # Reference
/// Synthetic, with the mean and the season of a mild northern city.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "temperature",
    label: "Daily temperature",
    summary: "The mean temperature of each day, in °C: a season, and weather upon it.",
    formula: "x_t = m − a cos(2π (t−20)/365) + σ ε_t,  t = 1 … n",
    reference: "Synthetic; ε_t is normal with mean 0 and variance 1",
    parameters: &[
        degrees("mean", "m", "Mean", 11.0),
        degrees("season", "a", "Season", 9.0),
        noise(3.0, 20.0).in_unit("°C"),
        length(2.0 * YEAR),
    ],
    build: |values| {
        let [mean, season, noise] = ["mean", "season", "noise"].map(|id| values.number(id));
        Box::new(move |t, _, random| {
            let angle = std::f64::consts::TAU * (t - COLDEST) / YEAR;
            mean - season * angle.cos() + noise * random.normal()
        })
    },
};

const fn degrees(
    id: &'static str,
    symbol: &'static str,
    label: &'static str,
    default: f64,
) -> Parameter {
    Parameter::new(
        id,
        symbol,
        label,
        Kind::Real,
        default,
        (-10.0, 30.0),
        Scale::Linear,
    )
    .in_unit("°C")
}
