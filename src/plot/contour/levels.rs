//! Which levels a contour map shows.

/// The share of the levels that lies below the function's median, where it can be had.
const BELOW_MEDIAN: f64 = 0.7;

/// The levels that part a function into so many bands, from its values on a grid.
///
/// They are spaced evenly in log(1 + (f − lowest)/c), with c such that the median lies a little
/// above the middle of the bands: a function of a wide range then shows its valley as well as its
/// slopes. Where the median is high anyway, they are spaced evenly. A constant function has none.
#[must_use]
pub fn levels(values: &[f64], bands: usize) -> Vec<f64> {
    let Some([lowest, median, highest]) = spread(values) else {
        return Vec::new();
    };
    let range = highest - lowest;
    let middle = (median - lowest) / range;
    let curvature = curvature(middle);
    (1..bands)
        .map(|band| {
            let share = band as f64 / bands as f64;
            let height = if curvature == 0.0 {
                share
            } else {
                ((1.0 + curvature).powf(share) - 1.0) / curvature
            };
            lowest + range * height
        })
        .filter(|level| (lowest..highest).contains(level))
        .collect()
}

/// The lowest, middle and highest value, a few that lie far outside the others left out (near a
/// pole, say); `None` when all are the same.
fn spread(values: &[f64]) -> Option<[f64; 3]> {
    /// A tail reaches at most so many times as far as 49 in 50 of its side.
    const FAR: f64 = 20.0;
    /// The upper half reaches at most so many times as far as the lower.
    const WIDE: f64 = 1e4;
    let finite: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
    let lowest = finite.iter().copied().reduce(f64::min)?;
    let highest = finite.iter().copied().reduce(f64::max)?;
    let [low, median, high] = [0.02, 0.5, 0.98].map(|share| quantile(&finite, share));
    let lowest = lowest.max(median - FAR * (median - low));
    let highest = highest.min(median + FAR * (high - median));
    // However wide the range, the valley gets its share of the levels.
    let highest = if median > lowest {
        highest.min(median + WIDE * (median - lowest))
    } else {
        highest
    };
    let range = highest - lowest;
    // Differences that are all rounding are none.
    let size = lowest.abs().max(highest.abs());
    (range.is_finite() && range > 1e-12 * size).then_some([lowest, median, highest])
}

/// The value that so large a share of the values, or of a sample of them, does not exceed.
fn quantile(values: &[f64], share: f64) -> f64 {
    /// Values that are looked at: enough to place levels by.
    const SAMPLE: usize = 4000;
    let sample = || values.iter().step_by(values.len().div_ceil(SAMPLE));
    let wanted = (share * sample().len() as f64).max(1.0);
    // Halving between ranks, not values, ends exactly, however far apart these are.
    let (mut below, mut above) = (i64::MIN, i64::MAX);
    while below < above {
        let middle = (below >> 1) + (above >> 1) + (below & above & 1);
        if (sample().filter(|&&value| rank(value) <= middle).count() as f64) < wanted {
            below = middle + 1;
        } else {
            above = middle;
        }
    }
    unrank(above)
}

/// A whole number for each floating-point number, in the same order.
fn rank(value: f64) -> i64 {
    let bits = value.to_bits().cast_signed();
    bits ^ ((bits >> 63) & i64::MAX)
}

/// The number of a rank.
fn unrank(rank: i64) -> f64 {
    f64::from_bits((rank ^ ((rank >> 63) & i64::MAX)).cast_unsigned())
}

/// range/c such that log(1 + middle·range/c) is the wanted share of log(1 + range/c); 0 for even
/// spacing.
fn curvature(middle: f64) -> f64 {
    let share = |curvature: f64| (middle * curvature).ln_1p() / curvature.ln_1p();
    let (mut low, mut high) = (-3.0_f64, 18.0_f64);
    if share(10_f64.powf(low)) >= BELOW_MEDIAN {
        return 0.0;
    }
    for _ in 0..50 {
        let exponent = 0.5 * (low + high);
        if share(10_f64.powf(exponent)) < BELOW_MEDIAN {
            low = exponent;
        } else {
            high = exponent;
        }
    }
    10_f64.powf(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_exact_however_wide_the_range() {
        let mut values: Vec<f64> = (0..101).map(|i| -(10_f64.powi(3 * i - 150))).collect();
        values.extend([0.0, 1e-300, 1e300]);
        values.sort_by(f64::total_cmp);
        for (share, index) in [(0.0, 0), (0.25, 25), (0.5, 51), (1.0, 103)] {
            assert_eq!(quantile(&values, share), values[index]);
        }
    }

    #[test]
    fn a_wide_range_still_shows_its_valley() {
        let values: Vec<f64> = (0..1000).map(|i| (f64::from(i) / 3.0).exp()).collect();
        let levels = levels(&values, 16);
        let median = values[500];
        assert_eq!(levels.len(), 15);
        assert!(levels.iter().filter(|&&level| level < median).count() >= 8);
    }
}
