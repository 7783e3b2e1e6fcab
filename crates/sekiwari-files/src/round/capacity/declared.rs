//! `declared`: what facilities say they can take, and their quota.

use std::collections::BTreeMap;

use sekiwari::programme::nursery::ClassSet;
use sekiwari::programme::nursery::capacity::FacilityTable;

use super::rows::{self, Lines};
use crate::finding::Findings;
use crate::finding::catalogue::{capacity as kinds, cells};
use crate::round::facilities::Facilities;
use crate::round::tables;
use crate::table::{CellReader, Table};

/// Most children of one class or facility; a larger number is a slip of the keyboard.
const MAX_CHILDREN: u32 = 10_000;

pub(super) fn read(
    table: &Table,
    facilities: &mut Facilities,
    out: &mut [FacilityTable],
    lines: &mut Lines,
    findings: &mut Findings,
) -> Option<()> {
    let mut r = CellReader::new(table, &tables::DECLARED, findings)?;
    let (facility, class, seats) = (r.col("facility_id"), r.col("class"), r.col("seats"));
    let (reserved, quota) = (r.col("reserved"), r.col("quota"));
    let mut first = BTreeMap::new();
    for row in 0..table.rows() {
        let f = rows::facility(&mut r, row, facility, facilities);
        let of = r.class(row, class);
        let stated = r.count(row, seats, 0, MAX_CHILDREN);
        let kept = r.count(row, reserved, 0, MAX_CHILDREN);
        let capital = r.count(row, quota, 0, MAX_CHILDREN);
        let (Some(f), Ok(of), Ok(stated), Ok(kept), Ok(capital)) = (f, of, stated, kept, capital) else {
            continue;
        };
        let id = facilities.ids.name(f).to_owned();
        lines.note(tables::DECLARED.name, f, of.map(ClassSet::one), row);
        if rows::is_repeated(&mut r, row, class, (f, of), &id, &mut first) {
            continue;
        }
        let own = &mut out[f as usize];
        match (of, stated) {
            (Some(_), _) if capital.is_some() => {
                let finding = r.finding(&kinds::QUOTA_WITH_CLASS, row, quota);
                r.push(row, finding);
            }
            (Some(_), None) => {
                let finding = r.finding(&cells::CELL_EMPTY, row, seats);
                r.push(row, finding);
            }
            (Some(of), Some(stated)) => {
                let slot = &mut own.classes[of.index()];
                slot.declared = Some(stated);
                slot.reserved = kept.unwrap_or(0);
            }
            // A number of seats for the whole facility would have to be divided first: it is not the quota.
            (None, _) if stated.is_some() || kept.is_some() => {
                let finding = r.finding(&cells::CELL_EMPTY, row, class);
                r.push(row, finding);
            }
            (None, _) if capital.is_none() => {
                let finding = r.finding(&cells::CELL_EMPTY, row, quota);
                r.push(row, finding);
            }
            (None, _) => own.quota = capital,
        }
    }
    r.finish(findings);
    Some(())
}
