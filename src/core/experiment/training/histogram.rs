//! Histograms of a run's weights and gradients, layer by layer.

use super::Training;
use crate::core::Error;
use crate::core::network::Layer;

/// The fewest and the most bins.
const BINS: std::ops::RangeInclusive<usize> = 1..=1_000;

/// What is counted of each weight. Biases are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// It itself, as it is now.
    Weights,
    /// Its entry in the gradient of the run's last update, as the optimizer was given it: the mean
    /// over that update's batch, with the penalty's share. Of a run that has diverged, the last that
    /// was computed.
    Gradients,
}

/// How the values of one layer are spread.
#[derive(Debug, Clone, PartialEq)]
pub struct Histogram {
    /// Where the first bin begins and the last one ends: the same for all layers, as far below 0 as
    /// above, at 1, 2 or 5 times a power of ten. It holds every finite value.
    pub range: [f64; 2],
    /// The values in each bin. Bins are equally wide; a value on a border is in the bin above it.
    pub counts: Vec<u32>,
    /// Values that are not finite, which are in no bin.
    pub not_finite: u32,
    /// The mean of the finite values; NaN where there are none.
    pub mean: f64,
    /// √ of the mean squared distance from the mean; NaN where there is no finite value.
    pub deviation: f64,
}

impl Histogram {
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )]
    fn of(values: &[f32], end: f64, bins: usize) -> Self {
        let mut counts = vec![0; bins];
        let finite = || {
            let values = values.iter().copied().filter(|value| value.is_finite());
            values.map(f64::from)
        };
        for value in finite() {
            let place = ((value / end + 1.0) / 2.0 * bins as f64) as usize;
            counts[place.min(bins - 1)] += 1;
        }
        let count = finite().count();
        let mean = finite().sum::<f64>() / count as f64;
        let squares: f64 = finite().map(|value| (value - mean).powi(2)).sum();
        Self {
            range: [-end, end],
            counts,
            not_finite: (values.len() - count) as u32,
            mean,
            deviation: (squares / count as f64).sqrt(),
        }
    }
}

impl Training {
    /// The histogram of each layer of a run, the output layer last, with so many bins; none of the
    /// gradients before the first update.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for a run that does not exist, or unless there are 1 to 1,000 bins.
    pub fn histograms(
        &self,
        run: usize,
        counted: Counted,
        bins: usize,
    ) -> Result<Vec<Histogram>, Error> {
        let found = self.runs.get(run);
        let run = found.ok_or_else(|| super::no_run(run, self.runs.len()))?;
        if !BINS.contains(&bins) {
            let allowed = format!("be from {} to {}", BINS.start(), BINS.end());
            return Err(Error::out_of_range("bins", bins, allowed));
        }
        let values = match counted {
            Counted::Weights => Some(run.parameters()),
            Counted::Gradients => run.last_gradient(),
        };
        let Some(values) = values else {
            return Ok(Vec::new());
        };
        let weights_of = |layer: &Layer| &values[layer.weights.clone()];
        let layers = self.ground.shape().layers().iter().map(weights_of);
        let finite = layers.clone().flatten().filter(|value| value.is_finite());
        let most = finite.fold(0.0_f32, |most, value| most.max(value.abs()));
        let end = round_end(f64::from(most));
        Ok(layers
            .map(|values| Histogram::of(values, end, bins))
            .collect())
    }
}

/// The first of 1, 2 or 5 times a power of ten that is not below a number; 1 for 0.
fn round_end(most: f64) -> f64 {
    if most == 0.0 {
        return 1.0;
    }
    let decade = 10_f64.powf(most.log10().floor());
    let ends = [1.0, 2.0, 5.0].map(|digit| digit * decade);
    let end = ends.into_iter().find(|&end| end >= most);
    end.unwrap_or(10.0 * decade)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_in_its_bin() {
        let values = [-1.0, -0.5, -0.49, 0.0, 0.49, 0.5, 1.0];
        let histogram = Histogram::of(&values, 1.0, 4);
        assert_eq!(histogram.counts, [1, 2, 2, 2]);
        assert_eq!(histogram.range, [-1.0, 1.0]);
        assert_eq!(histogram.not_finite, 0);
        assert!(histogram.mean.abs() < 1e-9);
        let exact = (2.0 * (1.0 + 0.25 + 0.49_f64.powi(2)) / 7.0).sqrt();
        assert!((histogram.deviation - exact).abs() < 1e-6);
    }

    #[test]
    fn what_is_not_finite_is_told_and_in_no_bin() {
        let values = [f32::NAN, f32::INFINITY, 3.0];
        let histogram = Histogram::of(&values, 5.0, 5);
        assert_eq!(
            (histogram.counts, histogram.not_finite),
            (vec![0, 0, 0, 0, 1], 2)
        );
        assert_eq!((histogram.mean, histogram.deviation), (3.0, 0.0));
        let nothing = Histogram::of(&[f32::NAN], 1.0, 2);
        assert!(nothing.counts == [0, 0] && nothing.mean.is_nan() && nothing.deviation.is_nan());
    }

    #[test]
    fn ranges_end_at_round_numbers() {
        for (most, end) in [
            (0.0, 1.0),
            (0.03, 0.05),
            (1.0, 1.0),
            (1.01, 2.0),
            (5.1, 10.0),
            (2e-7, 2e-7),
        ] {
            assert!((round_end(most) / end - 1.0).abs() < 1e-12, "{most}");
            assert!(round_end(most) >= most);
        }
    }
}
