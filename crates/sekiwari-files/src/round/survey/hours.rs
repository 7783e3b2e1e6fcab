//! Opening hours of facilities, from the table of facilities.

use sekiwari::programme::nursery::waiting::Hours;

use crate::finding::catalogue::survey as kinds;
use crate::finding::{Finding, Findings};
use crate::normalise::parse_time;
use crate::round::tables;
use crate::table::{CellReader, Table};

/// The facilities whose hours are stated. Hours that cannot be read are reported and taken as not stated.
pub(super) fn read(table: &Table, findings: &mut Findings) -> Vec<(String, Hours)> {
    // What is odd about the rest of the table was reported when the facilities were read.
    let mut told = Findings::new();
    let Some(mut r) = CellReader::new(table, &tables::FACILITIES, &mut told) else { return Vec::new() };
    let (id, from, to) = (r.col("facility_id"), r.col("open_from"), r.col("open_to"));
    let mut hours = Vec::new();
    for row in 0..table.rows() {
        let (opens, closes) = (r.text(row, from), r.text(row, to));
        let Ok(facility) = r.need_id(row, id) else { continue };
        if opens.is_empty() && closes.is_empty() {
            continue;
        }
        let time = |text: &str| parse_time(text, table.is_sheet());
        match time(opens).zip(time(closes)).and_then(|(from, to)| Hours::new(from, to)) {
            Some(open) => hours.push((facility.into_owned(), open)),
            None => {
                let at = if time(opens).is_none() && from.exists() { from } else { to };
                let finding = Finding::new(&kinds::OPENING_HOURS, table.place_at(row, at));
                let written = format!("{opens} - {closes}");
                findings.push(finding.value(&written).arg("facility", facility));
            }
        }
    }
    hours
}
