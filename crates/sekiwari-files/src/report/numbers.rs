//! Numbers as people read them.

use crate::write::WhatifNumberJson;

/// A whole number with commas between thousands.
pub(super) fn whole(n: impl Into<i64>) -> String {
    let n: i64 = n.into();
    let digits = n.unsigned_abs().to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if n < 0 { format!("−{text}") } else { text }
}

/// A count that may be larger.
pub(super) fn large(n: u64) -> String {
    whole(i64::try_from(n).unwrap_or(i64::MAX))
}

/// To one decimal; whole numbers without.
pub(super) fn decimal(x: f64) -> String {
    let tenths = (x * 10.0).round();
    let (tenths, sign) = (tenths.abs() as i64, if tenths < 0.0 { "−" } else { "" });
    match tenths % 10 {
        0 => format!("{sign}{}", whole(tenths / 10)),
        part => format!("{sign}{}.{part}", whole(tenths / 10)),
    }
}

/// The same, with a plus above zero.
pub(super) fn signed(x: f64) -> String {
    let text = decimal(x);
    if x > 0.0 && text != "0" { format!("+{text}") } else { text }
}

/// The range of eight draws in ten, where they differ.
pub(super) fn range(n: WhatifNumberJson) -> Option<String> {
    (n.low < n.high).then(|| format!("{}–{}", decimal(n.low), decimal(n.high)))
}

/// A share in percent, to one decimal, rounded to the nearest; nothing of nothing.
pub(super) fn percent(part: u64, whole: u64) -> Option<String> {
    let tenths = (part * 2000 + whole).checked_div(whole * 2)?;
    Some(format!("{}.{}%", tenths / 10, tenths % 10))
}

/// A share between 0 and 1 as a width.
pub(super) fn width(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { (part / whole * 1000.0).round().clamp(0.0, 1000.0) / 10.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!([0, 999, 1000, 1_234_567, -1200].map(whole), ["0", "999", "1,000", "1,234,567", "−1,200"]);
        assert_eq!([0.0, 12.04, 12.05, -0.26, 1234.5].map(decimal), ["0", "12", "12.1", "−0.3", "1,234.5"]);
        assert_eq!([0.0, 0.04, 3.0, -3.0].map(signed), ["0", "0", "+3", "−3"]);
        assert_eq!(percent(311, 503).as_deref(), Some("61.8%"));
        assert_eq!((percent(0, 7).as_deref(), percent(7, 7).as_deref()), (Some("0.0%"), Some("100.0%")));
        assert_eq!(percent(0, 0), None);
        assert_eq!((width(1.0, 3.0), width(5.0, 0.0)), (33.3, 0.0));
    }
}
