//! Where somebody with fewer points sits at a facility that a child would rather have, and the rule that led to it.
//!
//! Not every such case is against the order of priority: seats are kept for those who hold them, reserved for groups, and siblings come
//! together or not at all. But each of them is what a family asks about that compares points with its neighbours.

use super::{Decided, Reason, ReasonCode, ReversalRule};
use crate::market::ClaimantId;
use crate::programme::nursery::{ChildIndex, ReserveKind};

/// A child, a wish above its outcome, and the one with the fewest points who sits there although it has fewer than the child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reversal {
    /// The reason against the wish, with the child.
    pub reason: Reason,
    /// Who sits there with fewer points: of several the last in the order of priority of its pool with the fewest points.
    pub over: ClaimantId,
    /// What led to it.
    pub rule: ReversalRule,
}

/// The reversals behind some reasons, in their order. Cost: the claimants who sit in the pools concerned.
pub fn reversals(decided: &Decided<'_>, reasons: &[Reason]) -> Vec<Reversal> {
    reasons.iter().filter_map(|reason| reversal(decided, reason)).collect()
}

fn reversal(decided: &Decided<'_>, reason: &Reason) -> Option<Reversal> {
    let (market, compiled, round) = (decided.market, decided.compiled, decided.round);
    let entry = compiled.entry_of(reason.claimant);
    let own = round.score_at(entry)?.points;
    let family = market.household_of(market.claimant(reason.claimant).child);
    let class = round.children()[reason.child as usize].class;
    // Whoever takes a seat of the class there, also where the child itself could not.
    let pools = compiled.pools.iter().zip(super::decided::pools(market)).filter(|(label, _)| {
        label.facility == reason.facility && label.classes.is_some_and(|classes| classes.contains(class))
    });
    let mut over: Option<(i64, ClaimantId)> = None;
    for (_, pool) in pools {
        for &c in decided.sitting(pool) {
            let other = market.household_of(market.claimant(c).child) != family;
            if let Some(score) = decided.score(c).filter(|s| other && s.points < own)
                && over.is_none_or(|(points, _)| score.points.0 <= points)
            {
                over = Some((score.points.0, c));
            }
        }
    }
    let (_, over) = over?;
    Some(Reversal { reason: *reason, over, rule: rule(decided, reason, over) })
}

fn rule(decided: &Decided<'_>, reason: &Reason, over: ClaimantId) -> ReversalRule {
    let (market, round) = (decided.market, decided.round);
    let other = market.claimant(over).child.index() as ChildIndex;
    let reserved = |c: ClaimantId| decided.compiled.pools[market.claimant(c).pool.index()].reserve.is_some();
    match reason.code {
        _ if round.pin(reason.child).is_some() || round.pin(other).is_some() => ReversalRule::ByHand,
        ReasonCode::MinAge | ReasonCode::NotEligibleCareKind | ReasonCode::NotOffered => {
            ReversalRule::NotEligible
        }
        ReasonCode::SiblingRule | ReasonCode::ListCut => ReversalRule::Siblings,
        ReasonCode::BetterWishGiven => ReversalRule::BetterForFamily,
        _ if market.keeps_seat(over) => ReversalRule::HeldSeat,
        ReasonCode::Envy | ReasonCode::FreeSeat => ReversalRule::Steps,
        ReasonCode::ReservedSeats => ReversalRule::Reserve,
        _ if reserved(over) => ReversalRule::Reserve,
        _ if round.reserves().iter().any(|r| r.kind == ReserveKind::Guarantee)
            && round.is_guaranteed(other, reason.facility) =>
        {
            ReversalRule::Reserve
        }
        _ if round.children()[reason.child as usize].affiliation.seat_weight > 1 => {
            ReversalRule::SeveralSeats
        }
        _ => ReversalRule::Steps,
    }
}

impl Reversal {
    /// The child who sits there with fewer points.
    pub fn over_child(&self, decided: &Decided<'_>) -> ChildIndex {
        decided.market.claimant(self.over).child.index() as ChildIndex
    }
}
