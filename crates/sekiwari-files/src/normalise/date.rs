//! Civil dates: ISO and its relatives, Japanese eras, spreadsheet serial numbers.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateError {
    /// Not of a known form.
    Form,
    /// Of a known form, but not in the calendar or outside its era.
    Impossible,
}

/// Which kind of form a date was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateForm {
    /// Year, month and day of the common era.
    Common,
    /// Year of a Japanese era.
    Era,
    /// Days since the spreadsheet's epoch.
    Serial,
}

/// Era: names, first day, last day (none = still running).
type Era = (&'static [&'static str], (i16, i8, i8), Option<(i16, i8, i8)>);

const ERAS: &[Era] = &[
    (&["令和", "r"], (2019, 5, 1), None),
    (&["平成", "h"], (1989, 1, 8), Some((2019, 4, 30))),
    (&["昭和", "s"], (1926, 12, 25), Some((1989, 1, 7))),
];

/// Reads a date: `2025-04-02`, `2025/4/2`, `2025.4.2`, `2025年4月2日`, `20250402`, `令和7年4月2日`, `R7.4.2`, `令和元年5月1日`,
/// full-width digits anywhere, a time of day of zero after it. With `serials`, whole numbers from 1 to 2958465 are days of a
/// spreadsheet (1 = 1900-01-01, with its well-known leap-year slip).
///
/// # Errors
/// [`DateError::Impossible`] for 2025-02-30 or a day outside its era, [`DateError::Form`] for everything else,
/// two-digit years included.
pub fn parse_date(text: &str, serials: bool) -> Result<(Date, DateForm), DateError> {
    if let Some((year, month, day)) = iso(text) {
        return common(year, month, day);
    }
    let text: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let text = without_zero_time(text.trim());
    if let Some((era, rest)) = ERAS.iter().find_map(|e| {
        let name = e.0.iter().find(|n| text.starts_with(**n))?;
        Some((e, &text[name.len()..]))
    }) {
        return from_era(era, rest).map(|d| (d, DateForm::Era));
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return from_digits(text, serials);
    }
    let (year, month, day) = three_numbers(text)?;
    common(year, month, day)
}

/// The numbers of `2025-04-02`, as nearly all dates are written.
fn iso(text: &str) -> Option<(u32, u32, u32)> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let number = |digits: &[u8]| {
        let all = digits.iter().all(u8::is_ascii_digit);
        all.then(|| digits.iter().fold(0, |n, d| n * 10 + u32::from(d - b'0')))
    };
    let [y @ .., b'-', m1, m2, b'-', d1, d2] = bytes else { return None };
    Some((number(y)?, number(&[*m1, *m2])?, number(&[*d1, *d2])?))
}

fn common(year: u32, month: u32, day: u32) -> Result<(Date, DateForm), DateError> {
    if year < 1000 {
        return Err(DateError::Form);
    }
    civil(year, month, day).map(|d| (d, DateForm::Common))
}

fn without_zero_time(text: &str) -> &str {
    for zero in ["t00:00:00.000", "t00:00:00", " 00:00:00", " 0:00:00", " 00:00", " 0:00"] {
        if let Some(date) = text.strip_suffix(zero) {
            return date;
        }
    }
    text
}

fn from_digits(text: &str, serials: bool) -> Result<(Date, DateForm), DateError> {
    let number: u32 = text.parse().map_err(|_| DateError::Form)?;
    if text.len() == 8 {
        let date = civil(number / 10_000, number / 100 % 100, number % 100)?;
        return Ok((date, DateForm::Common));
    }
    if serials && (1..=2_958_465).contains(&number) {
        return from_serial(number).map(|d| (d, DateForm::Serial));
    }
    Err(DateError::Form)
}

/// Days of the 1900 system. Day 60 is 1900-02-29, which never was.
fn from_serial(days: u32) -> Result<Date, DateError> {
    if days == 60 {
        return Err(DateError::Impossible);
    }
    let since = i64::from(days) - i64::from(days > 60);
    let epoch = Date::new(1899, 12, 31).map_err(|_| DateError::Impossible)?;
    epoch.checked_add(jiff::SignedDuration::from_hours(since * 24)).map_err(|_| DateError::Impossible)
}

fn from_era(era: &Era, rest: &str) -> Result<Date, DateError> {
    let rest = rest.trim_start_matches(['.', ' ']);
    let first_year = rest.strip_prefix('元').map(|tail| format!("1{tail}"));
    let (year, month, day) = three_numbers(first_year.as_deref().unwrap_or(rest))?;
    let (_, (y, m, d), last) = era;
    if year == 0 || year > 99 {
        return Err(DateError::Impossible);
    }
    let date = civil(y.unsigned_abs() as u32 + year - 1, month, day)?;
    let bound = |(y, m, d): (i16, i8, i8)| Date::new(y, m, d).map_err(|_| DateError::Impossible);
    let inside = date >= bound((*y, *m, *d))? && last.map(bound).transpose()?.is_none_or(|l| date <= l);
    if inside { Ok(date) } else { Err(DateError::Impossible) }
}

