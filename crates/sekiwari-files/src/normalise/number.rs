//! Whole numbers, decimals in thousandths, coordinates. No floats, so nothing is rounded silently.

/// Why a text is no decimal in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalError {
    /// Not of the form `12`, `-0.5`, `△5`, `1,200`.
    Form,
    /// More decimals than can be kept.
    TooFine,
    /// Too large to be kept.
    TooLarge,
}

/// A whole number from 0 to `u32::MAX`: digits, or groups of three set off by commas. Nothing else, no sign.
#[must_use]
pub fn parse_count(text: &str) -> Option<u32> {
    let digits = without_group_commas(text)?;
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

/// A decimal as an exact number of thousandths: `12.5` is 12,500.
///
/// Accepts a leading `+` or `-`, and `△` or `▲` for minus as Japanese offices print it; groups of three set off by commas;
/// trailing zeros beyond the third decimal. Refuses exponents, a lone sign, `5.` and `.5`.
///
/// # Errors
/// [`DecimalError`] says what is wrong.
pub fn parse_thousandths(text: &str) -> Result<i64, DecimalError> {
    parse_scaled(text, 3)
}

/// A coordinate in degrees as millionths of a degree; decimals beyond the sixth (a tenth of a metre) are cut.
#[must_use]
pub fn parse_micro_degrees(text: &str, limit_degrees: i32) -> Option<i32> {
    let cut = match text.split_once('.') {
        Some((_, part)) if part.len() > 6 && part.bytes().all(|b| b.is_ascii_digit()) => {
            &text[..text.len() - (part.len() - 6)]
        }
        _ => text,
    };
    let value = i32::try_from(parse_scaled(cut, 6).ok()?).ok()?;
    (value.unsigned_abs() <= limit_degrees.unsigned_abs() * 1_000_000).then_some(value)
}

fn parse_scaled(text: &str, places: usize) -> Result<i64, DecimalError> {
    let (negative, rest) = match text.chars().next() {
        Some('-' | '△' | '▲') => (true, text.trim_start_matches(['-', '△', '▲'])),
        Some('+') => (false, &text[1..]),
        _ => (false, text),
    };
    if text.len() - rest.len() > '△'.len_utf8() || (text.starts_with('-') && text.len() - rest.len() > 1) {
        return Err(DecimalError::Form);
    }
    let (whole, part) = match rest.split_once('.') {
        Some((_, "")) => return Err(DecimalError::Form),
        Some((w, p)) => (w, p),
        None => (rest, ""),
    };
    let whole = without_group_commas(whole).ok_or(DecimalError::Form)?;
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(&whole) || !digits(part) {
        return Err(DecimalError::Form);
    }
    let kept = part.trim_end_matches('0');
    if kept.len() > places {
        return Err(DecimalError::TooFine);
    }
    let scale = 10i64.pow(places as u32);
    let digit = |at: usize| i64::from(kept.as_bytes().get(at).map_or(0, |b| b - b'0'));
    let fraction = (0..places).fold(0, |value, at| value * 10 + digit(at));
    let value = whole
        .parse::<i64>()
        .ok()
        .and_then(|w| w.checked_mul(scale))
        .and_then(|w| w.checked_add(fraction))
        // The largest value is kept free: it stands for a blank tie key.
        .filter(|&v| v < i64::MAX)
        .ok_or(DecimalError::TooLarge)?;
    Ok(if negative { -value } else { value })
}

/// Digits with commas only between groups of three; nothing when a comma stands elsewhere.
fn without_group_commas(text: &str) -> Option<std::borrow::Cow<'_, str>> {
    if !text.contains(',') {
        return Some(text.into());
    }
    let mut groups = text.split(',');
    let first = groups.next()?;
    let well = (1..=3).contains(&first.len()) && groups.all(|g| g.len() == 3);
    well.then(|| text.replace(',', "").into())
}

#[cfg(test)]
mod tests {
    use super::{DecimalError, parse_count, parse_micro_degrees, parse_thousandths};
    use proptest::prelude::*;

    #[test]
    fn decimals_are_exact_or_refused() {
        for (text, want) in [
            ("12.5", Ok(12_500)),
            ("-0.125", Ok(-125)),
            ("△5", Ok(-5_000)),
            ("▲1.5", Ok(-1_500)),
            ("+7", Ok(7_000)),
            ("1,200", Ok(1_200_000)),
            ("12.5000", Ok(12_500)),
            ("0.0001", Err(DecimalError::TooFine)),
            ("1e3", Err(DecimalError::Form)),
            ("-", Err(DecimalError::Form)),
            ("--5", Err(DecimalError::Form)),
            ("△△5", Err(DecimalError::Form)),
            ("5.", Err(DecimalError::Form)),
            (".5", Err(DecimalError::Form)),
            ("", Err(DecimalError::Form)),
            ("1,20", Err(DecimalError::Form)),
            ("1.2.3", Err(DecimalError::Form)),
            ("9223372036854775", Ok(9_223_372_036_854_775_000)),
            ("9223372036854775.807", Err(DecimalError::TooLarge)),
            ("99999999999999999999", Err(DecimalError::TooLarge)),
        ] {
            assert_eq!(parse_thousandths(text), want, "{text}");
        }
    }

    #[test]
    fn counts_take_digits_only() {
        assert_eq!(parse_count("007"), Some(7));
        assert_eq!(parse_count("1,000"), Some(1000));
        for bad in ["", "-1", "3.0", "3人", "+3", "4294967296", "1,0"] {
            assert_eq!(parse_count(bad), None, "{bad}");
        }
    }

    #[test]
    fn coordinates_are_cut_to_millionths() {
        assert_eq!(parse_micro_degrees("34.67284567", 90), Some(34_672_845));
        assert_eq!(parse_micro_degrees("-180", 180), Some(-180_000_000));
        assert_eq!(parse_micro_degrees("133.7", 90), None);
        assert_eq!(parse_micro_degrees("abc", 90), None);
    }

    proptest! {
        #[test]
        fn printing_and_reading_agree(v in -1_000_000_000_000i64..1_000_000_000_000) {
            let text = sekiwari::priority::Thousandths(v).to_string();
            prop_assert_eq!(parse_thousandths(&text), Ok(v));
        }

        #[test]
        fn any_text_is_answered(text in "\\PC{0,12}") {
            let _ = parse_thousandths(&text);
            let _ = parse_count(&text);
            let _ = parse_micro_degrees(&text, 90);
        }
    }
}
