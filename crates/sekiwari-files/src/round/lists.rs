//! Whether the lists of single children are lists: ranks in order, nothing twice.

use std::collections::BTreeSet;

use super::ids::Ids;
use crate::finding::Finding;
use crate::finding::catalogue::{consistency, references};
use crate::table::{CellReader, Col};

/// One line of a list.
#[derive(Clone, Copy)]
pub(crate) struct Line {
    pub(crate) child: u32,
    pub(crate) rank: u32,
    pub(crate) facility: u32,
    /// What is wished, as a small number: two lines of a child with the same one say the same.
    pub(crate) what: usize,
    /// Its row in the table.
    pub(crate) row: usize,
}

/// The ids that lists are about.
pub(crate) struct Lists<'a> {
    pub(crate) children: &'a Ids,
    pub(crate) facilities: &'a Ids,
    /// Per child whether some row of its list could not be used, so that gaps say nothing.
    pub(crate) partial: &'a [bool],
}

impl Lists<'_> {
    /// Duplicate ranks, what is named twice, gaps; the first of two rows counts. `lines` come by child, rank and row; `of` is
    /// above all [`Line::what`]. Returns the rows that were found fault with.
    pub(crate) fn check(
        &self,
        lines: impl Iterator<Item = Line>,
        of: usize,
        r: &mut CellReader<'_>,
        (rank, facility): (Col, Col),
    ) -> BTreeSet<usize> {
        let mut wrong = BTreeSet::new();
        // The row of the last list that named a thing, so that lists of any length cost one look per entry.
        let mut named: Vec<Option<(u32, usize)>> = vec![None; of];
        let mut list: Option<u32> = None;
        let (mut expected, mut gap_told) = (1u32, false);
        let mut before: Option<(u32, usize)> = None;
        for Line { child, rank: n, facility: f, what, row } in lines {
            if list != Some(child) {
                list = Some(child);
                (expected, gap_told, before) = (1, self.partial[child as usize], None);
            }
            let id = self.children.name(child);
            let table = r.table();
            let line = |row: usize| table.line(row);
            if let Some((_, earlier)) = before.filter(|b| b.0 == n) {
                let finding = r.finding(&references::RANK_DUPLICATE, row, rank).arg("child", id);
                let finding = finding.arg("first_line", line(earlier));
                r.push(row, finding);
                wrong.insert(row);
            } else {
                if n > expected && !gap_told {
                    gap_told = true;
                    let finding = r.finding(&consistency::RANK_GAP, row, rank).arg("child", id);
                    r.push(row, finding.arg("missing", expected));
                }
                expected = n.saturating_add(1);
            }
            before = Some((n, row));
            let slot = &mut named[what];
            match *slot {
                Some((by, earlier)) if by == child => {
                    let finding =
                        Finding::new(&references::WISH_DUPLICATE, r.table().place_at(row, facility));
                    let finding = finding.value(self.facilities.name(f)).arg("child", id);
                    let finding = finding.arg("first_line", line(earlier));
                    r.push(row, finding);
                    wrong.insert(row);
                }
                _ => *slot = Some((child, row)),
            }
        }
        wrong
    }
}
