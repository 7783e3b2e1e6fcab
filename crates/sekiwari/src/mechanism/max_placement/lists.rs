//! Who may sit where: units, each of which takes at most one seat, with their pools, best first.

use crate::market::{HouseholdId, Market};

/// No unit, no entry.
pub(super) const NONE: u32 = u32::MAX;

/// Flat lists. Entry `e` of unit `u` lies in `entries(u)`; its cost is the rank of the wish, or its 1-based place where the
/// unit is a child of a larger household.
///
/// Units are numbered by the first pool of their list, so that those who meet in a pool lie side by side in memory.
pub(super) struct Lists {
    start: Vec<u32>,
    pool: Vec<u32>,
    // By entry; empty where every rank is the place.
    rank: Vec<u32>,
    /// Units that must not lose their seat.
    pub(super) must: Vec<bool>,
    /// The position of the household or child a unit stands for.
    pub(super) owner: Vec<u32>,
}

impl Lists {
    /// Unit = household whose wishes claim one seat each. The others and households without wishes are no units.
    pub(super) fn of_households(market: &Market, single: &[bool]) -> Self {
        let mut lists = Self::with_capacity(market.households().len(), market.wish_count());
        for h in market.households().filter(|h| single[h.index()]) {
            lists.pool.extend(market.wishes(h).flat_map(|w| market.claims(w)).map(|c| c.pool.index() as u32));
            if !market.ranks_are_places() {
                lists.rank.extend(market.wishes(h).map(|w| market.rank_of(w)));
            }
            lists.close(h.index(), market.holds_seat(h));
        }
        lists.by_first_pool(market.pools().len())
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
            if market.children(h).len() > 1 || own.len() != market.wish_range(h).len() {
                own.sort_unstable();
                own.dedup();
            }
            for same in own.chunk_by(|a, b| a.0 == b.0) {
                lists.pool.extend(same.iter().map(|s| s.1));
                lists.close(same[0].0 as usize, false);
            }
        }
        lists.by_first_pool(market.pools().len())
    }

    fn with_capacity(units: usize, entries: usize) -> Self {
        let mut start = Vec::with_capacity(units + 1);
        start.push(0);
        let (must, owner) = (Vec::with_capacity(units), Vec::with_capacity(units));
        Self { start, pool: Vec::with_capacity(entries), rank: Vec::new(), must, owner }
    }

    /// Ends a unit, unless its list is empty.
    fn close(&mut self, owner: usize, must: bool) {
        if self.start.last().is_some_and(|&from| (from as usize) < self.pool.len()) {
            self.start.push(self.pool.len() as u32);
            self.must.push(must);
            self.owner.push(owner as u32);
        }
    }

    fn by_first_pool(self, pools: usize) -> Self {
        let first = |u: u32| self.pool(self.start[u as usize]);
        let mut next = vec![0u32; pools + 1];
        (0..self.units() as u32).for_each(|u| next[first(u) + 1] += 1);
        for p in 0..pools {
            next[p + 1] += next[p];
        }
        let mut order = vec![0u32; self.units()];
        for u in 0..self.units() as u32 {
            let place = &mut next[first(u)];
            order[*place as usize] = u;
            *place += 1;
        }
        let mut sorted = Self::with_capacity(self.units(), self.entry_count());
        for u in order {
            let entries = self.entries(u);
            let entries = entries.start as usize..entries.end as usize;
            sorted.pool.extend(&self.pool[entries.clone()]);
            sorted.rank.extend(self.rank.get(entries).unwrap_or_default());
            sorted.close(self.owner[u as usize] as usize, self.must[u as usize]);
        }
        sorted
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

    /// What an entry of `unit` costs.
    #[inline]
    pub(super) fn cost(&self, unit: u32, entry: u32) -> u32 {
        match self.rank.get(entry as usize) {
            Some(&rank) => rank,
            None => self.place(unit, entry),
        }
    }

    /// More than all entries together can cost.
    pub(super) fn beyond(&self) -> i64 {
        let dearest = |u: u32| self.entries(u).next_back().map_or(0, |e| i64::from(self.cost(u, e)));
        (0..self.units() as u32).map(dearest).sum::<i64>() + 1
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
        self.weighed(pool)
            .chunk_by(|a, b| a.0 == b.0)
            .all(|same| same.iter().map(|w| w.1).sum::<u64>() <= self.slack[same[0].0 as usize])
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
