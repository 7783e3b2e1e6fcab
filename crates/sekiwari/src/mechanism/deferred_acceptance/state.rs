//! Who sits where while households are inserted, with a journal to take steps back.

use crate::market::{Allocation, ClaimantId, HouseholdId, Market, RankClass, WishId};

/// A seat taken: (rank, claimant), so that the pool's order is the numeric order.
type Seat = (RankClass, ClaimantId);

/// Seats taken in every pool, best first, and the outcome of every household.
pub(super) struct State<'a> {
    pub(super) market: &'a Market,
    allocation: Allocation,
    pools: Vec<Vec<Seat>>,
    journal: Vec<(HouseholdId, Option<u32>)>,
}

impl<'a> State<'a> {
    pub(super) fn new(market: &'a Market, allocation: &Allocation) -> Self {
        let mut pools: Vec<Vec<Seat>> = vec![Vec::new(); market.pools().len()];
        for h in market.households() {
            for c in allocation.wish(market, h).map_or(&[][..], |w| market.claims(w)) {
                pools[c.pool.index()].push((c.rank, c.claimant));
            }
        }
        pools.iter_mut().for_each(|seats| seats.sort_unstable());
        Self { market, allocation: allocation.clone(), pools, journal: Vec::new() }
    }

    pub(super) fn rank(&self, h: HouseholdId) -> Option<u32> {
        self.allocation.rank(h)
    }

    pub(super) fn allocation(&self) -> &Allocation {
        &self.allocation
    }

    /// A point to come back to.
    pub(super) fn mark(&self) -> usize {
        self.journal.len()
    }

    /// Takes back everything since a mark.
    pub(super) fn undo_to(&mut self, mark: usize) {
        while self.journal.len() > mark {
            if let Some((h, rank)) = self.journal.pop() {
                self.replace(h, rank);
            }
        }
    }

    /// Gives a household an outcome in place of what it has. Pools may be overfull afterwards.
    pub(super) fn give(&mut self, h: HouseholdId, rank: Option<u32>) {
        self.journal.push((h, self.allocation.rank(h)));
        self.replace(h, rank);
    }

    fn replace(&mut self, h: HouseholdId, rank: Option<u32>) {
        let market = self.market;
        for c in self.allocation.wish(market, h).map_or(&[][..], |w| market.claims(w)) {
            let seats = &mut self.pools[c.pool.index()];
            if let Ok(i) = seats.binary_search(&(c.rank, c.claimant)) {
                seats.remove(i);
            }
        }
        self.allocation.set(h, rank);
        for c in self.allocation.wish(market, h).map_or(&[][..], |w| market.claims(w)) {
            let seats = &mut self.pools[c.pool.index()];
            let i = seats.partition_point(|s| *s < (c.rank, c.claimant));
            seats.insert(i, (c.rank, c.claimant));
        }
    }

    /// Whether every pool of a wish, choosing the best of its seats' holders and the household's claims, would keep
    /// all the claims. Equal ranks are not displaced.
    pub(super) fn accepts(&self, h: HouseholdId, wish: WishId) -> bool {
        let market = self.market;
        market.demands(wish).all(|d| {
            let seats = &self.pools[d.pool.index()];
            let capacity = market.pool(d.pool).seats as usize;
            let ahead = seats.partition_point(|s| s.0 <= d.worst);
            if ahead + d.count as usize <= capacity {
                return true;
            }
            // Only now look for the household's own seats, which it would give up.
            let own = self.allocation.wish(market, h).map_or(0, |w| {
                market.claims(w).iter().filter(|c| c.pool == d.pool && c.rank <= d.worst).count()
            });
            ahead - own + d.count as usize <= capacity
        })
    }

    /// A household that must give up its seats because a pool the wish uses is overfull: the owner of the worst one.
    pub(super) fn displaced_from(&self, wish: WishId) -> Option<HouseholdId> {
        self.market.claims(wish).iter().find_map(|c| {
            let seats = &self.pools[c.pool.index()];
            let (_, claimant) = *seats.last()?;
            (seats.len() > self.market.pool(c.pool).seats as usize)
                .then(|| self.market.household_of(self.market.claimant(claimant).child))
        })
    }
}
