//! Reading an allocation table: ours, or one typed by hand with two columns.

use sekiwari::programme::nursery::{AgeClass, PlacementKind};

use super::cells::Cells;
use crate::finding::{Findings, Place};
use crate::normalise::Word;
use crate::round::reserves;
pub use crate::round::reserves::StatedSeat;
use crate::round::tables::ALLOCATION;
use crate::table::{CellReader, Col, Invalid, read_named};

const OUTCOMES: &[Word<PlacementKind>] = &[
    Word { name: "placed", aliases: &["内定", "入所", "新規"], value: PlacementKind::Placed },
    Word { name: "kept", aliases: &["継続", "在園"], value: PlacementKind::Kept },
    Word { name: "unplaced", aliases: &["保留", "不承諾", "待機"], value: PlacementKind::Unplaced },
];

/// A column of an allocation table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Child,
    Household,
    Class,
    Facility,
    Outcome,
    WishRank,
    Seat,
    Grade,
    Days,
}

impl Field {
    const ALL: [Field; 9] = [
        Field::Child,
        Field::Household,
        Field::Class,
        Field::Facility,
        Field::Outcome,
        Field::WishRank,
        Field::Seat,
        Field::Grade,
        Field::Days,
    ];

    fn name(self) -> &'static str {
        match self {
            Field::Child => "child_id",
            Field::Household => "household_id",
            Field::Class => "class",
            Field::Facility => "facility_id",
            Field::Outcome => "outcome",
            Field::WishRank => "wish_rank",
            Field::Seat => "seat",
            Field::Grade => "grade",
            Field::Days => "weekdays",
        }
    }
}

/// An allocation table as stated. Blank cells and absent columns state nothing.
#[derive(Clone, Debug, Default)]
pub struct StatedAllocation {
    /// The rows that name a child, in the order of the table.
    pub rows: Vec<StatedRow>,
    cells: Cells,
}

/// One row.
#[derive(Clone, Debug)]
pub struct StatedRow {
    /// The line or sheet row.
    pub line: u32,
    /// The child.
    pub child: String,
    /// Its household, if stated.
    pub household: Option<String>,
    /// Its class, if stated.
    pub class: Option<AgeClass>,
    /// Its facility; nothing for no seat.
    pub facility: Option<String>,
    /// Its outcome, if stated.
    pub outcome: Option<PlacementKind>,
    /// The rank of the wish it got, if stated.
    pub wish_rank: Option<u32>,
    /// The kind of its seat, if stated.
    pub seat: Option<StatedSeat>,
    /// Its grade as written, if stated.
    pub grade: Option<String>,
    /// The weekdays on which it comes as written, if stated.
    pub days: Option<String>,
    /// A cell that matters could not be read; that has been reported.
    pub damaged: bool,
}

impl StatedAllocation {
    /// The file and sheet as a whole.
    pub fn whole(&self) -> Place {
        self.cells.whole()
    }

    /// The place of a cell.
    pub(super) fn place(&self, row: &StatedRow, field: Field) -> Place {
        self.cells.at(row.line, field as usize)
    }
}

/// Reads an allocation from the bytes of a `.csv`, `.xlsx` or `.ods` file; in a workbook it is the sheet of one of the
/// table's names, else the only sheet. `file` is the name used in findings.
///
/// Whatever is odd goes to `findings`; nothing is returned where there is no such table. Cost: linear.
pub fn read_allocation(bytes: Vec<u8>, file: &str, findings: &mut Findings) -> Option<StatedAllocation> {
    let table = read_named(bytes, file, &ALLOCATION, findings)?;
    let mut reader = CellReader::new(&table, &ALLOCATION, findings)?;
    let columns = Field::ALL.map(|f| reader.col(f.name()));
    let mut stated =
        StatedAllocation { rows: Vec::with_capacity(table.rows()), cells: Cells::of(&table, &columns) };
    for row in 0..table.rows() {
        stated.rows.extend(read_row(&mut reader, row, &columns));
    }
    reader.finish(findings);
    Some(stated)
}

fn read_row(reader: &mut CellReader<'_>, row: usize, columns: &[Col; 9]) -> Option<StatedRow> {
    let at = |f: Field| columns[f as usize];
    let child = reader.need_id(row, at(Field::Child));
    let household = reader.id(row, at(Field::Household));
    let class = reader.class(row, at(Field::Class));
    let facility = reader.id(row, at(Field::Facility));
    let outcome = reader.word(row, at(Field::Outcome), OUTCOMES);
    let wish_rank = reader.count(row, at(Field::WishRank), 1, u32::MAX);
    let seat = reserves::seat(reader, row, at(Field::Seat));
    let mut written = |field| Some(reader.text(row, at(field)).trim().to_owned()).filter(|t| !t.is_empty());
    let (grade, days) = (written(Field::Grade), written(Field::Days));
    let text = |cell: Result<Option<std::borrow::Cow<'_, str>>, Invalid>| {
        cell.ok().flatten().map(|c| c.into_owned())
    };
    Some(StatedRow {
        line: reader.table().line(row),
        child: child.ok()?.into_owned(),
        damaged: facility.is_err(),
        household: text(household),
        class: class.ok().flatten(),
        facility: text(facility),
        outcome: outcome.ok().flatten(),
        wish_rank: wish_rank.ok().flatten(),
        seat,
        grade,
        days,
    })
}
