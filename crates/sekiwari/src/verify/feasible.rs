//! Feasibility: seats, limits, only listed outcomes, holders never out.

use super::taken::{Standing, Taken, TakenSeat};
use super::{Submission, Violation};
use crate::market::{Allocation, Claim, HouseholdId, Limit, Market, PoolId};

/// Pools over their seats and limits exceeded. Linear in pools and weights.
pub(super) fn check_seats(market: &Market, taken: &Taken, violations: &mut Vec<Violation>) {
    for (index, pool) in market.pools().iter().enumerate() {
        let id = PoolId::new(index as u32);
        if taken.in_pool(id) > pool.seats as usize {
            let taken = taken.in_pool(id) as u32;
            violations.push(Violation::PoolOverfull { pool: id, seats: pool.seats, taken });
        }
    }
    for (index, limit) in market.limits().iter().enumerate() {
        let load = load(limit, |pool| taken.in_pool(pool));
        if load > u128::from(limit.capacity) {
            violations.push(Violation::LimitExceeded {
                limit: index,
                facility: limit.facility,
                capacity: limit.capacity,
                load: u64::try_from(load).unwrap_or(u64::MAX),
            });
        }
    }
}

/// The weighted sum of a limit over the seats that `count` says are taken in each pool.
pub(super) fn load(limit: &Limit, count: impl Fn(PoolId) -> usize) -> u128 {
    limit.weights.iter().map(|&(pool, weight)| u128::from(weight) * count(pool) as u128).sum()
}

/// The wish each household was given, read back from the seats, and whether its outcome is one of its list at all
/// (a wish, or out where nobody holds a seat). Reports those that are not, unless a violation reported before explains
/// it. Linear in the claims.
pub(super) fn check_outcomes(
    market: &Market,
    submission: &Submission,
    taken: &Taken,
    violations: &mut Vec<Violation>,
) -> (Allocation, Vec<bool>) {
    let mut unlisted = vec![false; market.households().len()];
    let mut without_wish = unlisted.clone();
    for violation in violations.iter() {
        match *violation {
            Violation::NoSuchSeat { child } => unlisted[market.household_of(child).index()] = true,
            Violation::NoSuchWish { household, .. } => {
                unlisted[household.index()] = true;
                without_wish[household.index()] = true;
            }
            _ => {}
        }
    }
    let mut allocation = Allocation::empty(market);
    let mut claimants = market.claimants();
    for household in market.households() {
        let own = claimants.iter().take_while(|c| market.household_of(c.child) == household).count();
        let (mine, rest) = claimants.split_at(own);
        claimants = rest;
        if without_wish[household.index()] {
            continue;
        }
        let before = violations.len();
        let seats = taken.of(household);
        for child in market.children(household) {
            let holds = mine.iter().any(|c| c.child == child && c.rank.is_held());
            if holds && submission.seats(child).is_empty() {
                violations.push(Violation::HolderLeftOut { household, child });
            }
            for seat in seats.iter().filter(|s| s.child == child && !is_wished(market, household, s)) {
                violations.push(Violation::SeatNotWished { child, pool: seat.pool });
            }
        }
        if unlisted[household.index()] || violations.len() > before {
            unlisted[household.index()] = true;
            continue;
        }
        let given = wish_given(market, taken, household);
        allocation.set(household, given);
        if given.is_none() && !seats.is_empty() {
            unlisted[household.index()] = true;
            violations.push(Violation::UnlistedOutcome { household });
        }
    }
    (allocation, unlisted)
}

fn is_wished(market: &Market, household: HouseholdId, seat: &TakenSeat) -> bool {
    seat.standing != Standing::Unranked
        && market.wishes(household).any(|wish| {
            market.claims(wish).iter().any(|claim| claim.child == seat.child && claim.pool == seat.pool)
        })
}

/// The 1-based place of the wish whose claims are exactly the household's seats.
fn wish_given(market: &Market, taken: &Taken, household: HouseholdId) -> Option<u32> {
    let seats = taken.of(household);
    let same = market.wishes(household).position(|wish| {
        let claims = market.claims(wish);
        let seats_like = |c: &Claim| seats.iter().filter(|s| (s.child, s.pool) == (c.child, c.pool)).count();
        let claims_like =
            |c: &Claim| claims.iter().filter(|x| (x.child, x.pool) == (c.child, c.pool)).count();
        // Equal length, and every claim as often as a seat: so the seats are the claims.
        claims.len() == seats.len() && claims.iter().all(|c| seats_like(c) == claims_like(c))
    });
    same.map(|position| position as u32 + 1)
}
