//! `staff`: teachers.

use sekiwari::programme::nursery::capacity::{FacilityTable, Teachers};

use super::rows::{self, Lines, Step};
use crate::finding::Findings;
use crate::round::facilities::Facilities;
use crate::round::tables;
use crate::table::{CellReader, Table};

/// Most teachers of one row.
const MAX_TEACHERS: u32 = 1_000;

pub(super) fn read(
    table: &Table,
    facilities: &mut Facilities,
    out: &mut [FacilityTable],
    lines: &mut Lines,
    findings: &mut Findings,
) -> Option<()> {
    let mut r = CellReader::new(table, &tables::STAFF, findings)?;
    let (facility, class) = (r.col("facility_id"), r.col("class"));
    let (teachers, nurses) = (r.col("teachers"), r.col("nurses"));
    for row in 0..table.rows() {
        let f = rows::facility(&mut r, row, facility, facilities);
        let classes = rows::classes(&mut r, row, class);
        let teachers10 = rows::need_steps(&mut r, row, teachers, Step::Tenths, MAX_TEACHERS);
        let nurses10 = rows::steps(&mut r, row, nurses, Step::Tenths, MAX_TEACHERS);
        let (Some(f), Some(classes), Some(teachers10), Some(nurses10)) = (f, classes, teachers10, nurses10)
        else {
            continue;
        };
        lines.note(tables::STAFF.name, f, classes, row);
        let of = Teachers { classes, teachers10, nurses10: nurses10.unwrap_or(0) };
        out[f as usize].staff.get_or_insert_default().push(of);
    }
    r.finish(findings);
    Some(())
}
