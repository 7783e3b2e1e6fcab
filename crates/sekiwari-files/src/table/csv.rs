//! CSV as RFC 4180 has it, with LF, CR LF or CR, and with the line every row starts on.
//!
//! The scanner is our own because the place of a fault matters here: a general reader neither tells an unclosed quote from
//! a long cell nor counts physical lines through quoted line breaks of every kind. The tests compare it with the `csv` crate.

use super::{Span, Table};
use crate::decode::decode;
use crate::finding::{Finding, Findings, catalogue::files, catalogue::shape};

/// Decodes and scans one CSV file. `file` is the name used in findings.
///
/// The first row that is not blank is the header; blank rows are skipped and counted in a note. Returns nothing where no
/// table could be made: bytes that cannot be decoded, an unclosed quote, no row at all. Rows with a wrong number of cells
/// are errors and kept, padded or cut. Cost: linear, one pass; quoted cells with doubled quotes are copied.
pub fn read_csv(bytes: Vec<u8>, file: &str, findings: &mut Findings) -> Option<Table> {
    let decoded = decode(bytes, file, findings)?;
    if u32::try_from(decoded.text.len()).is_err() {
        findings.add(&files::FILE_TOO_LARGE, crate::finding::Place::file(file));
        return None;
    }
    let mut scan = Scan::new(decoded.text, file);
    scan.run(findings);
    let table = scan.finish(findings)?;
    table.report_odd_characters(findings);
    Some(table)
}

struct Scan {
    table: Table,
    // Unescaped texts of cells with doubled quotes; joined to the text at the end.
    extra: String,
    row: Vec<Span>,
    blank_rows: (u32, u32),
    unclosed: bool,
    have_header: bool,
}

impl Scan {
    fn new(text: String, file: &str) -> Self {
        let guess = text.len() / 8;
        Self {
            table: Table {
                file: file.to_owned(),
                sheet: None,
                text,
                header: Vec::new(),
                header_line: 1,
                cells: Vec::with_capacity(guess / 2),
                lines: Vec::with_capacity(guess / 6),
                damaged: Vec::new(),
            },
            extra: String::new(),
            row: Vec::new(),
            blank_rows: (0, 0),
            unclosed: false,
            have_header: false,
        }
    }

    fn run(&mut self, findings: &mut Findings) {
        // Taken out so that rows can be stored while the text is read; it goes back below.
        let text = std::mem::take(&mut self.table.text);
        let bytes = text.as_bytes();
        let (mut at, mut line) = (0usize, 1u32);
        while at < bytes.len() {
            let start_line = line;
            let mut stray = false;
            loop {
                let end;
                if bytes.get(at) == Some(&b'"') {
                    let Some(quoted) = self.quoted(&text, at, &mut line, &mut stray) else {
                        self.unclosed = true;
                        findings.add(&shape::QUOTE_UNCLOSED, self.table.place().line(line));
                        self.table.text = text;
                        return;
                    };
                    end = quoted;
                } else {
                    let length = bytes[at..].iter().position(|b| matches!(b, b',' | b'\n' | b'\r' | b'"'));
                    let mut stop = length.map_or(bytes.len(), |n| at + n);
                    if bytes.get(stop) == Some(&b'"') {
                        stray = true;
                        let rest = bytes[stop..].iter().position(|b| matches!(b, b',' | b'\n' | b'\r'));
                        stop = rest.map_or(bytes.len(), |n| stop + n);
                    }
                    self.row.push(Span { start: at as u32, end: stop as u32 });
                    end = stop;
                }
                at = end + 1;
                match bytes.get(end) {
                    Some(b',') => {}
                    Some(b'\r') => {
                        at += usize::from(bytes.get(at) == Some(&b'\n'));
                        break;
                    }
                    _ => break,
                }
            }
            line = line.saturating_add(1);
            self.end_row(&text, start_line, stray, findings);
        }
        self.table.text = text;
    }

