//! A share that was counted, and how well it is known.

/// The normal quantile of an interval of 95%.
const Z: f64 = 1.959_963_984_540_054;

/// So many hits of so many tries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Proportion {
    /// The tries that hit.
    pub hits: u64,
    /// All tries.
    pub tries: u64,
}

impl Proportion {
    /// The share of hits; NaN before the first try.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn share(self) -> f64 {
        self.hits as f64 / self.tries as f64
    }

    /// An interval that holds the true share with a confidence of 95%: Wilson's, and [0, 3/N] where
    /// none of N tries hit.
    ///
    /// # Formula
    /// ```text
    /// (p + z²/2N ± z √(p(1−p)/N + z²/4N²)) / (1 + z²/N),  z = 1.96
    /// ```
    /// # Reference
    /// Wilson 1927, doi:10.1080/01621459.1927.10502953; the rule of three: Hanley & Lippman-Hand
    /// 1983, doi:10.1001/jama.1983.03330370053031.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn interval(self) -> [f64; 2] {
        let n = self.tries as f64;
        if self.tries == 0 {
            return [0.0, 1.0];
        }
        if self.hits == 0 {
            return [0.0, (3.0 / n).min(1.0)];
        }
        let p = self.share();
        let square = Z * Z / n;
        let middle = p + square / 2.0;
        let half = Z * (p * (1.0 - p) / n + square / (4.0 * n)).sqrt();
        [(middle - half), (middle + half)].map(|end| (end / (1.0 + square)).clamp(0.0, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::random::{Random, Seed};

    fn of(hits: u64, tries: u64) -> Proportion {
        Proportion { hits, tries }
    }

    #[test]
    fn intervals_of_known_counts() {
        for (hits, tries, expected) in [
            (0, 300, [0.0, 0.01]),
            (0, 2, [0.0, 1.0]),
            (0, 0, [0.0, 1.0]),
            (5, 10, [0.236_593, 0.763_407]),
            (1, 10, [0.017_876, 0.404_150]),
            (10, 10, [0.722_467, 1.0]),
        ] {
            let interval = of(hits, tries).interval();
            for (ours, expected) in interval.into_iter().zip(expected) {
                assert!(
                    (ours - expected).abs() < 1e-6,
                    "{hits}/{tries}: {interval:?}"
                );
            }
        }
    }

    #[test]
    fn nineteen_of_twenty_intervals_hold_the_true_share() {
        for truth in [0.03, 0.3, 0.5] {
            let mut random = Random::new(Seed::default(), 0);
            let holds = (0..4_000).filter(|_| {
                let hits = (0..200).filter(|_| random.uniform() < truth).count() as u64;
                let [low, high] = of(hits, 200).interval();
                (low..=high).contains(&truth)
            });
            let share = holds.count() as f64 / 4_000.0;
            assert!((0.93..0.975).contains(&share), "{truth}: {share}");
        }
    }
}
