//! One table from one file, whatever kind of file it is.

use super::{Table, TableSpec, read_csv, read_workbook};
use crate::finding::catalogue::files;
use crate::finding::{Finding, Findings, Place};
use crate::normalise::normal_title;

/// Reads a table from the bytes of a `.csv`, `.xlsx` or `.ods` file; in a workbook it is the sheet of one of the table's names,
/// else the only sheet. `file` is the name used in findings. Nothing is returned where there is no such table.
pub fn read_named(
    bytes: Vec<u8>,
    file: &str,
    spec: &'static TableSpec,
    findings: &mut Findings,
) -> Option<Table> {
    let lower = file.to_lowercase();
    if [".xlsx", ".ods", ".xls", ".xlsm", ".xlsb"].iter().any(|e| lower.ends_with(e)) {
        pick_sheet(bytes, file, spec, findings)
    } else {
        read_csv(bytes, file, findings)
    }
}

fn pick_sheet(
    bytes: Vec<u8>,
    file: &str,
    spec: &'static TableSpec,
    findings: &mut Findings,
) -> Option<Table> {
    // What other sheets hold is not of interest, so only the findings of the chosen one are kept.
    let mut read = Findings::new();
    let mut sheets = read_workbook(bytes, file, &mut read);
    let named =
        sheets.iter().position(|s| spec.all_names().any(|n| normal_title(n) == normal_title(&s.name)));
    let chosen = named.or((sheets.len() == 1).then_some(0));
    let Some(chosen) = chosen else {
        if sheets.is_empty() {
            findings.append(read);
        } else {
            let names: Vec<&str> = spec.all_names().collect();
            findings.push(
                Finding::new(&files::FILE_MISSING, Place::file(file))
                    .arg("table", spec.name)
                    .arg("names", names.join(", ")),
            );
        }
        return None;
    };
    let sheet = sheets.swap_remove(chosen);
    let own = |f: &&Finding| f.place.sheet.as_ref().is_none_or(|s| *s == sheet.name);
    read.iter().filter(own).for_each(|f| findings.push(f.clone()));
    if sheet.table.is_none() {
        findings.add(&files::FILE_EMPTY, Place { sheet: Some(sheet.name), ..Place::file(file) });
    }
    sheet.table
}
