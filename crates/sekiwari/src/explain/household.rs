//! The reasons of one household: its wishes are tested one by one against who sits where.

use super::{Decided, DecidedBy, Obstacle, Reason, ReasonCode};
use crate::market::{Claim, ClaimantId, HouseholdId, WishId};
use crate::programme::nursery::{ChildIndex, Offer};

/// What the wishes of a household say about one list entry of one child.
#[derive(Clone, Copy, Default)]
struct Slot {
    /// Place of the best wish above the outcome that contains it.
    better: Option<u32>,
    /// Some wish contains it.
    wished: bool,
    /// A wish above the outcome that contains it could have been given: `FreeSeat` or `Envy`.
    blocking: Option<ReasonCode>,
    /// Where the best wish above the outcome that contains it fails for a sibling.
    obstacle: Option<Obstacle>,
}

/// A pool in which a wish fails.
struct Failure {
    obstacle: Obstacle,
    runner_up: Option<ChildIndex>,
}

/// Appends the reasons of all children of a household. Cost: linear in the claims of its wishes, times the logarithm of
/// the seats of a pool.
pub(super) fn explain(decided: &Decided<'_>, household: HouseholdId, reasons: &mut Vec<Reason>) {
    let (market, round) = (decided.market, decided.round);
    let children = || market.children(household).map(|c| c.index() as ChildIndex);
    let Some(first) = children().next().map(|c| round.list_offset(c)) else { return };
    let entries = children().map(|c| round.list(c).len()).sum();
    let outcome = decided.allocation.wish(market, household);
    let slots = test_wishes(decided, household, outcome, first, entries);
    let given = outcome.map_or(&[][..], |w| market.claims(w));
    for child in market.children(household) {
        let index = child.index() as ChildIndex;
        let offset = round.list_offset(index);
        let own = given.iter().find(|c| c.child == child).map(|c| c.claimant.index());
        for entry in offset..offset + round.list(index).len() {
            let slot = slots[entry - first];
            let above_own = own.is_none_or(|own| entry < own);
            if own != Some(entry) && (slot.better.is_some() || above_own) {
                reasons.push(reason(decided, household, ClaimantId::new(entry as u32), slot));
            }
        }
    }
}

fn test_wishes(
    decided: &Decided<'_>,
    household: HouseholdId,
    outcome: Option<WishId>,
    first: usize,
    entries: usize,
) -> Vec<Slot> {
    let market = decided.market;
    let mut slots = vec![Slot::default(); entries];
    let mut above = true;
    for (place, wish) in market.wishes(household).enumerate() {
        let claims = market.claims(wish);
        above &= Some(wish) != outcome;
        let failure = if above { failure(decided, household, wish) } else { None };
        for claim in claims {
            let slot = &mut slots[claim.claimant.index() - first];
            slot.wished = true;
            if !above {
                continue;
            }
            match &failure {
                None => {
                    let code = blocking_code(decided, household, claims, claim);
                    slot.blocking = Some(slot.blocking.map_or(code, |c| c.min(code)));
                }
                Some(failure) if slot.better.is_none() => {
                    slot.obstacle = Some(failure.seen_from(claim.child.index() as ChildIndex));
                }
                Some(_) => {}
            }
            slot.better = slot.better.or(Some(place as u32 + 1));
        }
    }
    slots
}

/// The first pool in which a wish finds too few seats that are empty or taken by somebody lower.
fn failure(decided: &Decided<'_>, household: HouseholdId, wish: WishId) -> Option<Failure> {
    decided.market.demands(wish).find_map(|demand| {
        let seats = decided.market.pool(demand.pool).seats;
        let ahead = decided.ahead(demand.pool, demand.worst, household);
        (ahead.saturating_add(demand.count) > seats).then(|| {
            let claims = decided.market.claims(wish).iter().filter(|c| c.pool == demand.pool);
            let mut siblings: Vec<&Claim> = claims.collect();
            siblings.sort_by_key(|c| std::cmp::Reverse((c.rank, c.claimant)));
            let child = |at: usize| siblings.get(at).map(|c| c.child.index() as ChildIndex);
            let obstacle = Obstacle {
                sibling: child(0).unwrap_or_default(),
                pool: demand.pool,
                needed: demand.count,
                room: seats.saturating_sub(ahead),
            };
            Failure { obstacle, runner_up: child(1) }
        })
    })
}

impl Failure {
    /// The obstacle as one of the children sees it: the sibling is somebody else, if anybody is.
    fn seen_from(&self, child: ChildIndex) -> Obstacle {
        match self.runner_up {
            Some(other) if self.obstacle.sibling == child => Obstacle { sibling: other, ..self.obstacle },
            _ => self.obstacle,
        }
    }
}

/// A wish could have been given: did its seat stand empty, or does somebody lower sit there?
fn blocking_code(
    decided: &Decided<'_>,
    household: HouseholdId,
    claims: &[Claim],
    claim: &Claim,
) -> ReasonCode {
    let needed = claims.iter().filter(|c| c.pool == claim.pool).count() as u32;
    let seats = decided.market.pool(claim.pool).seats;
    if decided.others(claim.pool, household) + needed <= seats {
        ReasonCode::FreeSeat
    } else {
        ReasonCode::Envy
    }
}

fn reason(decided: &Decided<'_>, household: HouseholdId, claimant: ClaimantId, slot: Slot) -> Reason {
    let (market, round) = (decided.market, decided.round);
    let c = market.claimant(claimant);
    let child = c.child.index() as ChildIndex;
    let label = &decided.compiled.pools[c.pool.index()];
    let seats = market.pool(c.pool).seats;
    let ahead = decided.ahead(c.pool, c.rank, household);
    let mut obstacle = None;
    let code = if label.classes.is_none() {
        match round.offer(child, label.facility) {
            Offer::TooYoung => ReasonCode::MinAge,
            Offer::NotOffered | Offer::Seats(_) => ReasonCode::NotOffered,
        }
    } else if ahead >= seats {
        if decided.kept(c.pool) >= seats { ReasonCode::NoSeatInClass } else { ReasonCode::LowerPriority }
    } else if let Some(code) = slot.blocking {
        code
    } else if slot.better.is_some() {
        obstacle = slot.obstacle;
        ReasonCode::SiblingRule
    } else if slot.wished {
        ReasonCode::BetterWishGiven
    } else if decided.compiled.truncated.binary_search(&decided.compiled.household[household.index()]).is_ok()
    {
        ReasonCode::ListCut
    } else {
        ReasonCode::SiblingRule
    };
    let lowest = matches!(code, ReasonCode::LowerPriority | ReasonCode::Envy)
        .then(|| {
            let mut others = decided.sitting(c.pool).iter().rev();
            others.find(|&&o| market.household_of(market.claimant(o).child) != household).copied()
        })
        .flatten();
    Reason {
        child,
        claimant,
        wish_rank: decided.list_place(claimant),
        household_rank: slot.better,
        facility: label.facility,
        pool: c.pool,
        code,
        seats,
        ahead,
        place: decided.waiting_place(claimant).filter(|_| label.classes.is_some()),
        lowest,
        decided_by: lowest.and_then(|l| DecidedBy::between(decided, claimant, l)),
        obstacle,
    }
}
