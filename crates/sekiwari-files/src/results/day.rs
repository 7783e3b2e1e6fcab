//! Reading an output folder of a round of day services back.

use super::{ResultsError, Table, read};
use crate::write::{DAILY_ALLOCATION, DayProofJson, DayResultJson, unguard};
use std::path::Path;

/// What a request got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayRow {
    /// The request.
    pub request: String,
    /// The site and the date, as written.
    pub place: Option<(String, String)>,
    /// The room, empty if none.
    pub room: String,
    /// The rank of its wish.
    pub wish_rank: Option<u32>,
    /// The reason code, empty if none is stated.
    pub reason: String,
}

/// One side of a comparison of day services.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DaySide {
    /// The rows in the order of the table.
    pub rows: Vec<DayRow>,
}

/// Whether an output folder is one of a round of day services: its table is about requests.
pub fn is_of_days(folder: &Path) -> bool {
    let table = Table::read(&folder.join(DAILY_ALLOCATION.file));
    table.is_ok_and(|t| t.headers.iter().any(|h| h == "request_id"))
}

/// Reads `result.json` of an output folder of day services.
///
/// # Errors
/// If it is missing or is not such a result.
pub fn read_day_result(folder: &Path) -> Result<DayResultJson, ResultsError> {
    let path = folder.join("result.json");
    let bytes = read(&path)?;
    serde_json::from_slice(&bytes).map_err(|e| ResultsError::Malformed { path, what: e.to_string() })
}

/// Reads `proof.json` of an output folder of day services; `None` if there is none that this program has written.
pub fn read_day_proof(folder: &Path) -> Option<DayProofJson> {
    serde_json::from_slice(&read(&folder.join("proof.json")).ok()?).ok()
}

/// Reads what every request got (`allocation.csv`). Only `request_id` and `facility_id` have to be there.
///
/// # Errors
/// If it cannot be read, lacks a column, or holds a rank that is none.
pub fn read_day_side(folder: &Path) -> Result<DaySide, ResultsError> {
    let table = Table::read(&folder.join(DAILY_ALLOCATION.file))?;
    let [request, site] = table.columns(["request_id", "facility_id"])?;
    let [date, room, rank, reason] = ["date", "room_id", "wish_rank", "reason"].map(|n| table.column(n));
    let mut side = DaySide::default();
    for row in 0..table.rows.len() {
        let text = |column| unguard(table.cell(row, column)).to_owned();
        let may = |column: Option<usize>| column.map_or_else(String::new, text);
        let site = text(site);
        let wish_rank = match rank.map(|column| (column, table.cell(row, column))) {
            None | Some((_, "")) => None,
            Some((column, cell)) => Some(cell.parse().map_err(|_| table.bad(row, column))?),
        };
        side.rows.push(DayRow {
            request: text(request),
            place: (!site.is_empty()).then(|| (site, may(date))),
            room: may(room),
            wish_rank,
            reason: may(reason),
        });
    }
    Ok(side)
}
