//! Most units seated, and among those seatings the smallest sum of list places: shortest augmenting paths with prices
//! (Kuhn 1955; Edmonds and Karp 1972), one unit at a time, over pools instead of seats.
//!
//! Every unit may also stay out at the cost `out`, more than all list places together, so that the cheapest seating is
//! one with the most seated; units that must be seated have no such way out. A pool's price is 0 while it has room;
//! everybody sits where list place plus price is least for it, which proves the sum smallest (complementary slackness).
//! With limits, room may be taken elsewhere; then the seating is feasible and the prices prove nothing.

use super::lists::NONE;
use super::seating::Seating;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Where a path ends.
#[derive(Clone, Copy)]
enum End {
    /// The unit itself stays out.
    Out,
    /// A seat is free: the unit that would take it, and the entry.
    Free(u32, u32),
    /// An occupant goes out.
    Leaves(u32),
}

/// What the search knows of a pool.
#[derive(Clone, Copy)]
struct PoolState {
    price: i64,
    // The cost of coming here, the unit that would come and its entry: valid if the stamp is the search's.
    cost: i64,
    stamp: u32,
    from: (u32, u32),
}

/// Seats units one by one at the smallest cost. A unit that stays out now may not be seated later; whoever is pushed out
/// was not bound to stay.
pub(super) struct Prices {
    out: i64,
    pools: Vec<PoolState>,
    search: u32,
    // Pools that cost just as much as the last one, and those that cost more.
    level: Vec<u32>,
    later: BinaryHeap<Reverse<(i64, u32)>>,
    settled: Vec<u32>,
    /// Arcs (entries) looked at.
    pub(super) arcs: u64,
}

impl Prices {
    pub(super) fn new(seating: &Seating<'_>) -> Self {
        let fresh = PoolState { price: 0, cost: 0, stamp: 0, from: (NONE, NONE) };
        Self {
            out: seating.lists.beyond(),
            pools: vec![fresh; seating.pool_count()],
            search: 0,
            level: Vec::new(),
            later: BinaryHeap::new(),
            settled: Vec::new(),
            arcs: 0,
        }
    }

    /// Seats a unit, or leaves it out where that is cheapest.
    pub(super) fn insert(&mut self, seating: &mut Seating<'_>, unit: u32) {
        self.search += 1;
        self.level.clear();
        self.later.clear();
        self.settled.clear();
        let lists = seating.lists;
        let must = lists.must[unit as usize];
        let (mut bound, mut end) = (if must { i64::MAX } else { self.out }, End::Out);
        self.relax(seating, unit, NONE, 0, i64::MIN, &mut bound, &mut end);
        while let Some((cost, pool)) = self.pop(bound) {
            self.settled.push(pool);
            let p = pool as usize;
            let price = self.pools[p].price;
            for i in 0..seating.occupants(p).len() {
                let c = seating.occupants(p)[i];
                let entry = seating.entry(c);
                let base = cost - i64::from(lists.cost(c, entry)) - price;
                if !lists.must[c as usize] && base + self.out < bound {
                    (bound, end) = (base + self.out, End::Leaves(c));
                }
                self.relax(seating, c, entry, base, cost, &mut bound, &mut end);
                if bound <= cost {
                    break;
                }
            }
        }
        for &p in &self.settled {
            let pool = &mut self.pools[p as usize];
            pool.price += (bound - pool.cost).max(0);
        }
        self.carry_out(seating, unit, end);
    }

    /// Looks where a unit could go when it has spent `base` so far; `now` is the cost of the level in work.
    #[allow(clippy::too_many_arguments)]
    fn relax(
        &mut self,
        seating: &Seating<'_>,
        unit: u32,
        has: u32,
        base: i64,
        now: i64,
        bound: &mut i64,
        end: &mut End,
    ) {
        let lists = seating.lists;
        for e in lists.entries(unit) {
            self.arcs += 1;
            let p = lists.pool(e);
            let pool = &mut self.pools[p];
            let cost = base + i64::from(lists.cost(unit, e)) + pool.price;
            if cost >= *bound || e == has || (pool.stamp == self.search && pool.cost <= cost) {
                continue;
            }
            if seating.room.has(p) {
                (*bound, *end) = (cost, End::Free(unit, e));
                continue;
            }
            *pool = PoolState { price: pool.price, cost, stamp: self.search, from: (unit, e) };
            if cost == now {
                self.level.push(p as u32);
            } else {
                self.later.push(Reverse((cost, p as u32)));
            }
        }
    }

    /// The next pool, cheapest first, that costs less than the best end so far.
    fn pop(&mut self, bound: i64) -> Option<(i64, u32)> {
        if let Some(pool) = self.level.pop() {
            let cost = self.pools[pool as usize].cost;
            return (cost < bound).then_some((cost, pool));
        }
        loop {
            let Reverse((cost, pool)) = self.later.pop()?;
            if cost >= bound {
                return None;
            }
            // Otherwise it was reached at a smaller cost meanwhile, and is settled.
            if self.pools[pool as usize].cost == cost {
                return Some((cost, pool));
            }
        }
    }

    fn carry_out(&mut self, seating: &mut Seating<'_>, unit: u32, end: End) {
        let (mut mover, mut entry) = match end {
            End::Out => return,
            End::Free(mover, entry) => (mover, entry),
            End::Leaves(leaver) => {
                let pool = seating.lists.pool(seating.entry(leaver));
                seating.stand(leaver);
                self.pools[pool].from
            }
        };
        // From the end of the path, so that there is always a seat to move to.
        while mover != unit {
            let left = seating.lists.pool(seating.entry(mover));
            seating.stand(mover);
            seating.sit(mover, entry);
            (mover, entry) = self.pools[left].from;
        }
        seating.sit(unit, entry);
    }
}
