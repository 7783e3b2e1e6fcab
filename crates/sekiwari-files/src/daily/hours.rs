//! When a service opens and closes.

use jiff::civil::Time;
use sekiwari::programme::daily::Weekdays;
use sekiwari::programme::daily::round::Rules;

use super::settings::shown;
use crate::finding::Finding;
use crate::finding::catalogue::daily as kinds;
use crate::table::{CellReader, Col, Invalid};

/// Opening hours where they differ from the day, and short days.
type Hours = (Option<(Time, Time)>, Option<(Weekdays, Time)>);

/// Reads opening hours and short days of a row. Half of the hours is filled in from the day.
pub(super) fn read(
    r: &mut CellReader<'_>,
    row: usize,
    ((from, to), (short_days, short_to)): ((Col, Col), (Col, Col)),
    rules: Option<&Rules>,
) -> Result<Hours, Invalid> {
    let opens = (r.clock(row, from), r.clock(row, to));
    let days = r.all_weekdays(row, short_days);
    let early = r.clock(row, short_to);
    let (opens, closes) = (opens.0?, opens.1?);
    let day = || rules.and_then(|rules| rules.bounds.first().copied().zip(rules.bounds.last().copied()));
    let hours = match (opens, closes) {
        (None, None) => None,
        (opens, closes) => {
            let (first, last) = day().unwrap_or((Time::MIN, Time::MAX));
            Some((opens.unwrap_or(first), closes.unwrap_or(last)))
        }
    };
    if let Some((opens, closes)) = hours.filter(|(opens, closes)| opens >= closes) {
        let at = if to.exists() { to } else { from };
        return reversed(r, row, at, opens, closes);
    }
    let short = match (days?.filter(|d| !d.is_empty()), early?) {
        (None, None) => None,
        (Some(days), Some(closes)) => Some((days, closes)),
        (given, _) => {
            let missing = if given.is_some() { short_to } else { short_days };
            let finding = Finding::new(&kinds::SHORT_HALF, r.table().place_at(row, missing));
            r.push(row, finding);
            return Err(Invalid);
        }
    };
    let opens = hours.map(|h| h.0).or_else(|| day().map(|d| d.0));
    match (short, opens) {
        (Some((_, closes)), Some(opens)) if closes <= opens => reversed(r, row, short_to, opens, closes),
        _ => Ok((hours, short)),
    }
}

fn reversed<T>(r: &mut CellReader<'_>, row: usize, at: Col, opens: Time, closes: Time) -> Result<T, Invalid> {
    let finding = r.finding(&kinds::HOURS_REVERSED, row, at).value(&shown(&closes));
    r.push(row, finding.arg("from", shown(&opens)));
    Err(Invalid)
}
