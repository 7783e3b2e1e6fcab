//! An allocation to be judged: a table written by this program, by hand or by another system.

use std::path::Path;

use sekiwari::programme::nursery::{ChildIndex, FacilityIndex, PlacementKind, Round};

use super::ids::{self, Ids, Reference};
use super::tables;
use crate::finding::catalogue::{consistency, files, references};
use crate::finding::{Finding, Findings, Place};
use crate::normalise::Word;
use crate::table::{CellReader, Table, read_csv, read_workbook};

/// One child's row of an allocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AllocationRow {
    /// The child, as a position in [`Round::children`].
    pub child: ChildIndex,
    /// The facility it has a seat at, if any.
    pub facility: Option<FacilityIndex>,
    /// Line of the file, or row of the sheet.
    pub line: u32,
}

static OUTCOME: &[Word<PlacementKind>] = &[
    Word { name: "placed", aliases: &["内定", "入所"], value: PlacementKind::Placed },
    Word { name: "kept", aliases: &["継続", "在園"], value: PlacementKind::Kept },
    Word { name: "unplaced", aliases: &["保留", "不承諾", "待機"], value: PlacementKind::Unplaced },
];

/// Reads an allocation from a CSV file or a workbook (its first sheet that is not blank, or the one called `allocation`).
///
/// Returns one row per child that the table names, by child; children without a row get a warning and count as unplaced.
/// Nothing is returned where a finding is an error: unknown ids, a child twice, unusable cells.
/// Cost: linear in rows and children.
#[must_use]
pub fn read_allocation(path: &Path, round: &Round) -> (Option<Vec<AllocationRow>>, Findings) {
    let mut findings = Findings::new();
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    match std::fs::read(path) {
        Ok(bytes) => read_allocation_files(&name, bytes, round),
        Err(e) => {
            let finding = Finding::new(&files::FILE_UNREADABLE, Place::file(name));
            findings.push(finding.arg("reason", e.kind()));
            (None, findings)
        }
    }
}

/// Like [`read_allocation`] for a file in memory; its name tells CSV from workbooks.
#[must_use]
pub fn read_allocation_files(
    name: &str,
    bytes: Vec<u8>,
    round: &Round,
) -> (Option<Vec<AllocationRow>>, Findings) {
    let mut findings = Findings::new();
    let rows = table_of(name, bytes, &mut findings).and_then(|t| read(&t, round, &mut findings));
    findings.sort();
    (rows.filter(|_| !findings.has_errors()), findings)
}

fn table_of(name: &str, bytes: Vec<u8>, findings: &mut Findings) -> Option<Table> {
    let lower = name.to_lowercase();
    if ![".xlsx", ".xlsm", ".ods"].iter().any(|e| lower.ends_with(e)) {
        return read_csv(bytes, name, findings);
    }
    let mut sheets = read_workbook(bytes, name, findings);
    sheets.retain(|s| s.table.is_some());
    let called = |n: &str| {
        tables::ALLOCATION
            .all_names()
            .any(|a| crate::normalise::normal_title(a) == crate::normalise::normal_title(n))
    };
    let at = sheets.iter().position(|s| called(&s.name)).unwrap_or(0);
    if sheets.is_empty() && !findings.has_errors() {
        findings.add(&files::FILE_EMPTY, Place::file(name));
    }
    sheets.into_iter().nth(at).and_then(|s| s.table)
}

fn read(table: &Table, round: &Round, findings: &mut Findings) -> Option<Vec<AllocationRow>> {
    let mut r = CellReader::new(table, &tables::ALLOCATION, findings)?;
    let (child, facility) = (r.col("child_id"), r.col("facility_id"));
    let (household, class, outcome) = (r.col("household_id"), r.col("class"), r.col("outcome"));
    let (mut children, mut facilities) = (Ids::default(), Ids::default());
    // Ids of a round are unique.
    for c in round.children() {
        let _ = children.add(&c.id);
    }
    for f in round.facilities() {
        let _ = facilities.add(&f.id);
    }
    let mut first: Vec<Option<usize>> = vec![None; round.children().len()];
    let mut out = Vec::with_capacity(table.rows());
    for row in 0..table.rows() {
        let c = ids::need(&mut r, row, child, Some(&mut children), &references::CHILD_UNKNOWN);
        let f = ids::refer(&mut r, row, facility, Some(&mut facilities), &references::FACILITY_UNKNOWN);
        let Ok(c) = c else { continue };
        if let Some(earlier) = first[c as usize] {
            let finding =
                r.finding(&references::CHILD_DUPLICATE, row, child).arg("first_line", table.line(earlier));
            r.push(row, finding);
            continue;
        }
        first[c as usize] = Some(row);
        let Ok(f) = f else { continue };
        let facility = match f {
            Reference::To(f) => Some(f),
            Reference::Blank => None,
        };
        let known = &round.children()[c as usize];
        let disagrees = |r: &mut CellReader<'_>, col, expected: &str| {
            let finding = r.finding(&consistency::ALLOCATION_DISAGREES, row, col);
            r.push(row, finding.arg("child", &known.id).arg("expected", expected));
        };
        let own = &round.households()[round.household_of(c) as usize].id;
        if r.id(row, household).is_ok_and(|h| h.is_some_and(|h| h != own.as_str())) {
            disagrees(&mut r, household, own);
        }
        if r.class(row, class).is_ok_and(|k| k.is_some_and(|k| k != known.class)) {
            disagrees(&mut r, class, &known.class.to_string());
        }
        let kind = match facility {
            None => PlacementKind::Unplaced,
            held if held == known.current => PlacementKind::Kept,
            Some(_) => PlacementKind::Placed,
        };
        if r.word(row, outcome, OUTCOME).is_ok_and(|o| o.is_some_and(|o| o != kind)) {
            disagrees(&mut r, outcome, kind.as_str());
        }
        out.push(AllocationRow { child: c, facility, line: table.line(row) });
    }
    for (known, _) in round.children().iter().zip(&first).filter(|(_, f)| f.is_none()) {
        if !children.get(&known.id).is_some_and(|c| children.is_suspected(c)) {
            findings
                .push(Finding::new(&consistency::ALLOCATION_CHILD_MISSING, table.place()).value(&known.id));
        }
    }
    r.finish(findings);
    out.sort_by_key(|a| a.child);
    Some(out)
}
