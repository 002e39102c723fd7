//! From decimal text to the nearest number.
//!
//! `str::parse` does the same, faster where numbers are long; the tables it keeps for that would be
//! a twentieth of the module that a page loads.

use std::cmp::Ordering;

/// Digits that can decide which way a number is rounded; whether anything follows them is all that
/// the rest can say.
const MOST_DIGITS: usize = 800;

/// The number nearest to a decimal one, ties to even: digits with at most one point among them, a
/// sign before and an exponent after them as one likes. Infinite where it is too large.
#[must_use]
pub(crate) fn parse(text: &str) -> Option<f64> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (digits, exponent) = match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, whole(exponent)?),
        None => (text, 0),
    };
    let (before, after) = digits.split_once('.').unwrap_or((digits, ""));
    let all = || before.bytes().chain(after.bytes());
    if all().next().is_none() || !all().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let after = i64::try_from(after.len()).ok()?;
    let significant: Vec<u32> = all()
        .map(|c| u32::from(c - b'0'))
        .skip_while(|&digit| digit == 0)
        .collect();
    let size = nearest(&significant, exponent.saturating_sub(after));
    Some(if negative { -size } else { size })
}

/// A whole number with its sign.
fn whole(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() {
        return None;
    }
    digits.bytes().try_fold(0_i64, |number, c| {
        let digit = c.is_ascii_digit().then(|| i64::from(c - b'0'))?;
        Some(number.saturating_mul(10).saturating_add(sign * digit))
    })
}

/// The number nearest to digits × 10^exponent; the first digit is not 0.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss
)]
fn nearest(digits: &[u32], exponent: i64) -> f64 {
    let (digits, rest) = digits.split_at(digits.len().min(MOST_DIGITS));
    let exponent = exponent.saturating_add(rest.len() as i64);
    match exponent.saturating_add(digits.len() as i64) {
        _ if digits.is_empty() => return 0.0,
        ..-330 => return 0.0,
        311.. => return f64::INFINITY,
        _ => {}
    }
    let exponent = exponent as i32;
    // Both numbers are exact up to these sizes, and one operation rounds once.
    if digits.len() <= 15 && exponent.abs() <= 22 {
        let number = digits.iter().fold(0.0, |n, &d| n * 10.0 + f64::from(d));
        let power = (0..exponent.abs()).fold(1.0, |power, _| power * 10.0);
        return if exponent < 0 {
            number / power
        } else {
            number * power
        };
    }
    let mut top = Natural(Vec::new());
    for &digit in digits {
        top.multiply_and_add(10, digit);
    }
    let mut exponent = exponent;
    if rest.iter().any(|&digit| digit > 0) {
        top.multiply_and_add(10, 1);
        exponent -= 1;
    }
    // The number is top/bottom × 2^power.
    let mut bottom = Natural(vec![1]);
    let scaled = if exponent < 0 { &mut bottom } else { &mut top };
    for _ in 0..exponent.abs() {
        scaled.multiply_and_add(5, 0);
    }
    let mut power = exponent + top.bits() as i32 - bottom.bits() as i32;
    top.shift((exponent - power).max(0));
    bottom.shift((power - exponent).max(0));
    if top.cmp(&bottom).is_lt() {
        top.shift(1);
        power -= 1;
    }
    // Now 1 ≤ top/bottom < 2: a long division, of 53 bits, or fewer near 0.
    let below = (power + 1022).min(0);
    let mut quotient = 0_u64;
    for _ in 0..53 + below {
        let fits = top.cmp(&bottom).is_ge();
        if fits {
            top.subtract(&bottom);
        }
        quotient = 2 * quotient + u64::from(fits);
        top.shift(1);
    }
    let up = match top.cmp(&bottom) {
        _ if 53 + below < 0 => false,
        Ordering::Less => false,
        Ordering::Equal => quotient % 2 == 1,
        Ordering::Greater => true,
    };
    // The leading bit of the quotient counts as 1 in the exponent, as does what rounding carries.
    let exponent = (power + 1022).max(0) as u64;
    f64::from_bits((exponent << 52) + quotient + u64::from(up))
}

/// A natural number of any size: digits in base 2³², the lowest first, none for 0.
struct Natural(Vec<u32>);

impl Natural {
    fn bits(&self) -> u32 {
        let last = self.0.last().map_or(0, |digit| digit.leading_zeros());
        u32::BITS * self.0.len() as u32 - last
    }

    fn multiply_and_add(&mut self, factor: u32, term: u32) {
        let mut carry = u64::from(term);
        for digit in &mut self.0 {
            carry += u64::from(*digit) * u64::from(factor);
            *digit = carry as u32;
            carry >>= u32::BITS;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    /// Multiplies by 2^bits.
    fn shift(&mut self, bits: i32) {
        for _ in 0..bits / 31 {
            self.multiply_and_add(1 << 31, 0);
        }
        self.multiply_and_add(1 << (bits % 31), 0);
    }

    /// Takes away a number that is not larger.
    fn subtract(&mut self, other: &Self) {
        let mut borrow = 0;
        let others = other.0.iter().copied().chain(std::iter::repeat(0));
        for (digit, other) in self.0.iter_mut().zip(others) {
            let difference = i64::from(*digit) - i64::from(other) + borrow;
            *digit = difference as u32;
            borrow = difference >> u32::BITS;
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    fn cmp(&self, other: &Self) -> Ordering {
        let digits = self.0.iter().rev().cmp(other.0.iter().rev());
        self.0.len().cmp(&other.0.len()).then(digits)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn agrees(text: &str) {
        let (found, expected) = (parse(text), text.parse::<f64>().ok());
        assert_eq!(
            found.map(f64::to_bits),
            expected.map(f64::to_bits),
            "{text}"
        );
    }

    #[test]
    fn hard_cases_are_rounded_as_the_standard_library_rounds_them() {
        for text in [
            "0",
            "-0",
            "+1",
            "1.",
            ".5",
            "1e400",
            "-1e400",
            "1e-400",
            "9e99999999999999999999",
            "1e-99999999999999999999",
            "0e99999999999999999999",
            "9007199254740993",
            "9007199254740992.99999",
            "9007199254740993.00001",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "2.2250738585072011e-308",
            "2.2250738585072014e-308",
            "4.9e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "7.4e-324",
            "123456789012345e22",
            "123456789012345e23",
            "1e23",
            "8.5e-318",
            "6.02214076E+23",
            "00012.500e-00003",
        ] {
            agrees(text);
        }
        // Halfway between 0 and the smallest number, then a digit beyond those that are looked at.
        let half = "2".to_owned() + &"0".repeat(900);
        agrees(&format!("{half}e-1223"));
        agrees(&format!(
            "9007199254740993{}1",
            ".".to_owned() + &"0".repeat(1000)
        ));
        agrees(&format!("9007199254740993.{}", "0".repeat(1000)));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "", ".", "-", "e5", "1e", "1e+", "1.2.3", "--1", "1e5.0", "0x1", " 1", "1_0", "½",
        ] {
            agrees(text);
        }
    }

    proptest! {
        #[test]
        fn every_number_comes_back(bits: u64) {
            let number = f64::from_bits(bits);
            if number.is_finite() {
                agrees(&format!("{number:e}"));
                agrees(&format!("{number:.25e}"));
            }
        }

        #[test]
        fn any_digits_are_read(text in "[+-]?[0-9]{0,40}[.]?[0-9]{0,40}(e[+-]?[0-9]{1,3})?") {
            agrees(&text);
        }
    }
}
