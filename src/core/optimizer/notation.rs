//! Reads the formulas of the rules as numbers: the same text that a reader sees typeset.
//!
//! ```text
//! formula     statements between ";"
//! statement   assignments between ","; before them perhaps "if a > b:", "if flag:" or "otherwise:"
//! assignment  symbol "←" sum (something remembered changes), or symbol "=" sum
//! sum         terms between "+" and "−"
//! term        factors side by side; "/" divides all before it by the next factor
//! factor      a number, symbol, function or bracket, perhaps raised: g², βᵗ, a^(t ψ)
//! symbol      a letter with its hat and its index: β₁, v̂, s_max, μ_{t+1}
//! ```

use serde::Serialize;

use crate::core::decimal;

/// A value for each parameter, or one for all of them.
pub type Values = Vec<f64>;

/// A symbol and what it stands for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Term {
    /// The symbol, as the formula writes it: "v̂".
    pub symbol: &'static str,
    /// What it stands for, a value for each parameter, or one for all of them.
    pub values: Values,
}

/// An assignment that was carried out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// As the formula writes it: "v̂ = v/(1−β₁ᵗ)".
    pub text: &'static str,
    /// What is assigned.
    pub term: Term,
}

/// Carries out a formula from what is `known`, which each assignment adds to. `None` when it is not
/// written in the notation, or speaks of something unknown.
pub fn evaluate(formula: &'static str, known: &mut Vec<Term>) -> Option<Vec<Line>> {
    carry_out(formula, known).map(|(lines, _)| lines)
}

/// [`evaluate`], and how many floating-point operations that took for each parameter: its sums,
/// differences, products, quotients, powers and roots. What is computed once for all parameters is
/// not among them.
pub fn carry_out(formula: &'static str, known: &mut Vec<Term>) -> Option<(Vec<Line>, u64)> {
    let mut lines = Vec::new();
    let mut condition = true;
    let mut operations = 0;
    for statement in formula.split(';') {
        let (holds, assignments) = match statement.split_once(':') {
            Some((when, rest)) => {
                condition = match when.trim().strip_prefix("if") {
                    Some(comparison) => Reader::new(comparison, known).comparison()?,
                    None => !condition,
                };
                (condition, rest)
            }
            None => (true, statement),
        };
        let mut rest = assignments.trim();
        while holds && !rest.is_empty() {
            let mut reader = Reader::new(rest, known);
            let term = reader.assignment()?;
            operations += reader.operations;
            let end = rest.len() - reader.rest.len();
            let (text, after) = (rest.get(..end)?.trim_end(), reader.rest);
            rest = match after.strip_prefix(',') {
                Some(next) => next.trim_start(),
                None if after.is_empty() => after,
                None => return None,
            };
            match known.iter_mut().find(|one| one.symbol == term.symbol) {
                Some(one) => one.values.clone_from(&term.values),
                None => known.push(term.clone()),
            }
            lines.push(Line { text, term });
        }
    }
    Some((lines, operations))
}

/// What is left to read of a formula.
struct Reader<'a> {
    rest: &'static str,
    known: &'a [Term],
    /// What has been computed for each parameter.
    operations: u64,
}

impl<'a> Reader<'a> {
    fn new(text: &'static str, known: &'a [Term]) -> Self {
        let rest = text.trim_start();
        Self {
            rest,
            known,
            operations: 0,
        }
    }

    /// An operation on two values; one, where it is done for each parameter.
    fn join(&mut self, a: &[f64], b: &[f64], function: fn(f64, f64) -> f64) -> Values {
        let joined = combine(a, b, function);
        self.operations += u64::from(joined.len() > 1);
        joined
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Goes on behind a mark, if it comes next.
    fn skip(&mut self, mark: char) -> bool {
        let after = self.rest.strip_prefix(mark);
        if let Some(after) = after {
            self.rest = after.trim_start();
        }
        after.is_some()
    }

    /// The characters that come next and are of a kind.
    fn take(&mut self, is_of_kind: fn(char) -> bool) -> &'static str {
        let end = self.rest.find(|c| !is_of_kind(c));
        let (taken, after) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = after;
        taken
    }

