//! A formula cut into tokens.

use crate::core::{Error, decimal};

/// The smallest meaningful piece of a formula.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Token<'a> {
    Number(f64),
    Name(&'a str),
    Plus,
    Minus,
    Times,
    Over,
    Power,
    /// A whole exponent written in superscript digits.
    Superscript(f64),
    Open,
    Close,
    Comma,
    End,
}

impl std::fmt::Display for Token<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = match self {
            Self::Number(number) => return write!(f, "{number}"),
            Self::Name(name) => return f.write_str(&crate::core::error::shorten(name)),
            Self::Superscript(_) => return f.write_str("a superscript"),
            Self::End => return f.write_str("the end"),
            Self::Plus => "+",
            Self::Minus => "−",
            Self::Times => "*",
            Self::Over => "/",
            Self::Power => "^",
            Self::Open => "(",
            Self::Close => ")",
            Self::Comma => "a comma",
        };
        f.write_str(sign)
    }
}

/// What is left of a formula.
pub(super) struct Tokens<'a> {
    rest: &'a str,
    /// Characters before `rest`.
    position: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            rest: text,
            position: 0,
        }
    }

    /// The next token and the number of characters before it.
    pub(super) fn next(&mut self) -> Result<(Token<'a>, usize), Error> {
        self.take_while(char::is_whitespace);
        let position = self.position;
        let Some(first) = self.rest.chars().next() else {
            return Ok((Token::End, position));
        };
        let token = if first.is_ascii_digit() || first == '.' {
            self.number()?
        } else if first.is_alphabetic() || first == '_' {
            Token::Name(self.take_while(belongs_to_name))
        } else if superscript(first).is_some() {
            let digits = self.take_while(|c| superscript(c).is_some());
            let append = |number: f64, c| number * 10.0 + superscript(c).unwrap_or(0.0);
            Token::Superscript(digits.chars().fold(0.0, append))
        } else {
            let token = match first {
                '+' => Token::Plus,
                '-' | '−' => Token::Minus,
                '*' | '×' | '·' | '⋅' => Token::Times,
                '/' => Token::Over,
                '^' => Token::Power,
                '(' => Token::Open,
                ')' => Token::Close,
                ',' => Token::Comma,
                _ => {
                    let message = format!("the character '{first}' has no meaning here");
                    return Err(Error::Formula { message, position });
                }
            };
            self.take(first.len_utf8());
            token
        };
        Ok((token, position))
    }

    /// Digits with at most one point among them, and an exponent where digits follow its e.
    fn number(&mut self) -> Result<Token<'a>, Error> {
        let position = self.position;
        let bytes = self.rest.as_bytes();
        let digits = |from: usize| {
            let rest = bytes.iter().skip(from);
            rest.take_while(|byte| byte.is_ascii_digit()).count()
        };
        let mut length = digits(0);
        if bytes.get(length) == Some(&b'.') {
            length += 1 + digits(length + 1);
        }
        if let Some(b'e' | b'E') = bytes.get(length) {
            let sign = usize::from(matches!(bytes.get(length + 1), Some(b'+' | b'-')));
            let count = digits(length + 1 + sign);
            if count > 0 {
                length += 1 + sign + count;
            }
        }
        let text = self.take(length);
        let complaint = match decimal::parse(text) {
            Some(number) if number.is_finite() && !self.rest.starts_with('.') => {
                return Ok(Token::Number(number));
            }
            Some(number) if number.is_infinite() => "is too large: numbers go up to 1.797e308",
            _ => "is no number: write it like 12, 0.5, .5 or 1e-3",
        };
        let shown = crate::core::error::shorten(text);
        Err(Error::Formula {
            message: format!("{shown} {complaint}"),
            position,
        })
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !belongs(c)).unwrap_or(self.rest.len());
        self.take(end)
    }

    /// The next `length` bytes.
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self
            .rest
            .split_at_checked(length)
            .unwrap_or((self.rest, ""));
        self.position += taken.chars().count();
        self.rest = rest;
        taken
    }
}

/// Letters, digits and underscores; superscripts, which count as digits elsewhere, do not.
fn belongs_to_name(c: char) -> bool {
    (c.is_alphanumeric() || c == '_') && superscript(c).is_none()
}

/// The value of a superscript digit.
fn superscript(c: char) -> Option<f64> {
    let digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    digits
        .chars()
        .zip(0_u8..)
        .find(|&(digit, _)| digit == c)
        .map(|(_, value)| f64::from(value))
}
