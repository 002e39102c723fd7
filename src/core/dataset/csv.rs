//! Tables of numbers that a visitor pastes or drops.
//!
//! A line is a sample: its inputs, then its target. Cells are separated by tabs, semicolons, commas
//! or blanks; the first of these that stands in the first line is the separator of all. Where it is
//! a semicolon or a tab, numbers may have a decimal comma. A first line whose inputs are not all
//! numbers is a header. A last column of words makes classes, numbered in the order of their first
//! appearance. A cell in quotation marks may hold the separator. Empty lines and lines that begin with # are passed over.

use super::samples::{LARGEST_WIDTH, MOST_POINTS, Samples, Task, task_of};
use crate::core::{Error, decimal};

/// The most characters a table may have.
const MOST_BYTES: usize = 20_000_000;

/// A table that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its samples.
    pub samples: Samples,
    /// The names of its columns, if it has a header.
    pub header: Option<Vec<String>>,
    /// The names of its classes, if its last column has words.
    pub classes: Option<Vec<String>>,
}

/// Reads a table.
///
/// # Errors
/// [`Error::OutOfRange`], with the number of the line where that is possible, for a table without
/// samples, with more than [`MOST_POINTS`] lines or [`LARGEST_WIDTH`] inputs, with lines of
/// different lengths, or with a cell that is not a finite number.
pub fn parse(text: &str) -> Result<Table, Error> {
    if text.len() > MOST_BYTES {
        return Err(Error::out_of_range(
            "the length of the table",
            text.len(),
            format!("be at most {MOST_BYTES} bytes"),
        ));
    }
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = text
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.trim()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .peekable();
    let Some(&(first_number, first)) = lines.peek() else {
        return Err(Error::out_of_range(
            "the table",
            "empty",
            "have a line for each sample",
        ));
    };
    let separator = Separator::of(first);
    let first = separator.cells(first);
    let width = first.len() - 1;
    if !(1..=LARGEST_WIDTH).contains(&width) {
        return Err(Error::out_of_range(
            "the number of columns",
            first.len(),
            format!(
                "be from 2 (an input and the target) to {}",
                LARGEST_WIDTH + 1
            ),
        )
        .within(format!("line {first_number}")));
    }
    let is_header = first
        .iter()
        .take(width)
        .any(|cell| separator.number(cell).is_none());
    let header = is_header.then(|| first.iter().map(|&cell| cell.to_owned()).collect());
    if is_header {
        lines.next();
    }

    let mut inputs = Vec::new();
    let mut last_cells = Vec::new();
    for (number, line) in lines {
        if last_cells.len() == MOST_POINTS {
            return Err(Error::out_of_range(
                "the number of samples",
                format!("more than {MOST_POINTS}"),
                format!("be at most {MOST_POINTS}"),
            )
            .within(format!("line {number}")));
        }
        let target = read_line(separator, line, width, &mut inputs)
            .map_err(|error| error.within(format!("line {number}")))?;
        last_cells.push((number, target));
    }
    if last_cells.is_empty() {
        return Err(Error::out_of_range(
            "the table",
            "a header alone",
            "have a line for each sample",
        ));
    }
    let (targets, task, classes) = read_targets(separator, &last_cells)?;
    Ok(Table {
        samples: Samples::trusted(width, inputs, targets, task),
        header,
        classes,
    })
}

/// Appends the inputs of a line, and gives its last cell.
fn read_line<'a>(
    separator: Separator,
    line: &'a str,
    width: usize,
    inputs: &mut Vec<f64>,
) -> Result<&'a str, Error> {
    let cells = separator.cells(line);
    if cells.len() != width + 1 {
        return Err(Error::out_of_range(
            "the number of columns",
            cells.len(),
            format!("be {}, as in the first line", width + 1),
        ));
    }
    for (column, cell) in cells.iter().take(width).enumerate() {
        let Some(value) = separator.number(cell) else {
            return Err(not_a_number(column, cell));
        };
        inputs.push(value);
    }
    Ok(cells.last().copied().unwrap_or_default())
}

type Targets = (Vec<f64>, Task, Option<Vec<String>>);