    fn expect(&mut self, mark: char) -> Option<()> {
        self.skip(mark).then_some(())
    }

    /// "a > b", or a flag.
    fn comparison(&mut self) -> Option<bool> {
        let left = self.sum()?;
        let right = if self.skip('>') {
            self.sum()?
        } else {
            vec![0.5]
        };
        Some(left.first()? > right.first()?)
    }

    fn assignment(&mut self) -> Option<Term> {
        let symbol = self.symbol();
        if !self.skip('←') {
            self.expect('=')?;
        }
        let values = self.sum()?;
        Some(Term { symbol, values })
    }

    fn sum(&mut self) -> Option<Values> {
        let mut sum = self.term()?;
        loop {
            if self.skip('+') {
                let next = self.term()?;
                sum = self.join(&sum, &next, |a, b| a + b);
            } else if self.skip('−') {
                let next = self.term()?;
                sum = self.join(&sum, &next, |a, b| a - b);
            } else {
                return Some(sum);
            }
        }
    }

    fn term(&mut self) -> Option<Values> {
        let mut product = self.factor()?;
        loop {
            if self.skip('/') {
                let next = self.factor()?;
                product = self.join(&product, &next, |a, b| a / b);
            } else if self
                .peek()
                .is_some_and(|c| c.is_alphanumeric() || "(√½".contains(c))
            {
                let next = self.factor()?;
                product = self.join(&product, &next, |a, b| a * b);
            } else {
                return Some(product);
            }
        }
    }

    fn factor(&mut self) -> Option<Values> {
        let base = self.base()?;
        let factor = if self.rest.starts_with('²') {
            self.expect('²')?;
            self.join(&base, &base, |a, b| a * b)
        } else if self.rest.starts_with('ᵗ') {
            self.expect('ᵗ')?;
            let t = self.value("t")?;
            self.join(&base, &t, f64::powf)
        } else if self.skip('^') {
            let exponent = self.factor()?;
            self.join(&base, &exponent, f64::powf)
        } else {
            base
        };
        self.rest = self.rest.trim_start();
        Some(factor)
    }

    fn base(&mut self) -> Option<Values> {
        const NONE: &[f64] = &[0.0];
        if self.skip('(') {
            let inside = self.sum()?;
            self.close(')')?;
            return Some(inside);
        }
        if self.skip('|') {
            let inside = self.sum()?;
            self.close('|')?;
            return Some(combine(&inside, NONE, |a, _| a.abs()));
        }
        if self.skip('√') {
            let inside = self.factor()?;
            return Some(self.join(&inside, NONE, |a, _| a.sqrt()));
        }
        if self.skip('½') {
            return Some(vec![0.5]);
        }
        if self.peek()?.is_ascii_digit() {
            let digits = self.take(|c| c.is_ascii_digit() || c == '.');
            return Some(vec![decimal::parse(digits)?]);
        }
        match self.symbol() {
            "max" => {
                self.expect('(')?;
                let first = self.sum()?;
                self.expect(',')?;
                let second = self.sum()?;
                self.close(')')?;
                Some(combine(&first, &second, f64::max))
            }
            "sign" => {
                self.expect('(')?;
                let inside = self.sum()?;
                self.close(')')?;
                let sign = |a: f64, _| if a == 0.0 { a } else { a.signum() };
                Some(combine(&inside, NONE, sign))
            }
            symbol => self.value(symbol),
        }
    }

    /// Goes on behind a closing bracket; what stands behind it may be raised, so no space is
    /// skipped.
    fn close(&mut self, mark: char) -> Option<()> {
        self.rest = self.rest.strip_prefix(mark)?;
        Some(())
    }

