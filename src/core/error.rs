//! The one error type of the core: every variant is a sentence that names the argument, the value
//! that was given and what is allowed.

use std::fmt;

/// What was wrong with an argument.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// No entry of the registry has this id.
    UnknownId {
        /// What kind of thing was asked for: "optimizer", "schedule", …
        kind: &'static str,
        /// The id that was given.
        id: String,
        /// The ids that exist.
        allowed: Vec<&'static str>,
    },
    /// The entry has no parameter of this name.
    UnknownParameter {
        /// The id of the entry.
        entry: &'static str,
        /// The name that was given.
        name: String,
        /// The names that exist.
        allowed: Vec<&'static str>,
    },
    /// A value lies outside what is allowed.
    OutOfRange {
        /// The argument, as the caller wrote it: "learning_rate", "seed", …
        name: String,
        /// The value that was given, written out.
        value: String,
        /// What is allowed, to follow the word "must": "be finite and above 0".
        allowed: String,
    },
    /// A value is missing, unknown, or of another type than expected.
    Type {
        /// What is wrong and what is expected.
        message: String,
    },
    /// A typed formula could not be read.
    Formula {
        /// What is wrong.
        message: String,
        /// Where: the number of characters before the place.
        position: usize,
    },
    /// The error stands in a part of a larger value.
    In {
        /// The path of that part: `runs[2].schedule`.
        path: String,
        /// What is wrong there.
        source: Box<Error>,
    },
}

impl Error {
    /// An [`Error::OutOfRange`] of anything that can be displayed.
    pub fn out_of_range(
        name: impl Into<String>,
        value: impl fmt::Display,
        allowed: impl Into<String>,
    ) -> Self {
        // Most of the code of a call is made once.
        fn error(name: String, value: &dyn fmt::Display, allowed: String) -> Error {
            Error::OutOfRange {
                name,
                value: shorten(&value.to_string()),
                allowed,
            }
        }
        error(name.into(), &value, allowed.into())
    }

    /// The same error, said to stand at `path` of a larger value.
    #[must_use]
    pub fn within(self, path: impl Into<String>) -> Self {
        Self::In {
            path: path.into(),
            source: Box::new(self),
        }
    }
}

/// At most 60 characters of what was given: a message must stay readable whatever was pasted.
pub(crate) fn shorten(text: &str) -> String {
    const MOST: usize = 60;
    let mut shown: String = text.chars().take(MOST).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownId { kind, id, allowed } => write!(
                f,
                "unknown {kind} \"{}\": it must be one of {}",
                shorten(id),
                allowed.join(", ")
            ),
            Self::UnknownParameter {
                entry,
                name,
                allowed,
            } if allowed.is_empty() => {
                write!(
                    f,
                    "{entry} has no parameter \"{}\": it takes none",
                    shorten(name)
                )
            }
            Self::UnknownParameter {
                entry,
                name,
                allowed,
            } => write!(
                f,
                "{entry} has no parameter \"{}\": it must be one of {}",
                shorten(name),
                allowed.join(", ")
            ),
            Self::OutOfRange {
                name,
                value,
                allowed,
            } => write!(f, "{name} is {value}, but must {allowed}"),
            Self::Type { message } => write!(f, "{message}"),
            Self::Formula { message, position } => {
                write!(f, "formula: {message} (at character {})", position + 1)
            }
            Self::In { path, source } => {
                // One path from the outermost part to the innermost: "runs[2].schedule".
                write!(f, "{path}")?;
                let mut inner = source;
                while let Self::In { path, source } = inner.as_ref() {
                    write!(f, "{}{path}", if path.starts_with('[') { "" } else { "." })?;
                    inner = source;
                }
                write!(f, ": {inner}")
            }
        }
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_the_value_and_what_is_allowed() {
        let error = Error::out_of_range("beta", 1.5, "be at least 0 and below 1").within("runs[2]");
        assert_eq!(
            error.to_string(),
            "runs[2]: beta is 1.5, but must be at least 0 and below 1"
        );
    }

    #[test]
    fn a_huge_value_is_shortened() {
        let error = Error::UnknownId {
            kind: "optimizer",
            id: "é".repeat(100_000),
            allowed: vec!["sgd"],
        };
        assert!(error.to_string().chars().count() < 120);
    }
}