/// The last column: numbers if the first of them is one, else names of classes.
#[allow(clippy::cast_precision_loss)]
fn read_targets(separator: Separator, cells: &[(usize, &str)]) -> Result<Targets, Error> {
    let mut names: Vec<String> = Vec::new();
    let mut targets = Vec::with_capacity(cells.len());
    let words = cells
        .first()
        .is_some_and(|(_, cell)| separator.number(cell).is_none());
    for &(line, cell) in cells {
        let value = if words {
            class_of(cell, &mut names).map(|class| class as f64)
        } else {
            separator
                .number(cell)
                .ok_or_else(|| last_column(cell, "be a finite number, as in the first line"))
        };
        targets.push(value.map_err(|error| error.within(format!("line {line}")))?);
    }
    if words {
        let task = Task::Classes(names.len().max(2));
        Ok((targets, task, Some(names)))
    } else {
        let task = task_of(&targets);
        Ok((targets, task, None))
    }
}

/// The number of the class of this name; a new name is added.
fn class_of(name: &str, names: &mut Vec<String>) -> Result<usize, Error> {
    if name.is_empty() || is_no_finite_number(name) {
        let allowed = "be the name of a class, or a finite number in every line";
        return Err(last_column(name, allowed));
    }
    if let Some(class) = names.iter().position(|known| known == name) {
        return Ok(class);
    }
    if names.len() == LARGEST_WIDTH {
        let allowed = format!("be one of at most {LARGEST_WIDTH} classes");
        return Err(last_column(name, &allowed));
    }
    names.push(name.to_owned());
    Ok(names.len() - 1)
}

/// Whether a cell is what programs write for a number that is missing or too large.
fn is_no_finite_number(cell: &str) -> bool {
    let word = cell.trim_start_matches(['+', '-']).to_ascii_lowercase();
    let is_word = ["nan", "inf", "infinity"].contains(&word.as_str());
    is_word || decimal::parse(cell).is_some_and(f64::is_infinite)
}

fn last_column(cell: &str, allowed: &str) -> Error {
    Error::out_of_range("the last column", format!("\"{cell}\""), allowed)
}

fn not_a_number(column: usize, cell: &str) -> Error {
    Error::out_of_range(
        format!("column {}", column + 1),
        format!("\"{cell}\""),
        "be a finite number",
    )
}

/// What stands between the cells of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Separator {
    Tab,
    Semicolon,
    Comma,
    Blanks,
}

impl Separator {
    /// The separator of a first line.
    fn of(line: &str) -> Self {
        let found = [Self::Tab, Self::Semicolon, Self::Comma]
            .into_iter()
            .find(|separator| separator.parts(line).len() > 1);
        found.unwrap_or(Self::Blanks)
    }

    /// The cells of a line, without blanks or quotation marks around them; at least one.
    fn cells(self, line: &str) -> Vec<&str> {
        let mut parts = self.parts(line);
        if self == Self::Blanks {
            parts.retain(|part| !part.is_empty());
        }
        parts.into_iter().map(unquoted).collect()
    }

    /// What stands between the separators that are outside quotation marks.
    fn parts(self, line: &str) -> Vec<&str> {
        let mut parts = Vec::new();
        let (mut start, mut is_quoted) = (0, false);
        for (place, c) in line.char_indices() {
            let part = &line[start..place];
            // They begin a cell; within them two stand for one.
            let begins = || {
                part.chars()
                    .next_back()
                    .is_none_or(|c| c == '"' || c.is_whitespace())
            };
            if c == '"' && (is_quoted || begins()) {
                is_quoted = !is_quoted;
            } else if !is_quoted && self.is(c) {
                parts.push(part);
                start = place + c.len_utf8();
            }
        }
        parts.push(&line[start..]);
        parts
    }

    fn is(self, c: char) -> bool {
        match self {
            Self::Tab => c == '\t',
            Self::Semicolon => c == ';',
            Self::Comma => c == ',',
            Self::Blanks => c.is_whitespace(),
        }
    }

    /// The finite number a cell holds, if it does.
    fn number(self, cell: &str) -> Option<f64> {
        let decimal_comma = matches!(self, Self::Tab | Self::Semicolon) && !cell.contains('.');
        let value = if decimal_comma && cell.contains(',') {
            decimal::parse(&cell.replacen(',', ".", 1))
        } else {
            decimal::parse(cell)
        };
        value.filter(|value| value.is_finite())
    }
}

