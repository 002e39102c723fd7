//! From text to program: a parser by binding powers (Pratt 1973, doi:10.1145/512927.512931).

use super::operation::{Binary, FUNCTIONS, Operation, Unary, VARIABLES};
use super::program::{Program, STACK};
use super::token::{Token, Tokens};
use crate::core::Error;
use crate::core::error::shorten;

/// The most characters of a formula.
const MOST_CHARACTERS: usize = 10_000;
/// The most levels of parentheses, functions, signs and powers inside each other.
const MOST_LEVELS: usize = STACK - 2;

/// How tightly operators hold their operands; the tighter, the higher.
mod binding {
    pub(super) const WHOLE_FORMULA: u8 = 0;
    pub(super) const SUM: u8 = 1;
    pub(super) const PRODUCT: u8 = 2;
    pub(super) const SIGN: u8 = 3;
    pub(super) const POWER: u8 = 4;
}

/// Reads a formula.
///
/// # Errors
/// [`Error::Formula`] with the place and what was expected there.
pub(super) fn parse(text: &str) -> Result<Program, Error> {
    let characters = text.chars().count();
    if characters > MOST_CHARACTERS {
        let message =
            format!("it has {characters} characters, but must have at most {MOST_CHARACTERS}");
        return Err(error(message, MOST_CHARACTERS));
    }
    let mut tokens = Tokens::new(text);
    let (token, position) = tokens.next()?;
    if token == Token::End {
        return Err(error(
            "it is empty: type a function of x and y, like x^2 + 3*y^2",
            0,
        ));
    }
    let mut parser = Parser {
        tokens,
        token,
        position,
        levels: 0,
        program: Program::default(),
    };
    parser.expression(binding::WHOLE_FORMULA)?;
    match parser.token {
        Token::End => Ok(parser.program),
        Token::Close => Err(parser.error("this ) closes no (")),
        Token::Comma => Err(parser.error("a comma stands only between the arguments of min and max; decimals are written with a point")),
        _ => Err(parser.missing_operator()),
    }
}

fn error(message: impl Into<String>, position: usize) -> Error {
    let message = message.into();
    Error::Formula { message, position }
}

struct Parser<'a> {
    tokens: Tokens<'a>,
    /// The token that comes next.
    token: Token<'a>,
    /// The number of characters before it.
    position: usize,
    levels: usize,
    program: Program,
}

impl<'a> Parser<'a> {
    /// Reads an operand and everything after it that binds at least as tightly as `least`.
    fn expression(&mut self, least: u8) -> Result<(), Error> {
        if self.levels == MOST_LEVELS {
            return Err(self.error(format!("it is nested more than {MOST_LEVELS} levels deep")));
        }
        self.levels += 1;
        self.operand()?;
        while let Some((strength, operation)) =
            self.operator().filter(|(strength, _)| *strength >= least)
        {
            self.advance()?;
            match operation {
                Operation::Binary(Binary::Power) => self.power()?,
                Operation::Binary(_) => {
                    self.expression(strength + 1)?;
                    self.program.push(operation);
                }
                _ => self.program.push(operation),
            }
        }
        self.levels -= 1;
        Ok(())
    }

    /// What the next token does to the operand before it.
    fn operator(&self) -> Option<(u8, Operation)> {
        let binary = |strength, operation| Some((strength, Operation::Binary(operation)));
        match self.token {
            Token::Plus => binary(binding::SUM, Binary::Add),
            Token::Minus => binary(binding::SUM, Binary::Subtract),
            Token::Times => binary(binding::PRODUCT, Binary::Multiply),
            Token::Over => binary(binding::PRODUCT, Binary::Divide),
            Token::Power => binary(binding::POWER, Binary::Power),
            Token::Superscript(n) => Some((binding::POWER, Operation::Unary(Unary::to_the(n)))),
            _ => None,
        }
    }

    /// Reads an exponent: everything to the right that is a power too, so that a^b^c = a^(b^c).
    fn power(&mut self) -> Result<(), Error> {
        let start = self.program.len();
        self.expression(binding::POWER)?;
        let operation = match self.program.pop_constant(start) {
            Some(exponent) => Operation::Unary(Unary::to_the(exponent)),
            None => Operation::Binary(Binary::Power),
        };
        self.program.push(operation);
        Ok(())
    }

