//! `decisions`: what was decided by hand before anything else is.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sekiwari::programme::nursery::{
    AgeClass, DecisionRow, FacilityLimit, ReserveKind, ReserveRow, SeatRow, age_in_days,
};

use super::children::Children;
use super::facilities::Facilities;
use super::ids::{self, Reference};
use super::joint::JointWishes;
use super::limits::Limits;
use super::seats::Seats;
use super::tables;
use super::wishes::Wishes;
use crate::finding::{Finding, Findings, Kind, catalogue::decisions as kinds, catalogue::references};
use crate::table::{CellReader, Col, Table};

/// The rows that can be used, with their table rows, by child.
pub(super) struct Decisions {
    pub(super) rows: Vec<(DecisionRow, usize)>,
    facility_col: Col,
}

impl Decisions {
    /// The row of a child.
    fn of(&self, child: u32) -> Option<&DecisionRow> {
        let at = self.rows.binary_search_by_key(&child, |(d, _)| d.child).ok()?;
        Some(&self.rows[at].0)
    }

    /// Whether a child was decided by hand.
    pub(super) fn has(&self, child: u32) -> bool {
        self.of(child).is_some()
    }
}

pub(super) fn read(
    table: &Table,
    mut children: Option<&mut Children>,
    mut facilities: Option<&mut Facilities>,
    findings: &mut Findings,
) -> Option<Decisions> {
    let mut r = CellReader::new(table, &tables::DECISIONS, findings)?;
    let (child, facility, reason) = (r.col("child_id"), r.col("facility_id"), r.col("reason"));
    let mut rows: BTreeMap<u32, (DecisionRow, usize)> = BTreeMap::new();
    for row in 0..table.rows() {
        let ids = children.as_mut().map(|c| &mut c.ids);
        let c = ids::need(&mut r, row, child, ids, &references::CHILD_UNKNOWN);
        let ids = facilities.as_mut().map(|f| &mut f.ids);
        let f = ids::refer(&mut r, row, facility, ids, &references::FACILITY_UNKNOWN);
        let why = r.text(row, reason).to_owned();
        let (Ok(c), Ok(f)) = (c, f) else { continue };
        let id = children.as_ref().map_or("", |x| x.ids.name(c)).to_owned();
        if let Some((_, first)) = rows.get(&c) {
            let finding = r.finding(&kinds::DECISION_DUPLICATE, row, child);
            r.push(row, finding.arg("first_line", table.line(*first)));
            continue;
        }
        if why.trim().is_empty() {
            let finding = r.finding(&kinds::DECISION_WITHOUT_REASON, row, child).value(&id);
            r.push(row, finding);
        }
        let facility = match f {
            Reference::Blank => None,
            Reference::To(f) => Some(f),
        };
        rows.insert(c, (DecisionRow { child: c, facility, reason: why }, row));
    }
    r.finish(findings);
    Some(Decisions { rows: rows.into_values().collect(), facility_col: facility })
}

/// What the decisions are held against.
pub(super) struct Beside<'a> {
    pub(super) facilities: &'a Facilities,
    pub(super) seats: &'a Seats,
    pub(super) children: &'a Children,
    pub(super) wishes: Option<&'a Wishes>,
    pub(super) joint: Option<&'a JointWishes>,
    pub(super) limits: Option<&'a Limits>,
    pub(super) entry_date: Option<Date>,
}

