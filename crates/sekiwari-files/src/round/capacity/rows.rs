//! What the readers of these tables share.

use std::collections::BTreeMap;

use crate::finding::catalogue::capacity as kinds;
use crate::finding::catalogue::{cells, references};
use crate::round::facilities::Facilities;
use crate::round::ids;
use crate::table::{CellReader, Col};
use sekiwari::programme::nursery::ClassSet;

/// The first row of each facility (and class) in each table, for the places of findings.
#[derive(Debug, Default)]
pub(super) struct Lines {
    facility: BTreeMap<(&'static str, u32), usize>,
    class: BTreeMap<(&'static str, u32, usize), usize>,
}

impl Lines {
    pub(super) fn note(&mut self, table: &'static str, facility: u32, classes: Option<ClassSet>, row: usize) {
        self.facility.entry((table, facility)).or_insert(row);
        for class in classes.into_iter().flat_map(ClassSet::classes) {
            self.class.entry((table, facility, class.index())).or_insert(row);
        }
    }

    pub(super) fn of(&self, table: &'static str, facility: u32) -> Option<usize> {
        self.facility.get(&(table, facility)).copied()
    }

    pub(super) fn of_class(&self, table: &'static str, facility: u32, class: usize) -> Option<usize> {
        self.class.get(&(table, facility, class)).copied()
    }
}

/// The facility of a row.
pub(super) fn facility(r: &mut CellReader<'_>, row: usize, col: Col, of: &mut Facilities) -> Option<u32> {
    ids::need(r, row, col, Some(&mut of.ids), &references::FACILITY_UNKNOWN).ok()
}

/// Classes, or none for the whole facility; nothing where the cell was reported.
pub(super) fn classes(r: &mut CellReader<'_>, row: usize, col: Col) -> Option<Option<ClassSet>> {
    if r.text(row, col).is_empty() {
        return Some(None);
    }
    r.need_classes(row, col).ok().map(Some)
}

/// Steps in which a column is written.
#[derive(Clone, Copy)]
pub(crate) enum Step {
    Tenths,
    Hundredths,
}

impl Step {
    fn thousandths(self) -> i64 {
        match self {
            Step::Tenths => 100,
            Step::Hundredths => 10,
        }
    }
}

/// A decimal from 0 to `most` in whole steps; `Some(None)` where the cell is blank, nothing where it was reported.
pub(crate) fn steps(
    r: &mut CellReader<'_>,
    row: usize,
    col: Col,
    step: Step,
    most: u32,
) -> Option<Option<u32>> {
    let Some(value) = r.thousandths(row, col).ok()? else { return Some(None) };
    if !(0..=i64::from(most) * 1_000).contains(&value) {
        let finding = r.finding(&cells::NUMBER_RANGE, row, col).arg("min", 0).arg("max", most);
        r.push(row, finding);
        return None;
    }
    if value % step.thousandths() != 0 {
        let unit = match step {
            Step::Tenths => "0.1",
            Step::Hundredths => "0.01",
        };
        let finding = r.finding(&kinds::TOO_FINE, row, col).arg("unit", unit);
        r.push(row, finding);
        return None;
    }
    u32::try_from(value / step.thousandths()).ok().map(Some)
}

/// The same where the cell must not be blank.
pub(super) fn need_steps(r: &mut CellReader<'_>, row: usize, col: Col, step: Step, most: u32) -> Option<u32> {
    let value = steps(r, row, col, step, most)?;
    if value.is_none() {
        let finding = r.finding(&cells::CELL_EMPTY, row, col);
        r.push(row, finding);
    }
    value
}

/// Reports a second row of one facility and class; whether it is one.
pub(super) fn is_repeated<K: Ord>(
    r: &mut CellReader<'_>,
    row: usize,
    col: Col,
    key: K,
    facility: &str,
    first: &mut BTreeMap<K, usize>,
) -> bool {
    let Some(&before) = first.get(&key) else {
        first.insert(key, row);
        return false;
    };
    let finding = r.finding(&kinds::CAPACITY_ROW_TWICE, row, col).arg("facility", facility);
    let finding = finding.arg("first_line", r.table().line(before));
    r.push(row, finding);
    true
}
