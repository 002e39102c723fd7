//! Numbers as a reader would write them.

/// A number to four significant digits: "0.11", "1.905", "3.2e-7".
#[must_use]
pub fn significant(x: f64) -> String {
    let rounded = format!("{x:.3e}");
    let Some((mantissa, exponent)) = rounded.split_once('e') else {
        return rounded; // not a finite number
    };
    match exponent.parse::<i32>() {
        Ok(exponent @ -3..=5) => {
            #[allow(clippy::cast_sign_loss)]
            let decimals = (3 - exponent).max(0) as usize;
            trim(&format!("{x:.decimals$}")).to_owned()
        }
        _ => format!("{}e{exponent}", trim(mantissa)),
    }
}

/// A number to four significant digits, grouped where it is large: "1.905", "719,000", "3.2e9".
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 10⁴ and 10⁹
pub fn rounded(x: f64) -> String {
    if !(1e4..1e9).contains(&x) {
        return significant(x);
    }
    let unit = 10_f64.powf(x.log10().floor() - 3.0);
    grouped((x / unit).round() as u64 * unit as u64)
}

/// A whole number with its digits in groups of three: "12,000".
#[must_use]
pub fn grouped(x: u64) -> String {
    let digits = x.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The same number without zeros that say nothing.
fn trim(text: &str) -> &str {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_by_three() {
        for (x, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(x), text);
        }
    }

    #[test]
    fn large_numbers_are_rounded_and_grouped() {
        for (x, text) in [
            (1.905_2, "1.905"),
            (9_999.4, "9999"),
            (718_997.0, "719,000"),
            (103_748_449.0, "103,700,000"),
            (3.2e9, "3.2e9"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(rounded(x), text);
        }
    }

    #[test]
    fn four_digits_are_kept_and_empty_zeros_dropped() {
        for (x, text) in [
            (0.0, "0"),
            (0.11, "0.11"),
            (0.1, "0.1"),
            (2.0 / 1.05, "1.905"),
            (-100.0, "-100"),
            (123_456.7, "123457"),
            (1_234_567.0, "1.235e6"),
            (3.2e-7, "3.2e-7"),
            (0.001_234_56, "0.001235"),
            (9.9999, "10"),
            (f64::NAN, "NaN"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(significant(x), text);
        }
    }
}
