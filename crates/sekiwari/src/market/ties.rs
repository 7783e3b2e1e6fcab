//! Breaking ties inside rank classes.

use super::{ChildId, ClaimantId, Market, PoolId, RankClass};
use rayon::prelude::*;

impl Market {
    /// The same market with strict priorities: inside each rank class of each pool, claimants are ordered by
    /// `draw` of their child (smaller first), then by child id. Children who hold a seat keep rank 0 together:
    /// their seats are counted, so they never compete with each other.
    ///
    /// A weakly stable allocation of the market stays reachable: whatever is stable here is stable there
    /// (Irving, Manlove and Scott 2000). Cost: one sort per pool.
    pub fn break_ties(&self, draw: impl Fn(ChildId) -> u64 + Sync) -> Market {
        let mut strict = self.clone();
        let in_order = |pool: usize| {
            let mut order = self.pool_claimants(PoolId::new(pool as u32)).to_vec();
            order.sort_by_cached_key(|&c| {
                let claimant = self.claimants[c.index()];
                // Holders stay tied, and ties stand in id order.
                let key = (!claimant.rank.is_held()).then(|| (draw(claimant.child), claimant.child));
                (claimant.rank, key, c)
            });
            order
        };
        let orders: Vec<Vec<ClaimantId>> = (0..self.pools.len()).into_par_iter().map(in_order).collect();
        strict.pool_claimants.clear();
        for order in orders {
            strict.pool_claimants.extend(&order);
            for (position, &c) in order.iter().enumerate() {
                let rank = &mut strict.claimants[c.index()].rank;
                if !rank.is_held() {
                    *rank = RankClass::new(position as u32 + 1);
                }
            }
        }
        for claim in &mut strict.claims {
            claim.rank = strict.claimants[claim.claimant.index()].rank;
        }
        strict.has_ties = false;
        strict
    }
}
