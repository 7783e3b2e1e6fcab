//! What became of the reserved seats.

use super::super::{ChildIndex, Compiled, Round};
use super::ReserveKind;
use crate::market::{Allocation, PoolId};

/// The seats of one reserve after a decision. What is left may be opened to everybody in a later round, or reserved anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReserveUse {
    /// The reserve, as a position in [`Round::reserves`].
    pub reserve: u32,
    /// Its pool.
    pub pool: PoolId,
    /// Reserved seats.
    pub seats: u32,
    /// Seats taken by members.
    pub by_members: u32,
    /// Seats taken by others (soft reserves only).
    pub by_others: u32,
    /// Seats left empty.
    pub left: u32,
}

impl Compiled {
    /// What became of every reserve that has seats of its own (guarantees have none), in the order of
    /// [`Round::reserves`]. Cost: linear in the claims given.
    pub fn reserve_use(&self, round: &Round, allocation: &Allocation) -> Vec<ReserveUse> {
        let mut taken = vec![(0u32, 0u32); self.market.pools().len()];
        for h in self.market.households() {
            let Some(wish) = allocation.wish(&self.market, h) else { continue };
            for claim in self.market.claims(wish) {
                let Some(reserve) = self.pools[claim.pool.index()].reserve else { continue };
                let member =
                    round.is_member(claim.child.index() as ChildIndex, &round.reserves()[reserve as usize]);
                let count = &mut taken[claim.pool.index()];
                if member { count.0 += 1 } else { count.1 += 1 }
            }
        }
        let reserved = round.reserves().iter().zip(0u32..).filter(|(r, _)| r.kind != ReserveKind::Guarantee);
        reserved
            .filter_map(|(_, reserve)| {
                let pool = self.seat_pools.of_reserve(reserve)?;
                let seats = self.market.pool(pool).seats;
                let (by_members, by_others) = taken[pool.index()];
                let left = seats.saturating_sub(by_members + by_others);
                Some(ReserveUse { reserve, pool, seats, by_members, by_others, left })
            })
            .collect()
    }
}
