//! National holidays: those of the table, else the built-in ones.

use jiff::civil::Date;

use super::Span;
use crate::finding::catalogue::daily as kinds;
use crate::finding::{Finding, Findings, Place};
use crate::round::tables::daily as tables;
use crate::table::{CellReader, Table};

/// 国民の祝日に関する法律 (昭和 23 年法律第 178 号), as the Cabinet Office lists them; the equinoxes of the last years as the
/// National Astronomical Observatory forecasts them, and a test reckons all of it again.
const NATIONAL: &str = include_str!("../../../../data/standards/holidays.csv");
/// The years of the built-in table.
pub(super) const YEARS: (i16, i16) = (2024, 2028);
/// Days before and after the period that still matter: weekdays off in return for holiday care.
const REACH_DAYS: i64 = 31;

/// The built-in holidays.
fn national() -> impl Iterator<Item = Date> {
    NATIONAL.lines().skip(1).filter_map(|line| line.split(',').next()?.parse().ok())
}

/// The holidays within reach of the period, rising: those of the table, where there is one, and only those.
pub(super) fn read(table: Option<&Table>, period: Option<Span>, place: Place, findings: &mut Findings) -> Option<Vec<Date>> {
    let all = match table {
        Some(table) => listed(table, findings)?,
        None => {
            let (from, to) = period?;
            if from.year() < YEARS.0 || to.year() > YEARS.1 {
                let finding = Finding::new(&kinds::HOLIDAYS_UNKNOWN, place).arg("from", from).arg("to", to);
                findings.push(finding.arg("first", YEARS.0).arg("last", YEARS.1));
                return None;
            }
            national().collect()
        }
    };
    let (from, to) = period?;
    let days = |n: i64| jiff::Span::new().days(n);
    let (from, to) = (from.saturating_sub(days(REACH_DAYS)), to.saturating_add(days(REACH_DAYS)));
    let mut near: Vec<Date> = all.into_iter().filter(|d| (from..=to).contains(d)).collect();
    near.sort_unstable();
    near.dedup();
    Some(near)
}

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
    complete.then(|| all.into_iter().map(|(date, _)| date).collect())
}

#[cfg(test)]
mod tests {
    use super::{YEARS, national};
    use jiff::civil::{Date, Weekday, date};
    use std::collections::BTreeSet;

    /// The holidays of a year by the law, with the equinoxes by the usual formula (good for 1980 to 2099).
    fn reckoned(year: i16) -> BTreeSet<Date> {
        let monday = |month, nth| date(year, month, 1).nth_weekday_of_month(nth, Weekday::Monday).unwrap();
        let since = f64::from(year - 1980);
        let equinox = |base: f64| (base + 0.242_194 * since).floor() as i8 - ((year - 1980) / 4) as i8;
        let fixed = [(1, 1), (2, 11), (2, 23), (4, 29), (5, 3), (5, 4), (5, 5), (8, 11), (11, 3), (11, 23)];
        let mut days: BTreeSet<Date> = fixed.map(|(m, d)| date(year, m, d)).into();
        days.extend([monday(1, 2), monday(7, 3), monday(9, 3), monday(10, 2)]);
        days.extend([date(year, 3, equinox(20.8431)), date(year, 9, equinox(23.2488))]);
        let named = days.clone();
        for day in named.iter().filter(|d| d.weekday() == Weekday::Sunday) {
            let next = day.tomorrow().unwrap().series(jiff::Span::new().days(1));
            days.extend(next.into_iter().find(|d| !named.contains(d)));
        }
        for day in &named {
            let between = day.tomorrow().unwrap();
            if named.contains(&between.tomorrow().unwrap()) && !named.contains(&between) && between.weekday() != Weekday::Sunday {
                days.insert(between);
            }
        }
        days
    }

    #[test]
    fn the_table_is_what_the_law_says() {
        let (first, last) = YEARS;
        let wanted: Vec<Date> = (first..=last).flat_map(reckoned).collect();
        assert_eq!(national().collect::<Vec<_>>(), wanted);
    }
}
