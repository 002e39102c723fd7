//! A plain value as JavaScript, a link or a file gives it, before anything is known of it.
//!
//! Configurations are read from trees, so that every mistake is found by one mechanism and named by
//! its path: `runs[1].batch: …`. (serde with path tracking does the same and was measured: it makes
//! the module a sixth larger.)

use super::error::{Error, shorten};

/// A value made of plain parts.
#[derive(Debug, Clone, PartialEq)]
pub enum Tree {
    /// Nothing: `null` or `undefined`.
    Nothing,
    /// `true` or `false`.
    Flag(bool),
    /// Any number, NaN and infinity among them.
    Number(f64),
    /// A text.
    Text(String),
    /// Values in order.
    List(Vec<Tree>),
    /// Values by name, in the order given.
    Record(Vec<(String, Tree)>),
}

/// What can be read from a tree.
pub trait Read: Sized {
    /// Reads a value.
    ///
    /// # Errors
    /// When a part is missing, unknown or of another type; the message names its path.
    fn read(tree: Tree) -> Result<Self, Error>;
}

impl Tree {
    /// The error of a value that is not what was expected: "a number", "a list", …
    #[must_use]
    pub fn is_not(&self, expected: &str) -> Error {
        let given = match self {
            Self::Nothing => "nothing".to_owned(),
            Self::Flag(flag) => flag.to_string(),
            Self::Number(x) => x.to_string(),
            Self::Text(text) => format!("\"{}\"", shorten(text)),
            Self::List(_) => "a list".to_owned(),
            Self::Record(_) => "an object".to_owned(),
        };
        Error::Type {
            message: format!("{given} was given, but must be {expected}"),
        }
    }
}

/// The fields of an object while it is read.
pub struct Fields {
    given: Vec<(String, Tree)>,
    known: Vec<&'static str>,
}

impl Fields {
    /// The fields of `tree`.
    ///
    /// # Errors
    /// When it is not an object.
    pub fn of(tree: Tree) -> Result<Self, Error> {
        match tree {
            Tree::Record(given) => Ok(Self {
                given,
                known: Vec::new(),
            }),
            other => Err(other.is_not("an object")),
        }
    }

    /// The value of a field, `None` when it is left out.
    ///
    /// # Errors
    /// When it is given and cannot be read.
    pub fn optional<T: Read>(&mut self, name: &'static str) -> Result<Option<T>, Error> {
        self.optional_as(name, T::read)
    }

    /// The value of a field as `read` takes it, `None` when it is left out.
    ///
    /// # Errors
    /// When it is given and cannot be read.
    pub fn optional_as<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(Tree) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        let value = self.take(name).map(read).transpose();
        value.map_err(|error| error.within(name))
    }

    fn take(&mut self, name: &'static str) -> Option<Tree> {
        self.known.push(name);
        let place = self.given.iter().position(|(given, _)| given == name)?;
        let (_, value) = self.given.swap_remove(place);
        (!matches!(value, Tree::Nothing)).then_some(value)
    }

    /// The value of a field, its default when it is left out.
    ///
    /// # Errors
    /// When it is given and cannot be read.
    pub fn or_default<T: Read + Default>(&mut self, name: &'static str) -> Result<T, Error> {
        Ok(self.optional(name)?.unwrap_or_default())
    }

    /// The value of a field that must be there.
    ///
    /// # Errors
    /// When it is missing or cannot be read.
    pub fn required<T: Read>(&mut self, name: &'static str) -> Result<T, Error> {
        self.required_as(name, T::read)
    }

    /// The value of a field that must be there, as `read` takes it.
    ///
    /// # Errors
    /// When it is missing or cannot be read.
    pub fn required_as<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(Tree) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let value = read(self.take(name).unwrap_or(Tree::Nothing));
        value.map_err(|error| error.within(name))
    }

    /// Whatever has not been read yet, by name.
    #[must_use]
    pub fn rest(self) -> Tree {
        Tree::Record(self.given)
    }

    /// Sees that every field has been read.
    ///
    /// # Errors
    /// When one has a name that nobody asked for.
    pub fn finish(self) -> Result<(), Error> {
        match self.given.first() {
            None => Ok(()),
            Some((name, _)) => Err(Error::Type {
                message: format!(
                    "unknown field \"{}\": it must be one of {}",
                    shorten(name),
                    self.known.join(", ")
                ),
            }),
        }
    }
}

/// A whole number between two others, both allowed.
///
/// # Errors
/// When it is anything else.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn whole(tree: Tree, least: u32, most: u32) -> Result<usize, Error> {
    match tree {
        Tree::Number(x) if x.fract() == 0.0 && (least.into()..=most.into()).contains(&x) => {
            Ok(x as usize)
        }
        other => Err(other.is_not(&format!("a whole number from {least} to {most}"))),
    }
}

/// A list, each item as `read` takes it.
///
/// # Errors
/// When it is no list, or an item cannot be read.
pub fn list<T>(tree: Tree, read: impl Fn(Tree) -> Result<T, Error>) -> Result<Vec<T>, Error> {
    match tree {
        Tree::List(list) => list
            .into_iter()
            .enumerate()
            .map(|(i, item)| read(item).map_err(|error| error.within(format!("[{i}]"))))
            .collect(),
        other => Err(other.is_not("a list")),
    }
}

