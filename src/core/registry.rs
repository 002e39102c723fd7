//! How every choice describes itself: one [`Entry`] an optimizer, schedule, surface, …
//!
//! A family is a static list of entries. The controls of a page, the links, the catalog and the
//! table-driven tests are all read from these lists, so that adding a choice is one file and one
//! line.

use super::Error;
use super::tree::{Read, Tree};

/// One choice of a family, with everything there is to know about it.
#[derive(Debug)]
pub struct Entry<Build: 'static> {
    /// Stable name, snake_case: links, files, JavaScript and Rust call it by this.
    pub id: &'static str,
    /// What a reader sees.
    pub label: &'static str,
    /// One sentence: what it does and when it helps.
    pub summary: &'static str,
    /// The formula, in plain Unicode.
    pub formula: &'static str,
    /// Where the formula comes from, and which form it is where several exist.
    pub reference: &'static str,
    /// What can be set.
    pub parameters: &'static [Parameter],
    /// Makes one from checked values.
    pub build: Build,
}

/// One number (or list of numbers) that can be set on an entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameter {
    /// Stable name, snake_case.
    pub id: &'static str,
    /// The symbol used in the formula: "β₁".
    pub symbol: &'static str,
    /// What a reader sees.
    pub label: &'static str,
    /// The value when none is given.
    pub default: Setting<'static>,
    /// The lower end of its slider. Validity is [`Self::kind`]'s matter, and wider.
    pub min: f64,
    /// The upper end of its slider.
    pub max: f64,
    /// How its slider is spaced.
    pub scale: Scale,
    /// What values are valid.
    pub kind: Kind,
    /// What it counts: "steps", "radians"; empty for a pure number.
    pub unit: &'static str,
}

/// A value of a parameter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Setting<'a> {
    /// One number.
    Number(f64),
    /// Several, in order.
    List(&'a [f64]),
}

/// How a slider is spaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Evenly.
    Linear,
    /// Evenly in the logarithm; the range is positive.
    Log,
}

impl Read for Scale {
    fn read(tree: Tree) -> Result<Self, Error> {
        match &tree {
            Tree::Text(text) if text == "linear" => Ok(Self::Linear),
            Tree::Text(text) if text == "log" => Ok(Self::Log),
            other => Err(other.is_not("\"linear\" or \"log\"")),
        }
    }
}

/// Which values of a parameter are valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Finite and above 0: a learning rate, an ε that must keep a division finite.
    Positive,
    /// Finite and at least 0: weight decay, an ε that may vanish, a noise.
    NonNegative,
    /// At least 0 and below 1: the weight β of the past in an average. A slider of these is best
    /// spaced evenly in log(1 − β), since an average remembers about 1/(1 − β) values.
    Decay,
    /// At least 0 and at most 1: a share.
    Fraction,
    /// Any finite number.
    Real,
    /// A whole number, at least 1: a number of steps or samples.
    Count,
    /// A whole number in a range, both ends among them: a number of samples, of classes.
    Whole {
        /// The lower end.
        least: u32,
        /// The upper end.
        most: u32,
    },
    /// A whole number from 0 to 2⁵³ − 1.
    Seed,
    /// 0 (off) or 1 (on).
    Flag,
    /// A list of whole numbers, each larger than the one before, the first at least 1.
    Boundaries,
    /// A list of learning rates, finite and above 0, at least one.
    Rates,
}

