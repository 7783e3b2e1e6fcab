//! National holidays: those of the table, else the built-in ones.

use jiff::civil::Date;
use sekiwari::programme::daily::holidays::{YEARS, between};

use super::Span;
use crate::finding::catalogue::daily as kinds;
use crate::finding::{Finding, Findings, Place};
use crate::round::tables::daily as tables;
use crate::table::{CellReader, Table};

/// Days before and after the period that still matter: weekdays off in return for holiday care.
const REACH_DAYS: i64 = 31;

/// The holidays within reach of the period, rising: those of the table, where there is one, and only those. `place` is where
/// the period is set.
pub(super) fn read(
    table: Option<&Table>,
    period: Option<Span>,
    place: Place,
    findings: &mut Findings,
) -> Option<Vec<Date>> {
    let listed = match table {
        Some(table) => Some(listed(table, findings)?),
        None => None,
    };
    let (from, to) = period?;
    let days = |n: i64| jiff::Span::new().days(n);
    let (first, last) = (from.saturating_sub(days(REACH_DAYS)), to.saturating_add(days(REACH_DAYS)));
    if let Some(listed) = listed {
        return Some(listed.into_iter().filter(|d| (first..=last).contains(d)).collect());
    }
    if from.year() < YEARS.0 || to.year() > YEARS.1 {
        let finding = Finding::new(&kinds::HOLIDAYS_UNKNOWN, place).arg("from", from).arg("to", to);
        findings.push(finding.arg("first", YEARS.0).arg("last", YEARS.1));
        return None;
    }
    // At the ends of the known years less is known around the period, but all of it inside.
    let first = first.max(Date::new(YEARS.0, 1, 1).ok()?);
    let last = last.min(Date::new(YEARS.1, 12, 31).ok()?);
    between(first, last).map(|days| days.into_iter().map(|h| h.date).collect())
}

/// The dates of the table, rising.
fn listed(table: &Table, findings: &mut Findings) -> Option<Vec<Date>> {
    let mut r = CellReader::new(table, &tables::HOLIDAYS, findings)?;
    let date = r.col("date");
    let mut all: Vec<(Date, usize)> = Vec::new();
    let mut complete = true;
    for row in 0..table.rows() {
        match r.need_date(row, date) {
            Ok(date) => all.push((date, row)),
            Err(_) => complete = false,
        }
    }
    all.sort_unstable();
    for pair in all.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let finding = r.finding(&kinds::HOLIDAY_DUPLICATE, pair[1].1, date);
        r.push(pair[1].1, finding.arg("first_line", table.line(pair[0].1)));
    }
    r.finish(findings);
    all.dedup_by_key(|(date, _)| *date);
    complete.then(|| all.into_iter().map(|(date, _)| date).collect())
}
