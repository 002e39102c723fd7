//! Values given by name.

use serde::{Serialize, Serializer};

use crate::core::Error;
use crate::core::registry::Setting;
use crate::core::tree::{Read, Tree};

/// Values by name, in the order of the names: each name once. (A few values need no search tree, which
/// would take 8 KB of the module that a page loads.)
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings(Vec<(String, Given)>);

/// A value that was given: a number or a list of numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Given {
    /// One number.
    Number(f64),
    /// Several.
    List(Vec<f64>),
}

impl Settings {
    /// None.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a value, in place of a former one of that name.
    pub fn insert(&mut self, name: String, value: Given) {
        match self.0.binary_search_by(|(other, _)| other.cmp(&name)) {
            Ok(place) => self.0[place].1 = value,
            Err(place) => self.0.insert(place, (name, value)),
        }
    }

    /// The value of a name, if there is one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Given> {
        self.iter()
            .find_map(|(other, value)| (other == name).then_some(value))
    }

    /// The names and values.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Given)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl FromIterator<(String, Given)> for Settings {
    fn from_iter<I: IntoIterator<Item = (String, Given)>>(values: I) -> Self {
        let mut settings = Self::new();
        for (name, value) in values {
            settings.insert(name, value);
        }
        settings
    }
}

impl<const N: usize> From<[(String, Given); N]> for Settings {
    fn from(values: [(String, Given); N]) -> Self {
        values.into_iter().collect()
    }
}

/// Given values as a registry takes them.
pub fn settings(given: &Settings) -> impl Iterator<Item = (&str, Setting<'_>)> {
    given.iter().map(|(name, value)| {
        let setting = match value {
            Given::Number(x) => Setting::Number(*x),
            Given::List(list) => Setting::List(list),
        };
        (name, setting)
    })
}

impl Read for Settings {
    fn read(tree: Tree) -> Result<Self, Error> {
        let Tree::Record(fields) = tree else {
            return Err(tree.is_not("an object"));
        };
        let mut settings = Self::new();
        for (name, value) in fields {
            match Given::read(value) {
                Ok(value) => settings.insert(name, value),
                Err(error) => return Err(error.within(name)),
            }
        }
        Ok(settings)
    }
}

impl Read for Given {
    fn read(tree: Tree) -> Result<Self, Error> {
        match tree {
            Tree::Number(x) => Ok(Self::Number(x)),
            Tree::List(_) => Vec::read(tree).map(Self::List),
            other => Err(other.is_not("a number, or a list of numbers where there are several")),
        }
    }
}

impl Serialize for Settings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}