    /// A symbol, or the name of a function.
    fn symbol(&mut self) -> &'static str {
        let start = self.rest;
        let word = self.take(|c| c.is_ascii_alphabetic());
        if word.len() < 3 {
            // A letter: one of these, or of another alphabet.
            self.rest = start;
            let mut letters = start.chars();
            letters.next();
            self.rest = letters.as_str();
        }
        self.take(|c| c == '\u{302}' || ('₀'..='₉').contains(&c));
        if self.rest.starts_with('_') {
            self.take(|c| c == '_');
            if self.rest.starts_with('{') {
                self.take(|c| c != '}');
                self.take(|c| c == '}');
            } else {
                self.take(|c| c.is_alphanumeric() || c == '∞');
            }
        }
        let symbol = start.split_at(start.len() - self.rest.len()).0;
        if self.rest.starts_with(' ') {
            self.rest = self.rest.trim_start();
        }
        symbol
    }

    fn value(&self, symbol: &str) -> Option<Values> {
        let term = self.known.iter().find(|term| term.symbol == symbol)?;
        Some(term.values.clone())
    }
}

/// A function of two values, for each parameter.
fn combine(a: &[f64], b: &[f64], function: fn(f64, f64) -> f64) -> Values {
    let at = |values: &[f64], i| *values.get(i).or(values.first()).unwrap_or(&f64::NAN);
    (0..a.len().max(b.len()))
        .map(|i| function(at(a, i), at(b, i)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<Term> {
        [
            ("w", vec![1.0, -2.0]),
            ("β₁", vec![0.5]),
            ("v̂", vec![3.0, 4.0]),
            ("s_max", vec![9.0]),
            ("μ_{t+1}", vec![0.25]),
            ("t", vec![3.0]),
            ("flag", vec![1.0]),
        ]
        .map(|(symbol, values)| Term { symbol, values })
        .to_vec()
    }

    #[test]
    fn what_is_written_is_what_is_computed() {
        for (formula, values) in [
            ("x = 2 + 3 w − 1", &[4.0, -5.0][..]),
            ("x = β₁ v̂ / (√s_max + 1)", &[0.375, 0.5]),
            ("x = 1−β₁ᵗ", &[0.875]),
            ("x = 2 β₁ᵗ/(1−β₁ᵗ)", &[0.25 / 0.875]),
            ("x = (w+1)(w−1)w²", &[0.0, 12.0]),
            ("x = ½ 4^(t β₁)", &[4.0]),
            ("x = |w| μ_{t+1}", &[0.25, 0.5]),
            ("x = max(w, β₁) + sign(w)", &[2.0, -0.5]),
            ("x = sign(w−1)", &[0.0, -1.0]),
            ("if t > 2: x = 1; otherwise: x = 2", &[1.0]),
            ("if β₁ > t: x = 1; otherwise: x = 2", &[2.0]),
            ("if flag: y = 3, x = y + 1; otherwise: x = 2", &[4.0]),
            ("w ← w + 1; x = w", &[2.0, -1.0]),
        ] {
            let lines = evaluate(formula, &mut known()).unwrap();
            let last = &lines.last().unwrap().term;
            assert_eq!((last.symbol, &last.values[..]), ("x", values), "{formula}");
        }
    }

    #[test]
    fn a_line_is_the_text_of_one_assignment() {
        let formula = "a = max(w, 1); if flag: b = a, c = 2 b; otherwise: b = 0; d ← 1";
        let lines = evaluate(formula, &mut known()).unwrap();
        let texts: Vec<_> = lines.iter().map(|line| line.text).collect();
        assert_eq!(texts, ["a = max(w, 1)", "b = a", "c = 2 b", "d ← 1"]);
    }

    #[test]
    fn what_is_done_for_each_parameter_is_counted() {
        for (formula, count) in [
            ("x = β₁ v̂ + (1−β₁) w²", 4),
            ("x = w / (√v̂ + 1)", 3),
            ("x = 1−β₁ᵗ", 0),
            ("if t > 2: x = w + 1; otherwise: x = w w w", 1),
            ("x = |w| + max(w, 1), y = sign(w)", 1),
        ] {
            let (_, counted) = carry_out(formula, &mut known()).unwrap();
            assert_eq!(counted, count, "{formula}");
        }
    }

    #[test]
    fn what_is_not_in_the_notation_is_no_formula() {
        for formula in [
            "x",
            "x = ",
            "x = z",
            "x = (w",
            "x = w)",
            "x = max(w)",
            "x = w ? 2",
        ] {
            assert_eq!(evaluate(formula, &mut known()), None, "{formula}");
        }
    }
}
