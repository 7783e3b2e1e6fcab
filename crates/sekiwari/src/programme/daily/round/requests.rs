//! Checks of the requests, and which of them are decided together.

use super::{
    Age, RequestFault, RequestIndex, RequestRow, Round, RoundData, RoundError, State, TogetherFault,
};
use crate::programme::daily::Weekdays;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The fiscal year of a date, April to March.
pub(in crate::programme::daily) fn fiscal_year(date: Date) -> i16 {
    if date.month() >= 4 { date.year() } else { date.year() - 1 }
}

/// Checks every request and puts together those with one label. The rows are in canonical order.
pub(super) fn groups(data: &RoundData, errors: &mut Vec<RoundError>) -> Vec<Vec<RequestIndex>> {
    for row in &data.requests {
        let faults = faults(data, row).into_iter();
        errors.extend(faults.map(|fault| RoundError::Request { request: row.id.clone(), fault }));
    }
    rest_days(data, errors);
    let mut groups: Vec<Vec<RequestIndex>> = Vec::with_capacity(data.requests.len());
    let mut labelled: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, row) in (0..).zip(&data.requests).filter(|(_, row)| row.state != State::Cancelled) {
        let at = row.together.as_deref().map(|label| *labelled.entry(label).or_insert(groups.len()));
        match at.and_then(|at| groups.get_mut(at)) {
            Some(group) => group.push(i),
            None => groups.push(vec![i]),
        }
    }
    for (label, at) in labelled {
        let rows: Vec<&RequestRow> = groups[at].iter().map(|&i| &data.requests[i as usize]).collect();
        let faults = together_faults(&rows).into_iter();
        errors.extend(faults.map(|fault| RoundError::Together { label: label.to_owned(), fault }));
    }
    groups
}

fn faults(data: &RoundData, row: &RequestRow) -> Vec<RequestFault> {
    let mut faults = Vec::new();
    if row.dates.is_empty() {
        faults.push(RequestFault::NoDate);
    }
    if row.sites.is_empty() {
        faults.push(RequestFault::NoSite);
    }
    for (i, &date) in row.dates.iter().enumerate() {
        if row.dates[..i].contains(&date) {
            faults.push(RequestFault::DateTwice(date));
        }
    }
    for (i, site) in row.sites.iter().enumerate() {
        if row.sites[..i].contains(site) {
            faults.push(RequestFault::SiteTwice(data.sites[*site as usize].id.clone()));
        }
    }
    if data.rules.slots_of(row.session).is_empty() {
        faults.push(RequestFault::NoTime);
    }
    // A child has one class in all its stays.
    let born = matches!(data.children[row.child as usize].age, Age::Born(_));
    if born && row.dates.windows(2).any(|w| fiscal_year(w[0]) != fiscal_year(w[1])) {
        faults.push(RequestFault::FiscalYears);
    }
    if let Some(day) = row.rest_day {
        let holiday = data.holidays.binary_search(&day).is_ok();
        if !Weekdays::WORKING.contains(day) || holiday || row.dates.contains(&day) {
            faults.push(RequestFault::RestDay(day));
        }
    }
    faults
}

/// A day at home makes up for one day of holiday care.
fn rest_days(data: &RoundData, errors: &mut Vec<RoundError>) {
    let stands = data.requests.iter().filter(|r| r.state != State::Cancelled);
    let mut days: Vec<(u32, Date, &str)> =
        stands.filter_map(|r| Some((r.child, r.rest_day?, r.id.as_str()))).collect();
    days.sort_unstable();
    for pair in days.windows(2).filter(|p| (p[0].0, p[0].1) == (p[1].0, p[1].1)) {
        let (first, second) = (pair[0].2.to_owned(), pair[1].2.to_owned());
        errors.push(RoundError::RestDayTwice { first, second, date: pair[0].1 });
    }
}

fn together_faults(rows: &[&RequestRow]) -> Vec<TogetherFault> {
    let Some((first, rest)) = rows.split_first() else { return Vec::new() };
    let any = |differs: &dyn Fn(&RequestRow) -> bool| rest.iter().any(|row| differs(row));
    let twice = |(i, row): (usize, &&RequestRow)| rows[..i].iter().any(|other| other.child == row.child);
    let faults = [
        (any(&|row| row.service != first.service), TogetherFault::Service),
        (any(&|row| row.session != first.session), TogetherFault::Session),
        (any(&|row| row.dates != first.dates), TogetherFault::Dates),
        (any(&|row| row.sites != first.sites), TogetherFault::Sites),
        (any(&|row| row.state != first.state), TogetherFault::States),
        (rows.iter().enumerate().any(twice), TogetherFault::ChildTwice),
    ];
    faults.into_iter().filter(|f| f.0).map(|f| f.1).collect()
}

/// What is confirmed has to be possible where it says. Who may come there is for those who confirmed it.
pub(super) fn confirmed_errors(round: &Round) -> Vec<RoundError> {
    let (rules, mut errors) = (round.rules(), Vec::new());
    let confirmed = (0..).zip(round.requests()).filter(|(_, r)| r.state == State::Confirmed);
    let mut at: Vec<(u32, Date, u32, &str)> = Vec::new();
    for (i, row) in confirmed {
        let (site, date) = (row.sites[0], row.dates[0]);
        if let Err(causes) = round.can_be_confirmed(i, site, date) {
            let site = round.sites()[site as usize].id.clone();
            let faults =
                causes.iter().map(|cause| RequestFault::Confirmed { site: site.clone(), date, cause });
            errors.extend(faults.map(|fault| RoundError::Request { request: row.id.clone(), fault }));
        }
        at.push((row.child, date, rules.slots_of(row.session).bits(), row.id.as_str()));
    }
    at.sort_unstable();
    for same in at.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        for (i, a) in same.iter().enumerate() {
            for b in same[i + 1..].iter().filter(|b| a.2 & b.2 != 0) {
                let (first, second) = (a.3.min(b.3).to_owned(), a.3.max(b.3).to_owned());
                errors.push(RoundError::ConfirmedTwice { first, second });
            }
        }
    }
    errors
}
