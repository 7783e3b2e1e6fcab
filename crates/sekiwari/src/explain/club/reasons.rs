//! Why not each line of a child's list above what it got.

use super::{Decided, SeatsOn, Sitting};
use crate::explain::ReasonCode;
use crate::programme::PlacementKind;
use crate::programme::club::capacity::Slot;
use crate::programme::club::{ChildIndex, OrderKey};
use rayon::prelude::*;

/// A day on which there was no seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FullDay {
    /// Where.
    pub on: SeatsOn,
    /// Seats there.
    pub seats: u32,
    /// Seats taken by children of other households who stand as well or better.
    pub ahead: u32,
}

/// What put the lowest admitted child before another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecidedBy {
    /// It holds its seat.
    Held,
    /// A key of the rules.
    Key(OrderKey),
    /// A tie key of the scores, by its place.
    Tie(usize),
    /// The lottery.
    Lottery,
    /// Nothing: they are equal, and equals do not displace each other.
    Equal,
}

impl DecidedBy {
    /// The word used in files: a key of the rules, `points`, `tie_1`, `lottery`, `held`, `equal`.
    pub fn as_str(self) -> String {
        match self {
            DecidedBy::Held => "held".to_owned(),
            DecidedBy::Key(OrderKey::Score) => "points".to_owned(),
            DecidedBy::Key(key) => key.as_str().to_owned(),
            DecidedBy::Tie(key) => format!("tie_{}", key + 1),
            DecidedBy::Lottery => "lottery".to_owned(),
            DecidedBy::Equal => "equal".to_owned(),
        }
    }
}

/// Why a child did not get a line of its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The child.
    pub child: ChildIndex,
    /// The line, by its position over all lists.
    pub entry: usize,
    /// Its 1-based place in the child's list.
    pub wish_rank: u32,
    /// The code.
    pub code: ReasonCode,
    /// The days without a seat for it, in the order of seasons and weekdays, routes last.
    pub full: Vec<FullDay>,
    /// The day on which most is missing.
    pub tightest: Option<FullDay>,
    /// The lowest child of another household that sits there, with the line it has.
    pub lowest: Option<(ChildIndex, usize)>,
    /// What put that child before this one.
    pub decided_by: Option<DecidedBy>,
}

/// The reasons against every line above each child's outcome, in the order of the children and their lists. Cost: the days
/// of these lines, times the children that sit on them.
pub fn reasons(decided: &Decided<'_>) -> Vec<Reason> {
    let children = decided.round.children().len() as u32;
    (0..children).into_par_iter().flat_map_iter(|child| reasons_of(decided, child)).collect()
}

/// The reasons of one child, in the order of its list.
pub fn reasons_of(decided: &Decided<'_>, child: ChildIndex) -> Vec<Reason> {
    let from = decided.round.list_offset(child);
    let end = decided.decisions[child as usize].entry.unwrap_or(from + decided.round.list(child).len());
    (from..end).map(|entry| reason(decided, child, entry)).collect()
}

fn reason(decided: &Decided<'_>, child: ChildIndex, entry: usize) -> Reason {
    let household = decided.household_of(child);
    let needed = decided.round.children()[child as usize].seats;
    let day = |on| {
        let ahead = decided.ahead(on, decided.standing(child, entry, on), household);
        let seats = decided.seats(on);
        (ahead + needed > seats).then_some(FullDay { on, seats, ahead })
    };
    let full: Vec<FullDay> = decided.places(entry).into_iter().filter_map(day).collect();
    let missing = |d: &FullDay| (d.ahead + needed).saturating_sub(d.seats);
    // The first of those on which most is missing; a day at the club tells more than one on the way.
    let at_club = |d: &&FullDay| matches!(d.on, SeatsOn::Slot(_));
    let worst = |days: &mut dyn Iterator<Item = &FullDay>| {
        days.max_by_key(|d| (missing(d), std::cmp::Reverse(d.on))).copied()
    };
    let tightest = worst(&mut full.iter().filter(at_club)).or_else(|| worst(&mut full.iter()));
    let code = match (tightest, decided.blocks(child, entry)) {
        _ if !decided.compiled.can_be_given(entry) => ReasonCode::NotOpenThen,
        (None, Some(true)) => ReasonCode::FreeSeat,
        (None, Some(false)) => ReasonCode::Envy,
        // With siblings a wish of the household can block although the child alone would find no seat.
        (Some(_), Some(wasted)) => {
            if wasted {
                ReasonCode::FreeSeat
            } else {
                ReasonCode::Envy
            }
        }
        (None, None) => ReasonCode::SiblingRule,
        (Some(FullDay { on: SeatsOn::Route(..), .. }), None) => ReasonCode::TransportFull,
        (Some(day), None) if settled(decided, day.on) + needed > day.seats => ReasonCode::NoSeatOnDay,
        (Some(_), None) => ReasonCode::LowerPriority,
    };
    let shown = tightest.filter(|_| matches!(code, ReasonCode::LowerPriority | ReasonCode::TransportFull));
    let lowest = shown
        .and_then(|day| lowest_other(decided, child, day.on))
        .or_else(|| envied(decided, child, entry, code));
    let decided_by = lowest.map(|l| decided_by(decided, entry, &l, shown.or(tightest).map(|d| d.on)));
    Reason {
        child,
        entry,
        wish_rank: (entry - decided.round.list_offset(child)) as u32 + 1,
        code,
        full,
        tightest,
        lowest: lowest.map(|l| (l.child, l.entry)),
        decided_by,
    }
}

