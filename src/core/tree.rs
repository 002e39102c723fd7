//! A plain value as JavaScript, a link or a file gives it, before anything is known of it.
//!
//! Configurations are read from trees with serde, so that every mistake is found by one mechanism
//! and named by its path: `runs[1].batch: …`.

use std::fmt;

use serde::de::{self, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

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

impl Tree {
    /// Reads a configuration. `name` is what the caller calls the value.
    ///
    /// # Errors
    /// When a part is missing, unknown or of another type; the message names its path.
    pub fn read<T: de::DeserializeOwned>(self, name: &str) -> Result<T, Error> {
        serde_path_to_error::deserialize(self).map_err(|error| {
            let path = match error.path().to_string().as_str() {
                "." => name.to_owned(),
                path => format!("{name}.{path}"),
            };
            Error::Type {
                message: error.into_inner().0,
            }
            .within(path)
        })
    }
}

/// What serde found wrong, in our words.
#[derive(Debug)]
pub struct ReadError(String);

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ReadError {}

impl de::Error for ReadError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }

    fn invalid_type(given: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self(format!(
            "{} was given, but must be {}",
            say(given),
            plain(expected)
        ))
    }

    fn invalid_value(given: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::invalid_type(given, expected)
    }

    fn invalid_length(length: usize, expected: &dyn de::Expected) -> Self {
        Self(format!(
            "{length} values were given, but must be {}",
            plain(expected)
        ))
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self(format!(
            "unknown field \"{}\": it must be one of {}",
            shorten(field),
            expected.join(", ")
        ))
    }

    fn missing_field(field: &'static str) -> Self {
        Self(format!("{field} is missing"))
    }
}

fn say(given: de::Unexpected<'_>) -> String {
    match given {
        de::Unexpected::Unit => "nothing".to_owned(),
        de::Unexpected::Str(text) => format!("\"{}\"", shorten(text)),
        de::Unexpected::Float(x) => x.to_string(),
        de::Unexpected::Unsigned(x) => x.to_string(),
        de::Unexpected::Signed(x) => x.to_string(),
        de::Unexpected::Bool(flag) => flag.to_string(),
        de::Unexpected::Seq => "a list".to_owned(),
        de::Unexpected::Map => "an object".to_owned(),
        other => other.to_string(),
    }
}

/// Rust's names of types, in words.
fn plain(expected: &dyn de::Expected) -> String {
    match expected.to_string().as_str() {
        "f64" | "f32" => "a number".to_owned(),
        "a boolean" => "true or false".to_owned(),
        "a string" => "a text".to_owned(),
        "a sequence" => "a list".to_owned(),
        "u8" => "a whole number from 0 to 255".to_owned(),
        "u32" | "u64" | "usize" => "a whole number, at least 0".to_owned(),
        text if text.starts_with("struct ") => "an object".to_owned(),
        text => text.replace("an array of length", "a list of length"),
    }
}

impl<'de> Deserializer<'de> for Tree {
    type Error = ReadError;

    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss
    )]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        const WHOLE: f64 = 9_007_199_254_740_992.0;
        match self {
            Self::Nothing => visitor.visit_unit(),
            Self::Flag(flag) => visitor.visit_bool(flag),
            Self::Number(x) if x.fract() == 0.0 && (0.0..WHOLE).contains(&x) => {
                visitor.visit_u64(x as u64)
            }
            Self::Number(x) if x.fract() == 0.0 && x.abs() < WHOLE => visitor.visit_i64(x as i64),
            Self::Number(x) => visitor.visit_f64(x),
            Self::Text(text) => visitor.visit_string(text),
            Self::List(list) => {
                let mut sequence = de::value::SeqDeserializer::new(list.into_iter());
                let value = visitor.visit_seq(&mut sequence)?;
                sequence.end()?;
                Ok(value)
            }
            Self::Record(fields) => {
                let mut map = de::value::MapDeserializer::new(fields.into_iter());
                let value = visitor.visit_map(&mut map)?;
                map.end()?;
                Ok(value)
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self {
            Self::Nothing => visitor.visit_none(),
            other => visitor.visit_some(other),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        match self {
            Self::Text(text) => text
                .into_deserializer()
                .deserialize_enum(name, variants, visitor),
            other => other.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl IntoDeserializer<'_, ReadError> for Tree {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
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
        let config: DescentConfig = descent("noise", Tree::Number(0.5)).read("config").unwrap();
        assert_eq!((config.start, config.noise), ([1.0, -0.5], 0.5));
    }

    #[test]
    fn mistakes_are_named_by_path_value_and_what_is_allowed() {
        let number = Tree::Number;
        let run = |field, value| {
            let optimizer = ("optimizer", Tree::Text("sgd".into()));
            Tree::List(vec![record([optimizer, (field, value)])])
        };
        for (field, value, message) in [
            (
                "noise",
                Tree::Text("3".into()),
                "config.noise: \"3\" was given, but must be a number",
            ),
            (
                "noise",
                Tree::Flag(true),
                "config.noise: true was given, but must be a number",
            ),
            (
                "start",
                Tree::List(vec![number(1.0)]),
                "config.start: 1 values were given, but must be a list of length 2",
            ),
            (
                "start",
                number(1.0),
                "config.start: 1 was given, but must be a list of length 2",
            ),
            (
                "surface",
                number(1.0),
                "config.surface: 1 was given, but must be a text",
            ),
            (
                "nose",
                number(1.0),
                "config.nose: unknown field \"nose\": it must be one of surface, surfaceParameters, window, start, noise, seed, runs",
            ),
            (
                "seed",
                number(-1.0),
                "config.seed: seed is -1, but must be a whole number from 0 to 9007199254740991",
            ),
            (
                "runs",
                run("batch", number(0.0)),
                "config.runs[0].batch: 0 was given, but must be \"all\" or a whole number of samples, at least 1",
            ),
            (
                "runs",
                run("style", number(0.5)),
                "config.runs[0].style: 0.5 was given, but must be a whole number from 0 to 255",
            ),
            (
                "runs",
                run("schedule", record([])),
                "config.runs[0].schedule: id is missing",
            ),
            (
                "runs",
                run(
                    "hyperparameters",
                    record([("learning_rate", Tree::Text("3".into()))]),
                ),
                "config.runs[0].hyperparameters.learning_rate: \"3\" was given, but must be a number or a list of numbers",
            ),
        ] {
            let error = descent(field, value)
                .read::<DescentConfig>("config")
                .unwrap_err();
            assert_eq!(error.to_string(), message);
        }
        let error = Tree::Nothing.read::<DescentConfig>("config").unwrap_err();
        assert_eq!(
            error.to_string(),
            "config: nothing was given, but must be an object"
        );
    }
}
