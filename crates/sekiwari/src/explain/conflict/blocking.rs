//! Who blocks in the allocation that was chosen, and at which seats.

use crate::market::{Allocation, ClaimantId, HouseholdId, Market, PoolId, WishId};
use crate::verify::Verdict;

/// A household that blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocker {
    /// The household.
    pub household: HouseholdId,
    /// The 1-based place in the market's list of what it gets; `None` if it is left out.
    pub outcome: Option<u32>,
    /// Its blocking wishes, best first.
    pub wishes: Vec<BlockedWish>,
}

/// A wish that a household should have had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockedWish {
    /// The 1-based place of the wish.
    pub rank: u32,
    /// It would displace nobody.
    pub wasted: bool,
    /// One entry for each of its pools.
    pub seats: Vec<BlockedSeats>,
}

/// Why a wish fits into a pool: `ahead + needs <= seats`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockedSeats {
    /// The pool.
    pub pool: PoolId,
    /// Its seats.
    pub seats: u32,
    /// Seats taken by children of other households ranked no worse than the wish.
    pub ahead: u32,
    /// Seats that the wish needs.
    pub needs: u32,
    /// Children of other households ranked worse who sit there, best first.
    pub below: Vec<ClaimantId>,
}

/// The households that block, as the judge found them. Cost: for each blocking wish the claimants of its pools.
pub fn blockers(market: &Market, verdict: &Verdict) -> Vec<Blocker> {
    let mut found: Vec<Blocker> = Vec::new();
    for wish in &verdict.blocking {
        let h = wish.household;
        if found.last().is_none_or(|b| b.household != h) {
            found.push(Blocker { household: h, outcome: verdict.allocation.rank(h), wishes: Vec::new() });
        }
        let seats = seats(market, &verdict.allocation, h, wish.wish);
        if let Some(blocker) = found.last_mut() {
            let rank = (wish.wish.index() - market.wish_range(h).start) as u32 + 1;
            blocker.wishes.push(BlockedWish { rank, wasted: wish.wasted, seats });
        }
    }
    found
}

fn seats(market: &Market, allocation: &Allocation, h: HouseholdId, wish: WishId) -> Vec<BlockedSeats> {
    let at = |d: crate::market::Demand| {
        let sits = |c: &&ClaimantId| {
            let other = market.household_of(market.claimant(**c).child);
            let outcome = allocation.wish(market, other).filter(|_| other != h);
            outcome.is_some_and(|w| market.claims(w).iter().any(|x| x.claimant == **c))
        };
        let sitting: Vec<ClaimantId> = market.pool_claimants(d.pool).iter().filter(sits).copied().collect();
        let ahead = sitting.partition_point(|&c| market.claimant(c).rank <= d.worst);
        BlockedSeats {
            pool: d.pool,
            seats: market.pool(d.pool).seats,
            ahead: ahead as u32,
            needs: d.count,
            below: sitting[ahead..].to_vec(),
        }
    };
    market.demands(wish).map(at).collect()
}
