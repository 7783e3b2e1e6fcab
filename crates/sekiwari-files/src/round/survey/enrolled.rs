//! `enrolled`: children who use a place and do not apply, for the count by class.

use sekiwari::programme::nursery::waiting::Enrolled;

use crate::finding::Findings;
use crate::finding::catalogue::{cells, references};
use crate::round::capacity::{PART, Part};
use crate::round::facilities::Facilities;
use crate::round::ids;
use crate::round::tables;
use crate::table::{CellReader, Table};

/// Most children of a class of a facility; a larger number is a slip of the keyboard.
const MAX_CHILDREN: u32 = 100_000;

/// The rows; nothing where one cannot be used, since sums would be wrong.
pub(super) fn read(
    table: &Table,
    mut facilities: Option<&mut Facilities>,
    findings: &mut Findings,
) -> Option<Vec<Enrolled>> {
    let mut r = CellReader::new(table, &tables::ENROLLED, findings)?;
    let (facility, class, children) = (r.col("facility_id"), r.col("class"), r.col("children"));
    let part = r.col("part");
    let mut rows = Some(Vec::new());
    for row in 0..table.rows() {
        let f = facilities.as_deref_mut().map(|f| &mut f.ids);
        let f = ids::need(&mut r, row, facility, f, &references::FACILITY_UNKNOWN);
        let c = r.class(row, class);
        let n = r.need_count(row, children, 0, MAX_CHILDREN);
        if c == Ok(None) {
            let finding = r.finding(&cells::CELL_EMPTY, row, class);
            r.push(row, finding);
        }
        // Children of category 1 are no part of the count.
        if r.word(row, part, PART) == Ok(Some(Part::Education)) {
            continue;
        }
        let name = |f: u32| facilities.as_deref().map_or("", |x| x.ids.name(f)).to_owned();
        match (&mut rows, f, c, n) {
            (Some(rows), Ok(f), Ok(Some(class)), Ok(children)) => {
                rows.push(Enrolled { facility: name(f), class, children });
            }
            _ => rows = None,
        }
    }
    r.finish(findings);
    rows
}
