//! The rows of a table against the round: who sits where, and what is stated beside it.

use sekiwari::market::{ChildId, PoolId};
use sekiwari::programme::nursery::{ChildIndex, FacilityIndex, Offer, PlacementKind, SaidSeat};
use sekiwari::verify::{Seat, Submission, SubmissionBuilder, Verdict, Violation};
use std::collections::HashMap;
use std::fmt::Write as _;

use super::table::{Field, StatedSeat};
use super::{Case, StatedAllocation, StatedRow, codes};
use crate::finding::{Finding, Findings, Kind, Place, did_you_mean};
use crate::write::unguard;

/// Suggestions cost a pass over all ids, so they are given for the first unknown ids only.
const HINTS: usize = 50;

/// Children of an overfull pool that are named.
const NAMED: usize = 30;

/// The rows as seats.
pub(super) struct Seated {
    /// What the judge is asked about.
    pub(super) submission: Submission,
    // The row of every child, and whether its row could be understood.
    row_of: Vec<Option<u32>>,
    faulty: Vec<bool>,
}

/// Reads the seats out of the rows and reports every row that is not about this round or states something untrue.
pub(super) fn seat(case: Case<'_>, stated: &StatedAllocation, out: &mut Findings) -> Seated {
    let children = case.round.children();
    let by_id: HashMap<&str, u32> = children.iter().zip(0..).map(|(c, i)| (c.id.as_str(), i)).collect();
    let mut row_of: Vec<Option<u32>> = vec![None; children.len()];
    let mut faulty = vec![false; children.len()];
    let mut builder = SubmissionBuilder::new(case.market);
    let mut said: Vec<(ChildIndex, FacilityIndex, SaidSeat)> = Vec::with_capacity(stated.rows.len());
    let mut hints = HINTS;
    for (number, row) in stated.rows.iter().enumerate() {
        let report = |kind, field| Finding::new(kind, stated.place(row, field));
        let Some(&child) = as_written(&row.child, |id| by_id.get(id)) else {
            let near = hint(&mut hints, &row.child, || children.iter().map(|c| c.id.as_str()));
            out.push(report(&codes::CHILD_UNKNOWN, Field::Child).value(&row.child).hint(near));
            continue;
        };
        let i = child as usize;
        if let Some(first) = row_of[i] {
            let line = stated.rows[first as usize].line;
            out.push(report(&codes::CHILD_TWICE, Field::Child).value(&row.child).arg("first_line", line));
            faulty[i] = true;
            continue;
        }
        row_of[i] = Some(number as u32);
        faulty[i] = row.damaged;
        check_facts(case, stated, row, child, out);
        if let Some(expected) = otherwise_decided(case, row, child) {
            let value = row.facility.as_deref().unwrap_or("-");
            let finding = report(&codes::NOT_AS_DECIDED, Field::Facility).value(value);
            out.push(finding.arg("child", &row.child).arg("expected", expected));
            faulty[i] = true;
            continue;
        }
        let Some(id) = &row.facility else { continue };
        let Some(facility) = as_written(id, |id| case.round.facility_by_id(id)) else {
            let near = hint(&mut hints, id, || case.round.facilities().iter().map(|f| f.id.as_str()));
            out.push(report(&codes::FACILITY_UNKNOWN, Field::Facility).value(id).hint(near));
            faulty[i] = true;
            continue;
        };
        let class = children[i].class;
        if let Some(kind) = not_eligible(case, child, facility) {
            let finding = report(kind, Field::Facility).value(id).arg("child", &row.child);
            let needs: Vec<&str> = case.round.unmet_needs(child, facility).collect();
            out.push(finding.arg("class", class).arg("needs", needs.join(";")));
            faulty[i] = true;
            continue;
        }
        match said_seat(case, row, child, facility) {
            Ok(seat) => said.push((child, facility, seat)),
            Err(value) => {
                let finding =
                    report(&codes::SEAT_UNKNOWN, Field::Seat).value(&value).arg("child", &row.child);
                out.push(finding.arg("facility", id).arg("class", class));
                faulty[i] = true;
            }
        }
    }
    for (&(child, ..), pool) in said.iter().zip(case.compiled.seating(case.round, &said)) {
        // Who is eligible has a pool.
        let Some(pool) = pool else { continue };
        for _ in 0..children[child as usize].affiliation.seat_weight {
            builder.sit(ChildId::new(child), pool);
        }
    }
    for (i, child) in children.iter().enumerate().filter(|(i, _)| row_of[*i].is_none()) {
        out.push(Finding::new(&codes::CHILD_MISSING, stated.whole()).value(&child.id));
        faulty[i] = true;
    }
    Seated { submission: builder.build(), row_of, faulty }
}

/// What an id means: ids that look like formulas are written with an apostrophe in front.
fn as_written<T>(id: &str, find: impl Fn(&str) -> Option<T>) -> Option<T> {
    find(unguard(id)).or_else(|| find(id))
}

