//! The table of seats as an offer to be held against what is worked out, reserved seats included.

use std::collections::{BTreeMap, BTreeSet};

use sekiwari::programme::nursery::capacity::Offered;

use super::rows::{self, Lines};
use crate::finding::Findings;
use crate::round::facilities::Facilities;
use crate::round::tables;
use crate::table::{CellReader, Table};

/// Most seats of one row.
const MAX_SEATS: u32 = 100_000;

/// The offers by facility; facilities with a row that cannot be used are left out, for nothing can be said of them.
pub(super) fn read(
    table: &Table,
    facilities: &mut Facilities,
    lines: &mut Lines,
    findings: &mut Findings,
) -> Option<BTreeMap<u32, Offered>> {
    let mut r = CellReader::new(table, &tables::SEATS, findings)?;
    let (facility, class, seats) = (r.col("facility_id"), r.col("class"), r.col("seats"));
    let mut offers: BTreeMap<u32, Offered> = BTreeMap::new();
    let mut unsure = BTreeSet::new();
    for row in 0..table.rows() {
        let f = rows::facility(&mut r, row, facility, facilities);
        let (classes, count) = (r.need_classes(row, class), r.need_count(row, seats, 0, MAX_SEATS));
        let Some(f) = f else { continue };
        match (classes, count) {
            (Ok(classes), Ok(count)) => {
                lines.note(tables::SEATS.name, f, Some(classes), row);
                offers.entry(f).or_default().seats.push((classes, count));
            }
            _ => {
                unsure.insert(f);
            }
        }
    }
    offers.retain(|f, _| !unsure.contains(f));
    r.finish(findings);
    Some(offers)
}
