//! `last_year`: last year's seats.

use std::collections::BTreeMap;

use sekiwari::programme::nursery::capacity::LastYear;

use super::rows::{self, Lines};
use crate::finding::Findings;
use crate::finding::catalogue::{capacity as kinds, cells};
use crate::round::facilities::Facilities;
use crate::round::tables;
use crate::table::{CellReader, Table};

/// Most children of one class or facility.
const MAX_CHILDREN: u32 = 100_000;

pub(super) fn read(
    table: &Table,
    facilities: &mut Facilities,
    out: &mut BTreeMap<u32, LastYear>,
    lines: &mut Lines,
    findings: &mut Findings,
) -> Option<()> {
    let mut r = CellReader::new(table, &tables::LAST_YEAR, findings)?;
    let (facility, class, seats) = (r.col("facility_id"), r.col("class"), r.col("seats"));
    let (enrolled, quota) = (r.col("enrolled"), r.col("quota"));
    let mut first = BTreeMap::new();
    for row in 0..table.rows() {
        let f = rows::facility(&mut r, row, facility, facilities);
        let classes = rows::classes(&mut r, row, class);
        let stated = r.count(row, seats, 0, MAX_CHILDREN);
        let children = r.count(row, enrolled, 0, MAX_CHILDREN);
        let capital = r.count(row, quota, 1, MAX_CHILDREN);
        let (Some(f), Some(classes), Ok(stated), Ok(children), Ok(capital)) =
            (f, classes, stated, children, capital)
        else {
            continue;
        };
        let id = facilities.ids.name(f).to_owned();
        lines.note(tables::LAST_YEAR.name, f, classes, row);
        if rows::is_repeated(&mut r, row, class, (f, classes), &id, &mut first) {
            continue;
        }
        let own = out.entry(f).or_default();
        let Some(classes) = classes else {
            (own.enrolled, own.quota) = (children, capital);
            continue;
        };
        for (col, value) in [(enrolled, children), (quota, capital)] {
            if value.is_some() {
                let finding = r.finding(&kinds::QUOTA_WITH_CLASS, row, col);
                r.push(row, finding);
            }
        }
        match stated {
            Some(stated) => own.seats.push((classes, stated)),
            None => {
                let finding = r.finding(&cells::CELL_EMPTY, row, seats);
                r.push(row, finding);
            }
        }
    }
    r.finish(findings);
    Some(())
}
