//! Parts of a day, and dates with a time of day.

use jiff::civil::{DateTime, Time};
use sekiwari::programme::daily::round::Session;

use super::{fold_width, parse_date, parse_time};

/// A session: `am`, `pm`, `day` (午前, 午後, 全日, 終日, 一日), or from a time to a later one, as in `9:00-12:30` or `9時〜12時半`.
#[must_use]
pub fn parse_session(text: &str) -> Option<Session> {
    let text = fold_width(text.trim());
    match text.to_ascii_lowercase().as_str() {
        "am" | "午前" | "午前中" => return Some(Session::Am),
        "pm" | "午後" => return Some(Session::Pm),
        "day" | "全日" | "終日" | "一日" | "1日" => return Some(Session::Day),
        _ => {}
    }
    let mut ends = text.split(['-', '~', '〜', '～']);
    let (from, to) = (time(ends.next()?)?, time(ends.next()?)?);
    (ends.next().is_none() && from < to).then_some(Session::Hours(from, to))
}

/// A time of day before midnight.
pub(crate) fn time(text: &str) -> Option<Time> {
    parse_time(text.trim(), false).and_then(time_of)
}

/// Minutes after midnight as a time of day; nothing for 24:00.
pub(crate) fn time_of(minutes: u16) -> Option<Time> {
    let (hour, minute) = (i8::try_from(minutes / 60).ok()?, i8::try_from(minutes % 60).ok()?);
    Time::new(hour, minute, 0, 0).ok()
}

/// A date with a time of day: any date that [`parse_date`] reads, alone (midnight) or followed by `T` or blanks and a time, as
/// in `2026-04-15T09:30` or `令和8年4月15日 9時30分`; seconds are cut. With `serials`, also days of a spreadsheet with a
/// fraction (`46127.375`).
#[must_use]
pub fn parse_moment(text: &str, serials: bool) -> Option<DateTime> {
    let text = fold_width(text.trim());
    if let Ok((date, _)) = parse_date(&text, serials) {
        return Some(date.to_datetime(Time::midnight()));
    }
    if let Some((days, part)) = text.split_once('.').filter(|(days, _)| serials && is_digits(days)) {
        let (date, _) = parse_date(days, true).ok()?;
        return parse_time(&format!("0.{part}"), true).and_then(time_of).map(|t| date.to_datetime(t));
    }
    let at = text.char_indices().skip(1).find(|(_, c)| c.is_whitespace() || *c == 'T' || *c == 't')?.0;
    let (date, rest) = text.split_at(at);
    let (date, _) = parse_date(date, serials).ok()?;
    let clock = rest.trim_start_matches(['T', 't', ' ', '\t', '\u{A0}']);
    Some(date.to_datetime(time(without_seconds(clock))?))
}

/// `9:30:15` as `9:30`.
fn without_seconds(clock: &str) -> &str {
    let mut parts = clock.splitn(3, ':');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(h), Some(m), Some(s)) if is_digits(s.split('.').next().unwrap_or(s)) => {
            &clock[..h.len() + 1 + m.len()]
        }
        _ => clock,
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{parse_moment, parse_session};
    use jiff::civil::{date, time};
    use proptest::prelude::*;
    use sekiwari::programme::daily::round::Session;

    #[test]
    fn sessions_as_written_in_offices() {
        let hours = Session::Hours(time(9, 0, 0, 0), time(12, 30, 0, 0));
        for (text, session) in [
            ("am", Session::Am),
            ("ＰＭ", Session::Pm),
            ("終日", Session::Day),
            ("9:00-12:30", hours),
            ("９：００～１２：３０", hours),
            ("9時〜12時半", hours),
        ] {
            assert_eq!(parse_session(text), Some(session), "{text}");
        }
        for bad in ["", "9:00", "12:30-9:00", "9:00-9:00", "9:00-24:00", "9-12", "night", "9:00-10:00-11:00"]
        {
            assert_eq!(parse_session(bad), None, "{bad}");
        }
    }

    #[test]
    fn moments_as_written_in_offices() {
        let at = |h, m| Some(date(2026, 4, 15).at(h, m, 0, 0));
        for (text, wanted) in [
            ("2026-04-15T09:30", at(9, 30)),
            ("2026-04-15 9:30:15", at(9, 30)),
            ("2026/4/15  9:30", at(9, 30)),
            ("令和8年4月15日 9時30分", at(9, 30)),
            ("2026-04-15", at(0, 0)),
            ("20260415 18時", at(18, 0)),
            ("46127.375", at(9, 0)),
        ] {
            assert_eq!(parse_moment(text, true), wanted, "{text}");
        }
        for bad in ["", "9:30", "2026-04-15T25:00", "2026-02-30 9:00", "soon", "46127.x", "2026-04-15Tx"] {
            assert_eq!(parse_moment(bad, true), None, "{bad}");
        }
        assert_eq!(parse_moment("46127.375", false), None);
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "\\PC{0,20}") {
            let _ = parse_moment(&text, true);
            let _ = parse_session(&text);
        }
    }
}
