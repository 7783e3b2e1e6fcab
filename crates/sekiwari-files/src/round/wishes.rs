//! `wishes`: the lists of single children.

use rayon::prelude::*;
use sekiwari::programme::nursery::WishRow;

use super::children::Children;
use super::facilities::Facilities;
use super::ids::{Finder, Ids};
use super::lists::{Line, Lists};
use super::{ids, tables};
use crate::finding::{Findings, catalogue::references};
use crate::normalise::parse_count;
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

/// Per row its wish, if nothing is to be said about the row: so are nearly all, and they are read on all threads.
fn plain_rows(
    table: &Table,
    (child, rank, facility): (Col, Col, Col),
    children: &Ids,
    facilities: &Ids,
) -> Vec<Option<WishRow>> {
    let finders = || (children.finder(), facilities.finder());
    let read = |(children, facilities): &mut (Finder<'_>, Finder<'_>), row| {
        let child = children.find(table.plain(row, child)?)?;
        let rank = parse_count(table.plain(row, rank)?).filter(|&n| n > 0)?;
        let facility = facilities.find(table.plain(row, facility)?)?;
        Some(WishRow { child, rank, facility })
    };
    (0..table.rows()).into_par_iter().map_init(finders, read).collect()
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
    let plain = match (&children, &facilities) {
        (Some(c), Some(f)) => plain_rows(table, (child, rank, facility), &c.ids, &f.ids),
        _ => vec![None; table.rows()],
    };
    for (row, plain) in plain.into_iter().enumerate() {
        if let Some(wish) = plain {
            out.rows.push((wish, row as u32));
            continue;
        }
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
    if let (Some(children), Some(facilities)) = (&children, &facilities) {
        let lines = out.rows.iter().map(|&(w, row)| Line {
            child: w.child,
            rank: w.rank,
            facility: w.facility,
            what: w.facility as usize,
            row: row as usize,
        });
        let lists = Lists { children: &children.ids, facilities: &facilities.ids, partial: &out.partial };
        lists.check(lines, facilities.rows.len(), &mut r, (rank, facility));
    }
    r.finish(findings);
    Some(out)
}