/// A cell without the blanks and quotation marks around it.
fn unquoted(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_prefix('"')
        .and_then(|cell| cell.strip_suffix('"'))
        .unwrap_or(cell)
        .trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> (Vec<Vec<f64>>, Vec<f64>) {
        let samples = parse(text).unwrap().samples;
        let inputs = samples.inputs().map(<[f64]>::to_vec).collect();
        (inputs, samples.targets().to_vec())
    }

    #[test]
    fn every_separator_and_shape_of_line_is_read() {
        let expected = (vec![vec![1.5, -2.0], vec![0.0, 3e-2]], vec![0.0, 1.0]);
        for text in [
            "1.5,-2,0\n0,3e-2,1",
            "1.5;-2;0\n0;0.03;1\n",
            "1,5;-2;0\n0;0,03;1",
            "1.5\t-2\t0\r\n0\t0.03\t1\r\n",
            "  1.5   -2 0\n\n0 0.03  1",
            "x,y,class\n1.5,-2,0\n0,3e-2,1",
            "\u{feff}# made by hand\n\"x\";\"y\";\"class\"\n1.5;-2;0\n0;.03;1",
            "1.5 , -2 , 0\n 0, +3e-2, 1 ",
        ] {
            assert_eq!(rows(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_header_gives_names_and_words_give_classes() {
        let table = parse("length,kind\n1,oak\n2,elm\n3,oak\n").unwrap();
        assert_eq!(table.header.unwrap(), ["length", "kind"]);
        assert_eq!(table.classes.unwrap(), ["oak", "elm"]);
        assert_eq!(table.samples.targets(), [0.0, 1.0, 0.0]);
        assert_eq!(table.samples.task(), Task::Classes(2));
        let quoted = parse("1,\"a, b\"\n2,\"c\"\n3,\"a, b\"\n4,5\" pipe").unwrap();
        assert_eq!(quoted.classes.unwrap(), ["a, b", "c", "5\" pipe"]);
        let spaced = parse("\"a 1\" \"b; 2\"\n3 \"c, d\"").unwrap();
        assert_eq!(spaced.header.unwrap(), ["a 1", "b; 2"]);
        let bare = parse("1,0\n2,0.5").unwrap();
        assert_eq!((bare.header, bare.classes), (None, None));
        assert_eq!(bare.samples.task(), Task::Regression);
    }

    #[test]
    fn errors_name_the_line_and_what_is_there() {
        for (text, message) in [
            ("", "the table is empty"),
            ("# nothing\n\n", "the table is empty"),
            ("x,y\n", "the table is a header alone"),
            ("5\n6\n", "line 1: the number of columns is 1"),
            (
                "1,2,0\n\n1,0\n",
                "line 3: the number of columns is 2, but must be 3",
            ),
            (
                "1,2,0\n1,b,0\n",
                "line 2: column 2 is \"b\", but must be a finite number",
            ),
            ("1,2,0\n1,,0\n", "line 2: column 2 is \"\""),
            ("1,2,0\n1,inf,0\n", "line 2: column 2 is \"inf\""),
            ("1,2,0\n1,2,b\n", "line 2: the last column is \"b\""),
            ("1,2,a\n1,2,\n", "line 2: the last column is \"\""),
            ("1,2,NaN\n1,2,0\n", "line 1: the last column is \"NaN\""),
            ("1,2,a\n1,2,-inf\n", "line 2: the last column is \"-inf\""),
            (
                "1,2,1e999\n1,2,3\n",
                "line 1: the last column is \"1e999\", but must be the name of a class, or a finite",
            ),
        ] {
            let error = parse(text).unwrap_err().to_string();
            assert!(error.starts_with(message), "{text:?}: {error}");
        }
    }

    #[test]
    fn tables_beyond_the_limits_are_refused() {
        let long = "1,0\n".repeat(MOST_POINTS + 1);
        let error = parse(&long).unwrap_err().to_string();
        assert!(
            error.starts_with("line 50001: the number of samples"),
            "{error}"
        );
        assert!(parse(&"1,".repeat(LARGEST_WIDTH + 1)).is_err());
        let many: String = (0..=LARGEST_WIDTH).map(|i| format!("1,c{i}\n")).collect();
        assert!(
            parse(&many)
                .unwrap_err()
                .to_string()
                .starts_with("line 129")
        );
        assert!(parse(&" ".repeat(MOST_BYTES + 1)).is_err());
    }
}
