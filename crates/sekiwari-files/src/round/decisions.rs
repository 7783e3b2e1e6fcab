//! `decisions`: what was decided by hand before anything else is.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sekiwari::programme::nursery::{
    AgeClass, Child, DecisionRow, FacilityLimit, ReserveRow, SeatRow, age_in_days,
};

use super::children::Children;
use super::facilities::Facilities;
use super::ids::{self, Reference};
use super::joint::JointWishes;
use super::limits::Limits;
use super::reserves;
use super::seats::Seats;
use super::source::Tables;
use super::tables;
use super::wishes::Wishes;
use crate::finding::{Finding, Findings, Kind, Place, catalogue::decisions as kinds, catalogue::references};
use crate::table::{CellReader, Col, Table};

/// The rows that can be used, with their table rows, by child.
pub(super) struct Decisions {
    pub(super) rows: Vec<(DecisionRow, usize)>,
    facility_col: Col,
}

impl Decisions {
    /// Whether a child was decided by hand.
    pub(super) fn has(&self, child: u32) -> bool {
        self.rows.binary_search_by_key(&child, |(d, _)| d.child).is_ok()
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
    let reserved = |facility: u32, class: AgeClass| {
        let serves = |r: &ReserveRow| r.facility == facility && r.classes.contains(class);
        all.seats.reserves.iter().any(|(r, _)| serves(r))
    };
    let row_of = |facility: Option<u32>, class: AgeClass| {
        let serves = |s: &SeatRow| Some(s.facility) == facility && s.classes.contains(class);
        all.seats.rows.iter().position(|(s, _)| serves(s))
    };
    for (decision, row) in &decisions.rows {
        let (_, child) = &all.children.rows[decision.child as usize];
        let known = all.children.class_known[decision.child as usize];
        if !known || decision.facility == child.current {
            continue;
        }
        let Some(facility) = decision.facility else { continue };
        let f = &all.facilities.rows[facility as usize];
        let mut tell = |kind: &'static Kind, args: &[(&'static str, String)]| {
            let place = table.place_at(*row, decisions.facility_col);
            let finding = Finding::new(kind, place).value(&f.id).arg("child", &child.id);
            findings.push(args.iter().fold(finding, |finding, (name, value)| finding.arg(name, value)));
        };
        match row_of(Some(facility), child.class) {
            Some(_) => {}
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
        let unmet = reserves::unmet(f, child);
        if all.facilities.care_known && !unmet.is_empty() {
            tell(&kinds::DECISION_CARE, &[("needs", unmet.join(";"))]);
        }
    }
    check_limits(decisions, table, all, findings);
}

/// The place of a child's decision, for what only the whole round can tell.
pub(super) fn place_of(tables: &Tables, child: &str) -> Option<Place> {
    let table = tables.get("decisions")?;
    let mut unheard = Findings::new();
    let mut r = CellReader::new(table, &tables::DECISIONS, &mut unheard)?;
    let (id, facility) = (r.col("child_id"), r.col("facility_id"));
    let row = (0..table.rows()).find(|&row| r.id(row, id).ok().flatten().is_some_and(|c| c == child));
    Some(table.place_at(row?, facility))
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
        // A child that takes several seats weighs as many times.
        let weight =
            |c: &Child| i128::from(scaled.weight[c.class.index()]) * i128::from(c.affiliation.seat_weight);
        let (mut left, mut last) = (i128::from(scaled.capacity), None);
        for (decision, row) in &decisions.rows {
            let (_, child) = &all.children.rows[decision.child as usize];
            if child.current == Some(limit.facility) {
                left += weight(child);
            }
            if decision.facility == Some(limit.facility) {
                (left, last) = (left - weight(child), Some(*row));
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
