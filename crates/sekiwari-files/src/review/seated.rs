//! The rows of a table as seats, and what violations of the judge mean in them.

use sekiwari::market::{ChildId, PoolId};
use sekiwari::verify::{Seat, Submission, Verdict, Violation};
use std::collections::HashMap;
use std::fmt::Write as _;

use super::table::Field;
use super::{Case, StatedAllocation, StatedRow, codes};
use crate::finding::{Finding, Findings, Place, did_you_mean};
use crate::write::unguard;

/// Suggestions cost a pass over all ids, so they are given for the first unknown ids only.
pub(super) const HINTS: usize = 50;

/// Children of an overfull pool that are named.
const NAMED: usize = 30;

/// The rows as seats.
#[derive(Clone, Debug)]
pub struct Seated {
    /// What the judge is asked about.
    pub(super) submission: Submission,
    // The row of every child, and whether its row could be understood.
    pub(super) row_of: Vec<Option<u32>>,
    pub(super) faulty: Vec<bool>,
}

/// What an id means: ids that look like formulas are written with an apostrophe in front.
pub(super) fn as_written<T>(id: &str, find: impl Fn(&str) -> Option<T>) -> Option<T> {
    find(unguard(id)).or_else(|| find(id))
}

pub(super) fn hint<'a, I: Iterator<Item = &'a str>>(
    left: &mut usize,
    word: &str,
    known: impl Fn() -> I,
) -> Option<&'a str> {
    *left = left.checked_sub(1)?;
    did_you_mean(word, known())
}

/// The row of every child of a round, and whether it could be understood: children without a row, children who stand there
/// twice and rows about nobody are reported.
pub(super) fn rows_of<'a>(
    children: impl ExactSizeIterator<Item = &'a str> + Clone,
    stated: &StatedAllocation,
    out: &mut Findings,
) -> (Vec<Option<u32>>, Vec<bool>) {
    let by_id: HashMap<&str, usize> = children.clone().zip(0..).collect();
    let mut row_of: Vec<Option<u32>> = vec![None; children.len()];
    let mut faulty = vec![false; children.len()];
    let mut hints = HINTS;
    for (number, row) in stated.rows.iter().enumerate() {
        let report = |kind| Finding::new(kind, stated.place(row, Field::Child)).value(&row.child);
        let Some(&i) = as_written(&row.child, |id| by_id.get(id)) else {
            let near = hint(&mut hints, &row.child, || children.clone());
            out.push(report(&codes::CHILD_UNKNOWN).hint(near));
            continue;
        };
        if let Some(first) = row_of[i] {
            let line = stated.rows[first as usize].line;
            out.push(report(&codes::CHILD_TWICE).arg("first_line", line));
            faulty[i] = true;
            continue;
        }
        row_of[i] = Some(number as u32);
        faulty[i] |= row.damaged;
    }
    for (i, id) in children.enumerate().filter(|(i, _)| row_of[*i].is_none()) {
        out.push(Finding::new(&codes::CHILD_MISSING, stated.whole()).value(id));
        faulty[i] = true;
    }
    (row_of, faulty)
}

/// Wish ranks as stated against the wishes that the seats amount to. Children of a household whose outcome is not among
/// its wishes have no rank to be held against.
pub(super) fn check_ranks(
    case: Case<'_>,
    stated: &StatedAllocation,
    seated: &Seated,
    verdict: &Verdict,
    out: &mut Findings,
) {
    if seated.row_of.iter().flatten().all(|&r| stated.rows[r as usize].wish_rank.is_none()) {
        return;
    }
    let ranks = case.subject.wish_ranks(&verdict.allocation);
    for (i, (rank, row)) in ranks.into_iter().zip(&seated.row_of).enumerate() {
        let Some(row) = row.map(|r| &stated.rows[r as usize]) else { continue };
        let household = case.market.household_of(ChildId::new(i as u32));
        let unlisted = verdict.per_household.get(household.index()).is_none_or(|f| f.unlisted);
        let Some(said) = row.wish_rank.filter(|&said| Some(said) != rank) else { continue };
        if unlisted || case.market.children(household).any(|c| seated.faulty[c.index()]) {
            continue;
        }
        let expected = rank.map_or_else(|| "-".to_owned(), |r| r.to_string());
        let finding = Finding::new(&codes::WISH_RANK_WRONG, stated.place(row, Field::WishRank));
        out.push(finding.value(&said.to_string()).arg("child", &row.child).arg("expected", expected));
    }
}

impl Seated {
    /// How many children have a row that could not be understood, or none.
    pub(super) fn faulty_count(&self) -> u32 {
        self.faulty.iter().filter(|&&f| f).count() as u32
    }

    /// The children of a pool with their lines, the first few of them.
    pub(super) fn who_sits(&self, stated: &StatedAllocation, pool: PoolId) -> String {
        let sits = |c: &u32| self.submission.seats(ChildId::new(*c)).contains(&Seat::Pool(pool));
        let mut rows: Vec<&StatedRow> = (0..self.row_of.len() as u32)
            .filter(sits)
            .filter_map(|c| Some(&stated.rows[self.row_of[c as usize]? as usize]))
            .collect();
        rows.sort_by_key(|row| row.line);
        let mut text = String::new();
        for (i, row) in rows.iter().take(NAMED).enumerate() {
            let comma = if i == 0 { "" } else { ", " };
            let _ = write!(text, "{comma}{} (:{})", row.child, row.line);
        }
        if rows.len() > NAMED {
            text.push_str(", ...");
        }
        text
    }

    /// Whether a violation only follows from a row that has been reported.
    pub(super) fn is_consequence(&self, case: Case<'_>, violation: &Violation) -> bool {
        children_of(case, violation).is_some_and(|mut children| children.any(|c| self.faulty[c as usize]))
    }

    /// The row that a violation is best seen in, else the whole table.
    pub(super) fn place_of(&self, case: Case<'_>, stated: &StatedAllocation, violation: &Violation) -> Place {
        let shown = |c: u32| self.row_of[c as usize].map(|r| &stated.rows[r as usize]);
        let child = match violation {
            Violation::SeatNotWished { child, .. } | Violation::HolderLeftOut { child, .. } => {
                Some(child.index() as u32)
            }
            _ => children_of(case, violation).and_then(|mut c| c.next()),
        };
        match child.and_then(shown) {
            Some(row) => stated.place(row, Field::Facility),
            None => stated.whole(),
        }
    }
}

/// The children of the household that a violation is about, if it is about one.
fn children_of(case: Case<'_>, violation: &Violation) -> Option<impl Iterator<Item = u32>> {
    let household = match violation {
        Violation::NoSuchSeat { child }
        | Violation::SeatTwice { child, .. }
        | Violation::SeatNotWished { child, .. } => case.market.household_of(*child),
        Violation::NoSuchWish { household, .. }
        | Violation::UnlistedOutcome { household }
        | Violation::HolderLeftOut { household, .. }
        | Violation::BlockingWish { household, .. } => *household,
        _ => return None,
    };
    Some(case.market.children(household).map(|c| c.index() as u32))
}
