//! `seats`: what is open in this round, and what is reserved for whom.

use std::collections::{BTreeMap, BTreeSet};

use sekiwari::programme::nursery::{ClassSet, ReserveKind, ReserveRow, SeatRow};

use super::facilities::{Facilities, MAX_AGE_DAYS};
use super::ids;
use super::reserves::{self, KINDS};
use super::tables;
use crate::finding::catalogue::{references, reserves as kinds};
use crate::finding::{Findings, Kind};
use crate::table::{CellReader, Col, Table};

/// The open and reserved seat rows with their table rows.
pub(super) struct Seats {
    pub(super) rows: Vec<(SeatRow, usize)>,
    /// Reserves and guarantees.
    pub(super) reserves: Vec<(ReserveRow, usize)>,
    /// The column that says whom seats are reserved for.
    pub(super) reserved_col: Col,
    /// Facilities that some row names, unusable rows included.
    pub(super) named: BTreeSet<u32>,
    /// Facilities with a row that could not be used, so that nothing is said about classes they lack.
    pub(super) unsure: BTreeSet<u32>,
    /// Whether some row names no known facility, so that nothing is said about seats that are missing.
    pub(super) incomplete: bool,
}

impl Seats {
    /// The classes that share seats, open or reserved, by facility.
    pub(super) fn shared(&self) -> impl Iterator<Item = (u32, ClassSet)> + '_ {
        let open = self.rows.iter().map(|(s, _)| (s.facility, s.classes));
        open.chain(self.reserves.iter().map(|(r, _)| (r.facility, r.classes)))
    }
}

/// Most seats of one row; a larger number is a slip of the keyboard.
const MAX_SEATS: u32 = 100_000;

pub(super) fn read(
    table: &Table,
    mut facilities: Option<&mut Facilities>,
    findings: &mut Findings,
) -> Option<Seats> {
    let mut r = CellReader::new(table, &tables::SEATS, findings)?;
    let (facility, class, seats) = (r.col("facility_id"), r.col("class"), r.col("seats"));
    let (reserved, kind, min_age) =
        (r.col("reserved_for"), r.col("reserve_kind"), r.col("reserve_min_age_days"));
    let mut out = Seats {
        rows: Vec::new(),
        reserves: Vec::new(),
        reserved_col: reserved,
        named: BTreeSet::new(),
        unsure: BTreeSet::new(),
        incomplete: false,
    };
    // By facility, class and group (blank for open seats) the row that has it.
    let mut first: BTreeMap<(u32, u8, String), usize> = BTreeMap::new();
    r.need_rows();
    for row in 0..table.rows() {
        let f = ids::need(
            &mut r,
            row,
            facility,
            facilities.as_mut().map(|f| &mut f.ids),
            &references::FACILITY_UNKNOWN,
        );
        let classes = r.need_classes(row, class);
        let count = r.need_count(row, seats, 0, MAX_SEATS);
        let group = reserves::group(&mut r, row, reserved);
        let (kind_said, min_said) = (r.word(row, kind, KINDS), r.count(row, min_age, 0, MAX_AGE_DAYS));
        let Ok(f) = f else {
            out.incomplete = true;
            continue;
        };
        out.named.insert(f);
        let id = facilities.as_ref().map_or("", |x| x.ids.name(f)).to_owned();
        let group = match group {
            Ok(group) => group,
            Err(_) => {
                let finding = r.finding(&kinds::GROUP_UNREADABLE, row, reserved);
                r.push(row, finding.arg("facility", id));
                out.unsure.insert(f);
                continue;
            }
        };
        let (Ok(classes), Ok(count), Ok(kind_said), Ok(min_said)) = (classes, count, kind_said, min_said)
        else {
            out.unsure.insert(f);
            continue;
        };
        if group.is_none() && (kind_said.is_some() || min_said.is_some()) {
            let at = if kind_said.is_some() { kind } else { min_age };
            let finding = r.finding(&kinds::KIND_WITHOUT_GROUP, row, at);
            r.push(row, finding.arg("facility", &id));
        }
        let name = group.as_ref().map_or_else(String::new, |g| g.to_string());
        let told: (&'static Kind, Col) = match group {
            None => (&references::SEATS_CLASS_DUPLICATE, class),
            Some(_) => (&kinds::RESERVED_TWICE, reserved),
        };
        let mut clash = false;
        for c in classes.classes() {
            if let Some(&first) = first.get(&(f, c.get(), name.clone())) {
                clash = true;
                let finding = r
                    .finding(told.0, row, told.1)
                    .arg("facility", &id)
                    .arg("class", c)
                    .arg("first_line", table.line(first));
                r.push(row, finding);
            } else {
                first.insert((f, c.get(), name.clone()), row);
            }
        }
        if clash {
            out.unsure.insert(f);
            continue;
        }
        match group {
            None => out.rows.push((SeatRow { facility: f, classes, seats: count }, row)),
            Some(group) => {
                let kind = kind_said.unwrap_or_default();
                let reserve =
                    ReserveRow { facility: f, classes, seats: count, group, kind, min_age_days: min_said };
                out.reserves.push((reserve, row));
            }
        }
    }
    for (g, row) in &out.reserves {
        let shares =
            |s: &SeatRow| s.facility == g.facility && s.classes.overlaps(g.classes) && s.classes != g.classes;
        if g.kind == ReserveKind::Guarantee && g.seats > 0 && out.rows.iter().any(|(s, _)| shares(s)) {
            let id = facilities.as_ref().map_or("", |x| x.ids.name(g.facility)).to_owned();
            let finding = r.finding(&kinds::GUARANTEE_DIVIDES_SEATS, *row, reserved);
            r.push(*row, finding.arg("facility", id).arg("class", g.classes));
        }
    }
    r.finish(findings);
    Some(out)
}
