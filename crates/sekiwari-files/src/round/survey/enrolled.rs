//! `enrolled`: children who use a place and do not apply, for the count by class.

use sekiwari::programme::nursery::AgeClass;

use crate::finding::Findings;
use crate::finding::catalogue::{cells, references};
use crate::round::facilities::Facilities;
use crate::round::ids;
use crate::round::tables;
use crate::table::{CellReader, Table};

/// Most children of a class of a facility; a larger number is a slip of the keyboard.
const MAX_CHILDREN: u32 = 100_000;

/// The children by class; nothing where a row cannot be used, since the sum would be wrong.
pub(super) fn read(
    table: &Table,
    mut facilities: Option<&mut Facilities>,
    findings: &mut Findings,
) -> Option<[u32; AgeClass::COUNT]> {
    let mut r = CellReader::new(table, &tables::ENROLLED, findings)?;
    let (facility, class, children) = (r.col("facility_id"), r.col("class"), r.col("children"));
    let mut sums = Some([0u32; AgeClass::COUNT]);
    for row in 0..table.rows() {
        let f = facilities.as_deref_mut().map(|f| &mut f.ids);
        let f = ids::need(&mut r, row, facility, f, &references::FACILITY_UNKNOWN);
        let c = r.class(row, class);
        let n = r.need_count(row, children, 0, MAX_CHILDREN);
        if c == Ok(None) {
            let finding = r.finding(&cells::CELL_EMPTY, row, class);
            r.push(row, finding);
        }
        sums = match (sums, f, c, n) {
            (Some(mut sums), Ok(_), Ok(Some(c)), Ok(n)) => {
                sums[c.index()] = sums[c.index()].saturating_add(n);
                Some(sums)
            }
            _ => None,
        };
    }
    r.finish(findings);
    sums
}
