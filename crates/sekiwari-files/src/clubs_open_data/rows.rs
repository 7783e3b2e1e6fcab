//! CSV tables of other people, by the names of their columns.

use sekiwari::programme::nursery::Position;

use super::{OpenDataError, Result};
use crate::normalise::parse_micro_degrees;

/// A table with its header; cells are trimmed.
pub(super) struct Rows<'a> {
    header: csv::StringRecord,
    records: csv::StringRecordsIntoIter<&'a [u8]>,
}

pub(super) struct Row {
    /// From 1.
    pub(super) line: u64,
    cells: csv::StringRecord,
}

impl<'a> Rows<'a> {
    pub(super) fn open(text: &'a str) -> Result<Self> {
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|e| malformed(&e))?.clone();
        Ok(Self { header, records: reader.into_records() })
    }

    pub(super) fn column(&self, name: &str) -> Result<usize> {
        let missing = || OpenDataError::Missing { column: name.to_owned() };
        self.header.iter().position(|c| c == name).ok_or_else(missing)
    }

    pub(super) fn next(&mut self) -> Result<Option<Row>> {
        let Some(record) = self.records.next() else { return Ok(None) };
        let cells = record.map_err(|e| malformed(&e))?;
        Ok(Some(Row { line: cells.position().map_or(0, csv::Position::line), cells }))
    }
}

fn malformed(error: &csv::Error) -> OpenDataError {
    let line = error.position().map_or(0, csv::Position::line).max(1);
    OpenDataError::Malformed { line, reason: error.to_string() }
}

impl Row {
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or("")
    }

    pub(super) fn bad(&self, column: usize, name: &str, expected: &'static str) -> OpenDataError {
        let value = self.cell(column).to_owned();
        OpenDataError::BadValue { line: self.line, column: name.to_owned(), value, expected }
    }

    /// A place from two cells; nothing where both are empty.
    pub(super) fn position(&self, lat: usize, lon: usize) -> Result<Option<Position>> {
        if self.cell(lat).is_empty() && self.cell(lon).is_empty() {
            return Ok(None);
        }
        let lat_e6 = parse_micro_degrees(self.cell(lat), 90);
        let lon_e6 = parse_micro_degrees(self.cell(lon), 180);
        Ok(Some(Position {
            lat_e6: lat_e6.ok_or_else(|| self.bad(lat, "lat", "a latitude in degrees"))?,
            lon_e6: lon_e6.ok_or_else(|| self.bad(lon, "lon", "a longitude in degrees"))?,
        }))
    }
}
