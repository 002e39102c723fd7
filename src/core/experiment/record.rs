//! What is recorded of a run: every step at first, then thinned, so that memory stays bounded
//! however long the run.

/// The longest a run can be: step numbers fit 32 bits.
pub const MOST_STEPS: u64 = u32::MAX as u64;

/// So many steps are kept one by one, for ever.
pub const FULL_RESOLUTION: usize = 100_000;

/// Steps after those are thinned whenever there would be more than this many.
const MOST_THINNED: usize = 50_000;

/// A row for each recorded step, the start first.
///
/// The last row is always the present one. Past [`FULL_RESOLUTION`] steps only every `stride`-th is
/// kept beside it, and the stride doubles whenever memory would grow.
#[derive(Debug, Clone, PartialEq)]
pub struct Record<Row> {
    rows: Vec<Row>,
    steps: u64,
    stride: u64,
    revision: u64,
}

/// x, y and loss after each recorded step.
pub type Path = Record<[f64; 3]>;

impl Path {
    /// The present row.
    #[must_use]
    pub fn last(&self) -> [f64; 3] {
        self.rows.last().copied().unwrap_or([f64::NAN; 3])
    }
}

impl<Row> Record<Row> {
    /// A record that has only its start.
    #[must_use]
    pub fn new(start: Row) -> Self {
        Self {
            rows: vec![start],
            steps: 0,
            stride: 1,
            revision: 0,
        }
    }

    /// Records the row after one more step.
    pub fn push(&mut self, row: Row) {
        let provisional = !self.is_kept(self.steps);
        self.steps += 1;
        match self.rows.last_mut() {
            Some(last) if provisional => *last = row,
            _ => self.rows.push(row),
        }
        if self.rows.len() > FULL_RESOLUTION + 1 + MOST_THINNED {
            self.thin();
        }
    }

    /// Drops every other row after the full ones, but never the present one.
    fn thin(&mut self) {
        let present = self.rows.pop();
        let mut place = 0;
        self.rows.retain(|_| {
            let keep = place <= FULL_RESOLUTION || (place - FULL_RESOLUTION).is_multiple_of(2);
            place += 1;
            keep
        });
        self.rows.extend(present);
        self.stride *= 2;
        self.revision += 1;
    }

    fn is_kept(&self, step: u64) -> bool {
        step.checked_sub(FULL_RESOLUTION as u64)
            // The stride is a power of two.
            .is_none_or(|beyond| beyond & (self.stride - 1) == 0)
    }

    /// The recorded rows.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Steps made, recorded or not.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// Rises whenever rows that were there have been dropped: what was counted in rows must be
    /// counted anew.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The step of a row.
    #[must_use]
    pub fn step_of(&self, row: usize) -> u64 {
        if row + 1 >= self.rows.len() {
            self.steps
        } else {
            let beyond = row.saturating_sub(FULL_RESOLUTION);
            (row - beyond) as u64 + beyond as u64 * self.stride
        }
    }

    /// The last row whose step is at most `step`.
    #[must_use]
    pub fn row_at(&self, step: u64) -> usize {
        if step >= self.steps {
            return self.rows.len() - 1;
        }
        let full = step.min(FULL_RESOLUTION as u64);
        #[allow(clippy::cast_possible_truncation)] // at most the number of rows
        let row = (full + (step - full) / self.stride) as usize;
        row.min(self.rows.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A path whose x is the step.
    fn counted(steps: u64) -> Path {
        #[allow(clippy::cast_precision_loss)]
        let row = |step: u64| [step as f64, 0.0, 0.0];
        let mut path = Path::new(row(0));
        for step in 1..=steps {
            path.push(row(step));
        }
        path
    }

    #[test]
    #[allow(clippy::cast_precision_loss)]
    fn every_row_knows_its_step_and_the_last_is_the_present() {
        for steps in [
            0, 1, 99_999, 100_000, 100_001, 150_000, 150_001, 150_002, 1_234_567,
        ] {
            let path = counted(steps);
            assert_eq!(path.last()[0], steps as f64);
            for (row, values) in path.rows().iter().enumerate() {
                assert_eq!(path.step_of(row) as f64, values[0], "row {row} of {steps}");
                assert_eq!(path.row_at(path.step_of(row)), row);
            }
            let full = path.rows().len().min(FULL_RESOLUTION + 1);
            assert!((0..full).all(|row| path.step_of(row) == row as u64));
        }
    }

    #[test]
    fn memory_is_bounded() {
        let path = counted(3_000_000);
        assert!(path.rows().len() <= FULL_RESOLUTION + MOST_THINNED + 2);
        assert!(path.rows().len() > FULL_RESOLUTION + MOST_THINNED / 3);
    }
}
