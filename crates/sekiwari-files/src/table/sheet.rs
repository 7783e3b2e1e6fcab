//! Sheets of `.xlsx` and `.ods` workbooks as tables.

use std::io::Cursor;

use calamine::{Data, ExcelDateTime, Range, Reader, Sheets, open_workbook_auto_from_rs};

use super::csv::report_blank_rows;
use super::{Col, Span, Table};
use crate::finding::{Finding, Findings, Place, catalogue::cells, catalogue::files};

/// A sheet by its name as printed; no table where the sheet is blank.
#[derive(Debug)]
pub struct SheetTable {
    /// Sheet name as printed on its tab.
    pub name: String,
    /// Its table; absent when the sheet has no header row.
    pub table: Option<Table>,
}

/// Reads every sheet of a workbook. `file` is the name used in findings.
///
/// Numbers are written as short as possible (`3.0` is `3`), dates as `2025-04-02`; a row's line is its row number. A cell
/// with an error value is an error finding. A workbook that cannot be opened is one finding and gives no sheets.
/// Never panics, whatever the bytes. Cost: the whole workbook is unpacked in memory.
pub fn read_workbook(bytes: Vec<u8>, file: &str, findings: &mut Findings) -> Vec<SheetTable> {
    read_sheets(bytes, file, |_| true, findings)
}

/// Like [`read_workbook`] for sheets of some names.
pub(crate) fn read_sheets(
    bytes: impl AsRef<[u8]> + Clone,
    file: &str,
    wanted: impl Fn(&str) -> bool,
    findings: &mut Findings,
) -> Vec<SheetTable> {
    let unreadable = |reason: &dyn std::fmt::Display, findings: &mut Findings| {
        findings.push(Finding::new(&files::WORKBOOK_UNREADABLE, Place::file(file)).arg("reason", reason));
    };
    let mut book: Sheets<_> = match open_workbook_auto_from_rs(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(e) => {
            unreadable(&e, findings);
            return Vec::new();
        }
    };
    let mut out = Vec::new();
    for name in book.sheet_names().into_iter().filter(|name| wanted(name)) {
        match book.worksheet_range(&name) {
            Ok(range) => {
                let table = table_of(&range, file, &name, findings);
                out.push(SheetTable { name, table });
            }
            Err(e) => unreadable(&e, findings),
        }
    }
    out
}

fn table_of(range: &Range<Data>, file: &str, sheet: &str, findings: &mut Findings) -> Option<Table> {
    let (first_row, _) = range.start()?;
    let mut table = Table {
        file: file.to_owned(),
        sheet: Some(sheet.to_owned()),
        text: String::new(),
        header: Vec::new(),
        header_line: 1,
        cells: Vec::new(),
        lines: Vec::new(),
        damaged: Vec::new(),
    };
    let mut blank = (0u32, 0u32);
    for (i, row) in range.rows().enumerate() {
        let line = first_row.saturating_add(i as u32).saturating_add(1);
        if row.iter().all(is_blank) {
            if blank.0 == 0 {
                blank.1 = line;
            }
            blank.0 += 1;
        } else if table.header.is_empty() {
            table.header = row.iter().map(|c| text_of(c).trim().to_owned()).collect();
            table.header_line = line;
        } else {
            push_row(&mut table, row, line, findings);
        }
    }
    if table.header.is_empty() {
        return None;
    }
    if u32::try_from(table.text.len()).is_err() {
        findings.add(&files::FILE_TOO_LARGE, table.place());
        return None;
    }
    report_blank_rows(&table, blank, findings);
    table.report_odd_characters(findings);
    Some(table)
}

fn push_row(table: &mut Table, row: &[Data], line: u32, findings: &mut Findings) {
    let number = table.lines.len();
    table.lines.push(line);
    let mut damaged = false;
    for (c, data) in row.iter().enumerate() {
        let start = table.text.len() as u32;
        table.text.push_str(&text_of(data));
        table.cells.push(Span { start, end: table.text.len() as u32 });
        if let Data::Error(e) = data {
            let place = table.place_at(number, Col::at(c));
            findings.push(Finding::new(&cells::CELL_ERROR, place).value(&e.to_string()));
            damaged = true;
        }
    }
    if damaged {
        table.damaged.push(number as u32);
    }
}

fn is_blank(data: &Data) -> bool {
    match data {
        Data::Empty => true,
        Data::String(s) => s.trim().is_empty(),
        _ => false,
    }
}

fn text_of(data: &Data) -> String {
    match data {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(s) | Data::DurationIso(s) => s.clone(),
        Data::DateTimeIso(s) => s.strip_suffix("T00:00:00").unwrap_or(s).to_owned(),
        Data::Int(i) => i.to_string(),
        Data::Float(f) => number_text(*f),
        Data::Bool(b) => (if *b { "TRUE" } else { "FALSE" }).to_owned(),
        Data::DateTime(d) => date_text(d),
    }
}

/// A spreadsheet's number with the 15 digits a spreadsheet shows, so that 0.1 + 0.2 is `0.3`; never an exponent.
fn number_text(f: f64) -> String {
    let shown = format!("{f:.14e}").parse::<f64>().unwrap_or(f);
    format!("{shown}")
}

fn date_text(d: &ExcelDateTime) -> String {
    if !d.is_datetime() {
        return number_text(d.as_f64());
    }
    let (y, m, day, hour, minute, second, milli) = d.to_ymd_hms_milli();
    if (hour, minute, second, milli) == (0, 0, 0, 0) {
        format!("{y:04}-{m:02}-{day:02}")
    } else {
        format!("{y:04}-{m:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
    }
}