    /// Reads a quoted cell that opens at `at`; returns where it ends (at the separator), or nothing if it never closes.
    fn quoted(&mut self, text: &str, at: usize, line: &mut u32, stray: &mut bool) -> Option<usize> {
        let bytes = text.as_bytes();
        let (start, mut i) = (at + 1, at + 1);
        let mut doubled = false;
        let opened_on = *line;
        let close = loop {
            match bytes.get(i) {
                None => {
                    *line = opened_on;
                    return None;
                }
                Some(b'"') if bytes.get(i + 1) == Some(&b'"') => {
                    doubled = true;
                    i += 1;
                }
                Some(b'"') => break i,
                Some(b'\n') => *line = line.saturating_add(1),
                Some(b'\r') if bytes.get(i + 1) != Some(&b'\n') => *line = line.saturating_add(1),
                Some(_) => {}
            }
            i += 1;
        };
        let rest = bytes[close + 1..].iter().position(|b| matches!(b, b',' | b'\n' | b'\r'));
        let end = rest.map_or(bytes.len(), |n| close + 1 + n);
        let tail = &text[close + 1..end];
        *stray |= !tail.trim().is_empty();
        if !doubled && tail.is_empty() {
            self.row.push(Span { start: start as u32, end: close as u32 });
        } else {
            let from = text.len() + self.extra.len();
            self.extra.push_str(&text[start..close].replace("\"\"", "\""));
            self.extra.push_str(tail.trim());
            let to = text.len() + self.extra.len();
            self.row.push(Span { start: from as u32, end: to as u32 });
        }
        Some(end)
    }

    fn end_row(&mut self, text: &str, line: u32, stray: bool, findings: &mut Findings) {
        let cell = |s: &Span| {
            let (a, b) = (s.start as usize, s.end as usize);
            text.get(a..b).or_else(|| self.extra.get(a - text.len()..b - text.len())).unwrap_or_default()
        };
        if self.row.iter().all(|s| cell(s).trim().is_empty()) {
            if self.blank_rows.0 == 0 {
                self.blank_rows.1 = line;
            }
            self.blank_rows.0 += 1;
            self.row.clear();
            return;
        }
        if stray {
            findings.add(&shape::QUOTE_STRAY, self.table.place().line(line));
        }
        if !self.have_header {
            self.table.header = self.row.iter().map(|s| cell(s).trim().to_owned()).collect();
            self.table.header_line = line;
            self.have_header = true;
            self.row.clear();
            return;
        }
        let (expected, found) = (self.table.header.len(), self.row.len());
        if expected != found {
            // Blank cells beyond the header come from spreadsheets and say nothing.
            let surplus =
                self.row.get(expected..).is_some_and(|s| s.iter().any(|s| !cell(s).trim().is_empty()));
            if found < expected || surplus {
                let kind = if found < expected { &shape::ROW_SHORT } else { &shape::ROW_LONG };
                findings.push(
                    Finding::new(kind, self.table.place().line(line))
                        .arg("expected", expected)
                        .arg("found", found),
                );
                self.table.damaged.push(self.table.lines.len() as u32);
            }
            self.row.resize(expected, Span { start: 0, end: 0 });
        } else if stray {
            self.table.damaged.push(self.table.lines.len() as u32);
        }
        self.table.cells.append(&mut self.row);
        self.table.lines.push(line);
    }

    fn finish(mut self, findings: &mut Findings) -> Option<Table> {
        if self.unclosed {
            return None;
        }
        if !self.have_header {
            findings.add(&files::FILE_EMPTY, self.table.place());
            return None;
        }
        report_blank_rows(&self.table, self.blank_rows, findings);
        self.table.text.push_str(&self.extra);
        if u32::try_from(self.table.text.len()).is_err() {
            findings.add(&files::FILE_TOO_LARGE, self.table.place());
            return None;
        }
        Some(self.table)
    }
}

/// One note for all blank rows: how many, and the line of the first.
pub(super) fn report_blank_rows(table: &Table, (count, first): (u32, u32), findings: &mut Findings) {
    if count > 0 {
        findings.push(Finding::new(&shape::ROWS_BLANK, table.place().line(first)).arg("count", count));
    }
}