/// What only the other tables can tell: whether there are seats, whether the family wished it, the age.
pub(super) fn check(decisions: &Decisions, table: &Table, all: &Beside<'_>, findings: &mut Findings) {
    // Open seats with those of the reserves of the same class, each by a row of open seats.
    let mut left: Vec<i64> = all.seats.rows.iter().map(|(s, _)| i64::from(s.seats)).collect();
    for (r, _) in all.seats.reserves.iter().filter(|(r, _)| r.kind != ReserveKind::Guarantee) {
        let shares = |s: &SeatRow| s.facility == r.facility && s.classes.overlaps(r.classes);
        let row = all.seats.rows.iter().position(|(s, _)| shares(s));
        row.into_iter().for_each(|at| left[at] += i64::from(r.seats));
    }
    let reserved = |facility: u32, class: AgeClass| {
        let serves = |r: &ReserveRow| r.facility == facility && r.classes.contains(class);
        all.seats.reserves.iter().any(|(r, _)| serves(r))
    };
    let row_of = |facility: Option<u32>, class: AgeClass| {
        let serves = |s: &SeatRow| Some(s.facility) == facility && s.classes.contains(class);
        all.seats.rows.iter().position(|(s, _)| serves(s))
    };
    let mut last_row: BTreeMap<usize, usize> = BTreeMap::new();
    for (decision, row) in &decisions.rows {
        let (_, child) = &all.children.rows[decision.child as usize];
        let known = all.children.class_known[decision.child as usize];
        if !known || decision.facility == child.current {
            continue;
        }
        if let Some(at) = row_of(child.current, child.class) {
            left[at] += i64::from(child.affiliation.seat_weight);
        }
        let Some(facility) = decision.facility else { continue };
        let f = &all.facilities.rows[facility as usize];
        let mut tell = |kind: &'static Kind, args: &[(&'static str, String)]| {
            let place = table.place_at(*row, decisions.facility_col);
            let finding = Finding::new(kind, place).value(&f.id).arg("child", &child.id);
            findings.push(args.iter().fold(finding, |finding, (name, value)| finding.arg(name, value)));
        };
        match row_of(Some(facility), child.class) {
            Some(at) => {
                left[at] -= i64::from(child.affiliation.seat_weight);
                last_row.insert(at, *row);
            }
            None if reserved(facility, child.class) => {}
            None if all.seats.incomplete || all.seats.unsure.contains(&facility) => {}
            None => tell(&kinds::DECISION_NOT_OFFERED, &[("class", child.class.to_string())]),
        }
        if !is_wished(all, decision.child, facility) {
            tell(&kinds::DECISION_NOT_WISHED, &[]);
        }
        let days = child.birth_date.zip(all.entry_date).map(|(b, e)| age_in_days(b, e));
        if let (Some(min), Some(days)) = (f.min_age_days, days)
            && days < i32::try_from(min).unwrap_or(i32::MAX)
        {
            let args = [("days", days.to_string()), ("min_days", min.to_string())];
            tell(&kinds::DECISION_TOO_YOUNG, &args);
        }
    }
    for (at, row) in last_row {
        let ((seats, _), over) = (&all.seats.rows[at], -left[at]);
        if over > 0 {
            let place = table.place_at(row, decisions.facility_col);
            let finding = Finding::new(&kinds::DECISIONS_OVER_SEATS, place)
                .arg("facility", all.facilities.ids.name(seats.facility))
                .arg("class", seats.classes)
                .arg("over", over);
            findings.push(finding);
        }
    }
    check_limits(decisions, table, all, findings);
}

/// Whether the facility is on the child's list, or in some joint wish for it.
fn is_wished(all: &Beside<'_>, child: u32, facility: u32) -> bool {
    let (Some(wishes), Some(joint)) = (all.wishes, all.joint) else { return true };
    let from = wishes.rows.partition_point(|(w, _)| w.child < child);
    let own = wishes.rows[from..].iter().take_while(|(w, _)| w.child == child);
    let unsure = wishes.incomplete || wishes.partial[child as usize];
    unsure
        || own.into_iter().any(|(w, _)| w.facility == facility)
        || joint.rows.iter().any(|(w, _)| w.child == child && w.facility == Some(facility))
}

fn check_limits(decisions: &Decisions, table: &Table, all: &Beside<'_>, findings: &mut Findings) {
    let Some(limits) = all.limits else { return };
    for limit in limits.grouped() {
        let Some(scaled) = FacilityLimit::scaled(&limit) else { continue };
        let weight = |class: AgeClass| i128::from(scaled.weight[class.index()]);
        let (mut left, mut last) = (i128::from(scaled.capacity), None);
        for (decision, row) in &decisions.rows {
            let (_, child) = &all.children.rows[decision.child as usize];
            if child.current == Some(limit.facility) {
                left += weight(child.class);
            }
            if decision.facility == Some(limit.facility) {
                (left, last) = (left - weight(child.class), Some(*row));
            }
        }
        if let (true, Some(row)) = (left < 0, last) {
            let place = table.place_at(row, decisions.facility_col);
            let finding = Finding::new(&kinds::DECISIONS_OVER_LIMIT, place)
                .arg("facility", all.facilities.ids.name(limit.facility))
                .arg("limit", &limit.name);
            findings.push(finding);
        }
    }
}
