//! `seats`: what is open in this round.

use std::collections::{BTreeMap, BTreeSet};

use sekiwari::programme::nursery::SeatRow;

use super::facilities::Facilities;
use super::ids;
use super::tables;
use crate::finding::{Findings, catalogue::consistency, catalogue::references};
use crate::table::{CellReader, Table};

/// The open seat rows with their table rows.
pub(super) struct Seats {
    pub(super) rows: Vec<(SeatRow, usize)>,
    /// Facilities that some row names, reserved and unusable rows included.
    pub(super) named: BTreeSet<u32>,
    /// Facilities with a row that could not be used, so that nothing is said about classes they lack.
    pub(super) unsure: BTreeSet<u32>,
    /// Whether some row names no known facility, so that nothing is said about seats that are missing.
    pub(super) incomplete: bool,
}

/// Most seats of one row; a larger number is a slip of the keyboard.
const MAX_SEATS: u32 = 100_000;

pub(super) fn read(
    table: &Table,
    mut facilities: Option<&mut Facilities>,
    findings: &mut Findings,
) -> Option<Seats> {
    let mut r = CellReader::new(table, &tables::SEATS, findings)?;
    let (facility, class, seats, reserved) =
        (r.col("facility_id"), r.col("class"), r.col("seats"), r.col("reserved_for"));
    let mut out =
        Seats { rows: Vec::new(), named: BTreeSet::new(), unsure: BTreeSet::new(), incomplete: false };
    let mut open: BTreeMap<(u32, u8), usize> = BTreeMap::new();
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
        let Ok(f) = f else {
            out.incomplete = true;
            continue;
        };
        out.named.insert(f);
        let (Ok(classes), Ok(count)) = (classes, count) else {
            out.unsure.insert(f);
            continue;
        };
        let group = r.text(row, reserved);
        if !group.is_empty() {
            let finding = r.finding(&consistency::SEATS_RESERVED, row, reserved);
            let id = facilities.as_ref().map_or("", |x| x.ids.name(f)).to_owned();
            r.push(row, finding.arg("facility", id));
            continue;
        }
        let mut clash = false;
        for c in classes.classes() {
            if let Some(&first) = open.get(&(f, c.get())) {
                clash = true;
                let id = facilities.as_ref().map_or("", |x| x.ids.name(f)).to_owned();
                let finding = r
                    .finding(&references::SEATS_CLASS_DUPLICATE, row, class)
                    .arg("facility", id)
                    .arg("class", c)
                    .arg("first_line", table.line(first));
                r.push(row, finding);
            } else {
                open.insert((f, c.get()), row);
            }
        }
        if clash {
            out.unsure.insert(f);
        } else {
            out.rows.push((SeatRow { facility: f, classes, seats: count }, row));
        }
    }
    r.finish(findings);
    Some(out)
}
