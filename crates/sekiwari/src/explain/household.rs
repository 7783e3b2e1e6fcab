//! The reasons of one household: its wishes are tested one by one against who sits where.

use super::{Decided, DecidedBy, Obstacle, Reason, ReasonCode};
use crate::market::{Claim, ClaimantId, HouseholdId, WishId};
use crate::programme::nursery::{ChildIndex, Offer, ReserveKind};

/// What the wishes of a household say about one list entry of one child.
#[derive(Clone, Copy, Default)]
struct Slot {
    /// Rank of the best wish above the outcome that contains it.
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
        let own = given.iter().find(|c| c.child == child).map(|c| decided.compiled.entry_of(c.claimant));
        for entry in offset..offset + round.list(index).len() {
            let slot = slots[entry - first];
            let above_own = own.is_none_or(|own| entry < own);
            if own != Some(entry) && (slot.better.is_some() || above_own) {
                reasons.push(reason(decided, household, entry, slot));
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
    for wish in market.wishes(household) {
        let claims = market.claims(wish);
        above &= Some(wish) != outcome;
        let failure = if above { failure(decided, household, wish) } else { None };
        for claim in claims {
            let slot = &mut slots[decided.compiled.entry_of(claim.claimant) - first];
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
            slot.better = slot.better.or(Some(market.rank_of(wish)));
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

/// A pool in which a child could sit at a facility.
#[derive(Clone, Copy)]
struct Way {
    claimant: ClaimantId,
    seats: u32,
    ahead: u32,
    // Seats that the child takes there.
    takes: u32,
}

fn ways(decided: &Decided<'_>, household: HouseholdId, entry: usize) -> Vec<Way> {
    let market = decided.market;
    let claimants: Vec<ClaimantId> = decided.compiled.claimants_of(entry).collect();
    let by_pool = claimants.chunk_by(|&a, &b| market.claimant(a).pool == market.claimant(b).pool);
    by_pool
        .map(|own| {
            // A child that takes several seats needs room behind the last of them.
            let c = market.claimant(own[own.len() - 1]);
            Way {
                claimant: own[0],
                seats: market.pool(c.pool).seats,
                ahead: decided.ahead(c.pool, c.rank, household),
                takes: own.len() as u32,
            }
        })
        .collect()
}

/// The pool a reason speaks of: one with room for the child, else the open seats, else the seats it is a member for.
fn main_way(decided: &Decided<'_>, ways: &[Way]) -> Option<Way> {
    let reserved = |w: &Way| decided.compiled.pools[decided.market.claimant(w.claimant).pool.index()].reserve;
    let meant = |w: &&Way| reserved(w).is_none() || !decided.market.is_outsider(w.claimant);
    let with_seats = |w: &&Way| meant(w) && w.seats > 0;
    let room = ways.iter().find(|w| w.ahead + w.takes <= w.seats);
    let open = ways.iter().rfind(with_seats).or(ways.iter().rfind(meant));
    room.or(open).or(ways.first()).copied()
}

/// The reserve that has or keeps a seat of the class which points alone would have given to a child whose every way is
/// full: a seat that stays empty for others, or one that somebody with a worse score sits on only as a member. Where the
/// child can have no other seats of the class at all, any reserve with seats.
fn kept_for_others(decided: &Decided<'_>, household: HouseholdId, entry: usize, ways: &[Way]) -> Option<u32> {
    let (round, market) = (decided.round, decided.market);
    let first = ways.first()?.claimant;
    let child = market.claimant(first).child.index() as ChildIndex;
    let facility = decided.compiled.pools[market.claimant(first).pool.index()].facility;
    let own = round.score_at(entry)?;
    let no_others = ways.iter().all(|w| w.seats == decided.kept(market.claimant(w.claimant).pool));
    let behind = |c: &&ClaimantId| {
        let other = market.household_of(market.claimant(**c).child) != household;
        other && decided.score(**c).is_some_and(|score| score > own)
    };
    let mut reserves = round.reserves_at(facility, round.children()[child as usize].class);
    reserves.find_map(|(index, reserve)| {
        if round.is_member(child, reserve) && round.is_old_enough(child, reserve) {
            return None;
        }
        let kept = match decided.compiled.pool_of_reserve(index) {
            Some(pool) => {
                let sitting = decided.sitting(pool);
                let members = sitting.iter().filter(|&&c| !market.is_outsider(c));
                let empty = reserve.kind == ReserveKind::Hard && (sitting.len() as u32) < reserve.seats;
                empty || (no_others && reserve.seats > 0) || members.clone().any(|c| behind(&c))
            }
            // A guarantee: its members sit on seats of the child's own ways.
            None => ways.iter().any(|w| {
                let sitting = decided.sitting(market.claimant(w.claimant).pool).iter();
                let mut ahead = sitting.take_while(|&&c| decided.rank(c) <= decided.rank(w.claimant));
                ahead.any(|c| {
                    behind(&c) && round.is_member(market.claimant(*c).child.index() as ChildIndex, reserve)
                })
            }),
        };
        kept.then_some(index)
    })
}

fn reason(decided: &Decided<'_>, household: HouseholdId, entry: usize, slot: Slot) -> Reason {
    let (market, round) = (decided.market, decided.round);
    let ways = ways(decided, household, entry);
    let way = main_way(decided, &ways).unwrap_or(Way {
        // Every list entry has a claimant.
        claimant: ClaimantId::new(0),
        seats: 0,
        ahead: 0,
        takes: 1,
    });
    let Way { claimant, seats, ahead, takes } = way;
    let c = market.claimant(claimant);
    let child = c.child.index() as ChildIndex;
    let label = &decided.compiled.pools[c.pool.index()];
    let (mut obstacle, mut reserve) = (None, None);
    let code = if label.classes.is_none() {
        match round.offer(child, label.facility) {
            Offer::TooYoung => ReasonCode::MinAge,
            Offer::CareKind => ReasonCode::NotEligibleCareKind,
            Offer::NotOffered | Offer::Seats(_) => ReasonCode::NotOffered,
        }
    } else if ahead.saturating_add(takes) > seats {
        reserve = kept_for_others(decided, household, entry, &ways);
        if reserve.is_some() {
            ReasonCode::ReservedSeats
        } else if decided.kept(c.pool) >= seats {
            ReasonCode::NoSeatInClass
        } else if decided.settled(c.pool) >= seats {
            ReasonCode::SeatsByHand
        } else {
            ReasonCode::LowerPriority
        }
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
        reserve,
    }
}
