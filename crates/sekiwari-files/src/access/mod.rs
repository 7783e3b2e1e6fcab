//! The table of minutes from areas to facilities.

use sekiwari::programme::nursery::Round;
use sekiwari::siting::access::{Cell, Mesh, Minutes, MinutesRow};
use std::collections::{BTreeMap, BTreeSet};

use crate::finding::catalogue::{access as kinds, cells};
use crate::finding::{Finding, Findings, Place};
use crate::round::tables::MINUTES;
use crate::table::{CellReader, read_named};

/// More minutes than a day has are a slip of the keyboard.
const MOST: i64 = 24 * 60;

/// Reads the table `minutes` from a CSV file or workbook; `file` is the name used in findings. Rows that cannot be used are reported and
/// left out. Nothing is returned where there is no such table.
pub fn read_minutes(bytes: Vec<u8>, file: &str, findings: &mut Findings) -> Option<Minutes> {
    let table = read_named(bytes, file, &MINUTES, findings)?;
    let mut reader = CellReader::new(&table, &MINUTES, findings)?;
    let (from, to, minutes) = (reader.col("from"), reader.col("to"), reader.col("minutes"));
    let mut first: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut rows = Vec::new();
    reader.need_rows();
    for row in 0..table.rows() {
        let (start, end) = (reader.need_id(row, from), reader.need_id(row, to));
        let thousandths = reader.thousandths(row, minutes);
        let (Ok(start), Ok(end), Ok(thousandths)) = (start, end, thousandths) else { continue };
        let Some(thousandths) = thousandths else {
            let finding = reader.finding(&cells::CELL_EMPTY, row, minutes);
            reader.push(row, finding);
            continue;
        };
        // Rounded up.
        let whole = thousandths.saturating_add(999).div_euclid(1000);
        let Some(whole) = u32::try_from(whole).ok().filter(|_| whole <= MOST && thousandths >= 0) else {
            let finding = reader.finding(&cells::NUMBER_RANGE, row, minutes).arg("min", 0).arg("max", MOST);
            reader.push(row, finding);
            continue;
        };
        let (start, end) = (start.into_owned(), end.into_owned());
        if let Some(&earlier) = first.get(&(start.clone(), end.clone())) {
            let finding = reader.finding(&kinds::WAY_TWICE, row, to).arg("from", &start);
            reader.push(row, finding.arg("first_line", table.line(earlier)));
            continue;
        }
        first.insert((start.clone(), end.clone()), row);
        rows.push(MinutesRow { from: start, to: end, minutes: whole });
    }
    reader.finish(findings);
    Some(Minutes::new(rows))
}

/// Tells which rows of a table of minutes speak of nothing in these rounds (one as it is, maybe one after changes).
pub fn tell_unused(minutes: &Minutes, rounds: &[&Round], file: &str, findings: &mut Findings) {
    let mut unknown: BTreeMap<&str, usize> = BTreeMap::new();
    for row in minutes.rows().iter().filter(|r| rounds.iter().all(|x| x.facility_by_id(&r.to).is_none())) {
        *unknown.entry(&row.to).or_default() += 1;
    }
    for (id, count) in unknown {
        findings.push(Finding::new(&kinds::NOT_IN_ROUND, Place::file(file)).value(id).arg("count", count));
    }
    let mut begins: BTreeSet<String> = BTreeSet::new();
    let mut cells: BTreeSet<Cell> = BTreeSet::new();
    for child in rounds.iter().flat_map(|round| round.children()) {
        cells.extend(child.position.and_then(|p| Cell::of(p, Mesh::Quarter)));
        if let Some(district) = child.district.as_ref().filter(|d| !begins.contains(*d)) {
            begins.insert(district.clone());
        }
    }
    begins.extend(cells.iter().flat_map(|c| Mesh::ALL.map(|mesh| c.within(mesh).to_string())));
    let unused: Vec<&MinutesRow> = minutes.rows().iter().filter(|r| !begins.contains(&r.from)).collect();
    // A table for the whole city has rows from where nobody applies; only where most are so, something is amiss.
    if let Some(row) = unused.first().filter(|_| 2 * unused.len() > minutes.rows().len()) {
        let finding = Finding::new(&kinds::NO_BEGINNING, Place::file(file)).value(&row.from);
        findings.push(finding.arg("count", unused.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::read_minutes;
    use crate::finding::Findings;

    #[test]
    fn minutes_as_offices_write_them() {
        let mut findings = Findings::new();
        let text = "地域メッシュコード,施設ID,所要時間\n5339454711,F1,12.1\nN,F1,7\n";
        let read = read_minutes(text.as_bytes().to_vec(), "m.csv", &mut findings).unwrap();
        assert_eq!((read.from("5339454711")[0].minutes, read.from("N")[0].minutes), (13, 7));
        assert!(findings.is_empty(), "{findings:?}");
    }

    #[test]
    fn rows_that_cannot_be_used_are_told_all_at_once() {
        let mut findings = Findings::new();
        let text = "from,to,minutes\nN,F,5\nN,F,6\n,F,1\nS,,1\nS,F,-1\nS,F,2000\nS,G,\nS,G,x\n";
        let read = read_minutes(text.as_bytes().to_vec(), "m.csv", &mut findings).unwrap();
        assert_eq!(read.rows().len(), 1);
        findings.sort();
        let told: Vec<(&str, Option<u32>)> = findings.iter().map(|f| (f.code(), f.place.line)).collect();
        assert_eq!(told.len(), 7, "{told:?}");
        assert_eq!(
            (told[0], told.iter().map(|t| t.1).collect::<Vec<_>>()),
            (("E2401", Some(3)), (3..=9).map(Some).collect())
        );
    }
}
