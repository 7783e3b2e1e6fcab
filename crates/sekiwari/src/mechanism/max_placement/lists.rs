//! Who may sit where: units, each of which takes at most one seat, with their pools, best first.

use crate::market::{HouseholdId, Market, PoolId};

/// No unit, no entry.
pub(super) const NONE: u32 = u32::MAX;

/// Flat lists. Entry `e` of unit `u` lies in `entries(u)`; its cost is its 1-based place in the list.
pub(super) struct Lists {
    start: Vec<u32>,
    pool: Vec<u32>,
    /// Units that must not lose their seat.
    pub(super) must: Vec<bool>,
}

impl Lists {
    /// Unit = household whose wishes claim one seat each; all other households get an empty list.
    pub(super) fn of_households(market: &Market, single: &[bool]) -> Self {
        let mut lists = Self::with_capacity(market.households().len(), market.wish_count());
        for h in market.households() {
            if single[h.index()] {
                lists.pool.extend(market.wishes(h).flat_map(|w| market.claims(w)).map(|c| c.pool.index() as u32));
            }
            lists.close(single[h.index()] && market.holds_seat(h));
        }
        lists
    }

    /// Unit = child, with every pool that some wish of its household claims for it, in no matter which combination.
    /// Wishes that ask one pool for more seats than it has can never be given and do not count.
    pub(super) fn of_children(market: &Market) -> Self {
        let mut lists = Self::with_capacity(market.child_count(), market.claim_count());
        let mut own: Vec<(u32, u32)> = Vec::new();
        for h in market.households() {
            own.clear();
            for wish in market.wishes(h) {
                if market.demands(wish).all(|d| d.count <= market.pool(d.pool).seats) {
                    let claims = market.claims(wish).iter();
                    own.extend(claims.map(|c| (c.child.index() as u32, c.pool.index() as u32)));
                }
            }
            own.sort_unstable();
            own.dedup();
            let mut at = 0;
            for child in market.children(h) {
                while let Some(&(_, pool)) = own.get(at).filter(|(c, _)| *c as usize == child.index()) {
                    lists.pool.push(pool);
                    at += 1;
                }
                lists.close(false);
            }
        }
        lists
    }

    fn with_capacity(units: usize, entries: usize) -> Self {
        let mut start = Vec::with_capacity(units + 1);
        start.push(0);
        Self { start, pool: Vec::with_capacity(entries), must: Vec::with_capacity(units) }
    }

    fn close(&mut self, must: bool) {
        self.start.push(self.pool.len() as u32);
        self.must.push(must);
    }

    pub(super) fn units(&self) -> usize {
        self.must.len()
    }

    pub(super) fn entry_count(&self) -> usize {
        self.pool.len()
    }

    #[inline]
    pub(super) fn entries(&self, unit: u32) -> std::ops::Range<u32> {
        self.start[unit as usize]..self.start[unit as usize + 1]
    }

    #[inline]
    pub(super) fn pool(&self, entry: u32) -> usize {
        self.pool[entry as usize] as usize
    }

    /// The 1-based place of an entry of `unit` in its list.
    #[inline]
    pub(super) fn place(&self, unit: u32, entry: u32) -> u32 {
        entry - self.start[unit as usize] + 1
    }
}

/// Seats left and room left under facility-wide limits.
pub(super) struct Room {
    free: Vec<u32>,
    slack: Vec<u64>,
    // The (limit, weight) pairs of pool p are weighed[start[p]..start[p + 1]]; both empty without limits.
    start: Vec<u32>,
    weighed: Vec<(u32, u64)>,
}

impl Room {
    /// An empty market's room.
    pub(super) fn new(market: &Market) -> Self {
        let limits = market.limits();
        let (mut start, mut weighed) = (Vec::new(), Vec::new());
        if !limits.is_empty() {
            let mut all: Vec<(usize, u32, u64)> = Vec::new();
            for (i, limit) in limits.iter().enumerate() {
                let weights = limit.weights.iter().filter(|(_, w)| *w > 0);
                all.extend(weights.map(|&(p, w)| (p.index(), i as u32, u64::from(w))));
            }
            all.sort_unstable();
            start = (0..=market.pools().len()).map(|p| all.partition_point(|a| a.0 < p) as u32).collect();
            weighed = all.into_iter().map(|(_, limit, weight)| (limit, weight)).collect();
        }
        let free = market.pools().iter().map(|p| p.seats).collect();
        Self { free, slack: limits.iter().map(|l| l.capacity).collect(), start, weighed }
    }

    fn weighed(&self, pool: usize) -> &[(u32, u64)] {
        match self.start.get(pool..pool + 2) {
            Some(r) => &self.weighed[r[0] as usize..r[1] as usize],
            None => &[],
        }
    }

    /// Whether one more child can sit in the pool.
    #[inline]
    pub(super) fn has(&self, pool: usize) -> bool {
        self.free[pool] > 0 && (self.slack.is_empty() || self.within_limits(pool))
    }

    fn within_limits(&self, pool: usize) -> bool {
        // A limit may weigh a pool twice, so its weights add up.
        self.weighed(pool).chunk_by(|a, b| a.0 == b.0).all(|same| {
            same.iter().map(|w| w.1).sum::<u64>() <= self.slack[same[0].0 as usize]
        })
    }

    #[inline]
    pub(super) fn take(&mut self, pool: usize) {
        self.free[pool] -= 1;
        for i in self.weighed_range(pool) {
            let (limit, weight) = self.weighed[i];
            self.slack[limit as usize] -= weight;
        }
    }

    #[inline]
    pub(super) fn give_back(&mut self, pool: usize) {
        self.free[pool] += 1;
        for i in self.weighed_range(pool) {
            let (limit, weight) = self.weighed[i];
            self.slack[limit as usize] += weight;
        }
    }

    fn weighed_range(&self, pool: usize) -> std::ops::Range<usize> {
        match self.start.get(pool..pool + 2) {
            Some(r) => r[0] as usize..r[1] as usize,
            None => 0..0,
        }
    }

    /// The most children a pool can hold, whatever sits elsewhere.
    pub(super) fn alone(&self, pool: usize) -> u32 {
        let by_limits = self.weighed(pool).iter().map(|&(l, w)| self.slack[l as usize] / w).min();
        by_limits.map_or(self.free[pool], |most| most.min(u64::from(self.free[pool])) as u32)
    }

    /// Bounds each pool by what it can hold alone and forgets the limits.
    pub(super) fn without_limits(mut self) -> Self {
        self.free = (0..self.free.len()).map(|p| self.alone(p)).collect();
        self.slack.clear();
        self.start.clear();
        self.weighed.clear();
        self
    }
}

/// Whether all wishes of a household claim one seat each.
pub(super) fn is_single(market: &Market, h: HouseholdId) -> bool {
    market.wishes(h).all(|w| market.claims(w).len() == 1)
}

/// All pools of a market.
pub(super) fn pools(market: &Market) -> impl Iterator<Item = PoolId> + use<> {
    (0..market.pools().len() as u32).map(PoolId::new)
}
