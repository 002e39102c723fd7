//! The ledger of an update: the rule's own formula, carried out with the numbers of the moment.

use serde::Serialize;

use super::notation::{self, Line, Term};
use super::{Build, Optimizer};
use crate::core::order::sorted;
use crate::core::registry::{Entry, Kind, Values};
use crate::core::scalar::{Scalar, real};

/// An update, written out. Values are one for each parameter, or one for all of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ledger {
    /// The number t of the update, from 1.
    pub t: u64,
    /// What each symbol stood for before: g, w, α, t, the hyperparameters, what was remembered.
    pub known: Vec<Term>,
    /// The formula, line by line.
    pub lines: Vec<Line>,
    /// The update itself: the new w less the old.
    pub update: notation::Values,
    /// The same update with one switch of the rule thrown.
    pub alternatives: Vec<Alternative>,
}

/// An update, had a hyperparameter that is on or off been the other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alternative {
    /// The label of the hyperparameter.
    pub label: &'static str,
    /// Whether it would be on.
    pub on: bool,
    /// The new w less the old.
    pub update: notation::Values,
}

/// What an update starts from.
pub struct Moment<'a, S: Scalar> {
    /// The rule.
    pub entry: &'static Entry<Build>,
    /// Its hyperparameters.
    pub values: &'a Values,
    /// What it remembers, before the update.
    pub optimizer: &'a dyn Optimizer<S>,
    /// α of this update.
    pub learning_rate: f64,
    /// The parameters, before the update.
    pub parameters: &'a [S],
    /// The gradient of this update.
    pub gradients: &'a [S],
}

/// The floating-point operations that an update of a rule takes for each parameter: those of its
/// formula, counted as it is carried out. `None` when the formula cannot be read, which the tests over
/// the registry would show.
///
/// It is the update after the first hundred that is counted: by then each rule does what it goes on
/// doing.
#[must_use]
pub fn update_work(entry: &'static Entry<Build>, values: &Values) -> Option<u64> {
    const UPDATES: u64 = 100;
    let (mut parameters, gradients) = ([1.0, -2.0], [0.5, 0.25]);
    let mut optimizer = (entry.build.double)(values);
    let learning_rate = values.number("learning_rate");
    for _ in 0..UPDATES {
        optimizer
            .step(learning_rate, &mut parameters, &gradients)
            .ok()?;
    }
    let moment = Moment {
        entry,
        values,
        optimizer: optimizer.as_ref(),
        learning_rate,
        parameters: &parameters,
        gradients: &gradients,
    };
    let (_, operations) = notation::carry_out(entry.formula, &mut moment.known(UPDATES + 1))?;
    Some(operations)
}

impl<S: Scalar> Moment<'_, S> {
    /// The update that comes next; `None` when the rule's formula cannot be read, which the tests
    /// over the registry would show.
    #[must_use]
    pub fn ledger(&self) -> Option<Ledger> {
        let t = self.optimizer.steps() + 1;
        Ledger::new(self.entry.formula, self.known(t), t, &self.switches())
    }

    fn known(&self, t: u64) -> Vec<Term> {
        let term = |symbol, values| Term { symbol, values };
        let wide = |values: &[S]| values.iter().map(|x| x.to_double()).collect();
        let mut known = vec![
            term("g", wide(self.gradients)),
            term("w", wide(self.parameters)),
            term("t", vec![real(t)]),
        ];
        known.extend(self.entry.parameters.iter().map(|parameter| {
            let value = match parameter.id {
                "learning_rate" => self.learning_rate,
                id => self.values.number(id),
            };
            term(parameter.symbol, vec![value])
        }));
        known.extend(self.optimizer.moments().into_iter().map(|(name, values)| {
            // Nothing is remembered yet before the first update.
            let values = if values.is_empty() {
                vec![0.0]
            } else {
                wide(values)
            };
            term(name, values)
        }));
        known.extend(
            self.optimizer
                .shared()
                .map(|(name, value)| term(name, vec![value])),
        );
        known
    }

    /// The hyperparameters that are on or off.
    fn switches(&self) -> Vec<(&'static str, &'static str)> {
        let flags = self
            .entry
            .parameters
            .iter()
            .filter(|p| p.kind == Kind::Flag);
        flags.map(|p| (p.symbol, p.label)).collect()
    }
}

