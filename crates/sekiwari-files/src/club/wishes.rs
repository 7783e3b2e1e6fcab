//! `wishes`: the lists of children who gave one.

use sekiwari::programme::club::{Child, WishRow};

use super::children::Children;
use super::clubs::Clubs;
use crate::finding::Findings;
use crate::finding::catalogue::{clubs as kinds, references};
use crate::round::ids;
use crate::round::lists::{Line, Lists};
use crate::round::tables::club as tables;
use crate::table::{CellReader, Col, Table};

/// The wishes by child and rank, with their table rows.
pub(super) struct Wishes {
    pub(super) rows: Vec<(WishRow, usize)>,
    /// Per child whether a row of its list could not be used, so that nothing is concluded from what is left.
    pub(super) partial: Vec<bool>,
    /// Whether some row names no known child, so that nothing is said about children without wishes.
    pub(super) incomplete: bool,
    pub(super) club_col: Col,
    pub(super) days_col: Col,
}

/// Sets of weekdays, for numbering what is wished.
const SETS: usize = 64;

impl Wishes {
    /// No wishes of any child.
    pub(super) fn none(children: Option<&Children>) -> Self {
        Self {
            rows: Vec::new(),
            partial: vec![false; children.map_or(0, |c| c.rows.len())],
            incomplete: false,
            club_col: Col::NONE,
            days_col: Col::NONE,
        }
    }
}

pub(super) fn read(
    table: &Table,
    mut children: Option<&mut Children>,
    mut clubs: Option<&mut Clubs>,
    findings: &mut Findings,
) -> Option<Wishes> {
    let mut r = CellReader::new(table, &tables::WISHES, findings)?;
    let (child, rank) = (r.col("child_id"), r.col("rank"));
    let mut out = Wishes::none(children.as_deref());
    (out.club_col, out.days_col) = (r.col("facility_id"), r.col("weekdays"));
    for row in 0..table.rows() {
        let of = children.as_mut().map(|c| &mut c.ids);
        let c = ids::need(&mut r, row, child, of, &references::CHILD_UNKNOWN);
        let n = r.need_count(row, rank, 1, u32::MAX);
        let of = clubs.as_mut().map(|c| &mut c.ids);
        let f = ids::need(&mut r, row, out.club_col, of, &references::FACILITY_UNKNOWN);
        let days = r.days(row, out.days_col);
        match (c, n, f, days) {
            (Ok(child), Ok(rank), Ok(club), Ok(days)) => {
                out.rows.push((WishRow { child, rank, club, days }, row));
            }
            (Ok(child), ..) => out.partial[child as usize] = true,
            _ => out.incomplete = true,
        }
    }
    out.rows.sort_unstable_by_key(|(w, row)| (w.child, w.rank, *row));
    if let (Some(children), Some(clubs)) = (&children, &clubs) {
        days_not_wanted(&mut out, &mut r, children);
        let line = |&(w, row): &(WishRow, usize)| Line {
            child: w.child,
            rank: w.rank,
            facility: w.club,
            what: what(&w, &children.rows[w.child as usize].1),
            row,
        };
        let lists = Lists { children: &children.ids, facilities: &clubs.ids, partial: &out.partial };
        let lines = out.rows.iter().map(line);
        let wrong = lists.check(lines, clubs.rows.len() * SETS, &mut r, (rank, out.club_col));
        out.leave_out(|row| wrong.contains(&row));
    }
    r.finish(findings);
    Some(out)
}

impl Wishes {
    /// Leaves rows out that were reported.
    fn leave_out(&mut self, wrong: impl Fn(usize) -> bool) {
        let partial = &mut self.partial;
        self.rows.retain(|(w, row)| {
            let keep = !wrong(*row);
            partial[w.child as usize] |= !keep;
            keep
        });
    }
}

/// A club on some days as a number; no days stand for all that the child wants.
fn what(wish: &WishRow, child: &Child) -> usize {
    let days = wish.days.unwrap_or(child.days);
    let set = days.iter().fold(0, |bits, day| bits | 1 << day.index());
    wish.club as usize * SETS + set
}

/// Wishes for days on which the child does not want to come. A seat may be held on other days than are asked for now.
fn days_not_wanted(out: &mut Wishes, r: &mut CellReader<'_>, children: &Children) {
    let mut wrong = std::collections::BTreeSet::new();
    for (w, row) in &out.rows {
        let (_, child) = &children.rows[w.child as usize];
        let held = child.current.is_some_and(|(club, days)| club == w.club && Some(days) == w.days);
        let Some(days) = w.days.filter(|d| !held && !d.is_subset(child.days)) else { continue };
        wrong.insert(*row);
        if children.days_known[w.child as usize] {
            let finding =
                r.finding(&kinds::WISH_DAYS_NOT_WANTED, *row, out.days_col).value(&days.to_string());
            r.push(*row, finding.arg("child", &child.id).arg("days", child.days));
        }
    }
    out.leave_out(|row| wrong.contains(&row));
}
