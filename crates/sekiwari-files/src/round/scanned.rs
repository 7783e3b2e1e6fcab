//! One file of a round by itself: what it is and what it holds.

use super::source::{DISTRICTS_FILE, SETTINGS_FILE, is_toml, is_workbook, spec_of, stem};
use crate::finding::Findings;
use crate::table::{SheetTable, Table, TableSpec, read_csv, read_workbook};

/// What a file holds, and what is to be said about it.
pub(super) enum Scanned {
    Settings(Vec<u8>),
    /// No table; it is read by itself.
    Districts,
    Toml(Vec<u8>),
    Workbook(Vec<SheetTable>, Findings),
    Table(&'static TableSpec, Option<Table>, Findings),
    Unknown,
}

impl Scanned {
    pub(super) fn of(bytes: Vec<u8>, name: &str, specs: &[&'static TableSpec]) -> Self {
        let mut about = Findings::new();
        if name == SETTINGS_FILE {
            Scanned::Settings(bytes)
        } else if name == DISTRICTS_FILE {
            Scanned::Districts
        } else if is_toml(name) {
            Scanned::Toml(bytes)
        } else if is_workbook(name) {
            let sheets = read_workbook(bytes, name, &mut about);
            Scanned::Workbook(sheets, about)
        } else if let Some(spec) = spec_of(specs, stem(name)) {
            let table = read_csv(bytes, name, &mut about);
            Scanned::Table(spec, table, about)
        } else {
            Scanned::Unknown
        }
    }
}
