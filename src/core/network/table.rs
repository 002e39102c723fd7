//! Samples as a network reads them: input by input.

use super::lanes::Real;

/// Inputs and targets in the precision of a network.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<S> {
    /// A column for every input.
    columns: Vec<Vec<S>>,
    targets: Vec<S>,
}

impl<S: Real> Table<S> {
    /// A table of so many inputs a sample, without samples.
    #[must_use]
    pub fn new(inputs: usize) -> Self {
        Self {
            columns: vec![Vec::new(); inputs],
            targets: Vec::new(),
        }
    }

    /// Appends a sample; inputs beyond the table's are left out, and missing ones are 0.
    pub fn push(&mut self, inputs: impl IntoIterator<Item = f64>, target: f64) {
        let mut inputs = inputs.into_iter();
        for column in &mut self.columns {
            column.push(S::of(inputs.next().unwrap_or_default()));
        }
        self.targets.push(S::of(target));
    }

    /// The number of samples.
    #[must_use]
    pub fn len(&self) -> usize {
        self.targets.len()
    }

    /// Whether there are no samples.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }

    /// The columns, one an input.
    #[must_use]
    pub fn columns(&self) -> &[Vec<S>] {
        &self.columns
    }

    /// The targets.
    #[must_use]
    pub fn targets(&self) -> &[S] {
        &self.targets
    }
}
