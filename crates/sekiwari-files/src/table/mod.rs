//! Tables: rows of cells with the line each row stands on, whether they came from CSV or from a sheet.
//!
//! Cells are byte ranges into one text, so a table of millions of rows costs its text plus eight bytes a cell and four a
//! row; no cell is a string of its own.

mod calendar;
mod cells;
mod columns;
mod csv;
mod day;
mod named;
mod sheet;
mod spec;

pub use cells::{CellReader, Invalid};
pub use columns::Col;
pub use csv::read_csv;
pub use named::read_named;
pub(crate) use sheet::read_sheets;
pub use sheet::{SheetTable, read_workbook};
pub use spec::{Column, Content, TableSpec};

use crate::finding::{Finding, Findings, Place, catalogue::files};

/// Byte range of one cell in the table's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    start: u32,
    end: u32,
}

/// A table as read: titles as printed, rows of texts, physical line numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    file: String,
    sheet: Option<String>,
    text: String,
    header: Vec<String>,
    header_line: u32,
    cells: Vec<Span>,
    lines: Vec<u32>,
    // Rows (ascending) that have too few or too many cells, or an error value; already reported.
    damaged: Vec<u32>,
}

impl Table {
    /// Number of data rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.lines.len()
    }

    /// Titles as printed, outer blanks removed.
    #[must_use]
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// File name without folders.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Whether the table is a sheet of a workbook.
    #[must_use]
    pub fn is_sheet(&self) -> bool {
        self.sheet.is_some()
    }

    /// Physical line (or sheet row) on which a data row starts.
    #[must_use]
    pub fn line(&self, row: usize) -> u32 {
        self.lines.get(row).copied().unwrap_or(self.header_line)
    }

    /// A cell as it stands in the file; empty for a row or column that does not exist.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> &str {
        if column >= self.header.len() {
            return "";
        }
        self.cells
            .get(row * self.header.len() + column)
            .and_then(|s| self.text.get(s.start as usize..s.end as usize))
            .unwrap_or_default()
    }

    /// A cell in which nothing is to be tidied: visible ASCII only, or nothing. `None` where a closer look is needed.
    pub(crate) fn plain(&self, row: usize, column: Col) -> Option<&str> {
        let cell = column.index().map_or("", |c| self.cell(row, c));
        cell.bytes().all(|b| b.is_ascii_graphic()).then_some(cell)
    }

    /// The table as a whole.
    #[must_use]
    pub fn place(&self) -> Place {
        Place { file: self.file.clone(), sheet: self.sheet.clone(), ..Place::default() }
    }

    /// The place of the header line.
    #[must_use]
    pub fn header_place(&self) -> Place {
        self.place().line(self.header_line)
    }

    /// The place of a row, narrowed to a column where the table has it.
    #[must_use]
    pub fn place_at(&self, row: usize, column: Col) -> Place {
        let place = self.place().line(self.line(row));
        match column.index().and_then(|c| self.header.get(c)) {
            Some(title) => place.column(title.clone()),
            None => place,
        }
    }

    fn is_damaged(&self, row: usize) -> bool {
        u32::try_from(row).is_ok_and(|r| self.damaged.binary_search(&r).is_ok())
    }

    /// Warns, cell by cell, of user-defined characters and of the traces of earlier failed conversions.
    fn report_odd_characters(&self, findings: &mut Findings) {
        // Lead bytes of U+E000..U+FFFF and of planes 15 and 16 in UTF-8; most files hold none.
        if !self.text.bytes().any(|b| matches!(b, 0xEE | 0xEF | 0xF3 | 0xF4)) {
            return;
        }
        for row in 0..self.rows() {
            for column in 0..self.header.len() {
                let cell = self.cell(row, column);
                let place = || self.place_at(row, Col::at(column));
                let private: Vec<String> = cell
                    .chars()
                    .filter(|c| is_private_use(*c))
                    .map(|c| format!("U+{:04X}", c as u32))
                    .collect();
                if !private.is_empty() {
                    findings.push(
                        Finding::new(&files::PRIVATE_USE_CHARACTER, place())
                            .arg("characters", private.join(" ")),
                    );
                }
                if cell.contains('\u{FFFD}') {
                    findings.add(&files::REPLACEMENT_CHARACTER, place());
                }
            }
        }
    }
}

fn is_private_use(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

#[cfg(test)]
mod tests;
