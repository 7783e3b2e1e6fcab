//! Where a child sits who stands lower than one that would rather be there, the key of the order that tells them apart, and
//! the rule that led to it.
//!
//! Held against each other are keys, tie keys and lottery, whoever holds a seat from before: that the seat is held is then the rule.

use super::reasons::told_apart;
use super::{Decided, DecidedBy, Reason, SeatsOn, Sitting, Standing};
use crate::explain::{ReasonCode, ReversalRule};
use crate::programme::club::ChildIndex;

/// A child, a line of its list above its outcome, and who sits there although it stands lower.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reversal {
    /// The child.
    pub child: ChildIndex,
    /// The line, by its position over all lists.
    pub entry: usize,
    /// The day on which the other one sits there.
    pub on: SeatsOn,
    /// The lowest who sits there, with the line it has.
    pub over: (ChildIndex, usize),
    /// The first key on which the child stands before the other one.
    pub key: DecidedBy,
    /// What led to it.
    pub rule: ReversalRule,
}

/// The reversals behind some reasons, in their order. Lines with fewer days at one club mostly say the same again: of those with
/// one rule the first is told. Cost: the days of these lines, times the children that sit on them.
pub fn reversals(decided: &Decided<'_>, reasons: &[Reason]) -> Vec<Reversal> {
    let mut found: Vec<Reversal> = Vec::new();
    let club = |entry: usize| decided.round.entry(entry).club;
    for reversal in reasons.iter().filter_map(|reason| reversal(decided, reason)) {
        let mut own = found.iter().rev().take_while(|r| r.child == reversal.child);
        if !own.any(|r| r.rule == reversal.rule && club(r.entry) == club(reversal.entry)) {
            found.push(reversal);
        }
    }
    found
}

/// Somebody who sits somewhere, and where.
type Found<'d> = (SeatsOn, &'d Sitting);

fn reversal(decided: &Decided<'_>, reason: &Reason) -> Option<Reversal> {
    let places = decided.places(reason.entry);
    let is_full = |on: &SeatsOn| reason.full.iter().any(|d| d.on == *on);
    let slots = || places.iter().copied().filter(|on| matches!(on, SeatsOn::Slot(_)));
    let against_order = matches!(reason.code, ReasonCode::Envy | ReasonCode::FreeSeat);
    let (rule, (on, over)) = if against_order {
        // Whoever holds a seat is not what the steps of the rule led to.
        let anew = |found: &Found<'_>| !decided.holds(found.1.child, found.0);
        let lowest = lowest(decided, reason, slots(), anew)
            .or_else(|| lowest(decided, reason, places.iter().copied(), anew))
            .or_else(|| lowest(decided, reason, slots(), |_| true))?;
        (ReversalRule::Steps, lowest)
    } else if let Some(there) = lowest(decided, reason, slots().filter(is_full), |_| true) {
        let held = decided.holds(there.1.child, there.0);
        (if held { ReversalRule::HeldSeat } else { ReversalRule::SeveralSeats }, there)
    } else {
        let there = lowest(decided, reason, slots(), |_| true)?;
        let rule = match reason.code {
            ReasonCode::TransportFull => ReversalRule::Transport,
            _ => ReversalRule::EveryDay,
        };
        (rule, there)
    };
    let rule = match reason.code {
        ReasonCode::SiblingRule => ReversalRule::Siblings,
        ReasonCode::NotOpenThen => ReversalRule::NotEligible,
        _ => rule,
    };
    let over = Sitting { standing: decided.standing_in_order(over.child, over.entry, on), ..*over };
    Some(Reversal {
        child: reason.child,
        entry: reason.entry,
        on,
        over: (over.child, over.entry),
        key: told_apart(decided, reason.entry, &over, Some(on)),
        rule,
    })
}

/// The lowest child of another household that sits on some of the days and stands lower than the child of a reason.
fn lowest<'d>(
    decided: &'d Decided<'_>,
    reason: &Reason,
    days: impl Iterator<Item = SeatsOn>,
    admits: impl Fn(&Found<'d>) -> bool,
) -> Option<Found<'d>> {
    let household = decided.household_of(reason.child);
    let standing = |s: &Sitting, on| decided.standing_in_order(s.child, s.entry, on);
    let lower = |on: SeatsOn| {
        let own = decided.standing_in_order(reason.child, reason.entry, on);
        let others = decided.sitting(on).iter().filter(move |s| {
            decided.household_of(s.child) != household && is_scored(decided, s) && standing(s, on) > own
        });
        others.map(move |s| (on, s))
    };
    let order = |f: &Found<'_>| -> (Standing, std::cmp::Reverse<SeatsOn>) {
        (standing(f.1, f.0), std::cmp::Reverse(f.0))
    };
    days.flat_map(lower).filter(|f| admits(f)).max_by_key(order)
}

/// Whether points, where they count, are known of a child: who holds its seat needs none.
fn is_scored(decided: &Decided<'_>, sitting: &Sitting) -> bool {
    !decided.round.counts_points() || decided.round.score_at(sitting.entry).is_some()
}