    fn operand(&mut self) -> Result<(), Error> {
        match self.token {
            Token::Number(value) => {
                self.advance()?;
                self.program.push(Operation::Constant(value));
            }
            Token::Name(name) => self.named(name)?,
            Token::Minus => {
                self.advance()?;
                self.expression(binding::SIGN)?;
                self.program.push(Operation::Unary(Unary::Negate));
            }
            Token::Open => {
                let opening = self.position;
                self.advance()?;
                self.expression(binding::WHOLE_FORMULA)?;
                self.close(opening)?;
            }
            Token::Times => {
                return Err(
                    self.error("expected a number, a name or ( but found *; a power is written ^")
                );
            }
            token => {
                return Err(self.error(format!("expected a number, a name or ( but found {token}")));
            }
        }
        Ok(())
    }

    /// Reads a variable, a constant or a function with its arguments.
    fn named(&mut self, name: &str) -> Result<(), Error> {
        let of = |table: &[(&str, Operation)]| {
            table
                .iter()
                .find(|entry| entry.0 == name)
                .map(|entry| entry.1)
        };
        let position = self.position;
        if let Some(operation) = of(VARIABLES) {
            self.advance()?;
            self.program.push(operation);
            return Ok(());
        }
        let Some(operation) = of(FUNCTIONS) else {
            return Err(error(unknown(name), position));
        };
        self.advance()?;
        if self.token != Token::Open {
            return Err(self.error(format!(
                "{name} must be followed by ( but found {}",
                self.token
            )));
        }
        let opening = self.position;
        self.advance()?;
        self.expression(binding::WHOLE_FORMULA)?;
        let takes_two = matches!(operation, Operation::Binary(_));
        if takes_two {
            if self.token != Token::Comma {
                return Err(self.error(format!(
                    "{name} takes two arguments with a comma between them, but found {}",
                    self.token
                )));
            }
            self.advance()?;
            self.expression(binding::WHOLE_FORMULA)?;
        }
        if self.token == Token::Comma {
            let count = if takes_two {
                "two arguments"
            } else {
                "one argument"
            };
            return Err(self.error(format!("{name} takes {count} only")));
        }
        self.close(opening)?;
        self.program.push(operation);
        Ok(())
    }

    /// Reads the ) of the ( at `opening`.
    fn close(&mut self, opening: usize) -> Result<(), Error> {
        match self.token {
            Token::Close => self.advance(),
            Token::End => Err(error("this ( is never closed", opening)),
            _ if self.starts_operand() => Err(self.missing_operator()),
            token => Err(self.error(format!("expected ) but found {token}"))),
        }
    }

    fn starts_operand(&self) -> bool {
        matches!(self.token, Token::Number(_) | Token::Name(_) | Token::Open)
    }

    fn missing_operator(&self) -> Error {
        let token = self.token;
        self.error(format!(
            "an operator is missing before {token}: 2x is written 2*x"
        ))
    }

    fn error(&self, message: impl Into<String>) -> Error {
        error(message, self.position)
    }

    fn advance(&mut self) -> Result<(), Error> {
        (self.token, self.position) = self.tokens.next()?;
        Ok(())
    }
}

/// Whether a name looks like a product or power of the variables: xy, x2.
pub(super) fn is_product(name: &str) -> bool {
    name.chars().all(|c| "xy0123456789".contains(c))
}

fn unknown(name: &str) -> String {
    let shown = shorten(name);
    if is_product(name) {
        return format!("unknown name {shown}: a product is written x*y, a power x^2");
    }
    let names = |table: &[(&'static str, Operation)]| {
        table
            .iter()
            .map(|entry| entry.0)
            .collect::<Vec<_>>()
            .join(", ")
    };
    format!(
        "unknown name {}: it must be one of {}, or a function: {}",
        shown,
        names(VARIABLES),
        names(FUNCTIONS)
    )
}
