//! Seats taken so far, for rules that never take a seat back.

use crate::market::{Allocation, HouseholdId, Market, PoolId, WishId};

/// Seats and limits in use under an allocation that only grows better for each household in turn.
pub(super) struct Occupancy<'a> {
    market: &'a Market,
    allocation: Allocation,
    taken: Vec<u32>,
    // Per pool the (limit, weight) pairs that weigh it.
    weighed_by: Vec<Vec<(usize, u64)>>,
    used: Vec<u64>,
}

impl<'a> Occupancy<'a> {
    /// Starts from a feasible allocation.
    pub(super) fn new(market: &'a Market, allocation: Allocation) -> Self {
        let mut weighed_by =
            vec![Vec::new(); if market.limits().is_empty() { 0 } else { market.pools().len() }];
        for (i, limit) in market.limits().iter().enumerate() {
            for &(pool, weight) in &limit.weights {
                weighed_by[pool.index()].push((i, u64::from(weight)));
            }
        }
        let mut occupancy = Self {
            market,
            allocation: Allocation::empty(market),
            taken: vec![0; market.pools().len()],
            weighed_by,
            used: vec![0; market.limits().len()],
        };
        for h in market.households() {
            occupancy.give(h, allocation.rank(h));
        }
        occupancy
    }

    /// The allocation reached.
    pub(super) fn into_allocation(self) -> Allocation {
        self.allocation
    }

    /// The 1-based wish a household has now.
    pub(super) fn rank(&self, h: HouseholdId) -> Option<u32> {
        self.allocation.rank(h)
    }

    /// Free seats of a pool.
    pub(super) fn free(&self, pool: PoolId) -> u32 {
        self.market.pool(pool).seats - self.taken[pool.index()]
    }

    /// Free seats of a pool, counting those the household itself would give up.
    pub(super) fn free_for(&self, h: HouseholdId, pool: PoolId) -> u32 {
        let own = self
            .allocation
            .wish(self.market, h)
            .map_or(0, |w| self.market.claims(w).iter().filter(|c| c.pool == pool).count() as u32);
        self.free(pool) + own
    }

    /// Whether a household could take a wish, giving up what it has, without anybody else giving up anything.
    pub(super) fn fits(&mut self, h: HouseholdId, wish: WishId) -> bool {
        if self.market.demands(wish).any(|d| d.count > self.free_for(h, d.pool)) {
            return false;
        }
        if self.used.is_empty() {
            return true;
        }
        let own = self.allocation.wish(self.market, h);
        self.count(own, false);
        self.count(Some(wish), true);
        let limits = self.market.limits();
        let fits = self.used.iter().zip(limits).all(|(&used, l)| used <= l.capacity);
        self.count(Some(wish), false);
        self.count(own, true);
        fits
    }

    /// Gives a household a wish, or nothing, in place of what it has.
    pub(super) fn give(&mut self, h: HouseholdId, rank: Option<u32>) {
        self.count(self.allocation.wish(self.market, h), false);
        self.allocation.set(h, rank);
        self.count(self.allocation.wish(self.market, h), true);
    }

    fn count(&mut self, wish: Option<WishId>, add: bool) {
        let Some(wish) = wish else { return };
        for claim in self.market.claims(wish) {
            let pool = claim.pool.index();
            if add {
                self.taken[pool] += 1;
            } else {
                self.taken[pool] -= 1;
            }
            for &(limit, weight) in self.weighed_by.get(pool).into_iter().flatten() {
                if add {
                    self.used[limit] += weight;
                } else {
                    self.used[limit] -= weight;
                }
            }
        }
    }

    /// Lets households, in the order given, take their best wish that fits, over and over until nothing moves: seats
    /// given up by children who moved are offered again. Returns the passes made and the wishes tried.
    pub(super) fn fill(&mut self, order: &[HouseholdId]) -> (u32, u64) {
        self.fill_where(order, |_, _| true)
    }

    /// The same with only those wishes that `allowed` lets pass, given what the household has and the wish.
    pub(super) fn fill_where(
        &mut self,
        order: &[HouseholdId],
        allowed: impl Fn(Option<WishId>, WishId) -> bool,
    ) -> (u32, u64) {
        let (mut passes, mut tried) = (0, 0);
        loop {
            passes += 1;
            let mut freed = false;
            for &h in order {
                let now = self.rank(h);
                let has = self.allocation.wish(self.market, h);
                let better = now.map_or(u32::MAX, |r| r - 1);
                for (wish, rank) in self.market.wishes(h).zip(1..=better) {
                    tried += 1;
                    if allowed(has, wish) && self.fits(h, wish) {
                        self.give(h, Some(rank));
                        freed |= now.is_some();
                        break;
                    }
                }
            }
            // Only a household that gave up a seat can have made room for somebody passed over before.
            if !freed {
                return (passes, tried);
            }
        }
    }
}