impl Read for f64 {
    fn read(tree: Tree) -> Result<Self, Error> {
        match tree {
            Tree::Number(x) => Ok(x),
            other => Err(other.is_not("a number")),
        }
    }
}

impl Read for u8 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn read(tree: Tree) -> Result<Self, Error> {
        match tree {
            Tree::Number(x) if x.fract() == 0.0 && (0.0..=255.0).contains(&x) => Ok(x as Self),
            other => Err(other.is_not("a whole number from 0 to 255")),
        }
    }
}

impl Read for usize {
    fn read(tree: Tree) -> Result<Self, Error> {
        whole(tree, 0, u32::MAX)
    }
}

impl Read for bool {
    fn read(tree: Tree) -> Result<Self, Error> {
        match tree {
            Tree::Flag(flag) => Ok(flag),
            other => Err(other.is_not("true or false")),
        }
    }
}

impl Read for String {
    fn read(tree: Tree) -> Result<Self, Error> {
        match tree {
            Tree::Text(text) => Ok(text),
            other => Err(other.is_not("a text")),
        }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(tree: Tree) -> Result<Self, Error> {
        list(tree, T::read)
    }
}

impl<const N: usize> Read for [f64; N] {
    fn read(tree: Tree) -> Result<Self, Error> {
        let expected = format!("a list of {N} numbers");
        match tree {
            Tree::List(list) if list.len() == N => Vec::read(Tree::List(list))?
                .try_into()
                .map_err(|_| Tree::Nothing.is_not(&expected)),
            Tree::List(list) => Err(Error::Type {
                message: format!("a list of {} was given, but must be {expected}", list.len()),
            }),
            other => Err(other.is_not(&expected)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::experiment::DescentConfig;

    fn record<const N: usize>(fields: [(&str, Tree); N]) -> Tree {
        Tree::Record(
            fields
                .map(|(name, value)| (name.to_owned(), value))
                .to_vec(),
        )
    }

    fn descent(field: &str, value: Tree) -> Tree {
        let run = record([("optimizer", Tree::Text("sgd".into()))]);
        let mut fields = vec![
            ("surface".to_owned(), Tree::Text("bowl".into())),
            (
                "start".to_owned(),
                Tree::List(vec![Tree::Number(1.0), Tree::Number(-0.5)]),
            ),
            ("runs".to_owned(), Tree::List(vec![run])),
        ];
        fields.retain(|(name, _)| name != field);
        fields.push((field.to_owned(), value));
        Tree::Record(fields)
    }

    #[test]
    fn a_good_tree_is_read() {
        let config = DescentConfig::read(descent("noise", Tree::Number(0.5))).unwrap();
        assert_eq!((config.start, config.noise), ([1.0, -0.5], 0.5));
    }

    #[test]
    fn mistakes_are_named_by_path_value_and_what_is_allowed() {
        let number = Tree::Number;
        let text = |text: &str| Tree::Text(text.to_owned());
        let run =
            |field, value| Tree::List(vec![record([("optimizer", text("sgd")), (field, value)])]);
        for (field, value, message) in [
            (
                "noise",
                text("3"),
                "noise: \"3\" was given, but must be a number",
            ),
            (
                "noise",
                Tree::Flag(true),
                "noise: true was given, but must be a number",
            ),
            (
                "start",
                Tree::List(vec![number(1.0)]),
                "start: a list of 1 was given, but must be a list of 2 numbers",
            ),
            (
                "start",
                number(1.0),
                "start: 1 was given, but must be a list of 2 numbers",
            ),
            (
                "start",
                Tree::List(vec![number(1.0), text("x")]),
                "start[1]: \"x\" was given, but must be a number",
            ),
            (
                "surface",
                number(1.0),
                "surface: 1 was given, but must be a text",
            ),
            (
                "surface",
                Tree::Nothing,
                "surface: nothing was given, but must be a text",
            ),
            (
                "nose",
                number(1.0),
                "unknown field \"nose\": it must be one of \
                 surface, surfaceParameters, start, window, noise, seed, runs",
            ),
            (
                "seed",
                number(-1.0),
                "seed: -1 was given, but must be a whole number from 0 to 9007199254740991",
            ),
            (
                "runs",
                run("batch", number(0.0)),
                "runs[0].batch: 0 was given, but must be \"all\" or a whole number of samples, at least 1",
            ),
            (
                "runs",
                run("style", number(0.5)),
                "runs[0].style: 0.5 was given, but must be a whole number from 0 to 255",
            ),
            (
                "runs",
                run("schedule", record([])),
                "runs[0].schedule.id: nothing was given, but must be a text",
            ),
            (
                "runs",
                run("hyperparameters", record([("learning_rate", text("3"))])),
                "runs[0].hyperparameters.learning_rate: \"3\" was given, but must be a number, or a list of numbers where there are several",
            ),
        ] {
            let error = DescentConfig::read(descent(field, value)).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
        let error = DescentConfig::read(Tree::Nothing).unwrap_err();
        assert_eq!(
            error.to_string(),
            "nothing was given, but must be an object"
        );
    }
}