fn hint<'a, I: Iterator<Item = &'a str>>(
    left: &mut usize,
    word: &str,
    known: impl Fn() -> I,
) -> Option<&'a str> {
    *left = left.checked_sub(1)?;
    did_you_mean(word, known())
}

/// Where a child was put by hand, if the row says something else.
fn otherwise_decided<'a>(case: Case<'a>, row: &StatedRow, child: ChildIndex) -> Option<&'a str> {
    let pin = case.round.pin(child).filter(|_| !row.damaged)?;
    let said = row.facility.as_deref().map(|id| as_written(id, |id| case.round.facility_by_id(id)));
    // A facility that the round does not have is reported as such.
    let said = match said {
        Some(None) => return None,
        Some(known) => known,
        None => None,
    };
    let expected = pin.facility.map_or("-", |f| case.round.facilities()[f as usize].id.as_str());
    (said != pin.facility).then_some(expected)
}

/// Why a child cannot sit at a facility at all, if so.
fn not_eligible(case: Case<'_>, child: ChildIndex, facility: FacilityIndex) -> Option<&'static Kind> {
    let pools = case.compiled.pools_for(case.round, child, facility);
    if pools.iter().any(|p| case.compiled.pools[p.index()].classes.is_some()) {
        return None;
    }
    Some(match case.round.offer(child, facility) {
        Offer::TooYoung => &codes::TOO_YOUNG,
        Offer::CareKind => &codes::CARE_NOT_MET,
        Offer::NotOffered | Offer::Seats(_) => &codes::CLASS_NOT_OFFERED,
    })
}

/// Which seat of a facility a row means.
///
/// # Errors
/// What it says, where there is no such seat for the class.
fn said_seat(
    case: Case<'_>,
    row: &StatedRow,
    child: ChildIndex,
    facility: FacilityIndex,
) -> Result<SaidSeat, String> {
    // Who was put there by hand has the seat that the decision takes, whatever it is called.
    if case.round.pin(child).is_some_and(|pin| pin.facility == Some(facility)) {
        return Ok(SaidSeat::Any);
    }
    match &row.seat {
        None => Ok(SaidSeat::Any),
        Some(StatedSeat::Open) => Ok(SaidSeat::Open),
        Some(StatedSeat::Unknown(said)) => Err(said.clone()),
        Some(StatedSeat::Reserved(group)) => {
            let class = case.round.children()[child as usize].class;
            let mut reserves = case.round.reserves_at(facility, class);
            let named =
                reserves.find(|(i, r)| r.group == *group && case.compiled.pool_of_reserve(*i).is_some());
            named.map(|(i, _)| SaidSeat::Reserved(i)).ok_or_else(|| group.to_string())
        }
    }
}

/// Household, class and outcome as stated against the round. A row with a seat it cannot have still says which outcome
/// it means, so the outcome is held against the facility as written.
fn check_facts(
    case: Case<'_>,
    stated: &StatedAllocation,
    row: &StatedRow,
    child: ChildIndex,
    out: &mut Findings,
) {
    let known = &case.round.children()[child as usize];
    let household = &case.round.households()[case.round.household_of(child) as usize].id;
    let mut contradict = |kind, field, value: &str, expected: &str| {
        let finding = Finding::new(kind, stated.place(row, field)).value(value);
        out.push(finding.arg("child", &row.child).arg("expected", expected));
    };
    if let Some(said) = row.household.as_ref().filter(|said| unguard(said) != household && *said != household)
    {
        contradict(&codes::HOUSEHOLD_WRONG, Field::Household, said, household);
    }
    if let Some(said) = row.class.filter(|said| *said != known.class) {
        contradict(&codes::CLASS_WRONG, Field::Class, &said.to_string(), &known.class.to_string());
    }
    let current = known.current.map(|f| case.round.facilities()[f as usize].id.as_str());
    let kind = match row.facility.as_deref() {
        None => PlacementKind::Unplaced,
        Some(id) if current.is_some_and(|held| unguard(id) == held || id == held) => PlacementKind::Kept,
        Some(_) => PlacementKind::Placed,
    };
    if let Some(said) = row.outcome.filter(|said| *said != kind && !row.damaged) {
        contradict(&codes::OUTCOME_WRONG, Field::Outcome, said.as_str(), kind.as_str());
    }
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
    let decisions = case.compiled.decisions(case.round, &verdict.allocation);
    for (i, (decision, row)) in decisions.iter().zip(&seated.row_of).enumerate() {
        let Some(row) = row.map(|r| &stated.rows[r as usize]) else { continue };
        let household = case.market.household_of(ChildId::new(i as u32));
        let unlisted = verdict.per_household.get(household.index()).is_none_or(|f| f.unlisted);
        let Some(said) = row.wish_rank.filter(|&said| Some(said) != decision.wish_rank) else { continue };
        if unlisted || case.market.children(household).any(|c| seated.faulty[c.index()]) {
            continue;
        }
        let expected = decision.wish_rank.map_or_else(|| "-".to_owned(), |r| r.to_string());
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
