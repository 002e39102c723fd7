//! How a term of the ledger goes as the run goes.

use super::descent::Descent;
use super::descent_config::DescentConfig;
use crate::core::optimizer::Ledger;

/// The values of one symbol along a run, at the states of the run that are kept: close together at
/// first, twice as far apart whenever their number has doubled.
#[derive(Debug, Default)]
pub struct Course {
    of: Option<(DescentConfig, usize, String)>,
    spacing: u64,
    rows: Vec<Vec<f64>>,
}

impl Course {
    /// Brings the course of a symbol ("η", "v̂", "s") up to where a run is. Only what is new is
    /// computed while the race, the run and the symbol stay the same.
    pub fn follow(&mut self, race: &Descent, run: usize, symbol: &str) {
        let Some(state) = race.runs().get(run) else {
            self.rows.clear();
            return;
        };
        let is_same = self.of.as_ref().is_some_and(|(config, of_run, of_symbol)| {
            config == race.config() && *of_run == run && of_symbol == symbol
        });
        if !is_same || self.spacing != state.spacing() || self.rows.len() > state.kept() {
            self.of = Some((race.config().clone(), run, symbol.to_owned()));
            self.spacing = state.spacing();
            self.rows.clear();
        }
        let news = state.kept_ledgers(self.rows.len());
        self.rows.extend(news.map(|ledger| values(&ledger, symbol)));
    }

    /// Each step and the values there: of the update after so many steps.
    pub fn rows(&self) -> impl Iterator<Item = (u64, &[f64])> + Clone {
        let steps = (0..).map(|place| place * self.spacing);
        steps.zip(self.rows.iter().map(Vec::as_slice))
    }
}

/// What a symbol stands for in a ledger. η is α where the rule has no other.
fn values(ledger: &Ledger, symbol: &str) -> Vec<f64> {
    let found = ledger.value(symbol);
    found.unwrap_or_else(|| ledger.effective_rate()).to_vec()
}