impl Kind {
    /// Its name in the catalog.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::NonNegative => "non_negative",
            Self::Decay => "decay",
            Self::Fraction => "fraction",
            Self::Real => "real",
            Self::Count => "count",
            Self::Whole { .. } => "whole",
            Self::Seed => "seed",
            Self::Flag => "flag",
            Self::Boundaries => "boundaries",
            Self::Rates => "rates",
        }
    }

    /// What is allowed, to follow the word "must".
    #[must_use]
    pub fn allowed(self) -> String {
        let fixed = match self {
            Self::Whole { least, most } => {
                return format!("be a whole number from {least} to {most}");
            }
            Self::Positive => "be a finite number above 0",
            Self::NonNegative => "be a finite number, at least 0",
            Self::Decay => "be at least 0 and below 1",
            Self::Fraction => "be at least 0 and at most 1",
            Self::Real => "be a finite number",
            Self::Count => "be a whole number from 1 to 9007199254740991",
            Self::Seed => "be a whole number from 0 to 9007199254740991",
            Self::Flag => "be 0 (off) or 1 (on)",
            Self::Boundaries => {
                "be a list of whole numbers, each above the one before, the first at least 1"
            }
            Self::Rates => "be a list of finite numbers above 0, at least one",
        };
        fixed.to_owned()
    }

    /// Checks a value of the argument called `name`.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless the value is of this kind.
    pub fn check(self, name: &str, setting: Setting<'_>) -> Result<(), Error> {
        if self.admits(setting) {
            Ok(())
        } else {
            Err(Error::out_of_range(name, setting, self.allowed()))
        }
    }

    /// Whether a value is of this kind. (Inlined, since for a known kind little of it is left.)
    #[inline(always)]
    pub(crate) fn admits(self, setting: Setting<'_>) -> bool {
        const WHOLE: f64 = 9_007_199_254_740_991.0;
        let whole = |x: f64| x.fract() == 0.0 && x <= WHOLE;
        match (self, setting) {
            (Self::Positive, Setting::Number(x)) => x.is_finite() && x > 0.0,
            (Self::NonNegative, Setting::Number(x)) => x.is_finite() && x >= 0.0,
            (Self::Decay, Setting::Number(x)) => (0.0..1.0).contains(&x),
            (Self::Fraction, Setting::Number(x)) => (0.0..=1.0).contains(&x),
            (Self::Real, Setting::Number(x)) => x.is_finite(),
            (Self::Count, Setting::Number(x)) => whole(x) && x >= 1.0,
            (Self::Whole { least, most }, Setting::Number(x)) => {
                whole(x) && (f64::from(least)..=f64::from(most)).contains(&x)
            }
            (Self::Seed, Setting::Number(x)) => whole(x) && x >= 0.0,
            (Self::Flag, Setting::Number(x)) => x == 0.0 || x == 1.0,
            (Self::Boundaries, Setting::List(list)) => {
                list.iter().all(|&x| whole(x) && x >= 1.0)
                    && list.windows(2).all(|pair| pair[0] < pair[1])
            }
            (Self::Rates, Setting::List(list)) => {
                !list.is_empty() && list.iter().all(|x| x.is_finite() && *x > 0.0)
            }
            _ => false,
        }
    }
}

impl std::fmt::Display for Setting<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(x) => write_number(f, *x),
            Self::List(list) => {
                write!(f, "[")?;
                for (i, x) in list.iter().enumerate() {
                    f.write_str(if i > 0 { ", " } else { "" })?;
                    write_number(f, *x)?;
                }
                write!(f, "]")
            }
        }
    }
}

/// Very small and very large numbers with an exponent, as they were typed: 1e-300.
fn write_number(f: &mut std::fmt::Formatter<'_>, x: f64) -> std::fmt::Result {
    if x == 0.0 || (1e-5..1e16).contains(&x.abs()) || !x.is_finite() {
        write!(f, "{x}")
    } else {
        write!(f, "{x:e}")
    }
}

impl Parameter {
    /// A parameter of one number.
    #[must_use]
    pub const fn new(
        id: &'static str,
        symbol: &'static str,
        label: &'static str,
        kind: Kind,
        default: f64,
        (min, max): (f64, f64),
        scale: Scale,
    ) -> Self {
        Self {
            id,
            symbol,
            label,
            default: Setting::Number(default),
            min,
            max,
            scale,
            kind,
            unit: "",
        }
    }

    /// A parameter of a whole number in a range, which its slider spans.
    #[must_use]
    pub const fn whole(
        id: &'static str,
        symbol: &'static str,
        label: &'static str,
        default: u32,
        (least, most): (u32, u32),
        scale: Scale,
    ) -> Self {
        let kind = Kind::Whole { least, most };
        let range = (least as f64, most as f64);
        Self::new(id, symbol, label, kind, default as f64, range, scale)
    }

    /// A parameter of several numbers; the slider is each one's.
    #[must_use]
    pub const fn list(
        id: &'static str,
        symbol: &'static str,
        label: &'static str,
        kind: Kind,
        default: &'static [f64],
        range: (f64, f64),
        scale: Scale,
    ) -> Self {
        Self {
            default: Setting::List(default),
            ..Self::new(id, symbol, label, kind, 0.0, range, scale)
        }
    }

    /// The same parameter, counted in `unit`.
    #[must_use]
    pub const fn in_unit(self, unit: &'static str) -> Self {
        Self { unit, ..self }
    }

    /// Checks one value.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless [`Self::kind`] admits it.
    pub fn check(&self, setting: Setting<'_>) -> Result<(), Error> {
        self.kind.check(self.id, setting)
    }
}

/// The checked values of an entry's parameters, defaults filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Values {
    parameters: &'static [Parameter],
    lists: Vec<Vec<f64>>,
}

impl Values {
    /// The number of a parameter. A name the entry does not have gives NaN, which the tests over
    /// the registries would show.
    #[must_use]
    pub fn number(&self, id: &str) -> f64 {
        self.list(id).first().copied().unwrap_or(f64::NAN)
    }

