//! `enrolled`: continuing children.

use std::collections::BTreeMap;

use sekiwari::programme::nursery::ClassSet;
use sekiwari::programme::nursery::capacity::FacilityTable;

use super::rows::{self, Lines, Step};
use crate::finding::Findings;
use crate::finding::catalogue::{capacity as kinds, cells};
use crate::normalise::Word;
use crate::round::facilities::Facilities;
use crate::round::tables;
use crate::table::{CellReader, Table};

/// The part of a facility that children belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::round) enum Part {
    Care,
    Education,
}

/// Words of `part`.
pub(in crate::round) static PART: &[Word<Part>] = &[
    Word {
        name: "care",
        aliases: &["保育", "保育部分", "2号", "3号", "2・3号", "2号・3号"],
        value: Part::Care,
    },
    Word { name: "education", aliases: &["教育", "教育部分", "1号"], value: Part::Education },
];

/// Most children of one row.
const MAX_CHILDREN: u32 = 10_000;

pub(super) fn read(
    table: &Table,
    facilities: &mut Facilities,
    out: &mut [FacilityTable],
    lines: &mut Lines,
    findings: &mut Findings,
) -> Option<()> {
    let mut r = CellReader::new(table, &tables::ENROLLED, findings)?;
    let (facility, class, children) = (r.col("facility_id"), r.col("class"), r.col("children"));
    let (part, staff, seats) = (r.col("part"), r.col("staff_weight"), r.col("seat_weight"));
    let mut first = BTreeMap::new();
    for row in 0..table.rows() {
        let f = rows::facility(&mut r, row, facility, facilities);
        let of = r.class(row, class);
        if of == Ok(None) {
            let finding = r.finding(&cells::CELL_EMPTY, row, class);
            r.push(row, finding);
        }
        let count = r.need_count(row, children, 0, MAX_CHILDREN);
        let of_part = r.word(row, part, PART);
        let load10 = rows::steps(&mut r, row, staff, Step::Tenths, 10 * MAX_CHILDREN);
        let places = r.count(row, seats, 0, 10 * MAX_CHILDREN);
        let (Some(f), Ok(Some(of)), Ok(count), Ok(of_part), Some(load10), Ok(places)) =
            (f, of, count, of_part, load10, places)
        else {
            continue;
        };
        let of_part = of_part.unwrap_or(Part::Care);
        let id = facilities.ids.name(f).to_owned();
        lines.note(tables::ENROLLED.name, f, Some(ClassSet::one(of)), row);
        if rows::is_repeated(&mut r, row, class, (f, of, of_part), &id, &mut first) {
            continue;
        }
        let (load10, places) = (load10.unwrap_or(10 * count), places.unwrap_or(count));
        for (col, less) in [(staff, load10 < 10 * count), (seats, places < count)] {
            if less {
                let finding = r.finding(&kinds::WEIGHT_BELOW_CHILDREN, row, col).arg("children", count);
                r.push(row, finding);
            }
        }
        let slot = &mut out[f as usize].classes[of.index()];
        // What children of the education part weigh beyond one is for the teachers and rooms of the class all the same.
        slot.enrolled.extra_load10 += load10.saturating_sub(10 * count);
        match of_part {
            Part::Care => {
                slot.enrolled.children = count;
                slot.enrolled.extra_seats += places.saturating_sub(count);
            }
            // A second seat of such a child is a place in a room, but no declared seat.
            Part::Education => slot.education = places.max(count),
        }
    }
    r.finish(findings);
    Some(())
}
