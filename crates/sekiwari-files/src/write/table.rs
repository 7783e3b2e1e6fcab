//! Writing one CSV table, cell by cell.

use super::cell::guard;
use super::columns::OutputTable;
use sekiwari::programme::nursery::{ReserveGroup, Round};
use std::fmt::{Display, Write as _};
use std::io::{self, Write};

/// A CSV file in the house format: UTF-8, a BOM if wanted, `\n` at line ends, quotes only where needed.
pub(super) struct TableWriter<W: Write> {
    csv: csv::Writer<W>,
    number: String,
}

impl<W: Write> TableWriter<W> {
    /// Starts a table with its header.
    pub(super) fn new(out: W, table: &OutputTable, tie_keys: usize, bom: bool) -> io::Result<Self> {
        Self::with_headers(out, table.headers(tie_keys), bom)
    }

    /// Starts a table about a round.
    pub(super) fn of_round(out: W, table: &OutputTable, round: &Round, bom: bool) -> io::Result<Self> {
        Self::with_headers(out, table.headers_of(round.tie_names().len(), round.has_reserves()), bom)
    }

    /// Starts a table with a header of its own.
    pub(super) fn with_headers(mut out: W, headers: Vec<String>, bom: bool) -> io::Result<Self> {
        if bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let mut rows = Self::rows(out);
        rows.csv.write_record(headers)?;
        Ok(rows)
    }

    /// Rows of a table without its header, to be put together later.
    pub(super) fn rows(out: W) -> Self {
        Self { csv: csv::Writer::from_writer(out), number: String::new() }
    }

    /// Adds a cell with text from the input or for people.
    pub(super) fn text(&mut self, text: &str) -> io::Result<&mut Self> {
        self.csv.write_field(guard(text).as_bytes())?;
        Ok(self)
    }

    /// Adds a number or a word of our own: nothing a spreadsheet would run.
    pub(super) fn value(&mut self, value: impl Display) -> io::Result<&mut Self> {
        self.optional(Some(value))
    }

    /// Adds a cell that may be empty.
    pub(super) fn optional(&mut self, value: Option<impl Display>) -> io::Result<&mut Self> {
        self.number.clear();
        if let Some(value) = value {
            // Writing to a string cannot fail.
            let _ = write!(self.number, "{value}");
        }
        self.csv.write_field(self.number.as_bytes())?;
        Ok(self)
    }

    /// Adds the kind of a seat where some seats of the round are reserved; empty for no seat.
    pub(super) fn seat(&mut self, round: &Round, seat: Option<Option<u32>>) -> io::Result<&mut Self> {
        if !round.has_reserves() {
            return Ok(self);
        }
        match seat {
            None => self.value(""),
            Some(None) => self.value(ReserveGroup::OPEN),
            Some(Some(reserve)) => self.text(&round.reserves()[reserve as usize].group.to_string()),
        }
    }

    /// Ends the row; a row with too few or too many cells is an error.
    pub(super) fn end_row(&mut self) -> io::Result<()> {
        Ok(self.csv.write_record(None::<&[u8]>)?)
    }

    /// Ends the table.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.csv.flush()
    }
}
