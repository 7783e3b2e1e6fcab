//! Reading an allocation of day services: ours, or one typed by hand with two columns.

use jiff::civil::Date;
use sekiwari::programme::PlacementKind;
use sekiwari::programme::daily::Service;

use crate::daily::SERVICES;
use crate::finding::{Findings, Place};
use crate::normalise::Word;
use crate::review::cells::Cells;
use crate::round::tables::daily::ALLOCATION;
use crate::table::{CellReader, Col, Invalid, read_named};

const fn word(
    name: &'static str,
    aliases: &'static [&'static str],
    value: Option<PlacementKind>,
) -> Word<Option<PlacementKind>> {
    Word { name, aliases, value }
}

/// Words of `outcome`; nothing for a request that was withdrawn.
const OUTCOMES: &[Word<Option<PlacementKind>>] = &[
    word("placed", &["決定", "利用決定", "承諾"], Some(PlacementKind::Placed)),
    word("kept", &["確定済み", "確定", "決定済み", "予約済み"], Some(PlacementKind::Kept)),
    word("unplaced", &["不可", "不承諾", "保留"], Some(PlacementKind::Unplaced)),
    word("withdrawn", &["取消", "取下げ", "キャンセル"], None),
];

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Request,
    Site,
    Date,
    Service,
    Room,
    Outcome,
    WishRank,
    Child,
}

const NAMES: [&str; 8] =
    ["request_id", "facility_id", "date", "site_service", "room_id", "outcome", "wish_rank", "child_id"];

/// An allocation of day services as stated. Blank cells and absent columns state nothing.
#[derive(Clone, Debug, Default)]
pub struct StatedDays {
    /// The rows that name a request, in the order of the table.
    pub rows: Vec<StatedDay>,
    cells: Cells,
}

/// One row.
#[derive(Clone, Debug)]
pub struct StatedDay {
    /// The line or sheet row.
    pub line: u32,
    /// The request.
    pub request: String,
    /// Its site; nothing for no place.
    pub site: Option<String>,
    /// The date, if stated.
    pub date: Option<Date>,
    /// The service of the site that takes it, if stated.
    pub service: Option<Service>,
    /// Its room.
    pub room: Option<String>,
    /// Its outcome, if stated: nothing inside for one that was withdrawn.
    pub outcome: Option<Option<PlacementKind>>,
    /// The rank of the wish it got, if stated.
    pub wish_rank: Option<u32>,
    /// The child, if stated.
    pub child: Option<String>,
    /// A cell that matters could not be read; that has been reported.
    pub damaged: bool,
}

impl StatedDays {
    /// The file and sheet as a whole.
    pub fn whole(&self) -> Place {
        self.cells.whole()
    }

    /// The place of a cell.
    pub(super) fn place(&self, row: &StatedDay, field: Field) -> Place {
        self.cells.at(row.line, field as usize)
    }
}

/// Reads an allocation of day services from the bytes of a `.csv`, `.xlsx` or `.ods` file, as
/// [`crate::review::read_allocation`] does one of seats.
pub fn read_days(bytes: Vec<u8>, file: &str, findings: &mut Findings) -> Option<StatedDays> {
    let table = read_named(bytes, file, &ALLOCATION, findings)?;
    let mut reader = CellReader::new(&table, &ALLOCATION, findings)?;
    let columns = NAMES.map(|name| reader.col(name));
    let mut stated =
        StatedDays { rows: Vec::with_capacity(table.rows()), cells: Cells::of(&table, &columns) };
    for row in 0..table.rows() {
        stated.rows.extend(read_row(&mut reader, row, &columns));
    }
    reader.finish(findings);
    Some(stated)
}

fn read_row(reader: &mut CellReader<'_>, row: usize, columns: &[Col; 8]) -> Option<StatedDay> {
    let at = |f: Field| columns[f as usize];
    let request = reader.need_id(row, at(Field::Request));
    let site = reader.id(row, at(Field::Site));
    let date = reader.date(row, at(Field::Date));
    let service = reader.word(row, at(Field::Service), SERVICES);
    let room = reader.id(row, at(Field::Room));
    let outcome = reader.word(row, at(Field::Outcome), OUTCOMES);
    let wish_rank = reader.count(row, at(Field::WishRank), 1, u32::MAX);
    let child = reader.id(row, at(Field::Child));
    let text = |cell: Result<Option<std::borrow::Cow<'_, str>>, Invalid>| {
        cell.ok().flatten().map(std::borrow::Cow::into_owned)
    };
    Some(StatedDay {
        line: reader.table().line(row),
        request: request.ok()?.into_owned(),
        damaged: site.is_err() || date.is_err() || service.is_err() || room.is_err(),
        site: text(site),
        date: date.ok().flatten(),
        service: service.ok().flatten(),
        room: text(room),
        outcome: outcome.ok().flatten(),
        wish_rank: wish_rank.ok().flatten(),
        child: text(child),
    })
}
