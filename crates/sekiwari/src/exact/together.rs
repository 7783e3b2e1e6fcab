//! *Hopeless* where claims stand side by side in several pools.
//!
//! The other pools of a conditional claim need not have room if the wish in question uses them too and stands behind
//! there. Suppose *w* were given although the household *i* prefers its best alive wish *u* to what it gets. As *u* does not block, some pool of it
//! is full of claims of others ranked no worse than those of *u*. If *u* has one claim there and *w* a worse one, that is as many as there are seats, and
//! *w*'s comes on top: too many. So every pool of *u* either has room for it, or *u* has one claim there and *w* a
//! worse one; and *w* goes where the claims counted like that leave no room.
//!
//! If *u* is dead already, as is everything above it, then *i* prefers it to what it gets for sure: *w* goes at once where all pools of *u*
//! are so (*w* is **in the shadow** of *u*).
//!
//! Where single children claim several pools at once (the weekdays of a club) this settles most of what the plain rule
//! leaves open: of the children who want the same days, those further down wait for those further up. Markets of other kinds do
//! not pay for it.
//!
//! Cost: for each open wish in a pool where something changed, the claimants ahead of it in its pools, times the pools of their best
//! wishes. It is looked at when the plain rules have come to rest, households in the order of precedence: in a pool those
//! further down mostly follow.

use super::flags::{CONDITIONAL, FORCED};
use super::state::{Event, State};
use crate::market::{Demand, HouseholdId, PoolId, WishId};

impl State<'_> {
    /// Notes that a pool is to be looked at once more when the plain rules have come to rest.
    pub(super) fn mark_stale(&mut self, pool: PoolId) {
        if self.several && !std::mem::replace(&mut self.stale[pool.index()], true) {
            self.stale_pools.push(pool.index() as u32);
        }
    }

    /// The same for all pools of a household's best wish.
    pub(super) fn mark_best_stale(&mut self, h: HouseholdId) {
        if !self.several {
            return;
        }
        if let Some(best) = self.best_alive(h) {
            for d in self.market.demands(WishId::new(best)) {
                self.mark_stale(d.pool);
            }
        }
    }

    /// Looks at the wishes in the pools noted. True if there is more for the plain rules to do.
    pub(super) fn look_together(&mut self) -> bool {
        let pools = std::mem::take(&mut self.stale_pools);
        pools.iter().for_each(|&p| self.stale[p as usize] = false);
        // Only the stability of others can be in the way of a wish like that.
        if self.soft.iter().all(|&soft| soft) {
            return false;
        }
        let mut owners: Vec<(u32, HouseholdId)> = Vec::new();
        for &pool in &pools {
            for c in self.market.pool_claimants(PoolId::new(pool)) {
                let slot = &self.slots[c.index()];
                if slot.uses > 0 && !slot.single && !self.is_decided(slot.owner) {
                    owners.push((self.market.precedence(slot.owner), slot.owner));
                }
            }
        }
        owners.sort_unstable();
        owners.dedup();
        let mut deleted = false;
        let mut demands = Vec::new();
        for (_, h) in owners {
            let mut own = false;
            for w in self.market.wish_range(h).map(|w| w as u32) {
                if !self.alive[w as usize] {
                    continue;
                }
                demands.clear();
                demands.extend(self.market.demands(WishId::new(w)));
                if let Some((pool, ghost)) = self.hopeless_together(h, &demands) {
                    self.events.push(Event::Hopeless(w, pool));
                    self.delete(h, w, ghost);
                    own = true;
                }
            }
            if own {
                deleted = true;
                self.refresh(h);
                // With less below them, other wishes of its own may have room now.
                self.waiting[h.index()] = true;
                self.touch(demands[0].pool);
            }
            if self.failed.is_some() {
                // Should the search go on with this household softened, all of it is to be looked at again.
                pools.iter().for_each(|&p| self.mark_stale(PoolId::new(p)));
                break;
            }
        }
        deleted
    }

    /// A pool at which a wish with these demands can never be met, and whether the wish may nevertheless block.
    fn hopeless_together(&self, h: HouseholdId, wish: &[Demand]) -> Option<(PoolId, bool)> {
        if wish.len() < 2 {
            return None;
        }
        for d in wish {
            let seats = self.seats[d.pool.index()];
            let own: u32 = self
                .claimants(h)
                .filter(|&c| self.market.claimants()[c].pool == d.pool)
                .map(|c| u32::from(self.slots[c].flags & FORCED))
                .sum();
            let (mut load, mut firm) = (self.forced_in[d.pool.index()] - own + d.count, d.count);
            for &c in self.market.pool_claimants(d.pool) {
                let slot = &self.slots[c.index()];
                if slot.rank >= d.worst || firm > seats {
                    break;
                }
                if slot.owner == h {
                    continue;
                }
                if self.is_in_shadow(c.index(), wish) {
                    return Some((d.pool, self.stands_better(h, wish)));
                }
                if slot.flags & FORCED != 0 {
                    firm += 1;
                } else if slot.flags & CONDITIONAL != 0
                    || (slot.uses > 0 && self.is_conditional_beside(c.index(), d.pool, wish))
                {
                    firm += 1;
                    load += 1;
                }
            }
            if load > seats {
                return Some((d.pool, firm <= seats || self.stands_better(h, wish)));
            }
        }
        None
    }

    /// Whether the household of a claimant, if it did not get its best wish although that does not block, would leave no room for
    /// a wish with these demands at one of its pools.
    fn is_conditional_beside(&self, claimant: usize, pool: PoolId, wish: &[Demand]) -> bool {
        let i = self.slots[claimant].owner;
        if self.soft[i.index()] || self.alive_count[i.index()] == 0 {
            return false;
        }
        let best = WishId::new(self.best[i.index()]);
        let here = self.market.claims(best).iter().any(|c| c.claimant.index() == claimant);
        let behind = |e: &Demand| wish.iter().any(|d| d.pool == e.pool && e.count == 1 && e.worst < d.worst);
        here && self.market.demands(best).all(|e| match e.pool == pool {
            true => e.count == 1,
            false => behind(&e) || self.has_room(i, e),
        })
    }

    /// Whether a household has a dead wish with the claimant, nothing alive above it, and a wish with these demands stands behind it at
    /// every pool where it may fail.
    fn is_in_shadow(&self, claimant: usize, wish: &[Demand]) -> bool {
        let i = self.slots[claimant].owner;
        if self.soft[i.index()] {
            return false;
        }
        let list = self.market.wish_range(i);
        let end = self.best_alive(i).map_or(list.end, |w| w as usize);
        let behind = |e: &Demand| wish.iter().any(|d| d.pool == e.pool && e.count == 1 && e.worst < d.worst);
        (list.start..end).any(|u| {
            let u = WishId::new(u as u32);
            self.market.claims(u).iter().any(|c| c.claimant.index() == claimant)
                // Room is not counted for what is dead.
                && self.market.demands(u).all(|e| behind(&e))
        })
    }

    /// Whether some possible claim of a household stands better than its worst one at a pool of a wish: the seats that are held against
    /// the wish may then be its own.
    fn stands_better(&self, h: HouseholdId, wish: &[Demand]) -> bool {
        self.claimants(h).any(|c| {
            let pool = self.market.claimants()[c].pool;
            self.slots[c].uses > 0 && wish.iter().any(|d| d.pool == pool && self.slots[c].rank < d.worst)
        })
    }
}