    /// The list of a parameter (one element for a plain number).
    #[must_use]
    pub fn list(&self, id: &str) -> &[f64] {
        let place = self.parameters.iter().position(|p| p.id == id);
        place
            .and_then(|i| self.lists.get(i))
            .map_or(&[], Vec::as_slice)
    }

    /// Whether a flag is on.
    #[must_use]
    pub fn flag(&self, id: &str) -> bool {
        self.number(id) == 1.0
    }

    /// The whole number of a parameter of [`Kind::Count`], [`Kind::Whole`] or [`Kind::Seed`].
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn count(&self, id: &str) -> u64 {
        self.number(id) as u64
    }

    /// The whole number of a parameter of [`Kind::Whole`], as a size.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn size(&self, id: &str) -> usize {
        self.number(id) as usize
    }
}

impl<Build> Entry<Build> {
    /// The values of this entry's parameters: those given, and defaults for the rest.
    ///
    /// # Errors
    /// [`Error::UnknownParameter`] for a name it does not have, [`Error::OutOfRange`] for a value
    /// that is not allowed.
    pub fn values<'a>(
        &self,
        given: impl IntoIterator<Item = (&'a str, Setting<'a>)>,
    ) -> Result<Values, Error> {
        checked(self.id, self.parameters, &mut given.into_iter())
    }
}

/// See [`Entry::values`], which is made for every family and every way of giving; this is made once.
fn checked<'a>(
    entry: &'static str,
    parameters: &'static [Parameter],
    given: &mut dyn Iterator<Item = (&'a str, Setting<'a>)>,
) -> Result<Values, Error> {
    let to_list = |setting: Setting<'_>| match setting {
        Setting::Number(x) => vec![x],
        Setting::List(list) => list.to_vec(),
    };
    let mut lists: Vec<Vec<f64>> = parameters.iter().map(|p| to_list(p.default)).collect();
    for (name, setting) in given {
        let mut slots = parameters.iter().zip(&mut lists);
        let Some((parameter, slot)) = slots.find(|(p, _)| p.id == name) else {
            return Err(Error::UnknownParameter {
                entry,
                name: name.to_owned(),
                allowed: parameters.iter().map(|p| p.id).collect(),
            });
        };
        parameter.check(setting)?;
        *slot = to_list(setting);
    }
    Ok(Values { parameters, lists })
}

/// Finds an entry of a family by its id.
///
/// # Errors
/// [`Error::UnknownId`], which lists the ids there are.
pub fn find<Build>(
    kind: &'static str,
    entries: &'static [Entry<Build>],
    id: &str,
) -> Result<&'static Entry<Build>, Error> {
    let ids = entries.iter().map(|entry| entry.id);
    place_of(kind, ids.collect(), id).map(|place| &entries[place])
}

/// See [`find`], which is made for every family; this is made once.
fn place_of(kind: &'static str, ids: Vec<&'static str>, id: &str) -> Result<usize, Error> {
    let place = ids.iter().position(|&known| known == id);
    place.ok_or_else(|| Error::UnknownId {
        kind,
        id: id.to_owned(),
        allowed: ids,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: Entry<()> = Entry {
        id: "thing",
        label: "Thing",
        summary: "",
        formula: "",
        reference: "",
        parameters: &[
            Parameter::new(
                "beta",
                "β",
                "Beta",
                Kind::Decay,
                0.9,
                (0.0, 0.999),
                Scale::Linear,
            ),
            Parameter::new(
                "every",
                "N",
                "Every",
                Kind::Count,
                10.0,
                (1.0, 100.0),
                Scale::Log,
            ),
            Parameter::whole("points", "n", "Points", 10, (5, 50), Scale::Log),
        ],
        build: (),
    };

    #[test]
    fn defaults_fill_what_is_not_given() {
        let values = ENTRY.values([("every", Setting::Number(3.0))]).unwrap();
        assert_eq!((values.number("beta"), values.count("every")), (0.9, 3));
    }

    #[test]
    fn unknown_names_and_bad_values_are_refused() {
        let name = ENTRY.values([("bta", Setting::Number(0.5))]).unwrap_err();
        assert_eq!(
            name.to_string(),
            "thing has no parameter \"bta\": it must be one of beta, every, points"
        );
        for (id, bad) in [
            ("beta", 1.0),
            ("beta", f64::NAN),
            ("beta", -0.1),
            ("every", 0.5),
            ("points", 4.0),
            ("points", 51.0),
            ("points", 5.5),
        ] {
            let error = ENTRY.values([(id, Setting::Number(bad))]).unwrap_err();
            assert!(error.to_string().contains(&bad.to_string()), "{error}");
        }
        let list = ENTRY.values([("beta", Setting::List(&[0.5, -1e-300]))]);
        assert_eq!(
            list.unwrap_err().to_string(),
            "beta is [0.5, -1e-300], but must be at least 0 and below 1"
        );
    }
}
