//! Households that block, by the definition.

use crate::market::{Allocation, HouseholdId, Market, PoolId, RankClass};

/// How many households have a blocking wish. Cost: per better wish the seats taken in its pools.
pub(super) fn count_blocking(market: &Market, allocation: &Allocation) -> u32 {
    let mut taken: Vec<Vec<(RankClass, HouseholdId)>> = vec![Vec::new(); market.pools().len()];
    for h in market.households() {
        for c in allocation.wish(market, h).map_or(&[][..], |w| market.claims(w)) {
            taken[c.pool.index()].push((c.rank, h));
        }
    }
    let room = |pool: PoolId, worst: RankClass, h: HouseholdId| {
        let ahead = taken[pool.index()].iter().filter(|&&(rank, other)| rank <= worst && other != h);
        market.pool(pool).seats.saturating_sub(ahead.count() as u32)
    };
    let blocks = |&h: &HouseholdId| {
        let better = allocation.rank(h).map_or(usize::MAX, |r| r as usize - 1);
        market.wishes(h).take(better).any(|w| market.demands(w).all(|d| d.count <= room(d.pool, d.worst, h)))
    };
    market.households().filter(blocks).count() as u32
}
