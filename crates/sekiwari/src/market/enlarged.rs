//! The same market with more seats, or other numbers of them.

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

    /// The same market with so many seats less in a pool, but never fewer than are held there. Cost: a copy.
    pub fn with_fewer_seats(&self, pool: PoolId, fewer: u32) -> Market {
        let mut other = self.clone();
        let seats = self.pool(pool).seats.saturating_sub(fewer).max(self.held_in(pool));
        other.pools[pool.index()].seats = seats;
        other
    }

    /// Seats of a pool that are held by children who apply to move. Cost: linear in them.
    pub fn held_in(&self, pool: PoolId) -> u32 {
        // Claimants are sorted by rank, so the holders stand in front.
        let claimants = self.pool_claimants(pool).iter();
        claimants.take_while(|&&c| self.claimant(c).rank.is_held()).count() as u32
    }

    /// The same market with these seats in its pools, in their order; never fewer than are held. Everything else stays, as with
    /// [`Market::with_more_seats`]. Cost: a copy.
    pub fn with_seats(&self, seats: &[u32]) -> Market {
        let mut other = self.clone();
        for (i, (pool, &seats)) in other.pools.iter_mut().zip(seats).enumerate() {
            pool.seats = seats.max(self.held_in(PoolId::new(i as u32)));
        }
        other
    }
}
