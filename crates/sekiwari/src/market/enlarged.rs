//! The same market with more seats.

use super::{Market, PoolId};

impl Market {
    /// The same market with so many more seats in some pools; a pool named twice gets both. Everything else stays, ids
    /// included, so allocations of the one are allocations of the other. Cost: a copy.
    pub fn with_more_seats(&self, more: &[(PoolId, u32)]) -> Market {
        let mut enlarged = self.clone();
        for &(pool, seats) in more {
            let pool = &mut enlarged.pools[pool.index()];
            pool.seats = pool.seats.saturating_add(seats);
        }
        enlarged
    }
}
