//! States of a run that are kept, so that any other can be reached again from the last before it.

/// States at every `spacing`-th step, the start first. When there would be more than a given number,
/// every other is dropped and the spacing doubles: memory is bounded however long the run.
#[derive(Debug, Clone)]
pub struct Checkpoints<State> {
    kept: Vec<State>,
    spacing: u64,
    most: usize,
}

impl<State> Checkpoints<State> {
    /// None yet, and never more than `most`, which is at least 2.
    pub(super) fn new(most: usize) -> Self {
        Self {
            kept: Vec::new(),
            spacing: 1,
            most,
        }
    }

    /// Offers the state after so many steps. Each step is offered once, in order; few are taken.
    pub(super) fn offer(&mut self, step: u64, state: impl FnOnce() -> State) {
        // A multiplication, since a remainder at every step is felt.
        if step != self.kept.len() as u64 * self.spacing {
            return;
        }
        if self.kept.len() >= self.most {
            let mut place = 0_usize;
            self.kept.retain(|_| {
                place += 1;
                !place.is_multiple_of(2)
            });
            self.spacing *= 2;
            if !step.is_multiple_of(self.spacing) {
                return;
            }
        }
        self.kept.push(state());
    }

    /// The last state kept at or before a step.
    pub(super) fn before(&self, step: u64) -> Option<&State> {
        let place = usize::try_from(step / self.spacing).unwrap_or(usize::MAX);
        self.kept.get(place.min(self.kept.len().checked_sub(1)?))
    }

    /// The states that are kept, `spacing` steps apart from 0 on.
    pub(super) fn kept(&self) -> &[State] {
        &self.kept
    }

    /// Steps between two states.
    pub(super) fn spacing(&self) -> u64 {
        self.spacing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_state_before_any_step_is_near_and_memory_is_bounded() {
        for most in [2, 7, 8] {
            let mut checkpoints = Checkpoints::new(most);
            for step in 0..1000_u64 {
                checkpoints.offer(step, || step);
                assert!((1..=most).contains(&checkpoints.kept().len()));
                let spacing = checkpoints.spacing();
                assert!(spacing == 1 || spacing <= 4 * step / most as u64 + 2);
                for asked in [0, step / 3, step] {
                    let &found = checkpoints.before(asked).unwrap();
                    assert!(found <= asked && asked - found < spacing);
                }
                let in_order = (0..).map(|place| place * spacing);
                assert!(
                    checkpoints
                        .kept()
                        .iter()
                        .copied()
                        .eq(in_order.take(checkpoints.kept().len()))
                );
            }
        }
        assert_eq!(Checkpoints::<u64>::new(4).before(3), None);
    }
}
