//! `wishes`: the lists of single children.

use sekiwari::programme::nursery::WishRow;

use super::children::Children;
use super::facilities::Facilities;
use super::{ids, tables};
use crate::finding::{Finding, Findings, catalogue::consistency, catalogue::references};
use crate::table::{CellReader, Col, Table};

/// The wishes by child and rank, with their table rows.
pub(super) struct Wishes {
    pub(super) rows: Vec<(WishRow, u32)>,
    /// Per child whether a row of its list could not be used, so that nothing is concluded from what is left.
    pub(super) partial: Vec<bool>,
    /// Whether some row names no known child, so that nothing is said about children without wishes.
    pub(super) incomplete: bool,
    pub(super) facility_col: Col,
}

pub(super) fn read(
    table: &Table,
    mut children: Option<&mut Children>,
    mut facilities: Option<&mut Facilities>,
    findings: &mut Findings,
) -> Option<Wishes> {
    let mut r = CellReader::new(table, &tables::WISHES, findings)?;
    let (child, rank, facility) = (r.col("child_id"), r.col("rank"), r.col("facility_id"));
    let count = children.as_ref().map_or(0, |c| c.rows.len());
    let mut out = Wishes {
        rows: Vec::with_capacity(table.rows()),
        partial: vec![false; count],
        incomplete: false,
        facility_col: facility,
    };
    for row in 0..table.rows() {
        let c =
            ids::need(&mut r, row, child, children.as_mut().map(|c| &mut c.ids), &references::CHILD_UNKNOWN);
        let n = r.need_count(row, rank, 1, u32::MAX);
        let f = ids::need(
            &mut r,
            row,
            facility,
            facilities.as_mut().map(|f| &mut f.ids),
            &references::FACILITY_UNKNOWN,
        );
        match (c, n, f) {
            (Ok(child), Ok(rank), Ok(facility)) => {
                out.rows.push((WishRow { child, rank, facility }, row as u32));
            }
            (Ok(child), _, _) => out.partial[child as usize] = true,
            _ => out.incomplete = true,
        }
    }
    out.rows.sort_unstable_by_key(|(w, row)| (w.child, w.rank, *row));
    check_lists(&mut out, &mut r, (rank, facility), children.as_deref(), facilities.as_deref());
    r.finish(findings);
    Some(out)
}

/// Duplicate ranks, facilities named twice, gaps; the first of two rows counts.
fn check_lists(
    out: &mut Wishes,
    r: &mut CellReader<'_>,
    (rank, facility): (Col, Col),
    children: Option<&Children>,
    facilities: Option<&Facilities>,
) {
    let (Some(children), Some(facilities)) = (children, facilities) else { return };
    // The row of the last list that named a facility, so that lists of any length cost one look per entry.
    let mut named: Vec<Option<(u32, u32)>> = vec![None; facilities.rows.len()];
    for list in out.rows.chunk_by(|a, b| a.0.child == b.0.child) {
        let Some(&(first, _)) = list.first() else { continue };
        let id = children.ids.name(first.child);
        let mut expected = 1u32;
        let mut gap_told = out.partial[first.child as usize];
        let mut before: Option<(u32, u32)> = None;
        for &(w, row) in list {
            let (at, line) = (row as usize, |row: u32| r.table().line(row as usize));
            if let Some((_, earlier)) = before.filter(|&(n, _)| n == w.rank) {
                let finding = r
                    .finding(&references::RANK_DUPLICATE, at, rank)
                    .arg("child", id)
                    .arg("first_line", line(earlier));
                r.push(at, finding);
            } else {
                if w.rank > expected && !gap_told {
                    gap_told = true;
                    let finding =
                        r.finding(&consistency::RANK_GAP, at, rank).arg("child", id).arg("missing", expected);
                    r.push(at, finding);
                }
                expected = w.rank.saturating_add(1);
            }
            before = Some((w.rank, row));
            let slot = &mut named[w.facility as usize];
            match *slot {
                Some((child, earlier)) if child == w.child => {
                    let finding = Finding::new(&references::WISH_DUPLICATE, r.table().place_at(at, facility))
                        .value(facilities.ids.name(w.facility))
                        .arg("child", id)
                        .arg("first_line", r.table().line(earlier as usize));
                    r.push(at, finding);
                }
                _ => *slot = Some((w.child, row)),
            }
        }
    }
}