/// Seats taken by children who held them when the round began.
pub(super) fn settled(decided: &Decided<'_>, on: SeatsOn) -> u32 {
    decided.sitting(on).iter().take_while(|s| s.standing.0 == 0).map(|s| s.seats).sum()
}

fn lowest_other(decided: &Decided<'_>, child: ChildIndex, on: SeatsOn) -> Option<Sitting> {
    let household = decided.household_of(child);
    // A child that stands lower and sits there all the same does not explain anything.
    let others = decided.sitting(on).iter().rev();
    let mut others = others.filter(|s| decided.household_of(s.child) != household);
    others.next().copied()
}

/// The lowest child that sits where this one could have had a seat by the order of priority.
fn envied(decided: &Decided<'_>, child: ChildIndex, entry: usize, code: ReasonCode) -> Option<Sitting> {
    if code != ReasonCode::Envy {
        return None;
    }
    let lower = |on: SeatsOn| {
        let own = decided.standing(child, entry, on);
        lowest_other(decided, child, on)
            .filter(|s| s.standing > own && decided.taken(on) >= decided.seats(on))
    };
    decided.places(entry).into_iter().filter_map(lower).max_by_key(|s| s.standing)
}

/// What tells the standing of a line from that of a child that sits.
fn decided_by(decided: &Decided<'_>, entry: usize, lowest: &Sitting, on: Option<SeatsOn>) -> DecidedBy {
    if lowest.standing.0 == 0 { DecidedBy::Held } else { told_apart(decided, entry, lowest, on) }
}

/// The same by the order of priority alone.
pub(super) fn told_apart(
    decided: &Decided<'_>,
    entry: usize,
    lowest: &Sitting,
    on: Option<SeatsOn>,
) -> DecidedBy {
    let (standings, order) = (&decided.compiled.standings, &decided.round.rules().order);
    let pairs = standings.keys(entry).iter().zip(standings.keys(lowest.entry));
    match order.iter().zip(pairs).find(|(_, (own, other))| own != other) {
        Some((&key, _)) => DecidedBy::Key(key),
        None => {
            let scores = decided.round.score_at(entry).zip(decided.round.score_at(lowest.entry));
            let scores = scores.filter(|_| decided.round.counts_points());
            if let Some(tie) = scores.and_then(|(a, b)| a.ties.iter().zip(b.ties).position(|(x, y)| x != y)) {
                return DecidedBy::Tie(tie);
            }
            let child = decided.round.child_of(entry);
            let on = on.or_else(|| decided.places(entry).first().copied());
            let equal = on.is_some_and(|on| decided.standing(child, entry, on) == lowest.standing);
            if equal { DecidedBy::Equal } else { DecidedBy::Lottery }
        }
    }
}

/// One code per child, in the order of the children: why it has this decision. `reasons` are those of [`reasons`].
pub fn main_reasons(decided: &Decided<'_>, reasons: &[Reason]) -> Vec<ReasonCode> {
    let mut nearest: Vec<Option<ReasonCode>> = vec![None; decided.round.children().len()];
    for reason in reasons {
        let slot = &mut nearest[reason.child as usize];
        *slot = Some(slot.map_or(reason.code, |c| c.min(reason.code)));
    }
    let code =
        |(decision, nearest): (&crate::programme::club::Decision, Option<ReasonCode>)| match decision.kind {
            PlacementKind::Placed => ReasonCode::WishGiven,
            PlacementKind::Kept => ReasonCode::TransferKeptSeat,
            PlacementKind::Unplaced => nearest.unwrap_or(ReasonCode::NoWishes),
        };
    decided.decisions.iter().zip(nearest).map(code).collect()
}

impl FullDay {
    /// The slot, if it is at a club.
    pub fn slot(&self) -> Option<Slot> {
        self.on.slot()
    }
}