/// The values of a term over all parameters.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Summary {
    /// Their Euclidean length.
    pub norm: f64,
    /// The lowest.
    pub min: f64,
    /// The one in the middle; between the two in the middle.
    pub median: f64,
    /// The highest.
    pub max: f64,
}

impl Summary {
    /// Of some values; not a number where there are none.
    #[must_use]
    pub fn of(values: &[f64]) -> Self {
        let sorted = sorted(values);
        let at = |place: usize| sorted.get(place).copied().unwrap_or(f64::NAN);
        let last = sorted.len().saturating_sub(1);
        Self {
            norm: values.iter().map(|x| x * x).sum::<f64>().sqrt(),
            min: at(0),
            median: (at(last / 2) + at(last.div_ceil(2))) / 2.0,
            max: at(last),
        }
    }
}

impl Ledger {
    /// The symbol of the effective rate.
    pub const RATE: &str = "η";
    /// The symbol of the update, the new w less the old.
    pub const UPDATE: &str = "Δw";

    /// Each term over all parameters: the gradient, what each line assigns, the effective rate and
    /// the update.
    #[must_use]
    pub fn summaries(&self) -> Vec<(&'static str, Summary)> {
        let gradient = self.known.iter().filter(|term| term.symbol == "g");
        let terms = gradient.chain(self.lines.iter().map(|line| &line.term));
        let mut all: Vec<_> = terms
            .map(|term| (term.symbol, Summary::of(&term.values)))
            .collect();
        if !all.iter().any(|(symbol, _)| *symbol == Self::RATE) {
            all.push((Self::RATE, Summary::of(self.effective_rate())));
        }
        all.push((Self::UPDATE, Summary::of(&self.update)));
        all
    }

    /// The ledger of one parameter. What all share stays as it is.
    #[must_use]
    pub fn of_parameter(mut self, place: usize) -> Self {
        let one = |values: &mut notation::Values| {
            if values.len() > 1 {
                *values = values.get(place).copied().into_iter().collect();
            }
        };
        self.known.iter_mut().for_each(|term| one(&mut term.values));
        for line in &mut self.lines {
            one(&mut line.term.values);
        }
        one(&mut self.update);
        for alternative in &mut self.alternatives {
            one(&mut alternative.update);
        }
        self
    }

    fn new(
        formula: &'static str,
        known: Vec<Term>,
        t: u64,
        switches: &[(&'static str, &'static str)],
    ) -> Option<Self> {
        let (lines, update) = carry_out(formula, &known)?;
        let alternatives = switches.iter().map(|&(symbol, label)| {
            let mut other = known.clone();
            let switch = other.iter_mut().find(|term| term.symbol == symbol)?;
            let on = switch.values.first() == Some(&0.0);
            switch.values = vec![f64::from(u8::from(on))];
            let (_, update) = carry_out(formula, &other)?;
            Some(Alternative { label, on, update })
        });
        Some(Self {
            alternatives: alternatives.collect::<Option<_>>()?,
            t,
            known,
            lines,
            update,
        })
    }

    /// What a symbol stands for after the update: η, v̂, w, …
    #[must_use]
    pub fn value(&self, symbol: &str) -> Option<&[f64]> {
        let last = self.lines.iter().rev().map(|line| &line.term);
        let mut terms = last.chain(&self.known);
        let term = terms.find(|term| term.symbol == symbol)?;
        Some(&term.values)
    }

    /// The rate at which each parameter moves along what it is moved by: η of the formula where the
    /// rule has a rate for each, else α.
    #[must_use]
    pub fn effective_rate(&self) -> &[f64] {
        let rate = self.value(Self::RATE).or_else(|| self.value("α"));
        rate.unwrap_or_default()
    }

    /// The average of the gradients that the rule keeps, its bias corrected where the rule corrects
    /// it: v̂, else v; `None` where it keeps none.
    #[must_use]
    pub fn momentum(&self) -> Option<&[f64]> {
        self.value("v\u{302}").or_else(|| self.value("v"))
    }
}

/// The lines of a formula, and the new w less the old.
fn carry_out(formula: &'static str, known: &[Term]) -> Option<(Vec<Line>, notation::Values)> {
    let mut terms = known.to_vec();
    let lines = notation::evaluate(formula, &mut terms)?;
    let find = |terms: &[Term]| Some(terms.iter().find(|term| term.symbol == "w")?.values.clone());
    let (before, after) = (find(known)?, find(&terms)?);
    let update = after.iter().zip(&before).map(|(new, old)| new - old);
    Some((lines, update.collect()))
}