/// Three runs of digits set off by `-`, `/`, `.` (the same twice) or by 年, 月 and 日.
fn three_numbers(text: &str) -> Result<(u32, u32, u32), DateError> {
    let parts: Vec<&str> = if let Some(body) = text.strip_suffix('日') {
        let (year, rest) = body.split_once('年').ok_or(DateError::Form)?;
        let (month, day) = rest.split_once('月').ok_or(DateError::Form)?;
        vec![year, month, day]
    } else {
        let mark = text.chars().find(|c| !c.is_ascii_digit()).ok_or(DateError::Form)?;
        if !matches!(mark, '-' | '/' | '.') {
            return Err(DateError::Form);
        }
        text.split(mark).collect()
    };
    let number = |s: &&str| {
        let s = s.trim();
        let good = (1..=4).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
        good.then(|| s.parse::<u32>().ok()).flatten().ok_or(DateError::Form)
    };
    match parts.iter().map(number).collect::<Result<Vec<_>, _>>()?[..] {
        [year, month, day] => Ok((year, month, day)),
        _ => Err(DateError::Form),
    }
}

fn civil(year: u32, month: u32, day: u32) -> Result<Date, DateError> {
    let (Ok(y), Ok(m), Ok(d)) = (i16::try_from(year), i8::try_from(month), i8::try_from(day)) else {
        return Err(DateError::Impossible);
    };
    if !(1900..=2999).contains(&y) {
        return Err(DateError::Impossible);
    }
    Date::new(y, m, d).map_err(|_| DateError::Impossible)
}

#[cfg(test)]
mod tests {
    use super::{DateError, DateForm, parse_date};
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn every_documented_form_is_the_same_day() {
        for text in [
            "2025-04-02",
            "2025/4/2",
            "2025.4.2",
            "20250402",
            "2025年4月2日",
            "２０２５年０４月０２日",
            "令和7年4月2日",
            "令和７年４月２日",
            "R7.4.2",
            "r07/04/02",
            "R7-4-2",
            "㋿7年4月2日",
            "2025-04-02T00:00:00",
            "2025/04/02 0:00:00",
        ] {
            assert_eq!(parse_date(text, false).map(|d| d.0), Ok(date(2025, 4, 2)), "{text}");
        }
    }

    #[test]
    fn eras_begin_and_end() {
        assert_eq!(parse_date("令和元年5月1日", false), Ok((date(2019, 5, 1), DateForm::Era)));
        assert_eq!(parse_date("H30.4.2", false), Ok((date(2018, 4, 2), DateForm::Era)));
        assert_eq!(parse_date("平成31年4月30日", false), Ok((date(2019, 4, 30), DateForm::Era)));
        assert_eq!(parse_date("S64.1.7", false), Ok((date(1989, 1, 7), DateForm::Era)));
        for bad in ["H31.5.1", "H40.1.1", "令和元年4月30日", "R0.1.1", "S64.1.8", "R8.2.30"] {
            assert_eq!(parse_date(bad, false), Err(DateError::Impossible), "{bad}");
        }
    }

    #[test]
    fn wrong_forms_and_wrong_days_differ() {
        for bad in ["2025-02-30", "2025-13-01", "20250431", "0000/1/1"] {
            let err = parse_date(bad, false);
            assert!(err.is_err(), "{bad}");
        }
        assert_eq!(parse_date("2025-02-30", false), Err(DateError::Impossible));
        for bad in [
            "",
            "25/4/2",
            "4/2/2025",
            "2025-4",
            "2025-4-2-1",
            "2025/4-2",
            "明日",
            "45749",
            "R7",
            "2025-04-02 13:00",
        ] {
            assert_eq!(parse_date(bad, false), Err(DateError::Form), "{bad}");
        }
    }

    #[test]
    fn serial_numbers_of_workbooks() {
        assert_eq!(parse_date("45749", true), Ok((date(2025, 4, 2), DateForm::Serial)));
        assert_eq!(parse_date("61", true), Ok((date(1900, 3, 1), DateForm::Serial)));
        assert_eq!(parse_date("59", true), Ok((date(1900, 2, 28), DateForm::Serial)));
        assert_eq!(parse_date("60", true), Err(DateError::Impossible));
        assert_eq!(parse_date("20250402", true), Ok((date(2025, 4, 2), DateForm::Common)));
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "\\PC{0,14}") {
            let _ = parse_date(&text, true);
        }

        #[test]
        fn iso_comes_back(y in 1900i16..2999, m in 1i8..=12, d in 1i8..=28) {
            let day = date(y, m, d);
            prop_assert_eq!(parse_date(&day.to_string(), false), Ok((day, DateForm::Common)));
        }
    }
}
