//! Requests that come together, and requests of one child at the same time.

use std::collections::BTreeMap;

use sekiwari::programme::daily::round::{RequestRow, State};

use super::requests::Requests;
use super::{Children, Known};
use crate::finding::catalogue::daily_requests as kinds;
use crate::finding::{Finding, Findings};
use crate::table::{Col, Table};

/// Checks requests against each other.
pub(super) fn check(
    requests: &Requests,
    children: &Children,
    known: &Known<'_>,
    table: &Table,
    findings: &mut Findings,
) {
    labels(requests, children, table, findings);
    same_time(requests, children, known, table, findings);
}

/// In what two requests under one label differ, in both languages.
fn difference(a: &RequestRow, b: &RequestRow) -> Option<(&'static str, &'static str)> {
    let differs = [
        (a.service != b.service, "事業", "the service"),
        (a.dates != b.dates, "日", "the dates"),
        (a.session != b.session, "時間帯", "the session"),
        (a.sites != b.sites, "施設", "the sites"),
        (a.state != b.state, "状態", "the state"),
    ];
    differs.iter().find(|d| d.0).map(|d| (d.1, d.2))
}

fn labels(requests: &Requests, children: &Children, table: &Table, findings: &mut Findings) {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let rows = requests.rows.iter().enumerate().filter(|(_, q)| q.state != State::Cancelled);
    for (i, label) in rows.filter_map(|(i, q)| Some((i, q.together.as_deref()?))) {
        groups.entry(label).or_default().push(i);
    }
    for (label, members) in groups {
        let place = |i: usize, col: Col| table.place_at(requests.row_of[i], col);
        let at = requests.columns.together;
        if let [alone] = members[..] {
            if requests.complete {
                findings.push(Finding::new(&kinds::TOGETHER_ALONE, place(alone, at)).value(label));
            }
            continue;
        }
        let Some(&first) = members.first() else { continue };
        let lead = &requests.rows[first];
        let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
        for &i in &members {
            let request = &requests.rows[i];
            let about = |kind, other: usize| {
                let finding =
                    Finding::new(kind, place(i, at)).arg("label", label).arg("request", &request.id);
                finding.arg("first_line", table.line(requests.row_of[other]))
            };
            if let Some((ja, en)) = difference(lead, request) {
                let finding = about(&kinds::TOGETHER_DIFFERS, first);
                findings.push(finding.arg("what_ja", ja).arg("what_en", en));
            }
            if let Some(&other) = seen.get(&request.child) {
                let id = children.ids.name(request.child);
                findings.push(about(&kinds::TOGETHER_CHILD_TWICE, other).arg("child", id));
            } else {
                seen.insert(request.child, i);
            }
        }
    }
}

/// A child asks twice for the same time and service: only one can be granted.
fn same_time(
    requests: &Requests,
    children: &Children,
    known: &Known<'_>,
    table: &Table,
    findings: &mut Findings,
) {
    let mut first: BTreeMap<(u32, jiff::civil::Date), Vec<(u32, usize)>> = BTreeMap::new();
    for (i, request) in requests.rows.iter().enumerate().filter(|(_, q)| q.state != State::Cancelled) {
        let (Some(slots), Some(&date)) = (known.slots(request.session), request.dates.first()) else {
            continue;
        };
        let before = first.entry((request.child, date)).or_default();
        if let Some(&(_, other)) = before.iter().find(|(taken, _)| taken & slots != 0) {
            let place = table.place_at(requests.row_of[i], requests.columns.date);
            let finding = Finding::new(&kinds::SAME_TIME, place).value(&date.to_string());
            let finding = finding.arg("child", children.ids.name(request.child));
            findings.push(finding.arg("first_line", table.line(requests.row_of[other])));
        } else {
            before.push((slots, i));
        }
    }
}
